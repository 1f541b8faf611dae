/** A request whose server is the test. */
export class FakeRequest {
  #resolve;
  #reject;
  #stream = null;

  constructor(url, init) {
    this.url = url;
    this.method = init.method ?? "GET";
    this.headers = init.headers;
    this.body = typeof init.body === "string" ? JSON.parse(init.body) : init.body;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    init.signal?.addEventListener("abort", () => this.#abort());
    this.signal = init.signal;
  }

  get isAborted() {
    return this.signal?.aborted ?? false;
  }

  get topics() {
    return this.url.searchParams.getAll("topic");
  }

  get wait() {
    return this.url.searchParams.get("wait");
  }

  json(body, status = 200) {
    this.#resolve(new Response(JSON.stringify(body), { status }));
  }

  /** A poll's answer. */
  events(cursors, ...events) {
    this.json({ cursors, events });
  }

  problem(status, code, more = {}) {
    this.json({ status, code, detail: `${code} it is`, ...more }, status);
  }

  text(body, status = 200, headers = {}) {
    this.#resolve(new Response(body, { status, headers }));
  }

  /** The network fails. */
  fail() {
    this.#reject(new TypeError("fetch failed"));
  }

  /** An answer that does not end. */
  stream(...frames) {
    const body = new ReadableStream({ start: (controller) => (this.#stream = controller) });
    this.#resolve(new Response(body, { headers: { "Content-Type": "application/x-ndjson" } }));
    frames.forEach((frame) => this.write(frame));
  }

  write(frame) {
    this.raw(new TextEncoder().encode(`${JSON.stringify(frame)}\n`));
  }

  raw(bytes) {
    this.#stream.enqueue(bytes);
  }

  /** The stream ends. */
  end() {
    this.#stream.close();
  }

  #abort() {
    const error = new DOMException("aborted", "AbortError");
    this.#reject(error);
    try {
      this.#stream?.error(error);
    } catch {
      // It had ended.
    }
  }
}

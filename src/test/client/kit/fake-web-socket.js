/** A WebSocket whose server is the test. */
export class FakeWebSocket {
  sent = [];
  isClosed = false;
  bufferedAmount = 0;
  onmessage = null;
  onclose = null;
  onerror = null;

  constructor(url, protocol) {
    this.url = new URL(url);
    this.protocol = protocol;
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  /** Node tells of the end at once where it was still connecting, browsers later: the worse is tested. */
  close() {
    if (!this.isClosed) {
      this.isClosed = true;
      this.onclose?.({ code: 1006, reason: "" });
    }
  }

  /** Frames come, in one message. */
  receive(...frames) {
    this.onmessage?.({ data: frames.map((frame) => JSON.stringify(frame)).join("\n") });
  }

  /** The other side closes; 1006 is no word at all. */
  end(code, reason = "") {
    this.onclose?.({ code, reason });
  }

  /** The frames of a type that the client sent. */
  of(type) {
    return this.sent.filter((frame) => frame.type === type);
  }
}

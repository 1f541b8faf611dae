import assert from "node:assert/strict";
import test from "node:test";
import { settle, World } from "./kit/world.js";

const ANSWER = { id: "x", url: "/app/attachments/x/a.txt", name: "a.txt", type: "text/plain", size: 5 };

async function room(world = new World()) {
  const madang = await world.connect({ transports: ["poll"], client: "a-secret-of-16-chars" });
  return { world, room: madang.topic("chat/a") };
}

/** XMLHttpRequest as far as an upload uses it. */
class FakeXhr {
  static made = [];
  headers = {};
  upload = {};

  constructor() {
    FakeXhr.made.push(this);
  }

  open(method, url) {
    Object.assign(this, { method, url });
  }

  setRequestHeader(name, value) {
    this.headers[name] = value;
  }

  send(form) {
    this.form = form;
  }

  abort() {
    this.isAborted = true;
    this.onabort();
  }

  answer(status, body) {
    Object.assign(this, { status, responseText: JSON.stringify(body) });
    this.onload();
  }
}

function inBrowser(t) {
  FakeXhr.made = [];
  globalThis.XMLHttpRequest = FakeXhr;
  t.after(() => delete globalThis.XMLHttpRequest);
}

test("in Node a file goes up by fetch, with its thumbnail", async () => {
  const { world, room: chat } = await room();
  const done = chat.attach(new Blob(["hello"]), { name: "a.txt", thumbnail: new Blob(["t"]) });
  await settle();
  const post = world.request("POST", "/attachments");
  assert.equal(post.url.pathname, "/app/attachments");
  assert.deepEqual([...post.url.searchParams], [["topic", "chat/a"], ["name", "Mina"]]);
  assert.equal(post.headers["Madang-Client"], "a-secret-of-16-chars");
  assert.equal(post.body.get("file").name, "a.txt");
  assert.equal(await post.body.get("thumbnail").text(), "t");
  post.json(ANSWER, 201);
  assert.deepEqual(await done, ANSWER);
});

test("a refusal has the server's code", async () => {
  const { world, room: chat } = await room();
  const done = chat.attach(new Blob(["hello"]));
  await settle();
  world.request("POST", "/attachments").problem(413, "too_large");
  await assert.rejects(done, { code: "too_large", detail: "too_large it is" });
});

test("in a browser it tells how far it is", async (t) => {
  inBrowser(t);
  const { room: chat } = await room();
  const told = [];
  const done = chat.attach(new Blob(["hello"]), { onprogress: (sent, total) => told.push([sent, total]) });
  await settle();
  const [xhr] = FakeXhr.made;
  assert.equal(xhr.headers["Madang-Client"], "a-secret-of-16-chars");
  xhr.upload.onprogress({ loaded: 2, total: 5 });
  xhr.answer(201, ANSWER);
  assert.deepEqual(await done, ANSWER);
  assert.deepEqual(told, [[2, 5], [5, 5]]);
});

test("an upload can be given up, before and while it runs", async (t) => {
  inBrowser(t);
  const { room: chat } = await room();
  const abort = new AbortController();
  const done = chat.attach(new Blob(["hello"]), { signal: abort.signal });
  await settle();
  abort.abort();
  await assert.rejects(done, { name: "AbortError" });
  assert.equal(FakeXhr.made[0].isAborted, true);
  await assert.rejects(chat.attach(new Blob([""]), { signal: abort.signal }), { name: "AbortError" });
  assert.equal(FakeXhr.made.length, 1);
});

test("an upload that is cut is unavailable", async (t) => {
  inBrowser(t);
  const { room: chat } = await room();
  const done = chat.attach(new Blob(["hello"]));
  await settle();
  FakeXhr.made[0].onerror();
  await assert.rejects(done, { code: "unavailable" });
});

import assert from "node:assert/strict";
import test from "node:test";
import { MadangError } from "../../../webapp/client/madang.js";
import { makeOutbox } from "../../../webapp/client/connector.js";
import { settle, WELCOME, World } from "./kit/world.js";

const KEY = "madang.unsent here";

function box(world, bounds = {}) {
  return makeOutbox(world.env, KEY, { count: 10, length: 1000, ...bounds });
}

/** A way that the test answers. */
function way() {
  const sent = [];
  const send = ({ topic, id, text }) =>
    new Promise((resolve, reject) => {
      const keep = () => resolve({ topic, id, cursor: `e.${sent.length}` });
      sent.push({ id, text, keep, refuse: (code, more) => reject(new MadangError(code, "no", more)) });
    });
  return { sent, send, ids: () => sent.map((s) => s.id) };
}

test("one is on its way at a time, in the order in which they were made", async () => {
  const outbox = box(new World());
  const { sent, send, ids } = way();
  const kept = ["1", "2", "3"].map((id) => outbox.add("chat/a", id, {}));
  outbox.use(send);
  await settle();
  assert.deepEqual(ids(), ["1"]);
  sent[0].keep();
  await settle();
  assert.deepEqual(ids(), ["1", "2"]);
  sent[1].keep();
  await settle();
  sent[2].keep();
  assert.deepEqual((await Promise.all(kept)).map((k) => k.id), ["1", "2", "3"]);
  assert.equal(outbox.entries.length, 0);
});

test("what stands behind a publish that came too fast waits with it", async () => {
  const world = new World();
  const outbox = box(world);
  const { sent, send, ids } = way();
  outbox.use(send);
  outbox.add("chat/a", "1", {});
  outbox.add("chat/b", "2", {});
  await settle();
  sent[0].refuse("rate_limited", { retryAfter: 3 });
  await world.advance(3.4);
  assert.deepEqual(ids(), ["1"]);
  await world.advance(0.2);
  sent[1].keep();
  await settle();
  assert.deepEqual(ids(), ["1", "1", "2"]);
});

test("what is refused for good is rejected with its code, and the next goes", async () => {
  const outbox = box(new World());
  const { sent, send, ids } = way();
  outbox.use(send);
  const first = outbox.add("chat/a", "1", {});
  outbox.add("chat/a", "2", {});
  await settle();
  sent[0].refuse("forbidden");
  await assert.rejects(first, { code: "forbidden" });
  await settle();
  assert.deepEqual(ids(), ["1", "2"]);
});

test("over another way everything goes again, and a late answer of the first still counts", async () => {
  const outbox = box(new World());
  const [first, second] = [way(), way()];
  outbox.use(first.send);
  const kept = outbox.add("chat/a", "1", {});
  await settle();
  outbox.use(null);
  outbox.use(second.send);
  await settle();
  assert.deepEqual(second.ids(), ["1"]);
  first.sent[0].keep();
  assert.equal((await kept).id, "1");
  second.sent[0].refuse("unavailable");
  await settle();
  assert.equal(outbox.entries.length, 0);
});

test("a late refusal of a way that was left delays nothing", async () => {
  const outbox = box(new World());
  const [first, second] = [way(), way()];
  outbox.use(first.send);
  outbox.add("chat/a", "1", {});
  outbox.add("chat/a", "2", {});
  await settle();
  outbox.use(second.send);
  first.sent[0].refuse("unavailable", { retryAfter: 100 });
  await settle();
  second.sent[0].keep();
  await settle();
  assert.deepEqual(second.ids(), ["1", "2"]);
});

test("it survives a reload, in order and with the same ids", async () => {
  const world = new World();
  const { send, sent } = way();
  const before = box(world);
  before.use(send);
  ["1", "2", "3"].forEach((id) => before.add("chat/a", id, { id }));
  await settle();
  sent[0].keep();
  await settle();
  before.use(null);
  const after = box(world);
  assert.deepEqual(after.entries.map((e) => e.id), ["2", "3"]);
  const again = way();
  after.use(again.send);
  await settle();
  assert.deepEqual([again.sent[0].id, again.sent[0].text], ["2", '{"id":"2"}']);
  again.sent[0].keep();
  await settle();
  again.sent[1].keep();
  await settle();
  assert.equal(world.stored.has(KEY), false);
});

test("a stored text that is none of ours is forgotten", () => {
  for (const text of ["", "{", "7", '[{"topic":"a"}]', '[{"topic":"a","id":"1","text":"{"}]']) {
    const world = new World();
    world.stored.set(KEY, text);
    assert.deepEqual(box(world).entries, [], text);
  }
});

test("an id that waits is the same publish", async () => {
  const outbox = box(new World());
  const { sent, send } = way();
  const [first, second] = [outbox.add("chat/a", "1", { n: 1 }), outbox.add("chat/a", "1", { n: 2 })];
  outbox.use(send);
  await settle();
  sent[0].keep();
  assert.deepEqual(await first, await second);
  assert.equal(sent.length, 1);
});

test("what is aborted is not sent; what is on its way holds the next until it is answered", async () => {
  const outbox = box(new World());
  const { sent, send, ids } = way();
  outbox.use(send);
  const [first, second] = [new AbortController(), new AbortController()];
  const kept = [outbox.add("chat/a", "1", {}, first.signal), outbox.add("chat/a", "2", {}, second.signal)];
  outbox.add("chat/a", "3", {});
  await settle();
  second.abort(new Error("not now"));
  first.abort();
  await assert.rejects(kept[0], { name: "AbortError" });
  await assert.rejects(kept[1], /not now/);
  await settle();
  assert.deepEqual(ids(), ["1"]);
  sent[0].keep();
  await settle();
  assert.deepEqual(ids(), ["1", "3"]);
  await assert.rejects(outbox.add("chat/a", "4", {}, first.signal), { name: "AbortError" });
  assert.equal(outbox.entries.length, 1);
});

test("a body that is no object is told at once", async () => {
  for (const body of [undefined, null, 7, "text", ["a"]]) {
    await assert.rejects(box(new World()).add("chat/a", "1", body), { code: "bad_request", detail: /^body:/ });
  }
});

test("another person does not send what the first one left", async () => {
  const world = new World();
  const first = await world.connect({ transports: ["websocket"], client: "the-secret-of-mina" });
  first.topic("chat/a").publish({});
  await settle();
  const second = await world.connect({ transports: ["websocket"], client: "the-secret-of-duli" });
  assert.deepEqual(second.unsent, []);
});

test("its bounds are told by their numbers", async () => {
  const world = new World();
  const few = box(world, { count: 2 });
  few.add("chat/a", "1", {});
  few.add("chat/a", "2", {});
  await assert.rejects(few.add("chat/a", "3", {}), { code: "outbox_full", detail: "the limit is 2 unsent publishes" });
  const short = box(new World(), { length: 20 });
  short.add("chat/a", "1", { text: "12345" });
  await assert.rejects(short.add("chat/a", "2", { text: "12345" }), { code: "outbox_full", detail: /20 characters/ });
  const { send, sent } = way();
  short.use(send);
  await settle();
  sent[0].keep();
  await settle();
  short.add("chat/a", "2", { text: "12345" });
  await settle();
  assert.equal(short.entries.length, 1);
});

test("a page that reloads sends what is left, tells it, and is the same person", async () => {
  const world = new World();
  const first = await world.connect({ transports: ["websocket"] });
  first.topic("chat/a").publish({ text: "안녕" }, { id: "one" });
  await settle();
  const secret = world.socket.url.searchParams.get("client");
  const second = await world.connect({ transports: ["websocket"] });
  assert.equal(world.socket.url.searchParams.get("client"), secret);
  const [unsent] = second.unsent;
  assert.deepEqual([unsent.topic, unsent.id, unsent.body], ["chat/a", "one", { text: "안녕" }]);
  world.socket.receive(WELCOME);
  await settle();
  world.socket.receive({ type: "ack", topic: "chat/a", id: "one", cursor: "e.1" });
  assert.equal((await unsent.kept).cursor, "e.1");
});

test("a frame that is too large is rejected before it costs the connection", async () => {
  const world = new World();
  const madang = await world.connect({ transports: ["websocket"] });
  world.socket.receive({ ...WELCOME, limits: { ...WELCOME.limits, frame: 100 } });
  const kept = madang.topic("chat/a").publish({ text: "가".repeat(30) });
  await assert.rejects(kept, { code: "too_large", detail: "the limit is a frame of 100 bytes" });
  assert.deepEqual(world.socket.of("publish"), []);
});

test("a server that does not answer a publish is asked again", async () => {
  const world = new World();
  const madang = await world.connect({ transports: ["websocket"] });
  world.socket.receive(WELCOME);
  madang.topic("chat/a").publish({}, { id: "one" });
  await settle();
  await world.advance(8);
  world.socket.receive({ type: "pong" });
  await world.advance(8);
  assert.deepEqual(world.socket.of("publish").map((p) => p.id), ["one", "one"]);
});

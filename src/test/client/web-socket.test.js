import assert from "node:assert/strict";
import test from "node:test";
import { listen, message, settle, subscribed, WELCOME, World } from "./kit/world.js";

async function open(options) {
  const world = new World();
  let room;
  const madang = await world.connect(
    { transports: ["websocket"], ...options },
    (client) => (room = client.topic("chat/a", { last: 5 })),
  );
  world.socket.receive(WELCOME);
  return { world, madang, room, heard: listen(room) };
}

test("it offers the subprotocol and says who comes", async () => {
  const { world, madang } = await open({ client: "a-secret-of-16-chars" });
  assert.equal(world.socket.protocol, "madang.v1");
  assert.equal(world.socket.url.protocol, "wss:");
  assert.equal(world.socket.url.searchParams.get("client"), "a-secret-of-16-chars");
  assert.equal(world.socket.url.searchParams.get("name"), "Mina");
  assert.deepEqual(madang.status, { state: "open", transport: "websocket" });
  assert.equal(madang.user, "u1");
});

test("topics come and go on one connection", async () => {
  const { world, madang, room } = await open();
  const other = madang.topic("chat/b", { presence: true });
  await settle();
  room.leave();
  await settle();
  assert.equal(world.sockets.length, 1);
  assert.deepEqual(
    world.socket.sent.map(({ type, topic, last, presence }) => ({ type, topic, last, presence })),
    [
      { type: "subscribe", topic: "chat/a", last: 5, presence: false },
      { type: "subscribe", topic: "chat/b", last: 0, presence: true },
      { type: "unsubscribe", topic: "chat/a", last: undefined, presence: undefined },
    ],
  );
  assert.equal(madang.topic("chat/b"), other);
});

test("a topic that was left and entered again hears nothing of the first subscription", async () => {
  const { world, madang, room, heard } = await open();
  world.socket.receive(subscribed(0));
  room.leave();
  const again = listen(madang.topic("chat/a"));
  await settle();
  world.socket.receive(message(1), subscribed(1), message(2));
  assert.deepEqual([heard, again], [[], ["e.2"]]);
});

test("several frames in one message are all read, and a message comes once", async () => {
  const { world, heard } = await open();
  world.socket.receive(subscribed(4), message(5), message(6), message(6), message(5), message(7));
  assert.deepEqual(heard, ["e.5", "e.6", "e.7"]);
});

test("after a loss it comes back with the cursor, and nothing comes twice", async () => {
  const { world, room, heard } = await open();
  world.socket.receive(subscribed(0), message(1), message(2));
  world.socket.end(1006);
  await world.advance(1);
  world.socket.receive(WELCOME);
  assert.equal(world.socket.of("subscribe")[0].cursor, "e.2");
  world.socket.receive(subscribed(2), message(2), message(3));
  assert.deepEqual(heard, ["e.1", "e.2", "e.3"]);
  assert.equal(room.cursor, "e.3");
});

test("a hole is not shown: it asks again from where it was", async () => {
  const { world, heard } = await open();
  world.socket.receive(subscribed(0), message(1), message(3), message(4));
  assert.deepEqual(heard, ["e.1"]);
  await world.advance(1);
  world.socket.receive(WELCOME, subscribed(1), message(2), message(3));
  assert.deepEqual(heard, ["e.1", "e.2", "e.3"]);
});

test("a gap says from where reading goes on, in another epoch and backwards too", async () => {
  const { world, room, heard } = await open();
  const gap = (cursor, reason) => ({ type: "gap", topic: "chat/a", cursor, reason });
  world.socket.receive(subscribed(0), message(1), gap("e.7", "trimmed"), message(8));
  world.socket.receive(gap("f.0", "epoch"), message(1, { epoch: "f" }), message(2, { epoch: "f" }));
  world.socket.receive(gap("f.1", "epoch"), message(2, { epoch: "f" }));
  assert.deepEqual(heard, ["e.1", "gap e.7", "e.8", "gap f.0", "f.1", "f.2", "gap f.1", "f.2"]);
  assert.equal(room.cursor, "f.2");
});

test("what a handler throws stops nothing", async (t) => {
  const { world, room } = await open();
  const thrown = [];
  t.mock.method(globalThis, "queueMicrotask", (act) => thrown.push(act));
  const heard = [];
  room.onmessage = (m) => {
    heard.push(m.cursor);
    throw new Error("mine");
  };
  world.socket.receive(subscribed(0), message(1), message(2));
  assert.deepEqual(heard, ["e.1", "e.2"]);
  assert.throws(thrown[0], /mine/);
});

test("1008 is final, and its reason is told", async () => {
  const { world, madang, room } = await open();
  const kept = room.publish({});
  world.socket.end(1008, "not you");
  await assert.rejects(kept, { code: "closed", detail: "not you" });
  assert.deepEqual(madang.status, { state: "closed", why: "not you", code: 1008 });
  await world.advance(600);
  assert.equal(world.sockets.length, 1);
  madang.reconnect();
  assert.equal(world.sockets.length, 2);
});

test("after 1008 it comes back when its token ended, and then it is final", async () => {
  const { world, madang } = await open();
  world.socket.receive({ type: "error", code: "unauthorized", detail: "the token ends", retryAfter: 60 });
  world.socket.end(1008, "the token ended");
  await world.advance(5);
  assert.equal(world.sockets.length, 2);
  world.socket.receive(WELCOME);
  world.socket.end(1008, "not you");
  assert.deepEqual(madang.status, { state: "closed", why: "not you", code: 1008 });
});

for (const code of [1000, 1001, 1006, 1009, 1011, 1013]) {
  test(`after ${code} it comes back`, async () => {
    const { world, madang } = await open();
    world.socket.end(code);
    assert.equal(madang.status.state, "waiting");
    assert.equal(madang.status.seconds, 0.5);
    await world.advance(0.4);
    assert.equal(world.sockets.length, 1);
    await world.advance(0.2);
    assert.equal(world.sockets.length, 2);
  });
}

test("1009 is the end of the publish that was too large, and of nothing else", async () => {
  const { world, room } = await open();
  const [first, second] = [room.publish({ n: 1 }), room.publish({ n: 2 })];
  await settle();
  world.socket.end(1009, "the limit is 10");
  await assert.rejects(first, { code: "too_large", detail: "the limit is 10" });
  await world.advance(1);
  world.socket.receive(WELCOME);
  await settle();
  const { id, body } = world.socket.of("publish")[0];
  assert.deepEqual(body, { n: 2 });
  world.socket.receive({ type: "ack", topic: "chat/a", id, cursor: "e.1" });
  assert.equal((await second).cursor, "e.1");
});

test("bye names the time at which to come back, and no waking comes before it", async () => {
  const { world, madang } = await open();
  world.socket.receive({ type: "bye", reason: "drain", retryAfter: 7 });
  assert.equal(madang.status.seconds, 7.5);
  await world.advance(3);
  await world.wake();
  assert.equal(world.sockets.length, 1);
  await world.advance(3.9);
  assert.equal(world.sockets.length, 1);
  await world.advance(0.2);
  assert.equal(world.sockets.length, 2);
});

test("an error before the close says for how long", async () => {
  const { world, madang } = await open();
  world.socket.receive({ type: "error", code: "unavailable", detail: "full", retryAfter: 20 });
  world.socket.end(1013, "full");
  assert.equal(madang.status.seconds, 20.5);
});

test("a dead connection is noticed within 35 seconds, and a quiet one is not dead", async () => {
  const { world, madang } = await open();
  world.socket.receive(subscribed(0));
  for (let round = 0; round < 6; round++) {
    const before = world.socket.of("ping").length;
    await world.advance(13);
    assert.ok(world.socket.of("ping").length > before, "it asks");
    world.socket.receive({ type: "pong" });
  }
  assert.equal(madang.status.state, "open");
  await world.advance(35);
  assert.equal(world.sockets[0].isClosed, true);
  assert.equal(world.sockets.length > 1, true);
});

test("when the page wakes up it asks at once, and gives the answer five seconds", async () => {
  const { world } = await open();
  world.socket.receive(subscribed(0));
  await world.wake();
  assert.equal(world.socket.of("ping").length, 1);
  await world.advance(4);
  assert.equal(world.socket.isClosed, false);
  await world.advance(1.5);
  assert.equal(world.sockets[0].isClosed, true);
});

test("a machine that slept asks before it gives the connection up", async () => {
  const { world } = await open();
  world.sleep(3_600);
  await world.advance(0);
  assert.equal(world.socket.of("ping").length, 1);
  world.seconds += 0.1;
  world.socket.receive({ type: "pong" });
  await world.advance(8);
  assert.equal(world.sockets.length, 1);
});

test("when the page wakes up it tries at once", async () => {
  const { world, madang } = await open();
  world.socket.end(1006);
  assert.equal(madang.status.state, "waiting");
  await world.wake();
  assert.equal(world.sockets.length, 2);
});

test("a topic that is refused is told to its room and not asked for again", async () => {
  const { world, room } = await open();
  const errors = [];
  room.onerror = (e) => errors.push(e.code);
  const next = room.messages().next();
  world.socket.receive({ type: "error", code: "forbidden", detail: "no", topic: "chat/a" });
  await assert.rejects(next, { code: "forbidden" });
  assert.deepEqual(errors, ["forbidden"]);
  world.socket.end(1011);
  await world.advance(1);
  world.socket.receive(WELCOME);
  assert.deepEqual(world.socket.of("subscribe"), []);
});

test("a topic that cannot be had now is asked for later", async () => {
  const { world } = await open();
  world.socket.receive({ type: "error", code: "unavailable", detail: "no", topic: "chat/a", retryAfter: 3 });
  await world.advance(4);
  assert.equal(world.socket.of("subscribe").length, 1);
  await world.advance(1);
  assert.equal(world.socket.of("subscribe").length, 2);
});

test("signals, state and presence come to their rooms", async () => {
  const { world, madang, room } = await open();
  const other = madang.topic("chat/b", { presence: true });
  const heard = [];
  for (const [name, place] of [["a", room], ["b", other]]) {
    place.onsignal = (s) => heard.push([name, s.body]);
    place.onstate = (s) => heard.push([name, s.value]);
    place.onpresence = (p) => heard.push([name, p.online]);
  }
  world.socket.receive(subscribed(0), subscribed(0, { topic: "chat/b" }));
  for (const topic of ["chat/a", "chat/b"]) {
    world.socket.receive({ type: "signal", topic, body: 1 }, { type: "state", topic, key: "k", version: 1, value: 2 });
    world.socket.receive({ type: "presence", topic, online: [] });
  }
  assert.deepEqual(heard, [["a", 1], ["a", 2], ["b", 1], ["b", 2], ["b", []]]);
  await room.signal({ typing: true });
  assert.deepEqual(world.socket.of("signal")[0].body, { typing: true });
});

test("an unknown frame and a frame that is no JSON are told", async () => {
  const { world, madang } = await open();
  const errors = [];
  madang.onerror = (e) => errors.push(e.detail);
  world.socket.receive({ type: "novel" });
  assert.match(errors[0], /novel/);
  world.socket.onmessage({ data: "<html>" });
  assert.equal(madang.status.state, "waiting");
});

test("close() is the end: no timer, no waker, no handler is left", async () => {
  const { world, madang, room } = await open();
  const iteration = room.messages().next();
  madang.close();
  assert.deepEqual(await iteration, { done: true, value: undefined });
  assert.equal(world.socket.isClosed, true);
  assert.equal(world.timers, 0);
  assert.equal(world.wakers, 0);
  assert.equal(madang.status.state, "closed");
});

test("another name is another connection, with the cursors", async () => {
  const { world, madang } = await open();
  world.socket.receive(subscribed(3));
  madang.rename("둘리");
  assert.equal(world.sockets[0].isClosed, true);
  assert.equal(world.socket.url.searchParams.get("name"), "둘리");
  world.socket.receive(WELCOME);
  assert.equal(world.socket.of("subscribe")[0].cursor, "e.3");
});

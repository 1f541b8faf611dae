import assert from "node:assert/strict";
import test from "node:test";
import { message, settle, subscribed, WELCOME, World } from "./kit/world.js";

async function open(options) {
  const world = new World();
  const madang = await world.connect({ transports: ["websocket"], ...options });
  const room = madang.topic("chat/a");
  await settle();
  world.socket.receive(WELCOME, subscribed(0));
  return { world, madang, room };
}

async function collect(messages, cursors = []) {
  for await (const { cursor } of messages) {
    cursors.push(cursor);
  }
  return cursors;
}

test("an iteration gets what comes, in order, until the room is left", async () => {
  const { world, room } = await open();
  const cursors = collect(room);
  world.socket.receive(message(1), message(2));
  await settle();
  world.socket.receive(message(3));
  room.leave();
  assert.deepEqual(await cursors, ["e.1", "e.2", "e.3"]);
});

test("two iterations and a handler get the same", async () => {
  const { world, room } = await open();
  const heard = [];
  room.onmessage = (m) => heard.push(m.cursor);
  const both = [collect(room), collect(room.messages())];
  world.socket.receive(message(1), message(2));
  room.leave();
  assert.deepEqual([...(await Promise.all(both)), heard], Array(3).fill(["e.1", "e.2"]));
});

test("one that lags too far behind gets what waited, then an error, never a hole", async () => {
  const { world, room } = await open({ maxBuffered: 2 });
  const slow = room.messages();
  world.socket.receive(message(1), message(2), message(3), message(4));
  const cursors = [];
  await assert.rejects(collect(slow, cursors), { code: "overflow", detail: /limit is 2/, topic: "chat/a" });
  assert.deepEqual(cursors, ["e.1", "e.2"]);
  assert.deepEqual(await slow.next(), { done: true, value: undefined });
});

test("an iteration that was broken off keeps nothing", async () => {
  const { world, room } = await open({ maxBuffered: 1 });
  const messages = room.messages();
  for await (const first of collectFirst(world, messages)) {
    assert.equal(first.cursor, "e.1");
    break;
  }
  world.socket.receive(message(2), message(3), message(4));
  assert.deepEqual(await messages.next(), { done: true, value: undefined });
});

function collectFirst(world, messages) {
  world.socket.receive(message(1));
  return messages;
}

test("an aborted iteration ends with the reason", async () => {
  const { room } = await open();
  const abort = new AbortController();
  const cursors = collect(room.messages({ signal: abort.signal }));
  abort.abort(new Error("enough"));
  await assert.rejects(cursors, /enough/);
  await assert.rejects(collect(room.messages({ signal: abort.signal })), /enough/);
});

test("a refusal of the connection ends it with an error", async () => {
  const { world, room } = await open();
  const cursors = collect(room);
  world.socket.end(1008, "go");
  await assert.rejects(cursors, { code: "closed", detail: "go" });
});

test("an iteration that waits can be given up", async () => {
  const { world, room } = await open();
  const messages = room.messages();
  const next = messages.next();
  await settle();
  assert.deepEqual(await messages.return(), { done: true, value: undefined });
  assert.deepEqual(await next, { done: true, value: undefined });
  world.socket.receive(message(1));
  assert.deepEqual(await messages.next(), { done: true, value: undefined });
});

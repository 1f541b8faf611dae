import assert from "node:assert/strict";
import test from "node:test";
import { connectIn } from "../../../webapp/client/madang.js";
import { EVENTS, listen, message, settle, subscribed, WELCOME, World } from "./kit/world.js";

async function open(transports) {
  const world = new World();
  let room;
  const madang = await world.connect({ transports }, (client) => (room = client.topic("chat/a")));
  return { world, madang, room, heard: listen(room) };
}

/** Goes down to the stream: the upgrade is swallowed. */
async function onStream(transports) {
  const opened = await open(transports);
  opened.world.socket.end(1006);
  await settle();
  opened.world.request().stream(WELCOME, subscribed(0), message(1));
  await settle();
  assert.deepEqual(opened.madang.status, { state: "open", transport: "stream" });
  return opened;
}

test("it goes down the list: refused, silent, buffered, cut", async () => {
  const { world, madang, heard } = await open();
  await world.advance(10);
  assert.equal(world.socket.isClosed, true, "the upgrade is swallowed");
  const stream = world.request();
  assert.equal(stream.headers.Accept, "application/x-ndjson");
  await world.advance(10);
  assert.equal(stream.isAborted, true, "a proxy keeps the stream");
  const long = world.request();
  assert.equal(long.headers.Accept, undefined);
  long.text("<html>", 502, { "Content-Type": "text/html" });
  await settle();
  const poll = world.request();
  assert.notEqual(poll, long);
  poll.events({ "chat/a": "e.1" }, message(1));
  await settle();
  assert.deepEqual(madang.status, { state: "open", transport: "poll" });
  assert.deepEqual(heard, ["e.1"]);
});

test("an answer that is no stream is not taken for one", async () => {
  const { world } = await open(["stream", "poll"]);
  world.request().text("<html>Sign in</html>", 200, { "Content-Type": "text/html" });
  await settle();
  assert.equal(world.requests.length, 2);
  assert.equal(world.request().headers.Accept, undefined);
});

test("when the server is away it does not go through the whole list", async () => {
  const { world, madang } = await open();
  world.socket.end(1006);
  await settle();
  world.request().fail();
  await settle();
  assert.equal(madang.status.state, "waiting");
  assert.equal(world.requests.length, 1);
  await world.advance(1);
  assert.equal(world.sockets.length, 2, "and begins at the top again");
});

test("what looks like an absent server for long is tried by every transport", async () => {
  const { world } = await open(["stream", "poll"]);
  for (let round = 0; round < 3; round++) {
    world.request().fail();
    await settle();
    await world.advance(round < 2 ? 2 ** round : 0);
  }
  assert.equal(world.request().headers.Accept, undefined);
});

test("what has carried is tried for half a minute before a lesser one, while nobody can be reached", async () => {
  const { world, madang, heard } = await onStream(["websocket", "stream", "poll"]);
  world.request().end();
  let pauses = 0;
  for (let seen = world.requests.length; world.request().headers.Accept; seen = world.requests.length) {
    while (world.requests.length === seen) {
      await world.advance(0.5);
    }
    if (world.request().headers.Accept) {
      pauses++;
      world.request().fail();
      await settle();
    }
  }
  assert.equal(pauses, 6);
  assert.equal(world.sockets.length, 1);
  world.request().events({ "chat/a": "e.2" }, message(2));
  await settle();
  assert.deepEqual(madang.status, { state: "open", transport: "poll" });
  assert.deepEqual(heard, ["e.1", "e.2"]);
});

test("pauses grow while nothing opens", async () => {
  const { world, madang } = await open(["websocket"]);
  const seconds = [];
  for (let round = 0; round < 7; round++) {
    world.socket.end(1006);
    seconds.push(madang.status.seconds);
    await world.advance(madang.status.seconds);
  }
  assert.deepEqual(seconds, [0.5, 1, 2, 4, 8, 15, 15]);
});

test("a connection that is cut as soon as it opens does not begin with short pauses again", async () => {
  const { world, madang } = await open(["websocket"]);
  const seconds = [];
  for (const lived of [1, 1, 11]) {
    world.socket.receive(WELCOME);
    await world.advance(lived);
    world.socket.end(1011);
    seconds.push(madang.status.seconds);
    await world.advance(2);
  }
  assert.deepEqual(seconds, [0.5, 1, 0.5]);
});

test("a transport that is cut twice within a minute gives way to the next", async () => {
  const { world } = await open(["websocket", "stream"]);
  for (let round = 0; round < 2; round++) {
    world.socket.receive(WELCOME);
    await world.advance(5);
    world.socket.end(1006);
    assert.equal(world.requests.length, 0);
    await world.advance(1);
  }
  assert.equal(world.requests.length, 1);
  assert.equal(world.sockets.length, 2);
});

test("the better transport is tried again beside the lesser, takes over with the cursor, and nothing comes twice", async () => {
  const { world, madang, heard } = await onStream();
  const stream = world.request();
  assert.equal(world.sockets.length, 1);
  for (let beat = 0; beat < 3; beat++) {
    await world.advance(20);
    stream.write({ type: "pong" });
  }
  assert.equal(world.sockets.length, 2);
  assert.equal(madang.status.state, "open");
  stream.write(message(2));
  await settle();
  world.socket.receive(WELCOME);
  assert.equal(stream.isAborted, true);
  assert.deepEqual(madang.status, { state: "open", transport: "websocket" });
  assert.equal(world.socket.of("subscribe")[0].cursor, "e.2");
  world.socket.receive(subscribed(2), message(2), message(3));
  assert.deepEqual(heard, ["e.1", "e.2", "e.3"]);
  assert.ok(!madang.seen.some((s) => s.state === "waiting"));
});

test("what is lost while a better one is tried leaves nothing open, and that one goes on", async () => {
  const { world, madang, heard } = await onStream();
  const stream = world.request();
  for (let beat = 0; beat < 3; beat++) {
    await world.advance(20);
    stream.write({ type: "pong" });
  }
  stream.end();
  await settle();
  assert.deepEqual(madang.status, { state: "connecting" });
  world.socket.receive(WELCOME, subscribed(1), message(2));
  assert.deepEqual(madang.status, { state: "open", transport: "websocket" });
  assert.deepEqual(heard, ["e.1", "e.2"]);
});

test("a try of the better transport that fails costs nothing, and comes at longer intervals", async () => {
  const { world, madang } = await onStream();
  const stream = world.request();
  const tries = [];
  for (let second = 0; second < 400; second += 5) {
    await world.advance(5);
    stream.write({ type: "pong" });
    const { socket } = world;
    if (tries.length + 1 < world.sockets.length) {
      tries.push(second);
      socket.end(1006);
    }
  }
  assert.deepEqual(madang.status, { state: "open", transport: "stream" });
  assert.equal(tries.length, 2);
  assert.ok(tries[1] - tries[0] > 100);
  assert.equal(stream.isAborted, false);
});

test("frames of the link that was left are not heard", async () => {
  const { world, heard, room } = await onStream();
  const before = room.cursor;
  const [socket] = world.sockets;
  socket.receive(subscribed(7), message(8));
  assert.equal(room.cursor, before);
  assert.deepEqual(heard, ["e.1"]);
});

test("after a loss it tries first what worked last", async () => {
  const { world } = await onStream();
  world.request().end();
  await settle();
  await world.advance(1);
  assert.equal(world.sockets.length, 1);
  assert.deepEqual(world.request().topics, ["chat/a@e.1"]);
});

test("a publish that was on its way goes again by the next transport, with the same id", async () => {
  const { world, room } = await open(["websocket", "poll"]);
  world.socket.receive(WELCOME);
  const kept = [room.publish({ n: 1 }, { id: "one" }), room.publish({ n: 2 }, { id: "two" })];
  await settle();
  assert.deepEqual(world.socket.of("publish").map((p) => p.id), ["one"]);
  world.socket.end(1006);
  await world.advance(1);
  world.socket.end(1006);
  await settle();
  world.request().events({ "chat/a": "e.1" }, message(1, { id: "one" }));
  await settle();
  world.request("POST").json({ topic: "chat/a", id: "one", cursor: "e.1" });
  await settle();
  assert.equal(world.request("POST").body.id, "two");
  world.request("POST").json({ topic: "chat/a", id: "two", cursor: "e.2" });
  assert.deepEqual((await Promise.all(kept)).map((k) => k.cursor), ["e.1", "e.2"]);
});

test("without a WebSocket it begins with the stream, and wrong options are told by name", async () => {
  const { env } = new World();
  const world = new World();
  world.env.WebSocket = undefined;
  await world.connect();
  assert.equal(world.sockets.length, 0);
  const wrong = {
    transports: ["pigeon"],
    client: "short",
    name: "",
    pollSeconds: 0,
    maxUnsent: 0,
    maxUnsentLength: NaN,
    maxBuffered: -1,
  };
  for (const [name, value] of [...Object.entries(wrong), ["name", "a\u0001"], ["name", "가".repeat(41)]]) {
    assert.throws(() => connectIn(env, EVENTS, { [name]: value }), new RegExp(`^TypeError: ${name}: expected`));
  }
});

test("after close() and reconnect() it still notices that the page wakes up", async () => {
  const { world, madang } = await open(["websocket"]);
  world.socket.receive(WELCOME);
  madang.close();
  madang.reconnect();
  world.socket.end(1006);
  assert.equal(madang.status.state, "waiting");
  const before = world.sockets.length;
  await world.wake();
  assert.equal(world.sockets.length, before + 1);
});

test("a page may listen to a hundred topics", async () => {
  const { madang } = await open(["websocket"]);
  for (let n = 1; n < 100; n++) {
    madang.topic(`chat/${n}`);
  }
  assert.throws(() => madang.topic("chat/more"), { code: "too_large", detail: "the limit is 100 topics" });
});

test("another name is told on the transport that works", async () => {
  const { world, madang } = await onStream();
  madang.rename("둘리");
  await settle();
  assert.equal(world.sockets.length, 1, "the upgrade is not tried again");
  world.request().stream(WELCOME, subscribed(0), message(1));
  await settle();
  assert.equal(world.request().url.searchParams.get("name"), "둘리");
  assert.deepEqual(madang.status, { state: "open", transport: "stream" });
});

import assert from "node:assert/strict";
import test from "node:test";
import { listen, message, settle, subscribed, WELCOME, World } from "./kit/world.js";

async function open(transport, options = {}, last = 5) {
  const world = new World();
  let room;
  const madang = await world.connect(
    { transports: [transport], client: "a-secret-of-16-chars" },
    (client) => (room = client.topic("chat/a", { last, ...options })),
  );
  return { world, madang, room, heard: listen(room) };
}

const polls = (world) => world.requests.filter((r) => r.method === "GET");

test("a stream asks with the secret in a header, and opens with welcome", async () => {
  const { world, madang, heard } = await open("stream", { presence: true });
  const { url, headers } = world.request();
  assert.equal(url.pathname, "/app/events");
  assert.deepEqual([...url.searchParams].sort(), [["last", "5"], ["name", "Mina"], ["presence", "true"], ["topic", "chat/a"]]);
  assert.equal(headers["Madang-Client"], "a-secret-of-16-chars");
  assert.equal(headers.Accept, "application/x-ndjson");
  assert.equal(madang.status.state, "connecting");
  world.request().stream(WELCOME, subscribed(0), message(1));
  await settle();
  assert.deepEqual(madang.status, { state: "open", transport: "stream" });
  assert.deepEqual(heard, ["e.1"]);
});

test("a stream may be cut anywhere, in the middle of a letter too", async () => {
  const { world, room } = await open("stream");
  const heard = [];
  room.onmessage = (m) => heard.push(m.body.text);
  world.request().stream(WELCOME, subscribed(0));
  const bytes = new TextEncoder().encode(`${JSON.stringify(message(1, { body: { text: "안녕" } }))}\n`);
  for (const byte of bytes) {
    world.request().raw(Uint8Array.of(byte));
  }
  await settle();
  assert.deepEqual(heard, ["안녕"]);
});

test("a topic more is another stream, with the cursors, and nothing comes twice", async () => {
  const { world, madang, heard } = await open("stream");
  const first = world.request();
  first.stream(WELCOME, subscribed(0), message(1), message(2));
  await settle();
  const other = listen(madang.topic("chat/b", { cursor: "e.9" }));
  await settle();
  assert.equal(first.isAborted, true);
  assert.deepEqual(world.request().topics, ["chat/a@e.2", "chat/b@e.9"]);
  world.request().stream(WELCOME, subscribed(2), subscribed(9, { topic: "chat/b" }));
  world.request().write(message(2));
  world.request().write(message(3));
  world.request().write(message(10, { topic: "chat/b" }));
  await settle();
  assert.deepEqual([heard, other], [["e.1", "e.2", "e.3"], ["e.10"]]);
  assert.equal(world.requests.length, 2);
});

test("a topic that comes while the stream opens is asked for then", async () => {
  const { world, madang } = await open("stream");
  madang.topic("chat/b", { last: 5 });
  await settle();
  world.request().stream(WELCOME);
  await settle();
  assert.deepEqual(world.request().topics, ["chat/a", "chat/b"]);
  assert.equal(world.requests.length, 2);
});

test("topics that want other numbers of newest messages are asked for one after the other", async () => {
  const { world, madang } = await open("stream");
  madang.topic("chat/b", { last: 9 });
  await settle();
  assert.deepEqual(world.request().topics, ["chat/a"]);
  world.request().stream(WELCOME, subscribed(3));
  await settle();
  assert.deepEqual(world.request().topics, ["chat/a@e.3", "chat/b"]);
  assert.equal(world.request().url.searchParams.get("last"), "9");
});

test("a silent stream is noticed within 35 seconds; heartbeats keep it", async () => {
  const { world, madang } = await open("stream");
  world.request().stream(WELCOME, subscribed(0));
  await settle();
  const first = world.request();
  for (let beat = 0; beat < 4; beat++) {
    await world.advance(25);
    first.write({ type: "pong" });
    await settle();
  }
  assert.deepEqual(madang.status, { state: "open", transport: "stream" });
  await world.advance(35);
  assert.equal(first.isAborted, true);
});

test("when the page wakes up it asks anew, with the cursors, and is not in a hurry", async () => {
  for (const transport of ["stream", "long-poll"]) {
    const { world, madang, heard } = await open(transport);
    const first = world.request();
    if (transport === "stream") {
      first.stream(WELCOME, subscribed(0), message(1));
    } else {
      first.events({ "chat/a": "e.1" }, message(1));
    }
    await settle();
    const before = world.request();
    await world.wake();
    assert.equal(before.isAborted, true, transport);
    assert.notEqual(world.request(), before);
    assert.deepEqual(world.request().topics, ["chat/a@e.1"]);
    await world.advance(20);
    assert.equal(madang.status.state, "open", transport);
    assert.deepEqual(heard, ["e.1"]);
  }
});

test("a stream that was frozen with the page gets its time before it is given up", async () => {
  const { world, madang } = await open("stream");
  world.request().stream(WELCOME, subscribed(0));
  await settle();
  world.sleep(3_600);
  await world.advance(0);
  assert.equal(madang.status.state, "open");
  assert.deepEqual(world.request().topics, ["chat/a@e.0"]);
  world.request().stream(WELCOME, subscribed(0));
  await world.advance(30);
  assert.equal(world.requests.length, 2);
});

test("a topic that is refused later is told once, and the others go on", async () => {
  for (const transport of ["stream", "long-poll"]) {
    const world = new World();
    const errors = [];
    await world.connect({ transports: [transport] }, (client) => {
      client.topic("chat/a");
      client.topic("inbox/x").onerror = (e) => errors.push(e.code);
    });
    const frames = [subscribed(0), subscribed(0, { topic: "inbox/x" })];
    if (transport === "stream") {
      world.request().stream(WELCOME, ...frames);
      await settle();
      await world.wake();
    } else {
      world.request().events({ "chat/a": "e.0", "inbox/x": "e.0" });
      await settle();
    }
    world.request().problem(403, "forbidden");
    await settle();
    world.request().events({ "chat/a": "e.0" });
    await settle();
    world.request().problem(403, "forbidden");
    await settle();
    assert.deepEqual(errors, ["forbidden"], transport);
    assert.deepEqual(world.request().topics, ["chat/a@e.0"]);
  }
});

test("a stream says bye", async () => {
  const { world, madang } = await open("stream");
  world.request().stream(WELCOME, { type: "bye", reason: "drain", retryAfter: 4 });
  await settle();
  assert.equal(madang.status.seconds, 4.5);
});

test("a stream that ends is asked for again", async () => {
  const { world, madang } = await open("stream");
  world.request().stream(WELCOME, subscribed(0), message(1));
  await settle();
  world.request().end();
  await settle();
  assert.equal(madang.status.state, "waiting");
  await world.advance(1);
  assert.deepEqual(world.request().topics, ["chat/a@e.1"]);
});

test("one topic that is refused does not take the others with it", async () => {
  for (const transport of ["stream", "long-poll", "poll"]) {
    const world = new World();
    const errors = [];
    const madang = await world.connect({ transports: [transport] }, (client) => {
      client.topic("chat/a").onerror = (e) => errors.push(`not ${e.code}`);
      client.topic("inbox/x").onerror = (e) => errors.push(e.code);
    });
    assert.deepEqual(world.request().topics, ["chat/a", "inbox/x"], transport);
    world.request().problem(403, "forbidden");
    await settle();
    assert.deepEqual(world.request().topics, ["chat/a"]);
    world.request().events({ "chat/a": "e.0" });
    await settle();
    assert.deepEqual(world.request().topics, ["inbox/x"]);
    world.request().problem(403, "forbidden");
    await settle();
    assert.deepEqual(errors, ["forbidden"]);
    assert.deepEqual(world.request().topics, ["chat/a"]);
    assert.equal(madang.status.state, "open");
  }
});

test("a long poll asks at once, then waits, and sends back exactly the cursors that came", async () => {
  const { world, madang, room, heard } = await open("long-poll", { presence: true });
  const starts = [];
  room.onsubscribed = (s) => starts.push(s.cursor);
  assert.equal(world.request().wait, null);
  world.request().events({ "chat/a": "e.3.x7-Q" }, message(2), message(3));
  await settle();
  assert.deepEqual(madang.status, { state: "open", transport: "long-poll" });
  assert.equal(world.request().wait, "25");
  assert.deepEqual(world.request().topics, ["chat/a@e.3.x7-Q"]);
  world.request().events({ "chat/a": "e.4.x8-Q" }, message(3), message(4));
  await settle();
  assert.deepEqual(world.request().topics, ["chat/a@e.4.x8-Q"]);
  assert.deepEqual(heard, ["e.2", "e.3", "e.4"]);
  assert.deepEqual(starts, ["e.1"]);
  assert.equal(room.cursor, "e.4");
});

test("a long poll that finds nothing at once does not ask in a circle", async () => {
  const { world } = await open("long-poll");
  world.request().events({ "chat/a": "e.0" });
  await settle();
  for (let round = 0; round < 5; round++) {
    world.request().events({ "chat/a": "e.0" });
    await settle();
  }
  assert.equal(polls(world).length, 2);
  await world.advance(1);
  assert.equal(polls(world).length, 3);
});

test("a long poll without an answer is noticed within 35 seconds", async () => {
  const { world } = await open("long-poll");
  world.request().events({ "chat/a": "e.0" });
  await settle();
  const waiting = world.request();
  await world.advance(32);
  assert.equal(waiting.isAborted, false);
  await world.advance(2.5);
  assert.equal(waiting.isAborted, true);
  assert.equal(world.requests.length, 3);
});

test("a poll comes every three seconds, and at once when a topic comes", async () => {
  const { world, madang } = await open("poll");
  world.request().events({ "chat/a": "e.0" });
  await world.advance(2.9);
  assert.equal(polls(world).length, 1);
  await world.advance(0.2);
  assert.equal(polls(world).length, 2);
  world.request().events({ "chat/a": "e.0" });
  await settle();
  madang.topic("chat/b", { last: 5 });
  await settle();
  assert.deepEqual(world.request().topics, ["chat/a@e.0", "chat/b"]);
});

test("a page without topics is open, stays so, and asks nothing", async () => {
  for (const transport of ["stream", "long-poll", "poll"]) {
    const world = new World();
    const madang = await world.connect({ transports: [transport] });
    await world.advance(300);
    assert.deepEqual(madang.seen.map((s) => s.state), ["connecting", "open"], transport);
    assert.equal(world.requests.length, 0);
  }
});

test("an answer that was lost is asked for again", async () => {
  const { world, heard } = await open("poll");
  world.request().events({ "chat/a": "e.1" }, message(1));
  await world.advance(3);
  world.request().fail();
  await world.advance(1);
  assert.deepEqual(world.request().topics, ["chat/a@e.1"]);
  world.request().events({ "chat/a": "e.2" }, message(2));
  await settle();
  assert.deepEqual(heard, ["e.1", "e.2"]);
});

test("a gap in a poll says that not everything could be had", async () => {
  const { world, room, heard } = await open("poll", { cursor: "d.4" });
  const recovered = [];
  room.onsubscribed = (s) => recovered.push(s.recovered);
  world.request().events({ "chat/a": "e.1" }, { type: "gap", topic: "chat/a", cursor: "e.0", reason: "epoch" }, message(1));
  await settle();
  assert.deepEqual([recovered, heard], [[false], ["gap e.0", "e.1"]]);
});

test("retryAfter is obeyed", async () => {
  const { world, madang } = await open("poll");
  world.request().problem(503, "unavailable", { retryAfter: 9 });
  await settle();
  assert.equal(madang.status.seconds, 9.5);
});

test("publishes go by POST, one after the other", async () => {
  const { world, room } = await open("poll");
  world.request().events({ "chat/a": "e.0" });
  await settle();
  const kept = [room.publish({ n: 1 }, { id: "one" }), room.publish({ n: 2 }, { id: "two" })];
  await settle();
  const posts = () => world.requests.filter((r) => r.method === "POST");
  assert.equal(posts().length, 1);
  assert.equal(posts()[0].url.pathname, "/app/topics/chat/a/messages");
  assert.deepEqual(posts()[0].body, { id: "one", body: { n: 1 } });
  assert.equal(posts()[0].headers["Content-Type"], "application/json");
  posts()[0].json({ type: "ack", topic: "chat/a", id: "one", cursor: "e.1" }, 201);
  await settle();
  posts()[1].json({ type: "ack", topic: "chat/a", id: "two", cursor: "e.2" }, 200);
  assert.deepEqual(await Promise.all(kept), [
    { topic: "chat/a", id: "one", cursor: "e.1" },
    { topic: "chat/a", id: "two", cursor: "e.2" },
  ]);
});

test("where nothing says who this is, one's own message does", async () => {
  const { world, madang, room } = await open("poll");
  world.request().events({ "chat/a": "e.0" });
  await settle();
  assert.deepEqual([madang.user, madang.name], [null, "Mina"]);
  room.publish({}, { id: "one" });
  await settle();
  world.request("POST").json({ type: "ack", topic: "chat/a", id: "one", cursor: "e.2" });
  await world.advance(3);
  const users = [];
  room.onmessage = () => users.push(madang.user);
  world.request().events({ "chat/a": "e.2" }, { ...message(1), user: "another" }, { ...message(2), user: "me" });
  await settle();
  assert.deepEqual(users, [null, "me"]);
});

test("a POST without an answer goes again with the same id", async () => {
  const { world, room } = await open("long-poll");
  world.request().events({ "chat/a": "e.0" });
  await settle();
  const kept = room.publish({}, { id: "one" });
  await settle();
  const first = world.request("POST", "/messages");
  await world.advance(17);
  assert.equal(first.isAborted, true);
  const second = world.request("POST", "/messages");
  assert.notEqual(second, first);
  assert.equal(second.body.id, "one");
  second.json({ type: "ack", topic: "chat/a", id: "one", cursor: "e.1" });
  assert.equal((await kept).cursor, "e.1");
});

test("history, state and signals have their addresses", async () => {
  const { world, room } = await open("poll");
  world.request().events({ "chat/a": "e.0" });
  await settle();
  const history = room.history({ before: "e.9", limit: 3 });
  await settle();
  assert.equal(world.request("GET", "/messages").url.search, "?limit=3&before=e.9&name=Mina");
  world.request("GET", "/messages").json({ messages: [], first: "e.1", head: "e.9" });
  assert.equal((await history).head, "e.9");
  const state = room.setState("a b", 5);
  await settle();
  const put = world.request("PUT", "/state/");
  assert.equal(put.url.pathname, "/app/topics/chat/a/state/a%20b");
  put.json({ version: 2 });
  assert.deepEqual(await state, { version: 2 });
  const errors = [];
  room.onerror = (e) => errors.push(e.code);
  const signal = room.signal({ typing: true });
  await settle();
  assert.deepEqual(world.request("POST", "/signals").body, { body: { typing: true } });
  world.request("POST", "/signals").problem(429, "rate_limited", { retryAfter: 1 });
  await signal;
  assert.deepEqual(errors, ["rate_limited"]);
});

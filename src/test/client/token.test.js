import assert from "node:assert/strict";
import test from "node:test";
import { message, settle, subscribed, WELCOME, World } from "./kit/world.js";
import "../../../webapp/client/token.js"; // so that it is there at once when a client asks for it

/** A client with tokens token-1, token-2, …, or what the page gives. */
async function open(transports, token) {
  const world = new World();
  let count = 0;
  const madang = await world.connect({ transports, token: token ?? (() => `token-${++count}`) }, (client) => {
    client.heard = [];
    client.errors = [];
    client.topic("chat/a").onmessage = (m) => client.heard.push(m.cursor);
    client.onerror = (error) => client.errors.push(error.code);
  });
  return { world, madang };
}

async function givenTicket(world, ticket) {
  world.request("POST", "/app/tickets").json({ ticket, expiresIn: 30 });
  await settle();
  return world.socket;
}

async function opened(token) {
  const { world, madang } = await open(["websocket"], token);
  const socket = await givenTicket(world, "k1");
  socket.receive(WELCOME, subscribed(0));
  await settle();
  return { world, madang, socket };
}

const ending = { type: "error", code: "unauthorized", detail: "the token ends", retryAfter: 60 };

test("a ticket that the token buys says who opens the WebSocket", async () => {
  const { world, madang } = await open(["websocket"]);
  assert.equal(world.sockets.length, 0);
  assert.equal(world.request("POST").headers.Authorization, "Bearer token-1");
  const socket = await givenTicket(world, "k1");
  assert.equal(socket.url.searchParams.get("ticket"), "k1");
  assert.equal(socket.protocol, "madang.v1");
  assert.ok(!socket.url.href.includes("token-1"));
  socket.receive(WELCOME, subscribed(0), message(1));
  await settle();
  assert.equal(madang.status.state, "open");
  assert.deepEqual(madang.heard, ["e.1"]);
  madang.topic("chat/a").publish({ text: "x" });
  await settle();
  assert.equal(socket.of("publish").length, 1);
});

test("each connection has a ticket of its own", async () => {
  const { world, madang, socket } = await opened();
  socket.end(1006);
  await world.advance(5);
  const next = await givenTicket(world, "k2");
  assert.equal(world.request("POST").headers.Authorization, "Bearer token-2");
  assert.equal(next.url.searchParams.get("ticket"), "k2");
  next.receive(WELCOME);
  await settle();
  assert.equal(madang.status.state, "open");
});

test("a token that ends gives way to the next on the same connection, and the page hears nothing of it", async () => {
  const { world, madang, socket } = await opened();
  socket.receive(message(1), ending, message(2));
  await settle();
  assert.deepEqual(socket.of("auth"), [{ type: "auth", token: "token-2" }]);
  socket.receive(WELCOME, message(3));
  await settle();
  assert.deepEqual(madang.heard, ["e.1", "e.2", "e.3"]);
  assert.deepEqual(madang.errors, []);
  socket.end(1006);
  await world.advance(5);
  assert.equal(world.request("POST").headers.Authorization, "Bearer token-3", "it need not wait");
});

test("what is closed with its token comes back with another, and is over when there is none", async () => {
  let isOut = false;
  const tokens = async () => (isOut ? Promise.reject(new Error("signed out")) : "t");
  const { world, madang, socket } = await opened(tokens);
  isOut = true;
  socket.receive(ending);
  await settle();
  socket.end(1008, "the token ended");
  isOut = false;
  await world.advance(5);
  world.request("POST", "/app/tickets").problem(401, "unauthorized");
  await settle();
  assert.equal(madang.status.state, "closed");
  assert.equal(madang.status.code, 1008);
});

test("who is put out stays out", async () => {
  const { madang, socket } = await opened();
  socket.end(1008, "banned");
  assert.equal(madang.status.state, "closed");
});

test("a server that gives no ticket now is asked again, and one that comes too late opens nothing", async () => {
  const { world, madang } = await open(["websocket"]);
  world.request("POST").problem(503, "unavailable", { retryAfter: 1 });
  await settle();
  assert.equal(madang.status.state, "waiting");
  await world.advance(5);
  const late = world.request("POST");
  madang.close();
  late.json({ ticket: "k" });
  await settle();
  assert.equal(world.sockets.length, 0);
});

test("over HTTP each request bears the token", async () => {
  const { world, madang } = await open(["stream"]);
  assert.equal(world.request().headers.Authorization, "Bearer token-1");
  world.request().stream(WELCOME, subscribed(0));
  await settle();
  madang.topic("chat/a").publish({ text: "x" });
  await settle();
  assert.equal(world.request("POST", "messages").headers.Authorization, "Bearer token-2");
});

test("nothing goes without a token, even at once", async () => {
  const world = new World();
  const connecting = world.connect({ transports: ["websocket", "stream"], token: () => "t" }, (client) => {
    client.topic("chat/a");
    client.reconnect();
    client.topic("chat/a").history();
  });
  await connecting;
  assert.ok(world.requests.length > 0);
  assert.deepEqual(new Set(world.requests.map((r) => r.headers.Authorization)), new Set(["Bearer t"]));
  assert.ok(world.sockets.every((socket) => socket.url.searchParams.has("ticket")));
});

import assert from "node:assert/strict";
import test from "node:test";
import { environment, randomText } from "../../../webapp/client/server.js";

test("a storage that throws is survived", () => {
  const fail = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const env = environment({ storage: { getItem: fail, setItem: fail, removeItem: fail } });
  env.save("key", "text");
  env.save("key", null);
  assert.equal(env.load("key"), null);
});

test("a storage of one's own is used, and none is fine", () => {
  const kept = new Map();
  const storage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => kept.set(key, text),
    removeItem: (key) => kept.delete(key),
  };
  const env = environment({ storage });
  env.save("key", "text");
  assert.equal(env.load("key"), "text");
  env.save("key", null);
  assert.equal(env.load("key"), null);
  assert.equal(environment({ storage: null }).load("key"), null);
});

test("a timer that was cancelled does nothing", async () => {
  const { later } = environment({});
  const done = [];
  later(0.001, () => done.push("cancelled"))();
  await new Promise((resolve) => later(0.005, () => resolve(done.push("run"))));
  assert.deepEqual(done, ["run"]);
});

test("secrets differ and have the server's form", () => {
  const secrets = new Set(Array.from({ length: 100 }, randomText));
  assert.equal(secrets.size, 100);
  secrets.forEach((secret) => assert.match(secret, /^[A-Za-z0-9_-]{16,64}$/));
});

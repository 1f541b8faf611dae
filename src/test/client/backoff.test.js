import assert from "node:assert/strict";
import test from "node:test";
import { backoff } from "../../../webapp/client/connector.js";

test("pauses double up to 30 seconds", () => {
  const env = { random: () => 1 };
  const pauses = [0, 1, 2, 3, 4, 5, 6].map((attempts) => backoff(env, attempts));
  assert.deepEqual(pauses, [1, 2, 4, 8, 16, 30, 30]);
});

test("each pause is drawn evenly from zero to its bound", () => {
  const dice = [0, 0.5, 0.25];
  const env = { random: () => dice.shift() };
  assert.deepEqual([backoff(env, 0), backoff(env, 1), backoff(env, 2)], [0, 1, 1]);
});

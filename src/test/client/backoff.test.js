import assert from "node:assert/strict";
import test from "node:test";
import { Backoff } from "../../../webapp/client/backoff.js";

test("pauses double up to 30 seconds, and begin anew", () => {
  const backoff = new Backoff(() => 1);
  const pauses = Array.from({ length: 7 }, () => backoff.next());
  assert.deepEqual(pauses, [1, 2, 4, 8, 16, 30, 30]);
  backoff.reset();
  assert.equal(backoff.next(), 1);
});

test("each pause is drawn evenly from zero to its bound", () => {
  const dice = [0, 0.5, 0.25];
  const backoff = new Backoff(() => dice.shift());
  assert.deepEqual([backoff.next(), backoff.next(), backoff.next()], [0, 1, 1]);
});

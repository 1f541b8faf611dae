import assert from "node:assert/strict";
import test from "node:test";
import { isTogether, toneOf } from "../../../webapp/static/chat/grouping.js";
import { sizeOf } from "../../../webapp/static/site/sizes.js";
import { MAX_VISITED, parseVisited, withVisited } from "../../../webapp/static/chat/visited-rooms.js";

const at = (minute, second = 0) => new Date(2026, 10, 21, 12, minute, second).toISOString();
const said = (changes = {}) => ({ user: "ann", name: "Ann", at: at(1), ...changes });

test("what one person says within five minutes stands together", () => {
  assert.equal(isTogether(said(), said({ at: at(5, 59) })), true);
  assert.equal(isTogether(said(), said({ at: at(6) })), false);
  assert.equal(isTogether(said(), said({ user: "bob" })), false);
  assert.equal(isTogether(said(), said({ name: "Anna" })), false);
  assert.equal(isTogether(null, said()), false);
});

test("midnight, where the reader is, parts what was said together", () => {
  const before = new Date(2026, 10, 21, 23, 59, 50).toISOString();
  const after = new Date(2026, 10, 22, 0, 0, 10).toISOString();
  assert.equal(isTogether(said({ at: before }), said({ at: after })), false);
});

test("a person has one tone of six", () => {
  for (const user of ["", "a", "upea4CAR9s3ryXFm", "👍"]) {
    assert.ok([0, 1, 2, 3, 4, 5].includes(toneOf(user)));
    assert.equal(toneOf(user), toneOf(user));
  }
});

test("sizes are as people read them", () => {
  assert.equal(sizeOf(10 * 2 ** 20, "en"), "10 MB");
  assert.equal(sizeOf(1536, "en"), "1.5 kB");
  assert.equal(sizeOf(1, "en"), "1 byte");
});

test("visited rooms are bounded, the last one first, and survive what others wrote there", () => {
  for (const text of ["", "{}", "null", "[1,{}]", '[{"topic":"chat/a","cursor":"x"}]']) {
    assert.deepEqual(parseVisited(text), []);
  }
  let all = [];
  for (let i = 0; i < MAX_VISITED + 5; i++) {
    all = withVisited(all, { topic: `chat/${i}`, cursor: "e.1" });
  }
  all = withVisited(all, { topic: "chat/20", cursor: "e.2" });
  assert.equal(all.length, MAX_VISITED);
  assert.deepEqual(all[0], { topic: "chat/20", cursor: "e.2" });
  assert.deepEqual(parseVisited(JSON.stringify(all)), all);
});

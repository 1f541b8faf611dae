import assert from "node:assert/strict";
import test from "node:test";
import { read } from "../../../webapp/static/chat/bodies.js";
import { Outcomes } from "../../../webapp/static/chat/outcomes.js";

/** A log of two people; what is said at offset n has the cursor e.n. */
const LOG = [
  { user: "ann", body: { text: "one" } },
  { user: "bob", body: { text: "two" } },
  { user: "ann", body: { edit: "e.1", text: "uno" } },
  { user: "bob", body: { edit: "e.1", text: "mine now" } },
  { user: "ann", body: { react: "e.2", emoji: "👍", on: true } },
  { user: "bob", body: { react: "e.2", emoji: "🎉", on: true } },
  { user: "bob", body: { react: "e.2", emoji: "👍", on: true } },
  { user: "ann", body: { react: "e.2", emoji: "👍", on: false } },
  { user: "ann", body: { edit: "e.1", text: "einz" } },
  { user: "ann", body: { edit: "e.1", text: "eins" } },
  { user: "ann", body: { delete: "e.2" } },
].map((said, index) => ({ ...said, cursor: `e.${index + 1}`, name: said.user, id: "", topic: "", at: "" }));

function taken(messages) {
  const outcomes = new Outcomes();
  for (const message of messages) {
    const content = read(message.body);
    if (content.kind !== "said") {
      outcomes.take(message, content);
    }
  }
  return outcomes;
}

function check(outcomes) {
  assert.deepEqual(outcomes.of("e.1", "ann"), { isDeleted: false, text: "eins", reactions: [] });
  assert.deepEqual(outcomes.of("e.2", "bob"), {
    isDeleted: false,
    text: null,
    reactions: [
      { emoji: "🎉", people: [{ user: "bob", name: "bob" }] },
      { emoji: "👍", people: [{ user: "bob", name: "bob" }] },
    ],
  });
}

test("the newest change of a kind counts, and only the author's own", () => check(taken(LOG)));

test("the outcome is the same in whatever order pages of the log are read", () => {
  check(taken(LOG.slice().reverse()));
  for (let round = 0; round < 200; round++) {
    const shuffled = LOG.map((message) => [Math.random(), message]).sort(([a], [b]) => a - b);
    check(taken(shuffled.map(([, message]) => message)));
  }
});

test("what is deleted by its author stays deleted, whatever is edited after it", () => {
  const later = { ...LOG[1], cursor: "e.12", body: { delete: "e.2" } };
  const edit = { ...LOG[1], cursor: "e.13", body: { edit: "e.2", text: "back" } };
  assert.equal(taken([...LOG, edit, later]).of("e.2", "bob").isDeleted, true);
});

test("a moderator's deletion counts whoever wrote the message", () => {
  const moderated = { ...LOG[0], cursor: "e.12", body: { delete: "e.2", moderation: true } };
  assert.equal(taken([...LOG, moderated]).of("e.2", "bob").isDeleted, true);
});

test("nothing changes a message before it was said, or of another epoch", () => {
  const early = { ...LOG[0], body: { edit: "e.9", text: "soothsayer" } };
  const other = { ...LOG[0], cursor: "f.7", body: { edit: "e.1", text: "other log" } };
  const outcomes = taken([early, other]);
  assert.equal(outcomes.of("e.9", "ann").text, null);
  assert.equal(outcomes.of("e.1", "ann").text, null);
});

test("changes of too many messages are forgotten, the oldest first", () => {
  const outcomes = new Outcomes(2);
  for (const of of ["e.1", "e.2", "e.3"]) {
    outcomes.take({ ...LOG[0], cursor: "e.9" }, { kind: "edit", of, text: "x" });
  }
  assert.deepEqual(["e.1", "e.2", "e.3"].map((of) => outcomes.of(of, "ann").text), [null, "x", "x"]);
});

test("what has no form of the chat's is a program's, and shown as it is", () => {
  for (const body of [{}, { price: 1 }, { edit: "e.1" }, { react: "e.1", emoji: "no" }, { delete: 7 }, { text: 7 }]) {
    assert.deepEqual(read(body), { kind: "program", text: JSON.stringify(body) });
  }
});

test("a reaction is one emoji", () => {
  for (const emoji of ["👍", "❤️", "👨‍👩‍👧‍👦", "🇰🇷", "1️⃣", "👍🏽"]) {
    assert.equal(read({ react: "e.1", emoji }).kind, "react", emoji);
  }
  for (const emoji of ["", "a", "👍👍", "👍 ", "<b>", "1", 7]) {
    assert.equal(read({ react: "e.1", emoji }).kind, "program", String(emoji));
  }
});

test("attachments that are none are left out", () => {
  const file = { url: "/attachments/x/a.png", name: "a.png", type: "image/png", size: 3 };
  const content = read({ attachments: [file, {}, null, { ...file, size: "3" }] });
  assert.deepEqual(content, { kind: "said", text: "", files: [file] });
});

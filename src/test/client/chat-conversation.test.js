import assert from "node:assert/strict";
import test from "node:test";
import { Conversation } from "../../../webapp/static/chat/conversation.js";

/** A server's log of so many messages, some of which are reactions. */
class Log {
  messages = [];

  say(count) {
    const from = this.messages.length;
    for (let i = from + 1; i <= from + count; i++) {
      const body = i % 7 === 0 ? { react: `e.${i - 1}`, emoji: "👍", on: true } : { text: String(i) };
      this.messages.push({ cursor: `e.${i}`, user: "ann", name: "ann", at: "", id: "", topic: "", body });
    }
    return this.messages.slice(from);
  }

  page(before, limit = 50) {
    const end = Math.min(this.messages.length, Number(before.split(".")[1]) - 1);
    const messages = this.messages.slice(Math.max(0, end - limit), end);
    return { messages, first: "e.1", head: `e.${this.messages.length}` };
  }

  get texts() {
    return this.messages.filter(({ body }) => body.text).map(({ body }) => body.text);
  }
}

const LIVE = { me: "bob", isSeen: true, follows: true };
const texts = (entries) => entries.map(({ message }) => message.body.text);

/** That what is at hand, and what is shown, are stretches of the log without holes. */
function checkWhole(conversation, log) {
  for (const entries of [conversation.window.entries, conversation.window.shown]) {
    const found = texts(entries);
    const start = log.texts.indexOf(found[0]);
    assert.deepEqual(found, found.length === 0 ? [] : log.texts.slice(start, start + found.length));
  }
}

test("history comes page by page until the beginning", () => {
  const log = new Log();
  log.say(173);
  const conversation = new Conversation();
  conversation.begin("e.173");
  while (!conversation.hasBeginning) {
    conversation.addOlder(log.page(conversation.before));
    conversation.window.showOlder(50);
    checkWhole(conversation, log);
  }
  assert.deepEqual(texts(conversation.window.entries), log.texts);
});

test("an empty room has its beginning at once", () => {
  const conversation = new Conversation();
  conversation.begin("e.0");
  conversation.addOlder(new Log().page(conversation.before));
  assert.equal(conversation.hasBeginning, true);
});

test("five thousand messages leave a bounded number at hand and on the page, and come back", () => {
  const log = new Log();
  const conversation = new Conversation({ maxShown: 240, maxAtHand: 2_000 });
  conversation.begin("e.0");
  for (const message of log.say(5_000)) {
    conversation.hear([message], LIVE);
  }
  assert.ok(conversation.window.entries.length <= 2_000);
  assert.ok(conversation.window.shown.length <= 240);
  assert.equal(texts(conversation.window.shown).at(-1), log.texts.at(-1));
  let rounds = 0;
  while (!(conversation.hasBeginning && !conversation.window.hasOlder) && rounds++ < 500) {
    const before = conversation.before;
    conversation.window.hasOlder || conversation.addOlder(log.page(before));
    conversation.window.showOlder(50);
    assert.ok(conversation.window.entries.length <= 2_050 && conversation.window.shown.length <= 240);
  }
  checkWhole(conversation, log);
  assert.equal(texts(conversation.window.shown)[0], "1");
  assert.equal(conversation.window.isAtHead, false);
});

test("a reader who wanders sees no hole, and finds the newest", () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  let state = seed;
  const random = () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  const log = new Log();
  log.say(300);
  const conversation = new Conversation({ maxShown: 60, maxAtHand: 200 });
  conversation.begin("e.300");
  for (let step = 0; step < 3_000; step++) {
    const { window } = conversation;
    const follows = window.showsHead && random() < 0.5;
    const act = random();
    if (act < 0.4) {
      conversation.hear(log.say(1 + Math.floor(random() * 5)), { ...LIVE, follows });
    } else if (act < 0.7) {
      const { before, hasBeginning } = conversation;
      !window.hasOlder && !hasBeginning && conversation.addOlder(log.page(before));
      window.showOlder(20);
    } else if (!window.hasNewer && !window.isAtHead) {
      conversation.addNewer(log.page(conversation.beforeNext));
      window.showNewer(20);
    } else {
      window.showNewer(20);
    }
    assert.doesNotThrow(() => checkWhole(conversation, log), `seed ${seed}, step ${step}`);
    assert.ok(window.shown.length <= 60, `seed ${seed}`);
    if (window.isAtHead && window.entries.length > 0) {
      assert.equal(texts(window.entries).at(-1), log.texts.at(-1), `seed ${seed}, step ${step}`);
    }
  }
});

test("the line stands before the first message that was not seen, until one speaks", () => {
  const log = new Log();
  const conversation = new Conversation();
  conversation.begin("e.0");
  conversation.hear(log.say(2), LIVE);
  assert.deepEqual({ ...conversation.mark }, { unread: 0, line: null });
  conversation.hear(log.say(3), { ...LIVE, isSeen: false });
  assert.deepEqual({ ...conversation.mark }, { unread: 3, line: "e.3" });
  conversation.mark.seen();
  assert.deepEqual({ ...conversation.mark }, { unread: 0, line: "e.3" });
  conversation.hear(log.say(1), { ...LIVE, me: "ann", isSeen: false });
  assert.deepEqual({ ...conversation.mark }, { unread: 0, line: null });
});

test("who comes back finds the line where reading ended, in whatever page it is", () => {
  const log = new Log();
  log.say(120);
  const conversation = new Conversation();
  conversation.begin("e.120", "e.30");
  while (!conversation.hasBeginning) {
    conversation.addOlder(log.page(conversation.before), "bob");
  }
  assert.equal(conversation.mark.line, "e.31");
});

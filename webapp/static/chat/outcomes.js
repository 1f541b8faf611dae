import { isAfter, parse } from "./cursor.js";

/**
 * @typedef {import("../../client/madang.js").Message} Message
 * @typedef {import("./bodies.js").Edit | import("./bodies.js").Deletion | import("./bodies.js").Reaction} Change
 * @typedef {{emoji: string, people: {user: string, name: string}[]}} Reacted
 * @typedef {{isDeleted: boolean, text: string | null, reactions: Reacted[]}} Outcome text is null where nobody edited it
 */

/** @typedef {{edits: Map<string, {cursor: string, text: string}>, deletions: Map<string, string>, reactions: Map<string, Map<string, {cursor: string, on: boolean, name: string}>>}} Changes */

/** Stands for whoever moderates; no user's id is empty. */
const MODERATOR = "";

/**
 * What became of messages: edits, deletions, reactions. The log only grows; this is what it amounts to.
 *
 * Changes may be taken in any order, before or after the message they are about: the newest of a kind counts, and who
 * may change a message is asked when its outcome is. Of too many messages, those changed longest ago are forgotten.
 */
export class Outcomes {
  #max;
  /** @type {Map<string, Changes>} by the cursor of the message they are about */
  #changes = new Map();

  /** @param {number} max messages whose changes are kept */
  constructor(max = 20_000) {
    this.#max = max;
  }

  /**
   * @param {Message} message that changes another
   * @param {Change} change
   */
  take({ cursor, user, name }, change) {
    if (!isAfter(cursor, change.of)) {
      return;
    }
    const changes = this.#of(change.of);
    if (change.kind === "edit") {
      keepNewest(changes.edits, user, { cursor, text: change.text });
    } else if (change.kind === "delete") {
      changes.deletions.set(change.byModerator ? MODERATOR : user, cursor);
    } else {
      const people = changes.reactions.get(change.emoji) ?? new Map();
      changes.reactions.set(change.emoji, people);
      keepNewest(people, user, { cursor, on: change.on, name });
    }
  }

  /**
   * @param {string} cursor of a message
   * @param {string} user who wrote it: nobody else can edit it, or delete it but a moderator
   * @returns {Outcome}
   */
  of(cursor, user) {
    const changes = this.#changes.get(cursor);
    return {
      isDeleted: changes?.deletions.has(user) || changes?.deletions.has(MODERATOR) || false,
      text: changes?.edits.get(user)?.text ?? null,
      reactions: changes ? reacted(changes) : [],
    };
  }

  /**
   * @param {string} cursor
   * @returns {Changes}
   */
  #of(cursor) {
    const known = this.#changes.get(cursor);
    const changes = known ?? { edits: new Map(), deletions: new Map(), reactions: new Map() };
    this.#changes.delete(cursor);
    this.#changes.set(cursor, changes);
    const [oldest] = this.#changes.keys();
    if (this.#changes.size > this.#max && oldest !== undefined) {
      this.#changes.delete(oldest);
    }
    return changes;
  }
}

/**
 * @template {{cursor: string}} T
 * @param {Map<string, T>} map
 * @param {string} key
 * @param {T} value
 */
function keepNewest(map, key, value) {
  const known = map.get(key);
  if (!known || isAfter(value.cursor, known.cursor)) {
    map.set(key, value);
  }
}

/**
 * In the order in which each emoji was first used, as far as is known.
 *
 * @param {Changes} changes
 * @returns {Reacted[]}
 */
function reacted({ reactions }) {
  return [...reactions]
    .map(([emoji, people]) => {
      const on = [...people].filter(([, { on }]) => on).sort(([, a], [, b]) => byCursor(a, b));
      return { emoji, first: on[0]?.[1], people: on.map(([user, { name }]) => ({ user, name })) };
    })
    .filter(({ people }) => people.length > 0)
    .sort((a, b) => byCursor(a.first, b.first))
    .map(({ emoji, people }) => ({ emoji, people }));
}

/**
 * @param {{cursor: string} | undefined} a
 * @param {{cursor: string} | undefined} b
 */
function byCursor(a, b) {
  return parse(a?.cursor ?? "").offset - parse(b?.cursor ?? "").offset;
}

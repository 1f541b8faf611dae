/** @typedef {{id?: string, topic?: string, retryAfter?: number, isAnswer?: boolean, isOffline?: boolean}} Details */

/** What was not done, and why: the wire protocol's code, or one of the client's own. */
export class MadangError extends Error {
  /** @type {string | undefined} */
  id;
  /** @type {string | undefined} */
  topic;
  /** @type {number | undefined} */
  retryAfter;
  /** Whether the server itself said so, and not something on the way to it. */
  isAnswer = false;
  /** Whether nobody could be reached. */
  isOffline = false;

  /**
   * @param {string} code
   * @param {string} detail
   * @param {Details} [details]
   */
  constructor(code, detail, details = {}) {
    super(`${code}: ${detail}`);
    this.name = "MadangError";
    this.code = code;
    this.detail = detail;
    this.id = details.id;
    this.topic = details.topic;
    this.retryAfter = details.retryAfter;
    this.isAnswer = details.isAnswer ?? false;
    this.isOffline = details.isOffline ?? false;
  }

  /** Whether the same may be done later. */
  get isPassing() {
    return this.code === "rate_limited" || this.code === "unavailable";
  }

  /** @param {any} frame an error frame, or a problem of HTTP */
  static of(frame) {
    const { code, detail, id, topic, retryAfter } = frame;
    return new MadangError(code, detail, { id, topic, retryAfter, isAnswer: true });
  }

  /**
   * @param {number} status of HTTP
   * @param {string} text what came with it
   */
  static ofAnswer(status, text) {
    const problem = parsed(text);
    if (typeof problem?.code === "string") {
      return MadangError.of(problem);
    }
    return new MadangError(CODES[status] ?? (status < 500 ? "bad_request" : "unavailable"), `HTTP ${status}`);
  }
}

/** @type {Record<number, string>} */
const CODES = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  408: "unavailable",
  413: "too_large",
  429: "rate_limited",
};

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import { Backoff } from "./backoff.js";

const STABLE_SECONDS = 10;
const TRIAL_SECONDS = 60;
const MAX_STRIKES = 2;
const FIRST_CLIMB_SECONDS = 60;
const LONGEST_CLIMB_SECONDS = 960;
/** So many pauses in vain, and what looked like a busy server may be the transport after all. */
const PATIENCE = 2;

/** @typedef {import("./madang.js").TransportName} TransportName */
/** @typedef {import("./madang.js").Status} Status */
/** @typedef {import("./link.js").LinkEnd} LinkEnd */
/** @typedef {{index: number, link: import("./link.js").Link | null, openedAt: number}} Way */

/**
 * @typedef {object} Opener
 * @property {(transport: TransportName, listener: import("./link.js").LinkListener) => import("./link.js").Link} open
 * @property {() => import("./room.js").Room[]} rooms
 * @property {(link: import("./link.js").Link | null) => void} adopted this one carries everything from now on
 * @property {(frame: any) => void} frame
 * @property {(status: Status) => void} status
 */

/**
 * Decides which transport is used, and when.
 *
 * It goes down the list when one does not open, and waits when the server is away. While a lesser one serves, the
 * better ones are tried beside it; what opens takes over, with the cursors. Only the link that carries is listened to.
 */
export class Connector {
  #env;
  #transports;
  #opener;
  #backoff;
  /** @type {Way | null} what carries */
  #current = null;
  /** @type {Way | null} what is being tried */
  #candidate = null;
  #preferred = 0;
  #strikes = 0;
  #climbs = 0;
  #notBefore = 0;
  #isClosed = true;
  /** @type {() => void} of the pause, or of the next try of a better transport */
  #cancelTimer = () => {};
  #stopWaking;

  /**
   * @param {import("./environment.js").Environment} env
   * @param {TransportName[]} transports the best first
   * @param {Opener} opener
   */
  constructor(env, transports, opener) {
    this.#env = env;
    this.#transports = transports;
    this.#opener = opener;
    this.#backoff = new Backoff(env.random);
    this.#stopWaking = env.onwake(() => this.#wake());
  }

  /** Begins anew, at the top of the list and without waiting. */
  connect() {
    this.#begin(0);
  }

  /** Begins anew with what carries, or carried last, and without waiting: what worked need not be found again. */
  renew() {
    this.#begin(this.#preferred);
  }

  /** @param {number} index of the transport */
  #begin(index) {
    this.#drop();
    this.#isClosed = false;
    this.#backoff.reset();
    this.#strikes = this.#climbs = this.#notBefore = 0;
    this.#preferred = index;
    this.#try(index);
  }

  topicsChanged() {
    this.#current?.link?.topicsChanged();
  }

  /** @param {string} why what the link that carries gives cannot be used */
  distrust(why) {
    const way = this.#current;
    if (way) {
      way.link?.close();
      this.#ended(way, { why });
    }
  }

  /**
   * @param {string} why
   * @param {number} [code]
   */
  close(why, code) {
    this.#drop();
    this.#isClosed = true;
    this.#opener.status(code === undefined ? { state: "closed", why } : { state: "closed", why, code });
  }

  /** Nothing wakes it any more. */
  dispose() {
    this.#stopWaking();
  }

  #drop() {
    this.#cancelTimer();
    this.#candidate?.link?.close();
    this.#current?.link?.close();
    this.#candidate = this.#current = null;
    this.#opener.adopted(null);
  }

  /** @param {number} index of the transport */
  #try(index) {
    /** @type {Way} */
    const way = { index, link: null, openedAt: 0 };
    this.#candidate = way;
    if (!this.#current) {
      this.#opener.status({ state: "connecting" });
    }
    try {
      way.link = this.#opener.open(this.#transports[index], {
        rooms: this.#opener.rooms,
        opened: () => this.#opened(way),
        frame: (frame) => way === this.#current && this.#opener.frame(frame),
        ended: (end) => this.#ended(way, end),
      });
    } catch (error) {
      this.#ended(way, { why: String(error) });
    }
  }

  /** @param {Way} way */
  #opened(way) {
    this.#cancelTimer();
    this.#current?.link?.close();
    this.#candidate = null;
    this.#current = way;
    this.#climbs = way.index < this.#preferred ? 0 : this.#climbs;
    this.#preferred = way.index;
    way.openedAt = this.#env.now();
    this.#opener.adopted(way.link);
    this.#opener.status({ state: "open", transport: this.#transports[way.index] });
    this.#climbLater();
  }

  #climbLater() {
    if (this.#current && this.#current.index > 0) {
      const seconds = Math.min(LONGEST_CLIMB_SECONDS, FIRST_CLIMB_SECONDS * 2 ** this.#climbs++);
      this.#cancelTimer = this.#env.later(seconds * (0.75 + this.#env.random() / 2), () => this.#try(0));
    }
  }

  /**
   * @param {Way} way
   * @param {LinkEnd} end
   */
  #ended(way, end) {
    if (way === this.#current) {
      this.#current = null;
      this.#opener.adopted(null);
      this.#lost(way, end);
    } else if (way === this.#candidate) {
      this.#candidate = null;
      this.#current ? this.#didNotClimb(way, this.#current) : this.#didNotOpen(way, end);
    }
  }

  /**
   * @param {Way} way that carried until now
   * @param {LinkEnd} end
   */
  #lost(way, end) {
    const seconds = (this.#env.now() - way.openedAt) / 1000;
    if (seconds >= STABLE_SECONDS) {
      this.#backoff.reset();
    }
    this.#strikes = seconds < TRIAL_SECONDS && !end.isBusy ? this.#strikes + 1 : 0;
    if (this.#strikes >= MAX_STRIKES && way.index + 1 < this.#transports.length) {
      this.#preferred = way.index + 1;
      this.#strikes = 0;
    }
    if (end.isFinal) {
      this.close(end.why, end.code);
    } else if (!this.#candidate) {
      this.#wait(end);
    }
  }

  /**
   * @param {Way} way
   * @param {LinkEnd} end
   */
  #didNotOpen(way, end) {
    const isBusy = end.isBusy && this.#backoff.attempts < PATIENCE;
    if (end.isFinal) {
      this.close(end.why, end.code);
    } else if (!isBusy && way.index + 1 < this.#transports.length) {
      this.#notBefore = Math.max(this.#notBefore, this.#env.now() + (end.retryAfter ?? 0) * 1000);
      this.#try(way.index + 1);
    } else {
      this.#preferred = isBusy ? this.#preferred : 0;
      this.#wait(end);
    }
  }

  /**
   * @param {Way} way
   * @param {Way} current
   */
  #didNotClimb(way, current) {
    way.index + 1 < current.index ? this.#try(way.index + 1) : this.#climbLater();
  }

  /** @param {LinkEnd} end */
  #wait(end) {
    const { now } = this.#env;
    this.#notBefore = Math.max(this.#notBefore, now() + (end.retryAfter ?? 0) * 1000);
    this.#tryIn((this.#notBefore - now()) / 1000 + this.#backoff.next());
  }

  /** @param {number} seconds */
  #tryIn(seconds) {
    this.#cancelTimer();
    this.#cancelTimer = this.#env.later(seconds, () => this.#try(this.#preferred));
    this.#opener.status({ state: "waiting", seconds, until: this.#env.now() + seconds * 1000 });
  }

  /** The network or the page came back: does it still work, or is it time to try? Not before the server's own time. */
  #wake() {
    if (this.#current) {
      this.#current.link?.check();
    } else if (!this.#isClosed && !this.#candidate) {
      this.#tryIn(Math.max(0, (this.#notBefore - this.#env.now()) / 1000));
    }
  }
}

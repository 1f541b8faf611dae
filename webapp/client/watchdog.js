const EVERY_SECONDS = 2.5;
const PING_AFTER_SECONDS = 10;
const GRACE_SECONDS = 5;

/**
 * Notices that nothing comes any more: after so many seconds, and soon after the page woke up.
 *
 * A clock that ran late means that the page slept. Then what came meanwhile may still be unread, and gets its time.
 */
export class Watchdog {
  #env;
  #silence;
  #dead;
  #ping;
  #heard;
  #isAnswered = true;
  #pinged = 0;
  #ticked;
  /** @type {() => void} */
  #cancelTick = () => {};
  /** @type {() => void} */
  #cancelCheck = () => {};

  /**
   * @param {import("./environment.js").Environment} env
   * @param {number} seconds of silence
   * @param {() => void} dead
   * @param {(() => void) | null} ping what asks for a sign of life, where one can ask
   */
  constructor(env, seconds, dead, ping) {
    this.#env = env;
    this.#silence = seconds * 1000;
    this.#dead = dead;
    this.#ping = ping;
    this.#heard = this.#ticked = env.now();
    this.#wait();
  }

  /** Something came. */
  heard() {
    this.#isAnswered = true;
    this.#heard = this.#env.now();
  }

  /** The page woke up: is anybody there? */
  check() {
    this.#isAnswered = false;
    this.#ping?.();
    this.#cancelCheck();
    this.#cancelCheck = this.#env.later(GRACE_SECONDS, () => {
      if (!this.#isAnswered && (this.#ping || this.#isSilent())) {
        this.#dead();
      }
    });
  }

  stop() {
    this.#cancelTick();
    this.#cancelCheck();
  }

  #wait() {
    this.#cancelTick = this.#env.later(EVERY_SECONDS, () => this.#tick());
  }

  #tick() {
    const now = this.#env.now();
    const hasSlept = now - this.#ticked > 3 * EVERY_SECONDS * 1000;
    this.#ticked = now;
    this.#wait();
    if (hasSlept) {
      this.check();
    } else if (this.#isSilent()) {
      this.#dead();
    } else if (this.#ping && now - Math.max(this.#heard, this.#pinged) >= PING_AFTER_SECONDS * 1000) {
      this.#pinged = now;
      this.#ping();
    }
  }

  #isSilent() {
    return this.#env.now() - this.#heard >= this.#silence;
  }
}

import { Candles } from "./candles.js";
import { tickerOf } from "./ticker-board.js";

const KEPT = 90;
const TRADES = 1_000;

/** The symbol whose chart is drawn: the trades that the server keeps, then those that come. */
export class Charted {
  #chart;
  #seconds;
  #candles;
  /** @type {import("../../client/madang.js").Room | null} */
  #room = null;
  #isNew = false;
  #isLoading = false;
  /** @type {{time: number, price: number}[]} what came while the history was on its way */
  #waiting = [];

  /**
   * @param {import("./candle-chart.js").CandleChart} chart
   * @param {number} seconds of one candle
   */
  constructor(chart, seconds) {
    this.#chart = chart;
    this.#seconds = seconds;
    this.#candles = new Candles(seconds, KEPT);
  }

  get newest() {
    return this.#candles.newest;
  }

  /** @param {import("../../client/madang.js").Room} room */
  async open(room) {
    this.#room = room;
    this.#candles = new Candles(this.#seconds, KEPT);
    this.#waiting = [];
    this.#isLoading = true;
    const kept = await room.history({ limit: TRADES }).catch(() => null);
    if (this.#room !== room) {
      return;
    }
    for (const message of kept?.messages ?? []) {
      const trade = tickerOf(room.name, message.body);
      if (trade !== null) {
        this.#candles.add(trade.time, trade.price);
      }
    }
    this.#isLoading = false;
    this.#waiting.forEach(({ time, price }) => this.#candles.add(time, price));
    this.#waiting = [];
    this.#isNew = true;
    this.draw();
  }

  /**
   * A price of a topic, of a trade or a ticker.
   *
   * @param {string} topic
   * @param {number} time
   * @param {number} price
   */
  add(topic, time, price) {
    if (topic !== this.#room?.name) {
      return;
    }
    if (this.#isLoading) {
      this.#waiting = [...this.#waiting.slice(1 - TRADES), { time, price }];
    } else {
      this.#candles.add(time, price);
      this.#isNew = true;
    }
  }

  draw() {
    if (this.#isNew) {
      this.#isNew = false;
      this.#chart.show(this.#candles.columns);
    }
  }
}

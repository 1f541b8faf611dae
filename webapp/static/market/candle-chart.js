import uPlot from "../lib/uplot/uPlot.js";
import { colorsOf, onTheme } from "../site/chart-colors.js";

const HEIGHT = 300;
const BODY = 0.6;

/** A chart of candles; hollow ones rose, full ones fell, so that colour is not all that tells. */
export class CandleChart {
  #seconds;
  #frame;
  #probes;
  #colors;
  #plot;

  /**
   * @param {HTMLElement} frame
   * @param {HTMLElement} probes elements that have the theme's colours
   * @param {string} language
   * @param {number} seconds of one candle
   */
  constructor(frame, probes, language, seconds) {
    this.#seconds = seconds;
    this.#frame = frame;
    this.#probes = probes;
    this.#colors = colorsOf(probes);
    this.#plot = new uPlot(this.#options(language), [[], [], [], [], []], frame);
    new ResizeObserver(() => this.#plot.setSize(this.#size())).observe(frame);
    onTheme(() => this.#repaint());
  }

  /** @param {number[][]} columns time, open, high, low, close */
  show(columns) {
    this.#plot.setData(/** @type {any} */ (columns));
  }

  #size() {
    return { width: Math.max(200, this.#frame.clientWidth), height: HEIGHT };
  }

  #repaint() {
    this.#colors = colorsOf(this.#probes);
    this.#plot.redraw();
  }

  /**
   * @param {string} language
   * @returns {uPlot.Options}
   */
  #options(language) {
    const clock = new Intl.DateTimeFormat(language, { timeStyle: "medium", hourCycle: "h23" });
    const number = new Intl.NumberFormat(language, { maximumFractionDigits: 8 });
    const axis = {
      stroke: () => this.#colors.ink,
      grid: { stroke: () => this.#colors.line, width: 1 },
      ticks: { stroke: () => this.#colors.line, width: 1 },
    };
    const hidden = { paths: () => null, points: { show: false } };
    return {
      ...this.#size(),
      padding: [12, 32, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { range: (_, first, last) => [first - this.#seconds, last + this.#seconds] } },
      series: [{}, hidden, hidden, hidden, hidden],
      axes: [
        { ...axis, space: 90, values: (_, times) => times.map((time) => clock.format(time * 1000)) },
        { ...axis, size: 96, values: (_, prices) => prices.map((price) => number.format(price)) },
      ],
      hooks: { draw: [(plot) => this.#draw(plot)] },
    };
  }

  /** @param {uPlot} plot */
  #draw(plot) {
    const { ctx, data } = plot;
    const [times, opens, highs, lows, closes] = /** @type {number[][]} */ (/** @type {unknown} */ (data));
    const gap = plot.valToPos(this.#seconds, "x", true) - plot.valToPos(0, "x", true);
    const width = Math.max(1, gap * BODY);
    const y = (/** @type {number} */ price) => plot.valToPos(price, "y", true);
    ctx.save();
    ctx.beginPath();
    ctx.rect(plot.bbox.left, plot.bbox.top, plot.bbox.width, plot.bbox.height);
    ctx.clip();
    ctx.lineWidth = Math.max(1, devicePixelRatio);
    times.forEach((time, i) => {
      const rose = closes[i] >= opens[i];
      const x = plot.valToPos(time, "x", true);
      const top = y(Math.max(opens[i], closes[i]));
      const bottom = y(Math.min(opens[i], closes[i]));
      ctx.strokeStyle = ctx.fillStyle = rose ? this.#colors.up : this.#colors.down;
      ctx.beginPath();
      ctx.moveTo(x, y(highs[i]));
      ctx.lineTo(x, top);
      ctx.moveTo(x, bottom);
      ctx.lineTo(x, y(lows[i]));
      ctx.stroke();
      const box = /** @type {const} */ ([x - width / 2, top, width, Math.max(1, bottom - top)]);
      if (rose) {
        ctx.strokeRect(...box);
      } else {
        ctx.fillRect(...box);
      }
    });
    ctx.restore();
  }
}

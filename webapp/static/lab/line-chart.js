import uPlot from "../lib/uplot/uPlot.js";
import { colorsOf, onTheme } from "../site/chart-colors.js";

const HEIGHT = 260;

/** Dashes, beside the colours, so that colour is not all that tells; lab.css has the same for the cards. */
const DASHES = [[8, 4], [2, 3], [10, 3, 2, 3], [5, 2], []];

/** A line for each transport, on a scale of powers of ten. */
export class LineChart {
  #frame;
  #probes;
  #colors;
  #plot;

  /**
   * @param {HTMLElement} frame
   * @param {HTMLElement} probes elements that have the theme's colours, a name of `names` each, ink and line
   * @param {string} language
   * @param {string[]} names of the lines
   */
  constructor(frame, probes, language, names) {
    this.#frame = frame;
    this.#probes = probes;
    this.#colors = colorsOf(probes);
    this.#plot = new uPlot(this.#options(language, names), [[], ...names.map(() => [])], frame);
    new ResizeObserver(() => this.#plot.setSize(this.#size())).observe(frame);
    onTheme(() => {
      this.#colors = colorsOf(this.#probes);
      this.#plot.redraw();
    });
  }

  /** @param {(number | null)[][]} columns seconds, then each line's values */
  show(columns) {
    this.#plot.setData(/** @type {any} */ (columns));
  }

  #size() {
    return { width: Math.max(200, this.#frame.clientWidth), height: HEIGHT };
  }

  /**
   * @param {string} language
   * @param {string[]} names
   * @returns {uPlot.Options}
   */
  #options(language, names) {
    const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
    const axis = {
      stroke: () => this.#colors.ink,
      grid: { stroke: () => this.#colors.line, width: 1 },
      ticks: { stroke: () => this.#colors.line, width: 1 },
    };
    return {
      ...this.#size(),
      padding: [12, 16, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { distr: 3 } },
      series: [
        {},
        ...names.map((name, i) => ({
          stroke: () => this.#colors[name],
          width: 2,
          dash: DASHES[i],
          points: { show: false },
        })),
      ],
      axes: [
        { ...axis, space: 60, size: 32, values: (_, seconds) => seconds.map((second) => `${number.format(second)} s`) },
        { ...axis, size: 64, values: (_, values) => values.map((value) => (value === null ? "" : number.format(value))) },
      ],
    };
  }
}

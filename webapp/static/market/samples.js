const KEPT = 60;

/** One number a second, the newest sixty: what a sparkline is drawn from. */
export class Samples {
  /** @type {number[]} */
  values = [];

  /** @param {number} value */
  add(value) {
    this.values.push(value);
    if (this.values.length > KEPT) {
      this.values.shift();
    }
  }

  /**
   * The points of a polyline that fills a box, oldest left, greatest at the top.
   *
   * @param {number} width
   * @param {number} height
   */
  points(width, height) {
    if (this.values.length < 2) {
      return "";
    }
    const least = Math.min(...this.values);
    const range = Math.max(...this.values) - least;
    const y = (/** @type {number} */ value) => (range === 0 ? height / 2 : height - ((value - least) / range) * height);
    const step = width / (KEPT - 1);
    const start = width - step * (this.values.length - 1);
    return this.values.map((value, i) => `${(start + i * step).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  }
}

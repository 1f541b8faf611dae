import assert from "node:assert/strict";
import test from "node:test";
import { Candles } from "../../../webapp/static/market/candles.js";
import { Frames } from "../../../webapp/static/market/frames.js";
import { Numbers } from "../../../webapp/static/market/numbers.js";
import { Samples } from "../../../webapp/static/market/samples.js";
import { TickerBoard, tickerOf } from "../../../webapp/static/market/ticker-board.js";

const value = (price, changes = {}) => ({ price, change: 5, volume: 2, time: "2026-11-21T09:00:00.120Z", ...changes });

test("a page that draws once for ten thousand values draws the newest of each symbol, and holds no more", () => {
  const board = new TickerBoard();
  const drawn = [];
  const callbacks = [];
  const frames = new Frames(() => drawn.push(board.take()), (callback) => callbacks.push(callback));
  for (let i = 1; i <= 10_000; i++) {
    board.put(tickerOf(i % 2 ? "A" : "B", value(i)));
    frames.ask();
  }

  assert.equal(callbacks.length, 1, "one frame is asked for");
  callbacks.shift()();
  assert.deepEqual(drawn.flat().map(({ symbol, price }) => [symbol, price]), [["A", 9_999], ["B", 10_000]]);
  assert.equal(board.all().length, 2);
  assert.deepEqual(board.take(), []);

  board.put(tickerOf("A", value(1)));
  frames.ask();
  assert.equal(callbacks.length, 1, "and one for what comes after");
});

test("what is no price is none, whatever else is said", () => {
  for (const wrong of [null, 7, "x", [], {}, { price: "95" }, { price: null }, { price: Infinity }, { price: {} }]) {
    assert.equal(tickerOf("A", wrong), null);
  }
  const bare = tickerOf("A", { price: 3, change: "x", volume: [], time: {}, source: 4 });
  assert.deepEqual({ ...bare, time: 0 }, { symbol: "A", price: 3, change: null, volume: null, time: 0, source: "" });
  assert.ok(Math.abs((bare?.time ?? 0) - Date.now()) < 10_000);
});

test("candles hold first, greatest, least and last of their time; a bounded number of them", () => {
  const candles = new Candles(5, 3);
  [[10_000, 7], [11_000, 9], [12_000, 5], [14_999, 6]].forEach(([time, price]) => candles.add(time, price));
  assert.deepEqual(candles.newest, { time: 10, open: 7, high: 9, low: 5, close: 6 });

  candles.add(15_000, 8);
  assert.deepEqual(candles.newest, { time: 15, open: 6, high: 8, low: 6, close: 8 });
  candles.add(9_000, 1_000);
  assert.deepEqual(candles.newest, { time: 15, open: 6, high: 8, low: 6, close: 8 }, "the past stays as it was");

  for (let time = 20_000; time < 200_000; time += 5_000) {
    candles.add(time, 1);
  }
  assert.deepEqual(candles.columns[0], [185, 190, 195]);
  assert.equal(candles.columns.length, 5);
});

test("a sparkline has the newest minute, and fills its box", () => {
  const samples = new Samples();
  assert.equal(samples.points(59, 10), "");
  samples.add(3);
  assert.equal(samples.points(59, 10), "");
  samples.add(3);
  assert.equal(samples.points(59, 10), "58.0,5.0 59.0,5.0");
  for (let i = 0; i < 1_000; i++) {
    samples.add(i);
  }
  assert.equal(samples.values.length, 60);
  const points = samples.points(59, 10).split(" ");
  assert.equal(points[0], "0.0,10.0");
  assert.equal(points.at(-1), "59.0,0.0");
});

test("numbers are as people read them, the change with its sign", () => {
  const numbers = new Numbers("en");
  assert.equal(numbers.price(142_500_000), "142,500,000");
  assert.equal(numbers.price(0.0025), "0.0025");
  assert.equal(numbers.change(tickerOf("A", value(110, { change: 10 }))), "+10.00%");
  assert.equal(numbers.change(tickerOf("A", value(90, { change: -10 }))), "-10.00%");
  assert.equal(numbers.change(tickerOf("A", value(90, { change: 90 }))), "");
  assert.equal(numbers.volume(12_345), "12.35K");
});

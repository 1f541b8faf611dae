import assert from "node:assert/strict";
import test from "node:test";
import { headsPerMessage, perMessage } from "../../../webapp/static/lab/figures.js";
import { Series } from "../../../webapp/static/lab/series.js";

const row = (transport, changes = {}) => ({ transport, seconds: 1, delivered: 10, up: 300, down: 700, heads: 40, p50: 5, ...changes });

test("bytes are for each delivered message, and of none nothing is said", () => {
  assert.equal(perMessage(row("sse")), 100);
  assert.equal(headsPerMessage(row("sse")), 4);
  assert.equal(perMessage(row("sse", { delivered: 0 })), null);
  assert.equal(headsPerMessage(row("sse", { delivered: 0 })), null);
});

test("a chart has a column for each transport, and gaps where nothing is known or a logarithm has no place", () => {
  const series = new Series(["polling", "sse"]);
  series.add([row("sse")], (one) => one.p50);
  series.add([row("polling", { seconds: 2, p50: 0 }), row("sse", { seconds: 1.9, p50: 7 })], (one) => one.p50);
  assert.deepEqual(series.columns, [[1, 2], [null, null], [5, 7]]);
});

test("another measurement begins another chart", () => {
  const series = new Series(["sse"]);
  series.add([row("sse", { seconds: 9 })], perMessage);
  series.add([row("sse", { seconds: 0.5 })], perMessage);
  assert.deepEqual(series.columns, [[0.5], [100]]);
});

import { connect } from "../../client/madang.js";
import { ConnectionLine } from "../site/connection-line.js";
import { the } from "../site/dom.js";
import { randomText } from "../site/random-text.js";
import { Words } from "../site/words.js";
import { FigureCards } from "./figure-cards.js";
import { perMessage } from "./figures.js";
import { FrameList } from "./frame-list.js";
import { HandshakeView } from "./handshake-view.js";
import { LineChart } from "./line-chart.js";
import { OrderForm } from "./order-form.js";
import { Series } from "./series.js";

const TRANSPORTS = ["polling", "long-polling", "sse", "ndjson", "websocket"];
const LAST_FRAMES = 60;
const { events = "", lab = "", topic: first = "" } = the("main", HTMLElement).dataset;
const language = document.documentElement.lang;
const words = new Words(the("words", HTMLTemplateElement));
/** Begins so that the server looks on while this page connects. */
const client = `lab-page-${randomText()}`;
const line = new ConnectionLine(the("state", HTMLElement), words);
const form = new OrderForm(the("order", HTMLFormElement), words);
const cards = new FigureCards(the("figures", HTMLElement), language, words);
const probes = the("chart-colors", HTMLElement);
const charts = [
  { chart: chart("bytes-chart"), series: new Series(TRANSPORTS), value: perMessage },
  {
    chart: chart("latency-chart"),
    series: new Series(TRANSPORTS),
    value: (/** @type {import("./figures.js").Row} */ row) => row.p50,
  },
];
const frames = new FrameList(the("frames", HTMLElement), the("frame", HTMLTemplateElement), language, words);
const handshake = new HandshakeView(`${lab}/handshake`, client, words);
const hold = the("hold", HTMLInputElement);
const closeWatched = the("close-watched", HTMLButtonElement);
let readers = 1;

/** @param {string} id */
function chart(id) {
  return new LineChart(the(id, HTMLElement), probes, language, TRANSPORTS);
}

const madang = connect(events, { client });
madang.onstatus = (/** @type {import("../../client/madang.js").Status} */ status) => {
  line.show(status);
  if (status.state === "open") {
    handshake.open(status.transport);
  }
};
line.show(madang.status);

let room = listen(first);

/** @param {string} name of the topic in which the server tells what it measures */
function listen(name) {
  const opened = madang.topic(name, { last: LAST_FRAMES });
  opened.onstate = ({ key, value }) => {
    if (key === "run") {
      ran(value);
    } else if (key === "figures") {
      counted(value.transports);
    }
  };
  opened.onmessage = ({ body }) => frames.add(body);
  return opened;
}

/** @param {import("./order-form.js").Run} run */
function ran(run) {
  if (run.phase === "connecting") {
    cards.clear();
    charts.forEach(({ series }) => series.clear());
  }
  readers = run.readers;
  closeWatched.disabled = run.phase !== "running";
  form.show(run);
}

/** @param {import("./figures.js").Row[]} rows */
function counted(rows) {
  cards.show(rows, readers);
  for (const { chart: drawn, series, value } of charts) {
    series.add(rows, value);
    drawn.show(series.columns);
  }
}

/** A server that was started anew, or another one of the cluster, tells it elsewhere. */
form.onstart = (/** @type {string} */ topic) => {
  if (topic !== room.name) {
    room.leave();
    room = listen(topic);
  }
};

hold.addEventListener("change", () => {
  frames.isHeld = hold.checked;
});

closeWatched.addEventListener("click", async () => {
  closeWatched.disabled = true;
  await fetch(`${lab}/close`, { method: "POST" }).catch(() => null);
});

setInterval(() => form.tick(), 250);

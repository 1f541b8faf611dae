import { connect } from "../../client/madang.js";
import { ConnectionLine } from "../site/connection-line.js";
import { part, the } from "../site/dom.js";
import { Words } from "../site/words.js";
import { CandleChart } from "./candle-chart.js";
import { Charted } from "./charted.js";
import { Frames } from "./frames.js";
import { Numbers } from "./numbers.js";
import { PriceTable } from "./price-table.js";
import { Rates } from "./rates.js";
import { RestTwin } from "./rest-twin.js";
import { TickerBoard, tickerOf } from "./ticker-board.js";

const CANDLE_SECONDS = 5;
const { events = "", topics = "", watched = "", charted: first = "" } = the("main", HTMLElement).dataset;
const language = document.documentElement.lang;
const words = new Words(the("words", HTMLTemplateElement));
const numbers = new Numbers(language);
const board = new TickerBoard();
const rates = new Rates();
const table = new PriceTable(the("prices", HTMLTableElement), numbers);
const line = new ConnectionLine(the("state", HTMLElement), words);
const chart = new CandleChart(the("chart", HTMLElement), the("chart-colors", HTMLElement), language, CANDLE_SECONDS);
const charted = new Charted(chart, CANDLE_SECONDS);
const twin = new RestTwin(the("answers", HTMLElement), words);

const frames = new Frames(() => {
  const news = board.take();
  news.forEach((ticker) => table.show(ticker));
  charted.draw();
  rates.drew(news.length);
});

const madang = connect(events);
madang.onstatus = (/** @type {import("../../client/madang.js").Status} */ status) => line.show(status);
line.show(madang.status);

/** The topics are chosen before the channel opens: they are the page's address. */
const rooms = new Map(
  watched
    .split(" ")
    .filter((symbol) => symbol !== "")
    .map((symbol) => [symbol, watch(symbol)]),
);

/** @param {string} symbol */
function watch(symbol) {
  const room = madang.topic(`market/${symbol}`);
  room.onstate = ({ topic, key, value }) => {
    const ticker = key === "ticker" ? tickerOf(symbol, value) : null;
    if (ticker !== null) {
      rates.came();
      board.put(ticker);
      charted.add(topic, ticker.time, ticker.price);
      frames.ask();
    }
  };
  room.onmessage = ({ topic, body }) => {
    const trade = tickerOf(symbol, body);
    if (trade !== null) {
      charted.add(topic, trade.time, trade.price);
      frames.ask();
    }
  };
  return room;
}

/** @param {string} symbol */
function draw(symbol) {
  const room = rooms.get(symbol);
  if (room !== undefined) {
    const address = `${topics}/market/${encodeURIComponent(symbol)}/state`;
    the("charted", HTMLElement).textContent = symbol;
    the("rest-request", HTMLElement).textContent = `GET ${address}`;
    the("chart", HTMLElement).ariaLabel = words.say("chartOf", symbol);
    table.mark(symbol);
    charted.open(room);
    twin.open(address);
  }
}

the("prices", HTMLTableElement).addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a.pick") : null;
  const row = /** @type {HTMLElement | null | undefined} */ (link?.closest("tr"));
  if (link instanceof HTMLAnchorElement && row && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    history.replaceState(null, "", link.href);
    draw(row.dataset.symbol ?? "");
  }
});

const repeat = the("rest-repeat", HTMLInputElement);
repeat.addEventListener("change", () => twin.repeat(repeat.checked));
twin.repeat(repeat.checked);
the("rest-ask", HTMLButtonElement).addEventListener("click", () => twin.ask());

setInterval(() => {
  board.all().forEach((ticker) => table.sample(ticker));
  const { came, drawn } = rates.take();
  the("rates", HTMLElement).textContent = words.say("rates", came, drawn);
  const candle = charted.newest;
  if (candle !== null) {
    for (const key of /** @type {const} */ (["open", "high", "low", "close"])) {
      part(document, `[data-candle=${key}]`).textContent = numbers.price(candle[key]);
    }
  }
}, 1_000);

draw(first);

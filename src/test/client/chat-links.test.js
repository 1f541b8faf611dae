import assert from "node:assert/strict";
import test from "node:test";
import { findLinks } from "../../../webapp/static/chat/links.js";

const hrefs = (text) => findLinks(text).flatMap(({ text, href }) => (href ? [text] : []));

test("addresses are found, and the sentence keeps what is its own", () => {
  const found = {
    "see https://example.org/a.": "https://example.org/a",
    "(https://example.org/a_(b))": "https://example.org/a_(b)",
    "https://example.org, and": "https://example.org",
    "“https://example.org/x?y=1&z=#t”!": "https://example.org/x?y=1&z=#t",
    "HTTP://EXAMPLE.ORG/A": "HTTP://EXAMPLE.ORG/A",
    "https://example.org에서 봐요": "https://example.org",
    "https://example.org/map을 보세요": "https://example.org/map",
    "https://ko.wikipedia.org/wiki/마당": "https://ko.wikipedia.org/wiki/마당",
    "https://한글.한국/길": "https://한글.한국/길",
    "http://localhost:8080/chat": "http://localhost:8080/chat",
  };
  for (const [text, link] of Object.entries(found)) {
    assert.deepEqual(hrefs(text), [link], text);
  }
});

test("nothing but http and https is a link, and no address that hides where it leads", () => {
  for (const text of ["javascript:alert(1)", "data:text/html,x", "ftp://x.org", "//x.org", "https://", "https://good.org@evil.org/", "file:///etc", "blob:https://x.org/1"]) {
    assert.ok(findLinks(text).every(({ href }) => href === undefined || href === "https://x.org/1"), text);
  }
});

test("the pieces put together are the text, whatever it is", () => {
  const signs = ["https://", "http://a.b", " ", "/", "에서", ")", "(", ".", "마당", "\n", "<", "?", "@", "👍", "\ud800"];
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: 8 }, () => signs[Math.floor(Math.random() * signs.length)]).join("");
    const pieces = findLinks(text);
    assert.equal(pieces.map((piece) => piece.text).join(""), text);
    assert.ok(pieces.every(({ href }) => href === undefined || /^https?:\/\//.test(href)));
  }
});

test("a long text without links takes no time", () => {
  const begin = performance.now();
  findLinks("https://a.b/" + "(".repeat(60_000));
  findLinks("https://" + "a".repeat(60_000) + "에서".repeat(100));
  assert.ok(performance.now() - begin < 2_000);
});

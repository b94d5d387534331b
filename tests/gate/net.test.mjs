// Which requests the second line stops, which it lets through untouched, and what the page is told; elements are tested in a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeGate, start } from "./parts.mjs";

const services = [
  { id: "ads", category: "c", hosts: ["ads.example", "shared.example", "*.Wild.example"] },
  { id: "maps", category: "c", hosts: ["shared.example"] },
  { id: "tags", category: "c", hosts: ["tags.example"], script: { early: true } },
];

/** A page whose calls end in `sent`, with the net in it. */
function world({ net = "block", granted = [] } = {}) {
  const sent = [], gate = fakeGate({ net, services }, granted);
  class Document { write(...texts) { sent.push(["write", ...texts]); } writeln() {} }
  class Element { setAttribute(name, value) { sent.push(["setAttribute", name, value]); } }
  class Navigator { sendBeacon(url, data) { sent.push(["beacon", String(url)]); return true; } }
  class XMLHttpRequest { open(method, url) { sent.push(["open", method, String(url), ...[...arguments].slice(2)]); } }
  class EventSource { static CLOSED = 2; constructor(url) { sent.push(["events", String(url)]); } }
  class WebSocket { static OPEN = 1; constructor(url, protocols) { sent.push(["socket", String(url)]); } close() { sent.push(["close"]); } }
  class MutationObserver { observe() {} takeRecords() { return []; } }
  const document = Object.assign(new Document(), { documentElement: { baseURI: "https://www.example.com/" }, querySelectorAll: () => [] });
  const fetch = async function fetch(input) { sent.push(["fetch", String(input?.url || input)]); return "answer"; };
  const scope = { Document, Element, Navigator, XMLHttpRequest, EventSource, WebSocket, MutationObserver, document, fetch, location: { origin: "https://www.example.com" } };
  start("net", gate, scope);
  return { sent, gate, window: scope, originals: { EventSource, WebSocket, fetch } };
}

const codes = ({ told }) => [...new Set(told.map(({ code }) => code))];
const calls = (window, url) => ({
  fetch: () => window.fetch(url),
  beacon: () => new window.Navigator().sendBeacon(url, "x"),
  open: () => new window.XMLHttpRequest().open("POST", url, false),
  events: () => new window.EventSource(url),
  socket: () => new window.WebSocket(url),
});

test("a host without a grant is not asked, and each call fails as it does when a connection is lost", async () => {
  const { sent, gate, window } = world();
  const call = calls(window, "https://ads.example/x");
  await assert.rejects(call.fetch, ({ name, message }) => name === "TypeError" && message === "Failed to fetch");
  assert.equal(call.beacon(), false);
  ["open", "events", "socket"].forEach((name) => call[name]());
  assert.deepEqual(sent, [["open", "POST", "about:invalid", false], ["events", "about:invalid"], ["socket", "wss://www.example.com"], ["close"]]);
  assert.deepEqual(codes(gate), ["net-stopped"]);
  assert.equal(gate.told[0].path, "ads");
});

for (const [what, url] of [["a subdomain", "https://eu.ads.example/"], ["a URL object", new URL("https://ads.example/")], ["a Request", { url: "https://ads.example/" }],
  ["other letters", "HTTPS://ADS.EXAMPLE./"], ["no scheme", "//ads.example"], ["a name with a star", "https://eu.wild.example/"], ["a port and a user", "https://a:b@ads.example:8443/"]]) {
  test(`the host is found behind ${what}`, async () => {
    const { sent, window } = world();
    await assert.rejects(window.fetch(url));
    assert.deepEqual(sent, []);
  });
}

for (const url of ["/own", "https://www.example.com/ads.example", "https://notads.example/", "https://example/", "https://ads.example.com/?https://ads.example", "data:,ads.example", "https://["]) {
  test(`${url} is no host of a service, and passes`, async () => {
    const { sent, gate, window } = world();
    for (const call of Object.values(calls(window, url))) await call();
    assert.deepEqual(sent.map(([name]) => name), ["fetch", "beacon", "open", "events", "socket"]);
    assert.ok(sent.every((words) => words.includes(url)));
    assert.deepEqual(gate.told, []);
  });
}

test("a grant is asked for each time, and one of several services is enough", async () => {
  const granted = [], { sent, window } = world({ granted });
  await assert.rejects(window.fetch("https://shared.example/1"));
  granted.push("maps");
  await window.fetch("https://shared.example/2");
  await assert.rejects(window.fetch("https://ads.example/3"));
  granted.length = 0;
  await assert.rejects(window.fetch("https://shared.example/4"));
  assert.deepEqual(sent, [["fetch", "https://shared.example/2"]]);
});

test("a service that the config loads before it is granted may be asked", async () => {
  const { window } = world();
  assert.equal(await window.fetch("https://tags.example/gtag.js"), "answer");
});

test("to report is to stop nothing", async () => {
  const { sent, gate, window } = world({ net: "report" });
  for (const call of Object.values(calls(window, "https://ads.example/x"))) await call();
  assert.deepEqual(sent.map((words) => words[0]), ["fetch", "beacon", "open", "events", "socket"]);
  assert.deepEqual(codes(gate), ["net-seen"]);
});

test("what is patched keeps its name, its length, its constants and its instances", () => {
  const { window, originals } = world();
  assert.deepEqual([window.fetch.name, window.fetch.length], ["fetch", originals.fetch.length]);
  assert.deepEqual([window.WebSocket.name, window.WebSocket.length, window.WebSocket.OPEN], ["WebSocket", 2, 1]);
  const socket = new window.WebSocket("wss://www.example.com");
  assert.ok(socket instanceof window.WebSocket && socket instanceof originals.WebSocket);
  assert.equal(socket.constructor, window.WebSocket);
  class Own extends window.EventSource {}
  assert.ok(new Own("/") instanceof Own);
});

test("odd arguments are the browser's own business", async () => {
  const { sent, window, gate } = world();
  const odd = { toString() { throw new RangeError("the page's own"); } };
  await assert.rejects(() => window.fetch(odd), RangeError);
  assert.throws(() => new window.EventSource(odd), RangeError);
  assert.throws(() => new window.WebSocket(Symbol("x")).url.x, TypeError);
  await window.fetch();
  new window.XMLHttpRequest().open();
  new window.Element().setAttribute();
  window.Element.prototype.setAttribute.call({}, "src", "https://ads.example/");
  assert.deepEqual(sent.map((words) => words[0]).slice(-4), ["fetch", "open", "setAttribute", "setAttribute"]);
  assert.deepEqual(gate.told, []);
});

test("a text that is written is written whole, before each end of a script first", () => {
  const { sent, window } = world(), trusted = { toString: () => "<p>" };
  window.document.write("<p>a</p><script>1</", "script><i>b</i><SCRIPT src=x></SCRIPT>");
  assert.deepEqual(sent, [["write", "<p>a</p><script>1"], ["write", "</script><i>b</i><SCRIPT src=x>"], ["write", "</SCRIPT>"]]);
  window.document.write(trusted);
  assert.equal(sent[3][1], trusted);
});

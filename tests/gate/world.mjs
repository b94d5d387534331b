// A world for the gate: as much of a window and a document as it touches, so that its decisions can be tested without
// a browser. What a page does with them is tested in tests/browser.
import { readFileSync, readdirSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const root = new URL("../../", import.meta.url);
const source = readFileSync(new URL("www/gate.js", root), "utf8");
const files = readdirSync(new URL("www/parts", root)).filter((file) => file !== "built.js"); // of a built file alone
const parts = files.map((file) => readFileSync(new URL(`www/parts/${file}`, root), "utf8"));


const camel = (name) => name.replace(/^data-/, "").replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** As much of an element as a script needs that is made by the gate itself. */
class Element {
  attributes = [];
  getAttribute(name) {
    return this.dataset[camel(name)] ?? null;
  }
  isConnected = false;
  hasAttribute = () => false;
  setAttribute(name, value) {
    this.dataset[camel(name)] = value;
  }
  addEventListener() {}
  get protocol() {
    return new URL(this.href, "https://example.com/").protocol; // of a link
  }
  append() {}
  replaceChildren() {}
  attachShadow() {
    return (this.shadowRoot = { append() {}, adoptedStyleSheets: [] });
  }
}

/** A long wait must not keep the tests from ending. */
const soon = (then, wait) => (wait > 1000 ? setTimeout(then, wait).unref() : setTimeout(then, wait));

/** Waits until everything that was begun is done. */
export const settled = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((then) => setImmediate(then));
};

/** A vector file, parsed. */
export const vectors = (name) => JSON.parse(readFileSync(new URL(`tests/vectors/${name}`, root), "utf8"));

/**
 * Runs the gate once, at a time in milliseconds, over a storage, with its parts in the page already.
 * @param {{ now?: number, tick?: number, stored?: Record<string, string>, config?: string, deny?: boolean, room?: number, kit?: string, script?: string, attributes?: Record<string, string>, navigator?: object, plan?: object, document?: object, parent?: object }} [options]
 *   tick: milliseconds by which each look at the clock moves it
 *   room: how many characters of values the storage holds in all
 *   script: a built file, in place of the gate and its parts
 *   plan: as if it were made of the config at once; `widgets` then counts how often the widget was asked for
 */
export function run({ now = 1795341600000, tick = 0, stored = {}, config, deny = false, room = Infinity, kit = "test", script, attributes = {}, navigator = {}, plan, document: more = {}, parent } = {}) {
  const storage = new Map(Object.entries(stored));
  const denied = () => { throw new Error("SecurityError: denied"); };
  function setItem(key, value) {
    const others = [...storage].filter(([other]) => other !== key).reduce((sum, [, text]) => sum + text.length, 0);
    if (others + value.length > room) throw new Error("QuotaExceededError: full");
    writes.push(key);
    storage.set(key, value);
  }
  const requests = [], events = [], errors = [], writes = [], listeners = {};
  const documentElement = { lang: "en", baseURI: "https://example.com/", attributes: {}, setAttribute(name, value) { this.attributes[name] = value; } };
  const given = { "data-config": "/assent.json", ...attributes };
  const tag = { src: "https://example.com/assent/assent.js", nonce: "", getAttribute: (name) => given[name] ?? null };
  class Document {
    get currentScript() {
      return tag;
    }
  }
  const elements = { html: [documentElement], head: [{ append: ({ onerror }) => setImmediate(() => onerror?.()) }], "script[data-assent-config]": config === undefined ? [] : [{ textContent: config, nonce: "" }] };
  const methods = {
    createElement: (localName) => Object.assign(new Element(), { localName, dataset: {} }),
    createTreeWalker: () => ({ nextNode: () => null }),
    querySelector: () => ({ prepend() {} }),
    querySelectorAll: (selector) => elements[selector] || [],
    addEventListener: (type, listener) => (listeners[type] = listener),
    removeEventListener: () => {},
    dispatchEvent: (event) => events.push(event),
    write() {}, writeln() {}, open() {},
  };
  Object.assign(Document.prototype, methods, { documentElement, head: elements.head[0], readyState: "loading", ...more });
  const document = new Document();
  const window = {
    get localStorage() {
      return deny ? denied() : { getItem: (key) => storage.get(key) ?? null, setItem, removeItem: (key) => void storage.delete(key) };
    },
    location: { hash: "", origin: "https://example.com" }, navigator: { languages: ["en"], ...navigator }, crypto: globalThis.crypto,
    addEventListener: (type, listener) => (listeners[type] = listener),
    requestIdleCallback: (then) => (listeners.idle = then),
    fetch: (url) => (requests.push(url), new Promise(() => {})), // on its way for ever
    Document,
  };
  window.parent = parent || window;
  const clocks = () => (now += tick) - tick;
  const clock = class extends Date { constructor(...time) { super(...(time.length ? time : [clocks()])); } static now() { return clocks(); } };
  class CustomEvent { constructor(type, { detail } = {}) { Object.assign(this, { type, detail }); } }
  class MutationObserver { observe() {} disconnect() {} }
  class CSSStyleSheet { replaceSync() {} }
  const console = { error: (line) => errors.push(line) };
  const { location, crypto, fetch } = window;
  const context = createContext({
    window, document, Date: clock, CustomEvent, CSSStyleSheet, MutationObserver, console, URL, Blob, BigInt, Event, EventTarget, Element, HTMLElement: Element, HTMLBodyElement: Element, Document, setTimeout: soon, requestAnimationFrame: setImmediate,
    structuredClone, performance: { now: () => performance.now(), getEntriesByType: () => [] },
    location, crypto, fetch, navigator: window.navigator, reportError: (error) => errors.push(String(error)),
  });
  Object.defineProperty(context, "localStorage", { get: () => window.localStorage });
  if (!script) for (const part of parts) runInContext(part, context);
  let widgets = 0;
  const ready = (gate) => ({ check: () => gate.usePlan(plan), widget: async () => void widgets++ });
  if (plan) window[Symbol.for("assent.parts")].setup = ready;
  runInContext((script || source).replace("__KIT__", kit), context);
  return { assent: window.assent, window, widgets: () => widgets, storage, writes, requests, events, errors, document, listeners };
}

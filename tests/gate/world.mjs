// A world for the gate: as much of a window and a document as it touches, so that its decisions can be tested without
// a browser. What a page does with them is tested in tests/browser.
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const root = new URL("../../", import.meta.url);
const source = readFileSync(new URL("www/gate.js", root), "utf8");

/** A vector file, parsed. */
export const vectors = (name) => JSON.parse(readFileSync(new URL(`tests/vectors/${name}`, root), "utf8"));

/**
 * Runs the gate once, at a time in milliseconds, over a storage.
 * @param {{ now?: number, stored?: Record<string, string>, config?: string, deny?: boolean, kit?: string }} [options]
 */
export function run({ now = 1795341600000, stored = {}, config, deny = false, kit = "test" } = {}) {
  const storage = new Map(Object.entries(stored));
  const denied = () => { throw new Error("SecurityError: denied"); };
  const requests = [], events = [], errors = [], writes = [], listeners = {};
  const documentElement = { lang: "en", attributes: {}, setAttribute(name, value) { this.attributes[name] = value; } };
  const tag = { src: "https://example.com/assent/assent.js", nonce: "", getAttribute: (name) => (name === "data-config" ? "/assent.json" : null) };
  const document = {
    currentScript: tag, documentElement, baseURI: "https://example.com/", readyState: "loading", body: {}, head: { append() {} },
    createElement: () => ({ addEventListener() {} }),
    querySelector: () => (config === undefined ? null : { textContent: config }),
    querySelectorAll: () => [],
    addEventListener: (type, listener) => (listeners[type] = listener),
    dispatchEvent: (event) => events.push(event),
  };
  const window = {
    get localStorage() {
      return deny ? denied() : { getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => (writes.push(key), void storage.set(key, value)) };
    },
    location: { hash: "" }, navigator: { languages: ["en"] }, crypto: globalThis.crypto, addEventListener() {},
    requestIdleCallback() {},
    fetch: async (url) => (requests.push(url), { ok: false, status: 404 }),
  };
  const clock = class extends Date { constructor(...time) { super(...(time.length ? time : [now])); } static now() { return now; } };
  class CustomEvent { constructor(type, { detail } = {}) { Object.assign(this, { type, detail }); } }
  class MutationObserver { observe() {} }
  const console = { error: (line) => errors.push(line) };
  runInContext(source.replace("__KIT__", kit), createContext({ window, document, Date: clock, CustomEvent, MutationObserver, console, URL, BigInt }));
  return { assent: window.assent, storage, writes, requests, events, errors, document, listeners };
}

// The gate: reads plan and record before the parser goes on, releases what is granted, holds the rest.
// It knows no policy: what a config means is decided in Rust, and comes here as a plan.
// @ts-check
/// <reference path="./gate.d.ts" />

(/**
 * @param {Window & typeof globalThis} window
 * @param {Document} document
 */
function gate(window, document) {
  "use strict";

  const KIT = "__KIT__"; // filled in when the kit is built: its version, and a digest of its files
  const HELD = 'script[type="text/plain"][data-assent],script[type="text/plain"][data-assent-service]';
  const HERE = Symbol.for("assent"); // a symbol, because an element's id could stand in for a name

  /** @type {any} */ const world = window;
  const tag = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const attribute = (/** @type {string} */ name) => tag?.getAttribute(name) || "";
  const nonce = tag?.nonce || "";
  const kit = new URL(attribute("data-kit") || ".", tag?.src || document.baseURI).href.replace(/\/?$/, "/");
  const inline = document.querySelector("script[data-assent-config]");
  const source = inline ? "the config in the page" : attribute("data-config");

  /** @type {Plan | null} */ let plan = null;
  /** @type {AssentRecord | null} */ let record = null;
  /** @type {Promise<Widget | void> | undefined} */ let widget;
  /** @type {Promise<string | null> | undefined} */ let config;
  let panelIsOpen = false;
  const told = new Set(), taken = new Set(), queue = /** @type {HTMLScriptElement[]} */ ([]);
  let draining = false;
  let last = Promise.resolve(); // the released script that a later inline script must wait for
  let waiting = /** @type {{ id: string, then: () => void }[]} */ ([]);

  // ---- What is said to the page

  /** @param {string} type @param {object} [detail] */
  const fire = (type, detail) => document.dispatchEvent(new CustomEvent("assent:" + type, { detail }));

  /**
   * One fault, once: what, where, and how to mend it.
   * @param {string} code @param {string} file @param {string} message @param {string} help @param {string} [path]
   */
  function report(code, file, message, help, path = "") {
    message = message.replace(/\.$/, ""); // a browser's words may end in a full stop of their own
    const line = `Assent: ${file}: ${path && path + ": "}${message}. ${help} [${code}]`;
    if (told.has(line)) return;
    told.add(line);
    console.error(line);
    fire("error", { code, file, path, message, help });
  }

  const state = () => ({ record: publicRecord(), granted: grants() });
  const publicRecord = () => record && JSON.parse(JSON.stringify(record));

  // ---- What is stored

  /** @param {string} key @param {string} [value] with it: write */
  function storage(key, value) {
    try {
      if (value === undefined) return window.localStorage.getItem(key);
      window.localStorage.setItem(key, value);
    } catch (error) {
      report(/Quota/.test(String(error)) ? "storage-full" : "storage-denied", "localStorage", String(error),
        "A choice holds until the page is left; allow storage, or make room in it");
    }
    return null;
  }

  /** @param {string | null | undefined} text @returns {any} */
  function parse(text) {
    try {
      return JSON.parse(text || "null");
    } catch {
      return null;
    }
  }

  const isObject = (/** @type {unknown} */ value) => Object.prototype.toString.call(value) === "[object Object]";
  const isWhole = (/** @type {any} */ value) => value >>> 0 === value;

  /**
   * The record, under the rules of crates/model/src/record.rs: what is not known to hold grants nothing.
   * @param {string | null} text @returns {AssentRecord | null}
   */
  function readRecord(text) {
    if (text === null) return null;
    const found = parse(text);
    const readable = isWhole(found?.version) && (found.version !== 1 || (isWhole(found.revision) &&
      isObject(found.asked) && isObject(found.categories) && isObject(found.services)));
    const problem = !readable ? "unreadable" : found.version !== 1 ? "of another version"
      : !isInFuture(found.expires) && "expired";
    if (!problem) return found;
    report("record-" + problem.replace(/.* /, ""), "localStorage", `the stored choice is ${problem}`,
      "It grants nothing, and the visitor is asked again; there is nothing to mend", "assent");
    return null;
  }

  /** @param {any} time */
  const isInFuture = (time) => /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d(\.\d+)?Z$/.test(time) && Date.parse(time) > Date.now();

  /** FNV-1a over UTF-16 units, as in crates/model/src/digest.rs. @param {string} text */
  function digest(text) {
    let hash = 0xcbf29ce484222325n;
    for (let i = 0; i < text.length; i++) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
    }
    return hash.toString(16).padStart(16, "0");
  }

  // ---- What is granted

  const category = (/** @type {string} */ id) => plan?.categories.find((known) => known.id === id);

  /** Whether the record was made for what this category asks today. @param {PlanCategory} [asked] */
  const answers = (asked) => !!asked?.asked && record?.revision === plan?.revision && record?.asked[asked.id] === asked.asked;

  /** Whether this category or service is granted. Unknown means denied. @param {string} id @returns {boolean} */
  function granted(id) {
    const known = category(id);
    if (known) return !known.asked || (answers(known) && record?.categories[id] === true);
    const service = plan?.services.find((known) => known.id === id);
    if (!service || !granted(service.category)) return false;
    return !category(service.category)?.asked || record?.services[id] === true;
  }

  const grants = () => plan ? plan.categories.map((known) => known.id).filter(granted) : [];
  const asks = () => !!plan?.categories.some((known) => known.asked);
  const mustAsk = () => !!plan?.categories.some((known) => known.asked && !answers(known));

  // ---- What is released

  /**
   * Whether an element's names are granted: "a b" is both, "!a" is a's refusal.
   * @param {Element} held
   */
  function mayRun(held) {
    const names = ["data-assent", "data-assent-service"].flatMap((name) => held.getAttribute(name)?.match(/\S+/g) || []);
    return !!names.length && names.every((name) => {
      const id = name.replace("!", "");
      const known = category(plan?.services.find((service) => service.id === id)?.category || id);
      if (!known) {
        report("unknown-name", "this page", `no category and no service has the id "${id}"`,
          `The element stays held; correct its name, or add it to ${source}`, "data-assent");
      }
      return name === id ? granted(id) : answers(known) && !granted(id);
    });
  }

  /**
   * Whether the parser is past this element: before that, an inline script may lack its end.
   * @param {Node} element
   */
  function isParsed(element) {
    for (let node = /** @type {Node | null} */ (element); node; node = node.parentNode) if (node.nextSibling) return true;
    return document.readyState !== "loading";
  }

  const sourceOf = (/** @type {HTMLScriptElement} */ held) => held.getAttribute("data-src") || held.getAttribute("src");

  /** Takes up what is granted by now, in document order. */
  function release() {
    if (!plan) return;
    for (const { id, script } of plan.services) {
      if (script && granted(id) && !taken.has(id)) {
        taken.add(id);
        prepare(script.steps || []);
        if (script.src) insert(Object.assign(element(), { src: script.src }));
      }
    }
    for (const held of /** @type {NodeListOf<HTMLScriptElement>} */ (document.querySelectorAll(HELD))) {
      if (!isParsed(held)) break;
      if (!taken.has(held) && isTrusted(held) && mayRun(held)) {
        taken.add(held);
        queue.push(held);
      }
    }
    if (!draining) drain();
  }

  /** An inline script waits for the external one before it, as it would have when it stood there. */
  async function drain() {
    draining = true;
    for (let held; (held = queue.shift()); ) {
      if (!sourceOf(held)) await last;
      if (!mayRun(held)) taken.delete(held); // withdrawn while it waited
      if (!taken.has(held)) continue;
      const done = run(held);
      if (isAwaited(held)) last = done;
    }
    draining = false;
  }

  const isAwaited = (/** @type {HTMLScriptElement} */ held) =>
    sourceOf(held) && !held.hasAttribute("async") && !held.hasAttribute("defer") && held.dataset.type !== "module";

  /**
   * Puts a live copy in the place of a held script. A script that was once inert never runs, however it is changed:
   * https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element
   * @param {HTMLScriptElement} held @returns {Promise<void>} settled once it has loaded or failed
   */
  function run(held) {
    const live = element();
    for (const { name, value } of held.attributes) if (!/^(nonce|(data-)?(type|src))$/.test(name)) live.setAttribute(name, value);
    live.type = held.dataset.type || "";
    live.nonce = held.nonce || "";
    live.async = held.hasAttribute("async");
    live.text = held.text;
    const src = sourceOf(held);
    if (src) live.src = src;
    return insert(live, held);
  }

  /** A script that runs in the order of insertion, and that the site's policy trusts as it trusts the gate. */
  const element = () => Object.assign(document.createElement("script"), { async: false, nonce });

  /** @param {HTMLScriptElement} live @param {Element} [held] @returns {Promise<void>} */
  function insert(live, held) {
    const done = new Promise((settle) => ["load", "error"].forEach((type) => live.addEventListener(type, settle)));
    if (held) held.replaceWith(live);
    else document.head.append(live);
    fire("release", { element: live });
    return done;
  }

  /**
   * Under a nonce policy an element without the page's nonce is not the site's own: to release it would be a way
   * round the policy. The property, since browsers empty the attribute: https://html.spec.whatwg.org/#nonce-attributes
   * @param {HTMLScriptElement} held
   */
  function isTrusted(held) {
    if (!nonce || held.nonce === nonce) return true;
    report("missing-nonce", "this page", "a held script lacks the page's nonce", "Give it the nonce of the other scripts",
      sourceOf(held) || "an inline script");
    return false;
  }

  /**
   * What must be in place before a service's script: steps are data, never code.
   * @param {Step[]} steps
   */
  function prepare(steps) {
    for (const { push, set, value, arguments: list } of steps) {
      const names = (push || set || "").split(".");
      const name = /** @type {string} */ (names.pop());
      const holder = names.reduce((object, key) => (object[key] ??= {}), world);
      if (set) holder[name] = value;
      else (holder[name] ??= []).push(list ? toArguments(...list) : value);
    }
  }

  /** Google's tags read commands from Arguments objects only; "$now" is the time. */
  function toArguments(/** @type {any[]} */ ...list) {
    return (function () { return arguments; })(...list.map((value) => (value === "$now" ? new Date() : value)));
  }

  // ---- What the visitor does

  /** Lets a record take effect: releases, tells the page, and shows what is still to be asked. */
  function apply() {
    document.documentElement.setAttribute("data-assent-granted", grants().join(" "));
    release();
    waiting = waiting.filter(({ id, then }) => !granted(id) || then());
    show();
  }

  /** @param {Plan} next @param {boolean} [kept] whether it comes from the storage */
  function usePlan(next, kept) {
    const first = !plan;
    plan = next;
    if (record && !kept) storage("assent.plan", JSON.stringify(next)); // beside a choice, and never before the first
    apply();
    if (first) fire("ready", state());
  }

  /** @param {AssentRecord} next @param {boolean} [stored] whether the widget has stored it already */
  function adopt(next, stored) {
    if (!stored) storage("assent", JSON.stringify(next));
    record = next;
    panelIsOpen = false;
    storage("assent.plan", JSON.stringify(plan));
    apply();
    fire("change", state());
  }

  /**
   * Makes one of the plan's outcomes the record.
   * @param {"accept" | "reject"} name @param {string} [method]
   */
  async function choose(name, method) {
    if (!plan) await load();
    if (!plan || !asks()) return;
    const { at, categories, services } = record || {};
    const past = record ? [...(record.history || []), { at, method: record.method, categories, services }].slice(-10) : [];
    const [now, until] = [0, plan.days].map((days) => new Date(Date.now() + days * 864e5).toISOString());
    const outcome = plan.outcomes[name];
    adopt({ ...outcome, method: method || outcome.method, id: record?.id || uuid(), at: now, expires: until, history: past });
  }

  /** A version 4 UUID: https://www.rfc-editor.org/rfc/rfc9562#section-5.4 (randomUUID is for https only). */
  function uuid() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(....)(....)(....)/, "$1-$2-$3-$4-");
  }

  /** @type {Record<string, () => unknown>} */
  const actions = {
    // @ts-ignore: no inherited name may be an action
    __proto__: null,
    accept: () => choose("accept"),
    reject: () => choose("reject"),
    withdraw: () => choose("reject", "withdrawal"),
    open: () => toggle(true),
    close: () => toggle(false),
  };

  /** @param {boolean} open */
  async function toggle(open) {
    if (open && !(await load())) return;
    if (open === panelIsOpen) return;
    panelIsOpen = open;
    show();
    fire(open ? "open" : "close");
  }

  /** The banner while something is unanswered, the panel while it is open. */
  const show = () => (widget || mustAsk()) && load().then((face) => face?.show(mustAsk(), panelIsOpen));

  /** @param {Event} event */
  function click(event) {
    for (const node of /** @type {Element[]} */ (event.composedPath())) {
      const name = node.getAttribute?.("data-assent-action") ?? (node.getAttribute?.("href") === "#assent" ? "open" : "");
      if (actions[name]) {
        event.preventDefault();
        return actions[name]();
      }
    }
  }

  const followHash = () => window.location.hash === "#assent" && toggle(true);

  // ---- Where the plan comes from

  /** The config's text, or null once a fault has been told. */
  async function fetchConfig() {
    const failed = (/** @type {Error} */ error) => ({ ok: false, status: error.message, text: () => "" });
    const response = source ? await window.fetch(source).catch(failed) : failed(Error("the tag has no data-config"));
    if (response.ok) return response.text();
    report("config-missing", source || "assent.json", `it could not be fetched (${response.status})`,
      "Put the file there, or correct data-config at the tag; until then everything stays held");
    return null;
  }

  const readConfig = () => (config ??= inline ? Promise.resolve(inline.textContent || "") : fetchConfig());

  /**
   * Starts the widget, once; it makes the plan. A failure is told, and is tried again when the widget is next needed.
   * @returns {Promise<Widget | void>}
   */
  const load = () => (widget ??= start().then((face) => face || (widget = config = undefined)));

  async function start() {
    const text = await readConfig();
    const parsed = parseConfig(text);
    const face = parsed !== undefined && (await instantiate());
    if (!face) return;
    if (!document.body) await new Promise((then) => document.addEventListener("DOMContentLoaded", then));
    const languages = [attribute("data-lang"), document.documentElement.lang, ...window.navigator.languages];
    const port = { config: parsed, source, kit, languages, adopt, report, uuid, close: actions.close, record: () => record };
    const made = parse(await face.start(port));
    if (!made) return;
    usePlan(signed(made, text));
    return face;
  }

  /** @returns {Promise<Widget | void>} */
  async function instantiate() {
    const wasm = window.fetch(kit + "assent-widget.wasm"); // beside the glue, not after it
    wasm.catch(() => 0);
    let file = "assent-widget.js";
    try {
      const face = await import(kit + file);
      file = "assent-widget.wasm";
      const response = await wasm;
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      const typed = /^application\/wasm/.test(response.headers.get("content-type") || "");
      if (!typed) report("wasm-type", kit + file, "it is not served as application/wasm", "Set this type, so that it can start while it loads");
      await face.default({ module_or_path: typed ? response : await response.arrayBuffer() });
      return face;
    } catch (error) {
      report("widget-missing", kit + file, String(error),
        "Serve the whole kit beside assent.js, and allow 'wasm-unsafe-eval' in script-src; until then everything stays held");
    }
  }

  /** @param {any} made @param {string | null} text the config that it was made of @returns {Plan} */
  const signed = (made, text) => ({ ...made, source, digest: digest(KIT + text) });

  /** @param {string | null} text @returns {any} undefined once a fault has been told */
  function parseConfig(text) {
    if (text === null) return;
    try {
      return JSON.parse(text);
    } catch (error) {
      report("config-not-json", source, String(error), "Correct the JSON there; until then everything stays held");
    }
  }

  /**
   * A config whose categories are all required asks nothing, so it needs no Wasm until somebody opens the panel.
   * This one question is answered here, since its answer tells whether to fetch what answers questions.
   * @param {any} parsed
   */
  function planForNothing(parsed) {
    const { categories, services = [] } = parsed || {};
    const isRequired = (/** @type {any} */ known) => known?.required === true;
    const isPlain = (/** @type {any} */ service) => service && !service.with && !service.script;
    if (!categories?.length || !categories.every?.(isRequired) || !services?.every?.(isPlain)) return;
    const inFirst = (/** @type {any} */ service) => ({ id: service.id || service.use, category: categories[0].id });
    return { version: 1, categories: categories.map((/** @type {any} */ { id }) => ({ id })), services: services.map(inFirst) };
  }

  /** Makes the plan on a first visit, and makes it anew when the config has changed since. */
  async function checkConfig() {
    const text = await readConfig();
    if (plan?.digest === digest(KIT + text)) return;
    const parsed = parseConfig(text);
    if (parsed === undefined) return;
    const nothing = planForNothing(parsed);
    if (nothing) usePlan(signed(nothing, text));
    else load();
  }

  /**
   * The plan that was kept beside the record, if it was made of this page's config: a site may have several.
   * @param {string | null} text
   */
  function keptPlan(text) {
    const kept = parse(text);
    const isList = (/** @type {any} */ list) => Array.isArray(list) && list.every(isObject);
    if (kept?.version !== 1 || kept.source !== source || !isList(kept.categories) || !isList(kept.services)) return null;
    return inline && kept.digest !== digest(KIT + inline.textContent) ? null : kept;
  }

  const api = {
    version: KIT,
    open: actions.open,
    close: actions.close,
    acceptAll: actions.accept,
    rejectAll: actions.reject,
    withdraw: actions.withdraw,
    granted,
    when: (/** @type {string} */ id) => new Promise((then) => granted(id) ? then(id) : waiting.push({ id, then: () => then(id) })),
    record: publicRecord,
    /** @param {string} type @param {(detail: any) => void} fn */
    on(type, fn) {
      const listener = (/** @type {any} */ event) => fn(event.detail);
      document.addEventListener("assent:" + type, listener);
      if (type === "ready" && plan) fn(state()); // it was told already: a late listener hears it too
      return () => document.removeEventListener("assent:" + type, listener);
    },
  };

  function boot() {
    if (world[HERE]) {
      return report("included-twice", "this page", "the tag of assent.js is here twice", "Keep the first; the second does nothing");
    }
    world[HERE] = world.assent = Object.freeze(api);
    const text = storage("assent");
    record = readRecord(text);
    document.addEventListener("click", click, true);
    window.addEventListener("hashchange", followHash);
    new MutationObserver(release).observe(document, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", release);
    const kept = text === null ? null : keptPlan(storage("assent.plan"));
    if (kept) usePlan(kept, true);
    const later = kept && (world.requestIdleCallback || window.setTimeout);
    if (later) later(checkConfig);
    else checkConfig();
    followHash();
  }

  boot();
})(window, document);

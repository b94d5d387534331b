// The gate: obeys a plan. Reads plan and record before the parser goes on, releases what is granted, holds the rest.
// It knows no policy: what a config means is decided in Rust. What not every page needs is in `parts/`.
// @ts-check
/// <reference path="./gate.d.ts" />

(/** @param {any} window any, for types do not know our symbols @param {Document} document */
function gate(window, document) {
  "use strict";

  const KIT = "__KIT__"; // filled in when the kit is built: its version, and a digest of its files
  const HERE = Symbol.for("assent"); // a symbol, because an element's id could stand in for a name
  const SLICE = 8; // milliseconds: what the page waits for us
  const NAMED = ":is([data-assent],[data-assent-service],[data-assent-toggle],[data-assent-panel],[data-assent-declaration])", HELD = ':is(template,script[type="text/plain"])' + NAMED, EMBEDS = ":not(script)" + NAMED, FREE = 'script:not([type="text/plain"],[data-assent-problem])' + NAMED;

  /** A member of the document itself: an element's name can stand in for any. https://html.spec.whatwg.org/#dom-document-nameditem @param {string} name */
  const own = (name) => {
    const member = Reflect.get(window.Document.prototype, name, document);
    return member?.bind?.(document) ?? member;
  };
  const [root, head, create, all, send, listen, walk] =
    ["documentElement", "head", "createElement", "querySelectorAll", "dispatchEvent", "addEventListener", "createTreeWalker"].map(own);
  const walker = walk(document);
  /** An element's own methods, since the inputs of a form can stand in for the form's. @type {((element: Element, ...words: string[]) => any)[]} */
  const [read, write, is, find] = ["getAttribute", "setAttribute", "matches", "querySelector"].map((name) =>
    (element, ...words) => /** @type {any} */ (Element.prototype)[name].apply(element, words));

  const tag = /** @type {HTMLScriptElement | null} */ (own("currentScript"));
  const attribute = (/** @type {string} */ name) => tag?.getAttribute(name) || "";
  const nonce = tag?.nonce || "";
  const kit = new URL(attribute("data-kit") || ".", tag?.src || root.baseURI).href.replace(/\/?$/, "/");
  const inTag = all("script[data-assent-config]")[0];
  const inline = inTag && inTag.nonce === nonce ? inTag.textContent : undefined; // a foreign one could have us load scripts
  const source = inline === undefined ? attribute("data-config") : "the config in the page";
  const parts = (window[Symbol.for("assent.parts")] ??= {}), started = /** @type {Record<string, any>} */ ({});
  const fetches = /** @type {Record<string, Promise<unknown>>} */ ({}), told = new Set();

  /** @type {Plan | null} */ let plan = null;
  /** @type {AssentRecord | null} */ let record = null;
  /** @type {string | null} */ let stored = null; // the text that the record was last read from, or written as
  let waiting = /** @type {{ id: string, then: () => void }[]} */ ([]);
  let isSure = false; // once it is known that the plan was made of the config as it is now

  // ---- What is said to the page

  /** @param {string} type @param {object} [detail] */
  const fire = (type, detail) => send(new CustomEvent("assent:" + type, { detail }));

  /** One fault, once: what, where, and how to mend it. @param {string} code @param {string} file @param {string} message @param {string} help @param {string} [path] */
  function report(code, file, message, help, path = "") {
    const line = `Assent: ${file}: ${path && path + ": "}${message}. ${help} [${code}]`;
    if (told.has(line)) return;
    told.add(line);
    console.error(line);
    fire("error", { code, file, path, message, help });
  }

  /** A fault of the page or the browser; its sentences are fetched when they are needed. @param {string} code @param {string} [path] @param {unknown} [detail] */
  const fault = (code, path = "", detail) => void use("faults").then((tell) => tell?.(code, path, detail));

  const publicRecord = () => structuredClone(record), state = () => ({ record: publicRecord(), granted: grants() });

  // ---- Parts: what not every page needs

  /** A part that is there already, started. @param {string} name */
  const part = (name) => (started[name] ??= parts[name]?.(port));

  /** A part of the kit, fetched when it is first needed, and started once. Not by import(), after which Firefox takes no import map any more. @param {string} name @returns {Promise<any>} */
  async function use(name) {
    const url = `${kit}assent-${name}.js`;
    try {
      if (!parts[name]) await (fetches[name] ??= new Promise((then, fail) => {
        const script = Object.assign(create("script"), { nonce, onload: then, onerror: () => fail("it could not be fetched") });
        try {
          script.src = policy.createScriptURL(url);
        } catch {
          return then(import(url)); // where our policy for Trusted Types is refused
        }
        head.append(script);
      }));
      return part(name);
    } catch (error) {
      delete fetches[name];
      report("kit-incomplete", url, String(error), "Serve the whole kit beside assent.js");
    }
  }

  /** What the visitor does, and what is done for them. @param {string} name @param {any[]} words */
  const act = (name, ...words) => use("choice").then((choice) => choice?.[name](...words));

  // ---- What is stored

  /** @param {string} key @param {string} [value] with it: write */
  function storage(key, value) {
    try {
      if (value === undefined) return window.localStorage.getItem(key);
      window.localStorage.setItem(key, value);
      return value;
    } catch (error) {
      fault(/Quota/.test(String(error)) ? "storage-full" : "storage-denied", "", error);
    }
    return null;
  }

  /** @param {any} text @returns {any} null if it is no JSON */
  function parse(text) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  const isObject = (/** @type {unknown} */ value) => Object.prototype.toString.call(value) === "[object Object]";
  const isWhole = (/** @type {any} */ value) => value >>> 0 === value;
  const isList = (/** @type {any} */ list) => Array.isArray(list) && list.every(isObject);

  /** The record, under the rules of crates/model/src/record.rs. @param {string | null} text @returns {AssentRecord | null} */
  function readRecord(text) {
    if (text === null) return null;
    const found = parse(text);
    const readable = isWhole(found?.version) && (found.version !== 1 || (isWhole(found.revision) &&
      isObject(found.asked) && isObject(found.categories) && isObject(found.services)));
    const problem = !readable ? "unreadable" : found.version !== 1 ? "version" : !isInFuture(found.expires) && "expired";
    if (!problem) return found;
    fault("record-" + problem);
    return null;
  }

  /** @param {any} time */
  const isInFuture = (time) => /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d(\.\d+)?Z$/.test(time) && Date.parse(time) > Date.now();

  // ---- What is granted

  const category = (/** @type {string} */ id) => plan?.categories.find((known) => known.id === id);
  const service = (/** @type {string} */ id) => plan?.services.find((known) => known.id === id);

  /** Whether the record was made for what this category asks today. @param {PlanCategory} [asked] */
  const answers = (asked) => asked?.asked && record?.revision === plan?.revision && record?.asked[asked.id] === asked.asked;

  /** Where the law lets things run until they are refused: only for a visitor who was never asked, and did not opt out. @param {string} id */
  const byDefault = (id) => /^(opt-out|notice)$/.test(plan?.model || "")
    && (record ? record.method === "gpc" && !(id in record.asked) && !category(id)?.sale : stored === null);

  /** Whether it is known what the visitor wants of this category. @param {string} id */
  const isDecided = (id) => answers(category(id)) || byDefault(id);

  /** Whether this category or service is granted. Unknown means denied. @param {string} id @returns {boolean} */
  function granted(id) {
    const known = category(id), one = service(id);
    if (known) return !known.asked || (answers(known) ? record?.categories[id] === true : byDefault(id));
    const of = category(one?.category || "");
    return !!of && granted(of.id) && (!answers(of) || record?.services[id] === true);
  }

  const grants = () => plan ? plan.categories.map((known) => known.id).filter(granted) : [];

  /** A frame inside a page with Assent follows that page's choice, and does not ask beside it. */
  const isFramed = () => {
    try {
      return window.parent !== window && !!window.parent[HERE];
    } catch {
      return false; // another site's page around this one
    }
  };

  const mustAsk = () => !isFramed() && plan?.categories.some((known) => known.asked && !answers(known) && !(plan?.model === "opt-out" && byDefault(known.id)));

  // ---- What may be released

  const names = (/** @type {Element} */ held) =>
    ["data-assent", "data-assent-service"].flatMap((name) => read(held, name)?.match(/\S+/g) || []);

  /** Whether a name is granted: "!a" is a's refusal. @param {string} name @param {Element} held */
  function isGranted(name, held) {
    const id = name.replace("!", "");
    const known = category(service(id)?.category || id);
    if (!known && isSure) problem(held, "unknown-name", id);
    return name === id ? granted(id) : !!known && isDecided(known.id) && !granted(id);
  }

  /** @param {Element} held */
  const mayRun = (held) => early.has(held) || (names(held)[0] ? names(held).every((name) => isGranted(name, held)) : problem(held, "empty-name"));

  /** The element stays held, is marked, and is told. @param {Element} held @param {string} code @param {unknown} [detail] @returns {any} */
  function problem(held, code, detail) {
    write(held, "data-assent-problem", code);
    fault(code, read(held, "data-src") || read(held, "src") || held.localName, detail);
  }

  /**
   * Under a nonce policy an element without the page's nonce is not the site's own: to release it would be a way round
   * the policy. The property, since browsers empty the attribute: https://html.spec.whatwg.org/#nonce-attributes
   * Where only our tag lacks it, we cannot tell which elements are the site's own. A tag that was left open takes the next
   * one's nonce: https://w3c.github.io/webappsec-csp/#is-element-nonceable
   * @param {any} held
   */
  const isTrusted = (held) => nonce
    ? held.nonce === nonce && !/.(<|&lt;)(script|style)/i.test(held.cloneNode().outerHTML)
    : !isForeign;

  /** What keeps a held script held for good; one of SVG has no text. @param {HTMLScriptElement} held */
  function flaw(held) {
    const own = read(held, "src"), later = read(held, "data-src"), src = later ?? own;
    return !isTrusted(held) ? "missing-nonce" : held.text == null ? "unknown-element" : own !== null && later !== null ? "two-addresses"
      : src === "" ? "empty-address" : src !== null && !isWeb(src) ? "unsafe-address" : "";
  }

  /** A `javascript:` or `data:` address would be code of whoever wrote it. @param {string} address */
  function isWeb(address) {
    try {
      return /^https?:$/.test(new URL(address, root.baseURI).protocol);
    } catch {
      return false;
    }
  }

  /** Whether the parser is past this element: before that, its end may be missing. @param {Element} element */
  function isParsed(element) {
    walker.currentNode = element.lastChild || element;
    return !isLoading || !!walker.nextNode();
  }

  // ---- What is released: one queue for each service and one for the rest, so that one that hangs holds back only its own

  const queues = /** @type {Map<string, Queue>} */ (new Map());
  const taken = new WeakSet(), early = new WeakSet(), made = new Map(), ran = new Set();
  let isLoading = own("readyState") === "loading", isCut = false, slice = 0, mustPaint = false, isChosen = false, isForeign = false;

  const policy = (() => {
    const same = { createScript: (/** @type {string} */ text) => text, createScriptURL: (/** @type {string} */ url) => url, createHTML: (/** @type {string} */ html) => html };
    try {
      return window.trustedTypes?.createPolicy("assent", same) || same;
    } catch {
      return same; // the site's policy does not allow it; what then fails is told where it fails
    }
  })();

  /** Takes up what is granted by now, in document order, and takes back what no longer is. @returns {any} */
  function release() {
    if (!plan) return;
    isForeign = [...all("script[nonce]")].some((script) => script.nonce);
    for (const { id, script } of plan.services) {
      if (!script || !(script.early || granted(id))) continue;
      const held = made.get(id) || make(id, script);
      if (!script.src || !isWeb(script.src) || taken.has(held)) continue;
      taken.add(held);
      enqueue(held);
    }
    if (mustPaint) return pause().then(release);
    // What is in a template has its turn before what is behind it.
    if (all(EMBEDS)[0] && !part("embeds")) use("embeds").then((found) => found && release());
    started.embeds?.release();
    for (const held of all(HELD)) {
      if (taken.has(held)) continue;
      isCut = !isParsed(held);
      if (isCut || is(held, EMBEDS)) break;
      const code = flaw(held);
      if (code) problem(held, code);
      else if (mayRun(held)) {
        taken.add(held);
        enqueue(held);
      }
    }
    for (const free of all(FREE)) problem(free, "not-held");
    queues.forEach(drain);
  }

  /** A service's own script, as if the page had held it; what it needs is put in place. @param {string} id @param {PlanScript} script */
  function make(id, script) {
    const held = Object.assign(create("script"), { nonce });
    write(held, "data-assent-service", id);
    write(held, "data-src", script.src || "");
    made.set(id, held);
    if (script.early) early.add(held);
    part("steps")?.run(script.steps);
    return held;
  }

  /** What HTML does with a script of these attributes: https://html.spec.whatwg.org/#the-script-element @param {HTMLScriptElement} held */
  function traits(held) {
    const src = read(held, "data-src") ?? read(held, "src"), type = read(held, "data-type") || "";
    const has = (/** @type {string} */ name) => held.hasAttribute(name);
    const isModule = /^module$/i.test(type), isClassic = /^$|(java|ecma)script/i.test(type);
    const isAsync = has("async") && (isModule || src !== null);
    const isDeferred = !isAsync && (isModule || (src !== null && has("defer")));
    return { src, type, isModule, isAsync, isDeferred, hasEnd: isModule || (isClassic && src !== null && !has("nomodule")) };
  }

  /** @param {HTMLScriptElement} held */
  function enqueue(held) {
    const { isAsync, isDeferred } = traits(held);
    const key = read(held, "data-assent-service") || "", queue = queues.get(key) || { list: [], deferred: [] };
    if (isAsync) return void drain({ list: [held], deferred: [] });
    queues.set(key, queue);
    if (queue.isBusy || isDeferred) hint(held);
    (isDeferred ? queue.deferred : queue.list).push(held);
  }

  /** Downloads a script beside those that it waits for. @param {HTMLScriptElement} held */
  function hint(held) {
    const { src, isModule, hasEnd } = traits(held);
    if (!src || !hasEnd) return;
    const link = create("link");
    copy(held, link, /^(crossorigin|integrity|referrerpolicy|fetchpriority)$/);
    head.append(Object.assign(link, { rel: isModule ? "modulepreload" : "preload", as: "script", nonce: held.nonce, href: src }));
  }

  const copy = (/** @type {Element} */ from, /** @type {Element} */ to, /** @type {RegExp} */ wanted) => {
    taken.add(to); // what is ours, the second line leaves alone
    for (const { name, value } of from.attributes) if (wanted.test(name)) to.setAttribute(name, value);
  };

  /** Runs a queue to its end: what blocks the parser first, then what waits for its end. @param {Queue} queue */
  async function drain(queue) {
    if (queue.isBusy) return;
    queue.isBusy = true;
    for (let held; (held = queue.list.shift() || (isLoading ? undefined : queue.deferred.shift())); ) {
      // Until the page has loaded it is not paused, unless by a choice: its `load` would come between two scripts that it should wait for.
      if ((isChosen || own("readyState") === "complete") && performance.now() > slice) await pause();
      // Before the page's events, an inline script needs no help with them.
      if (!started.late && mayRun(held) && (!isLoading || traits(held).hasEnd)) {
        hint(held);
        if (!(await use("late"))) break;
      }
      if (mayRun(held)) await start(held, queue);
      else taken.delete(held); // withdrawn while it waited
    }
    queue.isBusy = false;
    if (!queue.deferred.length) started.late?.replay(queue);
  }

  /** Lets the page paint and be used: a click on Accept is answered before its scripts run. */
  const pause = () => new Promise((/** @type {(value?: unknown) => void} */ then) => {
    const go = () => {
      slice = performance.now() + SLICE;
      mustPaint = false;
      then();
    };
    if (mustPaint) requestAnimationFrame(() => setTimeout(go));
    setTimeout(go, mustPaint ? 100 : 0); // a hidden page is not painted
  });

  /**
   * Puts a live copy in the place of a held script. A script that was once inert never runs, however it is changed:
   * https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element
   * @param {HTMLScriptElement} held @param {Queue} queue @returns {Promise<unknown> | void} settled once it has run, failed, or taken too long
   */
  function start(held, queue) {
    const { src, type, isAsync, hasEnd } = traits(held);
    const script = create("script");
    copy(held, script, /^(?!nonce$|on|(data-)?(type|src)$|data-assent)/);
    Object.assign(script, { nonce: held.nonce }, type && { type });
    if (src === null) script.async = isAsync; // a module that code adds would not wait for its turn
    try {
      if (src === null) script.text = policy.createScript(held.text);
      else script.src = policy.createScriptURL(src);
    } catch (error) {
      return problem(held, "trusted-types", error);
    }
    if (!early.has(held)) names(held).map((name) => ran.add(name));
    const end = started.late?.begin(script, held, queue, hasEnd);
    if (held.isConnected) held.replaceWith(script);
    else head.append(script);
    fire("release", { element: script, overtook: queue.hung });
    queue.hung = undefined;
    return end;
  }

  // A released script that writes after its time would wipe the page: https://html.spec.whatwg.org/#dom-document-write
  const contain = () => {
    for (const name of /** @type {("write" | "open")[]} */ (["write", "writeln", "open"])) {
      const native = own(name);
      Reflect.set(document, name, (/** @type {any[]} */ ...words) => { // which throws nothing where a name stands in
        const script = own("currentScript"), writer = taken.has(script) ? script : started.late?.writer(script);
        return writer ? fault("document-write", writer.src || writer.text.slice(0, 80)) : native(...words);
      });
    }
  };

  // ---- Plan and record take effect

  /** Tells vendors, releases, tells the page, and has what is still to be asked shown. */
  function apply() {
    root.setAttribute("data-assent-granted", grants().join(" "));
    part("steps")?.tell();
    release();
    waiting = waiting.filter(({ id, then }) => !granted(id) || then());
    if (started.choice || mustAsk()) act("show");
  }

  /** After a choice: the page may paint first. */
  function change() {
    mustPaint = isChosen = true;
    apply();
    fire("change", state());
  }

  /** Obeys a plan, once its parts are there. @param {Plan} next @param {boolean} [isKept] whether it comes from the storage */
  async function usePlan(next, isKept) {
    const needs = next.parts || [];
    if (!needs.every(part) && !(await Promise.all(needs.map(use))).every(Boolean)) return;
    const isFirst = !plan;
    plan = next;
    part("steps")?.before();
    keep(record, stored);
    part("gpc")?.honour();
    if (record && !isKept) storage("assent.plan", JSON.stringify(plan)); // beside a choice, and never before the first
    apply();
    if (isFirst) fire("ready", state());
  }

  /** Makes this the record, unless another subdomain has a newer one, and cleans up what was not refused before. @param {AssentRecord | null} next @param {string | null} text as it is stored */
  function keep(next, text) {
    const last = record, open = plan?.services.filter((one) => granted(one.id) || !answers(category(one.category)));
    record = started.mirror ? started.mirror(next) : next;
    stored = record === next ? text : storage("assent");
    return record !== last && open && act("clean", open);
  }

  /** The choice may have been made in another tab, on another subdomain, or before this page came back from the cache. */
  function follow() {
    const text = storage("assent"), last = record;
    keep(text === stored ? record : readRecord(text), text);
    if (plan && record !== last) change();
  }

  /** @param {Event} event */
  function click(event) {
    for (const node of /** @type {any[]} */ (event.composedPath())) {
      const name = node instanceof Element && (read(node, "data-assent-action") ?? (read(node, "href") === "#assent" && "open"));
      if (name && /^(accept|reject|withdraw|open|close|reload|stay)$/.test(name)) {
        event.preventDefault();
        return act(name);
      }
    }
  }

  const followHash = () => location.hash === "#assent" && act("open");

  /** The plan that was kept beside the record, if it was made of this page's config and for this region: a site may have several. */
  function keptPlan() {
    const kept = parse(storage("assent.plan"));
    const isOurs = kept?.version === 1 && kept.source === (inline ?? source) && (kept.region || "") === attribute("data-region");
    return isOurs && [kept.categories, kept.services].every(isList) ? kept : null;
  }

  /** What parts and widget are given. @type {GatePort} */
  const port = {
    version: KIT, EMBEDS, taken, once: early, own, kit, source, inline, ran, policy, attribute, storage, report, fire, use, usePlan, keep, change, readRecord, granted,
    answers, isDecided, mustAsk, part, mayRun, problem, isTrusted, isWeb, isParsed, plan: () => plan, record: () => record, stored: () => stored,
  };

  const api = {
    version: KIT,
    open: () => act("open"), close: () => act("close"),
    acceptAll: () => act("accept"), rejectAll: () => act("reject"), withdraw: () => act("withdraw"),
    granted,
    when: (/** @type {string} */ id) => new Promise((then) => granted(id) ? then(id) : waiting.push({ id, then: () => then(id) })),
    record: publicRecord,
    /** @param {string} type @param {(detail: any) => void} fn */
    on(type, fn) {
      const listener = (/** @type {any} */ event) => fn(event.detail);
      listen("assent:" + type, listener);
      if (type === "ready" && plan) fn(state()); // it was told already: a late listener hears it too
      return () => own("removeEventListener")("assent:" + type, listener);
    },
  };

  /** Nothing of this happens in a page that is only prepared: https://wicg.github.io/nav-speculation/prerendering.html */
  function begin() {
    stored = storage("assent");
    record = readRecord(stored);
    const kept = stored === null ? null : keptPlan();
    if (kept) usePlan(kept, true);
    const check = () => use("setup").then((setup) => setup?.check()).then(() => {
      isSure = true;
      release();
    });
    kept ? (window.requestIdleCallback || setTimeout)(check) : check();
    followHash();
  }

  if (window[HERE]) return fault("included-twice");
  window[HERE] = window.assent = Object.freeze(api);
  contain();
  listen("click", click, true);
  window.addEventListener("hashchange", followHash);
  listen("readystatechange", () => {
    release(); // what is left and inline runs before DOMContentLoaded
    isLoading = false;
    release();
  });
  for (const type of ["storage", "pageshow", "visibilitychange"]) window.addEventListener(type, follow);
  new MutationObserver((changes) => {
    const holds = (/** @type {any} */ node) => node instanceof Element && (is(node, NAMED) || find(node, NAMED));
    if (isCut || changes.some(({ addedNodes }) => [...addedNodes].some(holds))) release();
  }).observe(document, { childList: true, subtree: true });
  own("prerendering") ? listen("prerenderingchange", begin, { once: true }) : begin();
})(window, document);

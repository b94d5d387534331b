// The part for what comes with time: when a released script has run, and released code that waits for `DOMContentLoaded`
// or `load`, which a page has once: it is called, once, when its queue has run. Knows queues, events and who writes into
// the document, and no consent.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const PATIENCE = 10_000; // milliseconds that a queue waits for one script
  const ENDS = ["load", "error", "assent:end"];

  /** What a page tells at its end, in this order. @type {[EventTarget, string][]} */
  const MOMENTS = [[document, "DOMContentLoaded"], [window, "DOMContentLoaded"], [document, "readystatechange"], [window, "load"]];

  /**
   * A listener that came after its moment, the place of that in the list, whose it is, and whether it is an attribute such
   * as `onload`.
   * @typedef {{ script?: HTMLScriptElement, moment: number, listener: any, isHandler?: boolean, capture: boolean, once?: boolean, signal?: AbortSignal }} Late
   */

  /** @type {(gate: GatePort) => LatePart} */
  const late = (gate) => {
    /** @type {WeakMap<object, Queue>} */ const owners = new WeakMap();
    /** @type {Set<HTMLScriptElement>} */ const modules = new Set(); // whose end is to come: while one runs there is no current script
    const addresses = new Set(), { removeEventListener } = EventTarget.prototype;
    let waiting = /** @type {Late[]} */ ([]);
    /** @type {HTMLScriptElement | undefined} */ let acting; // whose listener is called
    /** @type {HTMLScriptElement | undefined} */ let told; // a released script, while it hears that it has loaded
    let turns = 0, now = -1; // the moment that is repeated

    /** Whether the page has had this event. Entries of the timeline, since this part may come after any of them. */
    function isOver(/** @type {string} */ type) {
      const page = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0]);
      const { event } = window; // which may also be the `load` of a script
      if (event?.type === type && event.target === document) return false; // as it is told, the browser knows best who hears it
      if (type === "readystatechange") return gate.own("readyState") === "complete";
      return (type === "DOMContentLoaded" && (page?.domContentLoadedEventStart ?? 1) > 0) || (type === "load" && (page?.loadEventStart ?? 1) > 0);
    }

    const isCapture = (/** @type {any} */ options) => !!(Object(options) === options ? options.capture : options);

    /**
     * Looks at a listener, and keeps it if it is released code's and comes after its moment.
     * @param {any} target @param {string} type @param {any} listener @param {any} [options] @param {boolean} [isHandler]
     */
    function note(target, type, listener, options, isHandler) {
      const moment = MOMENTS.findIndex(([known, name]) => known === target && name === type);
      if (moment <= now || !isOver(type)) return; // one that comes while its own event is told would not hear it
      const running = gate.own("currentScript"), script = running || acting, capture = isCapture(options);
      if (script ? !owners.has(script) : !modules.size || window.event) return;
      const kept = waiting.find((one) => one.moment === moment && (isHandler ? one.isHandler : one.listener === listener && one.capture === capture));
      if (kept) return void (kept.listener = listener); // the same counts once, and of handlers the last
      /** @type {Late} */ const late = { script, moment, listener, isHandler, capture, once: options?.once, signal: options?.signal };
      waiting.push(late);
      // A module ends in the task in which it runs, and then claims it. What nobody claims is the page's own.
      if (!script) setTimeout(() => late.script || drop(late));
    }

    const drop = (/** @type {Late | undefined} */ late) => void (waiting = waiting.filter((one) => one !== late));

    /** Calls it as the browser would have. A fault in it is its own. @param {Late} late */
    function call({ script, moment, listener, once, capture }) {
      const [target, type] = MOMENTS[moment];
      if (once) removeEventListener.call(target, type, listener, capture);
      acting = script;
      try {
        const event = new Event(type, { bubbles: type === "DOMContentLoaded" });
        Object.defineProperties(event, { target: { value: document }, currentTarget: { value: target } });
        if (typeof listener === "function") listener.call(target, event);
        else listener?.handleEvent(event);
      } catch (error) {
        reportError(error);
      }
      acting = undefined;
    }

    /** @param {Queue | undefined} queue */
    function replay(queue) {
      for (now = 0; now < MOMENTS.length; now++) {
        for (const late of waiting.filter(({ script, moment }) => script && owners.get(script) === queue && moment === now)) {
          if (!waiting.includes(late)) continue; // one before it took it away
          drop(late);
          if (!late.signal?.aborted) call(late);
        }
      }
      now = -1;
    }

    /** A released script has run. @param {HTMLScriptElement} script @param {string} type */
    function end(script, type) {
      const queue = owners.get(script);
      if (modules.delete(script)) for (const late of waiting) late.script ??= script;
      if (type !== "assent:end") {
        told = script;
        setTimeout(() => (told = undefined));
      }
      if (!queue?.isBusy && !queue?.deferred[0]) replay(queue); // its queue had gone on without it
    }

    /** @param {HTMLScriptElement} script @param {Queue} queue */
    const settled = (script, queue) => new Promise((/** @type {(event?: unknown) => void} */ settle) => {
      for (const type of ENDS) script.addEventListener(type, settle);
      setTimeout(settle, PATIENCE);
    }).then((event) => {
      if (!event) queue.hung = script;
    });

    /** An inline module tells no end; what stands behind it in the browser's own list does. @param {HTMLScriptElement} script */
    function follow(script) {
      const turn = "assent:turn" + turns++, text = gate.policy.createScript(`dispatchEvent(new Event("${turn}"))`);
      const { async, nonce } = script, next = gate.own("createElement")("script");
      const tell = () => {
        next.remove();
        script.dispatchEvent(new Event("assent:end"));
      };
      window.addEventListener(turn, tell, { once: true });
      script.after(Object.assign(next, { type: "module", async, nonce, text }));
    }

    /**
     * Looks at a call, or at what is set, before it is done. Where an element's name stands in for it, there is nothing to
     * wrap, and nothing is to throw. A proxy keeps the function's name and length.
     * @param {any} holder @param {string} name @param {(self: any, words: any[]) => void} look
     */
    function wrap(holder, name, look) {
      const found = /** @type {any} */ (Object.getOwnPropertyDescriptor(holder, name)), kind = found?.set ? "set" : "value";
      if (typeof found?.[kind] !== "function") return;
      const proxy = new Proxy(found[kind], {
        apply(native, self, words) {
          look(self ?? window, words);
          return Reflect.apply(native, self, words);
        },
      });
      Reflect.defineProperty(holder, name, { ...found, [kind]: proxy });
    }

    // Where the browser has them, so that who wraps them later sees every call; and where somebody has before us.
    for (const holder of [EventTarget.prototype, window, document]) {
      wrap(holder, "addEventListener", (self, [type, listener, options]) => listener && note(self, type, listener, options));
      wrap(holder, "removeEventListener", (self, [type, listener, options]) => drop(waiting.find((one) => !one.isHandler && one.listener === listener
        && one.capture === isCapture(options) && MOMENTS[one.moment][0] === self && MOMENTS[one.moment][1] === type)));
    }
    wrap(window, "onload", (_, [listener]) => note(window, "load", listener, 0, true));
    for (const { prototype } of [HTMLElement, HTMLBodyElement]) {
      wrap(prototype, "onload", (self, [listener]) => self.localName === "body" && note(window, "load", listener, 0, true));
    }
    wrap(Document.prototype, "onreadystatechange", (self, [listener]) => note(self, "readystatechange", listener, 0, true));

    return {
      replay,

      begin(script, held, queue, hasEnd) {
        const isModule = /^module$/i.test(script.type);
        addresses.add(script.src);
        owners.set(script, queue);
        if (isModule) modules.add(script);
        if (isModule && !script.src) queueMicrotask(() => follow(script)); // once it is in its place
        for (const type of ENDS) script.addEventListener(type, () => end(script, type));
        script.onload = held.onload; // behind what hears that its time has come
        script.onerror = held.onerror;
        if (hasEnd) return settled(script, queue);
      },

      /**
       * The released script behind what writes into the document, where the browser does not name it: one whose listener is
       * called late, one whose address is on the stack, an inline script that code has put into a page that was there, or one
       * that hears that it has loaded. That comes last, for the next in its queue may run before it has been heard by all.
       * An external one of these cannot write: https://html.spec.whatwg.org/#ignore-destructive-writes-counter
       */
      writer(script) {
        if (gate.own("readyState") === "loading") return;
        const stack = String(Error().stack), src = [...addresses].find((one) => one && stack.includes(one));
        return acting || (src ? { src, text: "" } : script?.src === "" ? script : told);
      },
    };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).late = late;
})();

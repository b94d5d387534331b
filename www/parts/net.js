// The second line: stops, or only tells, requests to declared hosts that code of the page makes unasked. Knows no category and no choice.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const TAGS = /^(script|iframe|img|link|video|audio|source|object|embed)$/;
  const ADDRESSES = ["src", "srcset", "href", "poster", "data"];
  const NOWHERE = "about:invalid"; // fails as a lost connection does, and sends nothing

  /** @typedef {"may have been" | "over"} Haste the parser may have asked before we saw it; what was there before us has asked */

  /** @param {GatePort} gate */
  function net(gate) {
    /** @type {any} */ const world = window;
    const root = document.documentElement; // an element's name may stand in for document.baseURI
    const held = new WeakSet(), { setAttribute } = Element.prototype; // before we patch it
    /** @param {Element} element @param {string} name @param {unknown} value */
    const write = (element, name, value) => setAttribute.call(element, name, /** @type {string} */ (value));

    /**
     * The service whose host this is and that is not granted; a host of several may be asked once one of them is.
     * @param {unknown} address @param {Haste} [haste]
     * @returns {string | undefined} only if it is to be stopped
     */
    function stopped(address, haste) {
      let host = "";
      try {
        host = new URL(/** @type {string} */ (address), root.baseURI).hostname.replace(/\.$/, "");
      } catch {}
      const plan = host ? gate.plan() : null;
      const isOf = (/** @type {string} */ known) => ("." + host).endsWith("." + known.replace(/^[*.]+/, "").toLowerCase());
      const owners = plan?.net ? plan.services.filter(({ hosts }) => hosts?.some(isOf)) : [];
      if (!plan || !owners.length || owners.some(({ id, script }) => script?.early || gate.granted(id))) return;
      const stops = plan.net === "block" && haste !== "over", { id } = owners[0];
      gate.report(stops ? "net-stopped" : "net-seen", "this page",
        `${host} ${stops ? haste || "was not" : "was"} asked, without a grant for this service`, "Hold the element or the code that asks it", id);
      return stops ? id : undefined;
    }

    /** What the author holds, or the gate has released, is the gate's. @param {Element} element */
    const isOurs = (element) => TAGS.test(element.localName) && !gate.taken.has(element) && (held.has(element)
      || !(element.hasAttribute("data-assent") || element.hasAttribute("data-assent-service")));

    /** @param {string} name @param {unknown} value @param {Haste} [haste] */
    const find = (name, value, haste) => (name === "srcset" ? String(value).match(/\S+/g) || [] : [value])
      .map((address) => stopped(address, haste)).find(Boolean);

    /**
     * Makes of an element what the author should have: a held one, which the gate releases once it is granted.
     * @param {any} element @param {any} attribute @param {any} value @param {Haste} [haste]
     * @returns {boolean | undefined} whether nothing is left to do
     */
    function hold(element, attribute, value, haste) {
      if (!isOurs(element)) return;
      const name = String(attribute).toLowerCase();
      if (name === "type" && held.has(element) && element.localName === "script") return write(element, "data-type", value), true;
      if (!ADDRESSES.includes(name) || !(name in element)) return;
      const id = find(name, value, haste);
      if (!id) return void free(element, name, value);
      held.add(element);
      if (element.localName === "script" && element.getAttribute("type") !== "text/plain") {
        if (element.type) write(element, "data-type", element.type);
        write(element, "type", "text/plain");
      }
      write(element, "data-assent-service", id);
      write(element, "data-" + name, value);
      element.removeAttribute(name);
      // A pixel is in no document, where nothing would ever release it: its page is told, as of a lost connection.
      if (element.localName === "img") setTimeout(() => element.isConnected || element.dispatchEvent(new Event("error")));
      return true;
    }

    /**
     * An element that gets another address in the place of one that was stopped, and has no further one, is no longer held.
     * @param {Element} element @param {string} name @param {unknown} value
     */
    function free(element, name, value) {
      const kept = element.getAttribute("data-" + name);
      if (!held.has(element) || kept === null || kept === String(value)) return;
      element.removeAttribute("data-" + name);
      if (ADDRESSES.some((other) => element.hasAttribute("data-" + other))) return;
      held.delete(element);
      if (element.localName === "script") write(element, "type", element.getAttribute("data-type") || "");
      for (const gone of ["data-type", "data-assent-service"]) element.removeAttribute(gone);
    }

    // ---- What code of the page calls: a proxy keeps a function's name, length, prototype and statics

    /** @param {any} holder @param {string} name @param {"set" | "value"} kind @param {ProxyHandler<any>} handler */
    function patch(holder, name, kind, handler) {
      const found = holder && Object.getOwnPropertyDescriptor(holder, name);
      if (!found?.[kind] || !found.configurable) return;
      const proxy = new Proxy(found[kind], handler);
      Object.defineProperty(holder, name, { ...found, [kind]: proxy });
      if (handler.construct) proxy.prototype.constructor = proxy;
    }

    /**
     * Looks at a call before it is made; may change its arguments, or give what is done in its place.
     * @param {(self: any, list: any[]) => (() => unknown) | unknown} before @returns {ProxyHandler<any>}
     */
    const looked = (before) => ({
      apply(target, self, list) {
        let instead;
        try {
          instead = before(self, list);
        } catch {} // odd arguments: the browser has its own words for them
        return typeof instead === "function" ? instead() : Reflect.apply(target, self, list);
      },
    });

    const nothing = () => {};
    for (const kind of ["Script", "IFrame", "Image", "Link", "Media", "Video", "Source", "Object", "Embed"]) {
      for (const name of ["type", ...ADDRESSES]) {
        patch(world[`HTML${kind}Element`]?.prototype, name, "set", looked((self, [value]) => hold(self, name, value) && nothing));
      }
    }
    patch(Element.prototype, "setAttribute", "value", looked((self, [name, value]) => hold(self, name, value) && nothing));
    patch(Element.prototype, "setAttributeNS", "value", looked((self, [space, name, value]) => !space && hold(self, name, value) && nothing));
    patch(window, "fetch", "value", looked((_, [input]) => stopped(input?.url || input) && (() => Promise.reject(new TypeError("Failed to fetch")))));
    patch(Navigator.prototype, "sendBeacon", "value", looked((_, [address]) => stopped(address) && (() => false)));
    patch(XMLHttpRequest.prototype, "open", "value", looked((_, list) => {
      if (stopped(list[1])) list[1] = NOWHERE;
    }));
    patch(window, "EventSource", "value", {
      construct(target, list, made) {
        if (stopped(list[0])) list[0] = NOWHERE;
        return Reflect.construct(target, list, made);
      },
    });
    patch(window, "WebSocket", "value", {
      construct(target, list, made) {
        const stop = stopped(list[0]);
        if (stop) list[0] = location.origin.replace("http", "ws");
        const socket = Reflect.construct(target, list, made);
        if (stop) socket.close(); // before it is open: an error and a close, as from a lost connection
        return socket;
      },
    });

    // ---- What the parser makes

    /** @param {Element} element @param {Haste} haste */
    function look(element, haste) {
      for (const name of isOurs(element) ? ADDRESSES : []) {
        const value = element.getAttribute(name);
        if (value === null || !hold(element, name, value, haste)) continue;
        if (element.localName === "iframe") element.replaceWith(element); // it lets go of its page only as it leaves
      }
    }

    /** @param {ParentNode} place @param {Haste} haste */
    const lookIn = (place, haste) => place.querySelectorAll("[src],[srcset],link[href],[poster],[data]").forEach((element) => look(element, haste));

    /** @param {MutationRecord[]} changes */
    function see(changes) {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
        if (!(node instanceof Element)) continue;
        // The parser lets us see a script before it starts it: https://html.spec.whatwg.org/#parsing-main-incdata
        // One that code has put in has started already, and as a held one would run twice.
        look(node, node.localName === "script" && document.readyState !== "loading" ? "over" : "may have been");
        lookIn(node, "may have been");
      }
    }

    const observer = new MutationObserver(see);
    observer.observe(document, { childList: true, subtree: true });
    // What is written by code is parsed at once, and a script in it starts at its end: so we look before each end.
    for (const name of ["write", "writeln"]) {
      const handler = looked((self, list) => {
        if (!list.every((text) => typeof text === "string")) return; // Trusted Types must arrive as they are
        const texts = list.join("").split(/(?=<\/script)/i);
        list.splice(0, list.length, texts.pop() || "");
        for (const text of texts) {
          self.write(text);
          see(observer.takeRecords());
        }
      });
      for (const holder of [Document.prototype, document]) patch(holder, name, "value", handler); // the gate has put its own there
    }
    setTimeout(() => lookIn(document, "over")); // what was there before us, once the plan is there
    return observer;
  }

  /** @type {any} */ const world = window;
  (world[Symbol.for("assent.parts")] ??= {}).net = net;
})();

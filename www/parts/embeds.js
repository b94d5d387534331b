// The part for everything that is held but scripts: frames, images, media, stylesheets, and templates with any HTML. It
// gives them their address, and takes it back when consent is withdrawn. Knows elements; what is granted, it asks.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const KINDS = "iframe,img,link,video,audio,source,object,embed,template";
  const OURS = /** @type {const} */ (["toggle", "panel", "declaration"]); // what has nothing held, and a part of its own
  const PLACED = 'iframe,img:not([width="0"],[width="1"]),video,audio,object,embed,template[data-assent-placeholder]'; // what a visitor would miss
  const HTML = "http://www.w3.org/1999/xhtml";
  const ADDRESSES = ["src", "srcset", "href", "poster", "data"];
  // Firefox fetches these ahead of its parser, in a template as anywhere else; other browsers leave a template alone.
  const FETCHED = 'script:is([src],[href]):not([type="text/plain"]),img:is([src],[srcset]):not([loading=lazy]),link[href],video[poster],picture>source[srcset]';

  /** @type {(gate: GatePort) => EmbedsPart} */
  const embeds = (gate) => {
    // From the prototype, because a form's inputs can stand in for its methods.
    const read = (/** @type {Element} */ element, /** @type {string} */ name) => Element.prototype.getAttribute.call(element, name);
    const is = (/** @type {Element} */ element, /** @type {string} */ selector) => Element.prototype.matches.call(element, selector);
    let number = 0; // of the template that was filled last

    const isTemplate = (/** @type {Element} */ held) => held.localName === "template";
    const heldAddress = (/** @type {Element} */ held, /** @type {string} */ name) => read(held, "data-" + name);
    const isReleased = (/** @type {Element} */ held) => read(held, "data-assent-released") !== null;

    /** What keeps an element held for good. @param {HTMLElement} held */
    function flaw(held) {
      if (!is(held, KINDS) || held.namespaceURI !== HTML) return "unknown-element";
      if (held.localName === "link" && !gate.isTrusted(held)) return "missing-nonce";
      if (isTemplate(held)) return "";
      if (ADDRESSES.some((name) => read(held, name) !== null)) return "two-addresses";
      const addresses = ADDRESSES.map((name) => heldAddress(held, name)).filter((address) => address !== null);
      if (!addresses.length || addresses.includes("")) return "empty-address";
      return addresses.every(gate.isWeb) ? "" : "unsafe-address";
    }

    /** @param {HTMLElement} held */
    function release(held) {
      if (isTemplate(held)) return fill(/** @type {HTMLTemplateElement} */ (held));
      for (const name of ADDRESSES) {
        const address = heldAddress(held, name);
        // Some of these are addresses of code to Trusted Types: https://w3c.github.io/trusted-types/dist/spec/
        if (address) held.setAttribute(name, gate.policy.createScriptURL(address));
      }
      held.setAttribute("data-assent-released", "");
      // A medium has looked for its sources already: https://html.spec.whatwg.org/#the-source-element
      if (is(held, "audio > source, video > source")) /** @type {HTMLMediaElement} */ (held.parentNode).load();
    }

    /** The comment behind what came from a template. It knows its end in a copy of the page too, which a router may show. */
    const END = "end of template ";

    /**
     * Puts a template's content behind it, parsed anew: so none of its scripts, of SVG or in a shadow root, runs unless the
     * gate releases it. What the parser makes of a page's template would run, and a policy of `'strict-dynamic'` would take
     * it for ours. https://html.spec.whatwg.org/#dom-element-innerhtml
     * @param {HTMLTemplateElement} template
     */
    function fill(template) {
      const { content } = Object.assign(gate.own("createElement")("template"), { innerHTML: gate.policy.createHTML(template.innerHTML) });
      if (content.querySelector(FETCHED)) gate.problem(template, "address-in-template"); // it is told, and shown as agreed to
      for (const inner of content.querySelectorAll("script," + KINDS)) hold(inner, template);
      const held = content.querySelectorAll(gate.EMBEDS);
      template.setAttribute("data-assent-released", String(++number));
      template.after(content, new Comment(END + number));
      held.forEach(look);
    }

    /** Takes away all that stands there now, since scripts have replaced themselves. @param {Element} template */
    function empty(template) {
      const end = END + read(template, "data-assent-released"), found = [];
      let node = template.nextSibling;
      while (node && node.nodeValue !== end) {
        found.push(node);
        node = node.nextSibling;
      }
      if (node) [...found, node].forEach((one) => one.remove());
    }

    /**
     * What has a held address in a template, and every script there, is held as the template is unless it says otherwise:
     * so scripts keep order and need the page's nonce.
     * @param {HTMLElement} inner @param {Element} template
     */
    function hold(inner, template) {
      if (inner.localName === "script") {
        const type = read(inner, "type");
        if (type && type !== "text/plain") inner.setAttribute("data-type", type);
        inner.setAttribute("type", "text/plain");
      } else if (!ADDRESSES.some((name) => heldAddress(inner, name)) || ADDRESSES.some((name) => read(inner, name) !== null)) return;
      if (is(inner, "[data-assent],[data-assent-service]")) return;
      for (const name of ["data-assent", "data-assent-service"]) {
        const names = read(template, name);
        if (names) inner.setAttribute(name, names);
      }
      if (gate.once.has(template)) gate.once.add(inner);
    }

    /** Back to the held state, with the address kept. @param {any} held */
    function takeBack(held) {
      if (isTemplate(held)) empty(held);
      held.removeAttribute("data-assent-released");
      for (const name of ADDRESSES) if (heldAddress(held, name) !== null) held.removeAttribute(name);
      // A frame lets go of its page only when it leaves the document, and media of their source when they load again.
      held.replaceWith(held);
      (held.load ? held : held.parentNode)?.load?.();
    }

    /** @param {HTMLElement} held */
    function attempt(held) {
      try {
        release(held);
      } catch (error) {
        return gate.problem(held, "trusted-types", error);
      }
      gate.fire("release", { element: held });
    }

    /** Brings an element to the state in which it should be. @param {HTMLElement} held */
    function look(held) {
      const own = OURS.find((name) => read(held, "data-assent-" + name) !== null);
      if (own) return void gate.use(own).then((part) => part?.(held));
      if (isReleased(held)) return gate.mayRun(held) || takeBack(held);
      if (isTemplate(held)) {
        if (!gate.isParsed(held)) return;
        gate.taken.add(held); // the gate may go on behind it
      }
      const code = flaw(held);
      if (code) return gate.problem(held, code);
      if (!gate.mayRun(held)) return void (isPlaced(held) && gate.use("placeholder").then((part) => part?.(held)));
      held.removeAttribute("data-assent-problem"); // it is mended
      // Chromium may load nothing into an object that gets its address while it has no place on screen.
      if (!isTemplate(held)) gate.part("placeholder")?.(held);
      attempt(held);
      if (isTemplate(held)) gate.part("placeholder")?.(held);
    }

    /** Whether something may stand in the page for it while it is held. @param {Element} held */
    function isPlaced(held) {
      const behind = held.nextElementSibling;
      return is(held, PLACED) || (isTemplate(held) && behind && is(behind, "[data-assent-placeholder]"));
    }

    /** What changes in an element that is here, as frameworks do it: its address or its names. @param {any} held */
    function renew(held) {
      if (!is(held, gate.EMBEDS)) return;
      gate.once.delete(held); // it was agreed to as it was then
      if (isReleased(held) && !isTemplate(held)) takeBack(held);
      look(held);
    }

    new MutationObserver((changes) => new Set(changes.map(({ target }) => target)).forEach(renew)).observe(document, {
      subtree: true, attributeFilter: ["assent", "assent-service", ...ADDRESSES].map((name) => "data-" + name),
    });
    return { release: () => gate.own("querySelectorAll")(gate.EMBEDS).forEach(look) };
  };

  (/** @type {any} */ (window)[Symbol.for("assent.parts")] ??= {}).embeds = embeds;
})();

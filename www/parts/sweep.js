// Withdrawal: deletes what services declared that they keep, tells what is left, and ends what runs. Knows no category and
// no choice.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const PROBE = "assent-probe";

  /** What stores of the browser hold, and how one thing is removed: the answer is why it is left, if it is known. */
  /** @typedef {{ list: () => Names | Promise<Names>, remove: (name: string, item: PlanItem) => Reason | Promise<Reason> }} Store */
  /** @typedef {string[] | undefined} Names undefined: the browser does not say */
  /** @typedef {string | void} Reason */

  // ---- Cookies: one is known by name, domain and path (RFC 6265, 5.3), and a miss is not told, so every place is tried

  /** What the page sees; of a cookie without a name there is nothing to declare. */
  const cookies = () => Reflect.get(Document.prototype, "cookie", document).split("; ").filter((/** @type {string} */ pair) => pair.includes("=")).map((/** @type {string} */ pair) => pair.split("=", 1)[0]);

  /** The document's own member, since an element of this name could stand in for it. @param {string} text */
  const put = (text) => void Reflect.set(Document.prototype, "cookie", text, document);

  /**
   * Whether a cookie can be put in this place; it is taken away at once. It cannot where the browser refuses the domain,
   * or where a cookie lies that scripts may neither see nor replace.
   * @param {string} name @param {string} place
   */
  function sticks(name, place) {
    put(`${name}=${place}; Max-Age=9`);
    const shows = cookies().includes(name);
    put(`${name}=${place}; Max-Age=0`);
    return shows;
  }

  /** The host and its parents, as far as cookies may be set on them: a public suffix refuses. */
  function ownDomains() {
    if (!sticks(PROBE, "; Path=/")) throw Error("cookies are denied");
    const parents = location.hostname.split(".").map((_, at, labels) => labels.slice(at).join("."));
    return parents.filter((domain) => sticks(PROBE, "; Path=/; Domain=" + domain));
  }

  /** @param {string} name @param {string[]} paths @param {string[]} domains @param {string[]} kinds */
  const places = (name, paths, domains, kinds) => (/^__Host-/i.test(name) ? [""] : ["", ...domains.map((domain) => "; Domain=" + domain)])
    .flatMap((domain) => paths.flatMap((path) => kinds.map((kind) => `; Path=${path}${domain}${kind}`)));

  /** Every path from which a cookie may be seen here, and the item's own. @param {string} [path] */
  function everyPath(path) {
    const found = new Set(["/"]);
    location.pathname.split("/").reduce((above, step) => {
      found.add(above + "/" + step).add(above + "/" + step + "/");
      return above + "/" + step;
    });
    if (path && !path.includes(";")) found.add(path);
    return [...found];
  }

  /** @param {string[]} domains @returns {Store} */
  const cookieStore = (domains) => ({
    list: cookies,
    remove(name, { path, partitioned }) {
      const secure = "; Secure", apart = "; Secure; Partitioned"; // https://developer.mozilla.org/docs/Web/Privacy/Guides/Third-party_cookies
      if (!name || /[=;\0-\x1f]/.test(name)) return "unknown";
      if (!isSecureContext && /^__(Host|Secure)-/i.test(name)) return "secure";
      const plain = location.protocol === "https:" ? [] : [""];
      for (const place of places(name, everyPath(path), domains, isSecureContext ? [...plain, secure, apart] : plain)) {
        put(`${name}=${place}; Max-Age=0`);
      }
      if (cookies().includes(name)) return;
      const seen = ["/", ...(path && path !== "/" && location.pathname.startsWith(path) && !path.includes(";") ? [path] : [])];
      const tried = places(name, seen, domains, [isSecureContext ? (partitioned ? apart : secure) : ""]);
      const refused = tried.filter((place) => !sticks(name, place));
      // A Secure cookie refuses every place of its name to a page without https; one with HttpOnly refuses its own alone.
      if (refused.length) return !isSecureContext && refused.length === tried.length ? "secure" : "http-only";
    },
  });

  // ---- The other stores

  /** @param {() => Storage} storage each access may throw @returns {Store} */
  const webStore = (storage) => ({
    list: () => Array.from(storage(), (_, at) => storage().key(at) || ""),
    remove: (name) => storage().removeItem(name),
  });

  /** @type {Store} */
  const databaseStore = {
    list: async () => (await indexedDB.databases?.())?.map(({ name }) => name || ""),
    remove: (name) => new Promise((then) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = () => then();
      request.onerror = () => then("unknown");
      request.onblocked = () => then("in-use"); // it goes once the last page that has it open is left
    }),
  };

  /** Without https there is none. @type {Store} */
  const cacheStore = {
    list: () => (window.caches ? caches.keys() : []),
    remove: async (name) => void (window.caches && (await caches.delete(name))),
  };

  /** @param {string[] | null} domains @returns {Record<string, Store>} */
  const allStores = (domains) => ({
    cookie: domains ? cookieStore(domains) : { list: () => { throw Error("denied"); }, remove() {} },
    localStorage: webStore(() => localStorage),
    sessionStorage: webStore(() => sessionStorage),
    indexedDB: databaseStore,
    cacheStorage: cacheStore,
  });

  // ---- What is declared

  /** Names are case-sensitive, and "*" stands for any text. @param {string} name */
  const pattern = (name) => RegExp("^" + name.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*") + "$", "s");

  /**
   * Why an item's declared domains are out of reach; nothing if at least one is the host's own or above it.
   * @param {PlanItem} item @param {string[]} domains those of the host, from the host upwards
   */
  function elsewhere({ domains: declared }, domains) {
    const isUnder = (/** @type {string} */ one, /** @type {string} */ other) => ("." + one).endsWith("." + other);
    const names = (declared || []).map((domain) => domain.replace(/^[*.]+/, "").toLowerCase());
    const other = names.filter((name) => !isUnder(location.hostname, name));
    const widest = domains[domains.length - 1] || location.hostname;
    const reasons = other.map((name) => (isUnder(name, widest) ? "other-subdomain" : "other-site"));
    return { isHere: !names.length || other.length < names.length, reasons };
  }

  /** Calls it, whatever it throws. @template Value, Other @param {() => Value} call @param {Other} otherwise */
  function attempt(call, otherwise) {
    try {
      return call();
    } catch {
      return otherwise;
    }
  }

  /** @type {any} */ const world = window;
  const parts = (world[Symbol.for("assent.parts")] ??= {});

  /** What a service has stored; where the plan is built in, the items stand before this part. @param {PlanService} service @returns {PlanItem[]} */
  const itemsOf = ({ id, items }) => (items === true ? parts.items?.[id] : items) || [];

  /** @type {(gate: GatePort) => SweepPart} */
  const sweep = (gate) => {
    /** The items of services that stay, which nothing deletes. @param {PlanService[]} services those that go */
    const itemsToKeep = (services) => (gate.plan()?.services || [])
      .filter(({ id }) => gate.granted(id) && !services.some((service) => service.id === id)).flatMap(itemsOf);

    /** @param {PlanService[]} services those that are no longer granted, or never were */
    async function clear(services) {
      const domains = attempt(ownDomains, null), kept = itemsToKeep(services);
      const stores = allStores(domains);
      /** @type {Map<string, AssentItem>} */ const deleted = new Map();
      /** @type {Map<string, AssentItem & { reason: string }>} */ const left = new Map();

      /** @param {PlanItem} item */
      async function empty(item) {
        const type = item.type || "cookie", store = stores[type], isExact = !item.name.includes("*");
        const leave = (/** @type {string} */ name, /** @type {string} */ reason) => left.set(type + reason + name, { type, name, reason });
        // Our own record is nobody's item.
        const isKept = (/** @type {string} */ name) => /^assent(\.plan)?$/.test(name)
          || kept.some((other) => (other.type || "cookie") === type && pattern(other.name).test(name));
        const { isHere, reasons } = elsewhere(item, domains || []);
        reasons.forEach((reason) => leave(item.name, reason));
        if (!isHere || !store || !/[^*]/.test(item.name)) return;
        try {
          const before = await store.list();
          if (!before && !isExact) leave(item.name, "unknown");
          const seen = (before || []).filter((name) => pattern(item.name).test(name));
          const why = new Map();
          for (const name of new Set(isExact ? [item.name] : seen)) if (!isKept(name)) why.set(name, await store.remove(name, item));
          const after = await store.list();
          for (const [name, reason] of why) {
            if (reason || after?.includes(name)) leave(name, reason || "unknown");
            else if (seen.includes(name)) deleted.set(type + name, { type, name });
          }
        } catch {
          leave(item.name, "denied");
        }
      }

      for (const item of services.flatMap(itemsOf)) await empty(item);
      const result = { deleted: [...deleted.values()], left: [...left.values()] };
      gate.fire("sweep", result);
      return result;
    }

    /** What has run cannot be taken back: it ends with the page. @param {(isOffered: boolean) => unknown} offer */
    function end(offer) {
      const goesOn = [...gate.ran].some((name) => !name.startsWith("!") && !gate.granted(name)), { reload } = /** @type {Plan} */ (gate.plan());
      if (goesOn && reload === "always") location.reload();
      else void offer(goesOn && !reload);
    }

    return async (services, offer) => {
      const result = services.some(({ items }) => items) ? await clear(services) : { deleted: [], left: [] };
      if (offer) end(offer);
      return result;
    };
  };

  parts.sweep = sweep;
})();

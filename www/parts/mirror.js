// One record for several subdomains, through a cookie on the domain they share. Knows no category; the gate judges records.
// @ts-check
/// <reference path="../gate.d.ts" />

(() => {
  "use strict";

  const LIMIT = 4096; // bytes that every browser keeps: https://www.rfc-editor.org/rfc/rfc6265#section-6.1

  const time = (/** @type {AssentRecord | null} */ record) => Date.parse(record?.at || "") || 0;

  /** The document's own member, since an element of this name could stand in for it. @param {string} text */
  const put = (text) => void Reflect.set(Document.prototype, "cookie", text, document);

  /** @param {string} host @param {string} domain */
  const isUnder = (host, domain) => ("." + host).endsWith("." + domain);

  /** The cookies of our name: there may be several, since browsers tell the name alone. */
  const values = () => Reflect.get(Document.prototype, "cookie", document).split("; ").filter((pair) => /^assent=/.test(pair)).map((pair) => pair.slice(7));

  /** @param {string} value @returns {any} nothing if it is not ours */
  function decode(value) {
    try {
      return JSON.parse(decodeURIComponent(value));
    } catch {}
  }

  /** Colons and braces may stand in a cookie as they are; a record is full of them, and must fit. @param {object} value */
  const encode = (value) => encodeURIComponent(JSON.stringify(value)).replace(/%([57][BD]|3A)/g, decodeURIComponent);

  /**
   * The mirror's choice, with ours before it in the history, for which a cookie has no room.
   * @param {AssentRecord} record @param {AssentRecord | null} before
   */
  function follow(record, before) {
    const { at, method, categories, services, history } = before || {};
    return { ...record, history: before ? [...(Array.isArray(history) ? history : []), { at, method, categories, services }].slice(-10) : [] };
  }

  /** Cookies of ours on narrower domains and longer paths would stand before the one that counts. @param {string} domain */
  function deleteOthers(domain) {
    const { hostname, pathname } = location;
    const hosts = hostname.split(".").map((_, at, labels) => labels.slice(at).join("."));
    const paths = pathname.split("/").map((_, at, steps) => steps.slice(0, at).join("/")).concat(pathname);
    for (const path of paths.flatMap((path) => [path || "/", path + "/"])) {
      for (const place of ["", ...hosts.filter((host) => isUnder(host, domain)).map((host) => "; Domain=" + host)]) {
        put(`assent=; Path=${path}${place}; Max-Age=0`);
      }
    }
  }

  /** @type {(gate: GatePort) => MirrorPart} */
  const mirror = (gate) => {
    /** @param {string} why @param {string} message @param {string} help */
    const fault = (why, message, help) =>
      gate.report("mirror-" + why, gate.source, message, help + "; until then each host asks for itself", "storage.domain");

    /** @param {string} domain */
    const refused = (domain) => fault("refused", `${location.hostname} may set no cookie for ${domain}`,
      `Write ${location.hostname}, or the part of it that all hosts of the site share; a public suffix such as co.uk takes none`);

    /** @param {string} domain @param {AssentRecord} record */
    function write(domain, record) {
      const value = encode({ ...record, history: undefined, domain });
      const age = Math.floor((Date.parse(record.expires) - Date.now()) / 1000);
      const place = `; Domain=${domain}; Path=/; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}; Max-Age=`;
      const cookie = `assent=${value}${place}${age}`;
      const isFull = cookie.length > LIMIT; // then the other hosts must not go on with an older choice
      put(isFull ? `assent=${place}0` : cookie);
      if (isFull) fault("full", `the record makes a cookie of ${cookie.length} bytes, and browsers keep ${LIMIT}`, "Declare fewer services");
      else if (!navigator.cookieEnabled) throw Error("cookies are off");
      else if (!values().includes(value)) refused(domain);
    }

    /**
     * A cookie says for which domain it was written: a site above ours may have a config and a mirror of its own, which
     * are neither taken nor touched.
     * @param {string} domain @param {AssentRecord | null} stored
     */
    function agree(domain, stored) {
      const found = values().map(decode).filter((value) => value && isUnder(value.domain, domain));
      const ours = found.filter((value) => value.domain === domain);
      let mirrored = /** @type {AssentRecord | null} */ (null);
      for (const { domain: _, ...rest } of ours) {
        const record = gate.readRecord(JSON.stringify(rest));
        if (time(record) > time(mirrored)) mirrored = record;
      }
      const newer = mirrored && time(mirrored) > time(stored) ? follow(mirrored, stored) : null, record = newer || stored;
      if (newer) gate.storage("assent", JSON.stringify(newer)); // it holds, too, once the cookie is gone
      if (found.length > 1 || found.length > ours.length) deleteOthers(domain);
      if (record && (found.length !== 1 || time(mirrored) !== time(record))) write(domain, record);
      return record;
    }

    return (/** @type {AssentRecord | null} */ stored) => {
      const domain = gate.plan()?.domain;
      try {
        if (domain && isUnder(location.hostname, domain)) return agree(domain, stored);
        if (domain) refused(domain);
      } catch (error) {
        fault("denied", String(error), "Allow cookies for this page");
      }
      return stored;
    };
  };

  /** @type {any} */ const world = window;
  (world[Symbol.for("assent.parts")] ??= {}).mirror = mirror;
})();

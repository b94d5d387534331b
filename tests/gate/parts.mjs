// A world for one part: a cookie jar as RFC 6265 has it, a fake gate, and the part's script run over them. Knows no gate.js.
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const folder = new URL("../../www/parts/", import.meta.url);
const isUnder = (host, domain) => ("." + host).endsWith("." + domain);
const isBelow = (path, above) => path === above || path.startsWith(above.replace(/\/?$/, "/"));
const keyOf = ({ name, domain, hostOnly, path, partitioned }) => JSON.stringify([name, domain, hostOnly, path, partitioned]);

/** Cookies, and what a script on this page may do with them. Suffixes are public, as `uk` and `co.uk`. */
export function jar({ hostname, pathname, isSecure = true, suffixes = ["com", "uk", "co.uk"], isOff = false }) {
  const all = new Map();
  const applies = (cookie) => (cookie.hostOnly ? cookie.domain === hostname : isUnder(hostname, cookie.domain))
    && isBelow(pathname, cookie.path) && (!cookie.secure || isSecure);
  function read(text) {
    const [pair, ...attributes] = text.split(/; */);
    const has = (name) => attributes.find((one) => one.toLowerCase().startsWith(name))?.slice(name.length);
    const domain = has("domain=");
    return { name: pair.split("=", 1)[0], value: pair.slice(pair.indexOf("=") + 1), domain: domain || hostname, hostOnly: domain === undefined,
      path: has("path=") || pathname.replace(/\/[^/]*$/, "") || "/", age: has("max-age="), secure: has("secure") !== undefined,
      partitioned: has("partitioned") !== undefined, httpOnly: false };
  }
  /** As document.cookie = text: what may not be is dropped without a word. */
  function set(text) {
    if (isOff) return;
    const cookie = read(text), old = all.get(keyOf(cookie));
    const isForeign = !cookie.hostOnly && (!isUnder(hostname, cookie.domain) || suffixes.includes(cookie.domain));
    const isOverlaid = !isSecure && [...all.values()].some(({ name, domain, path, secure }) =>
      secure && name === cookie.name && (isUnder(domain, cookie.domain) || isUnder(cookie.domain, domain)) && isBelow(cookie.path, path));
    const breaksPrefix = /^__(host|secure)-/i.test(cookie.name) && !cookie.secure
      || /^__host-/i.test(cookie.name) && (cookie.path !== "/" || !cookie.hostOnly);
    if (old?.httpOnly || isForeign || isOverlaid || breaksPrefix || (cookie.secure && !isSecure)) return;
    if (cookie.age !== undefined && Number(cookie.age) <= 0) all.delete(keyOf(cookie));
    else all.set(keyOf(cookie), cookie);
  }
  const put = (name, place = {}) => {
    const cookie = { name, value: "1", domain: hostname, hostOnly: !place.domain, path: "/", secure: false, partitioned: false, httpOnly: false, ...place };
    all.set(keyOf(cookie), cookie);
  };
  return { set, put, get: () => [...all.values()].filter((one) => applies(one) && !one.httpOnly).map(({ name, value }) => `${name}=${value}`).join("; "),
    names: () => [...all.values()].map(({ name }) => name), all: () => [...all.values()] };
}

/** A document with these cookies, in which an image has the name `cookie`. */
export function documentOf(cookies) {
  class Document {
    get cookie() { return cookies.get(); }
    set cookie(text) { cookies.set(text); }
  }
  return { Document, document: Object.defineProperty(new Document(), "cookie", { value: {} }) };
}

/** A localStorage over a map. */
export function storage(map = new Map()) {
  return { map, get length() { return map.size; }, key: (at) => [...map.keys()][at] ?? null,
    getItem: (key) => map.get(key) ?? null, setItem: (key, value) => void map.set(key, value), removeItem: (key) => void map.delete(key) };
}

/** A gate with this plan, where these services are granted; `told` and `fired` are what it was told. */
export function fakeGate(plan, granted = []) {
  const told = [], fired = [], local = storage();
  const readRecord = (text) => {
    const record = JSON.parse(text);
    return record?.version === 1 && Date.parse(record.expires) > Date.now() ? record : null;
  };
  return { told, fired, local, source: "/assent.json", plan: () => plan, granted: (id) => granted.includes(id), readRecord,
    report: (code, file, message, help, path) => told.push({ code, file, message, help, path }), fire: (type, detail) => fired.push({ type, detail }),
    storage: (key, value) => (value === undefined ? local.getItem(key) : (local.setItem(key, value), value)) };
}

/** Runs the part's script in this world, and starts the part. The world's own names are global in it. */
export function start(name, gate, world) {
  const window = Object.assign(world, { URL, setTimeout, Date });
  window.window = window;
  const context = createContext(window);
  runInContext(readFileSync(new URL(name + ".js", folder), "utf8"), context);
  return runInContext('window[Symbol.for("assent.parts")]', context)[name](gate);
}

// What a withdrawal deletes, what it leaves, and why; over a cookie jar that forgets nothing by itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { documentOf, fakeGate, jar, start, storage } from "./parts.mjs";

const page = { hostname: "www.example.co.uk", pathname: "/shop/deep/page" };

/** A page's stores, with the sweep started in it. `open` are databases that another page holds open. */
function world({ services = [], granted = [], isSecure = true, isOff = false, open = [], deny = [] } = {}) {
  const cookies = jar({ ...page, isSecure, isOff }), gate = fakeGate({ services }, granted);
  const stores = { localStorage: storage(), sessionStorage: storage() };
  const databases = new Set(), boxes = new Set();
  const deleteDatabase = (name) => {
    const request = {};
    queueMicrotask(() => (open.includes(name) ? request.onblocked() : (databases.delete(name), request.onsuccess())));
    return request;
  };
  const scope = {
    ...documentOf(cookies),
    location: { ...page, protocol: isSecure ? "https:" : "http:" }, isSecureContext: isSecure,
    indexedDB: { databases: async () => [...databases].map((name) => ({ name })), deleteDatabase },
    caches: { keys: async () => [...boxes], delete: async (name) => boxes.delete(name) },
  };
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(scope, name, { get() { if (deny.includes(name)) throw new Error("SecurityError"); return stores[name]; } });
  }
  return { cookies, gate, databases, boxes, ...stores, sweep: start("sweep", gate, scope) };
}

const service = (...items) => [{ id: "gone", category: "c", items }];
const plain = (value) => JSON.parse(JSON.stringify(value));

test("a cookie goes from every domain and path, in and out of the partitioned jar", async () => {
  const { cookies, sweep, gate } = world();
  for (const domain of [undefined, "www.example.co.uk", "example.co.uk"]) {
    for (const path of ["/", "/shop", "/shop/", "/shop/deep", "/shop/deep/", "/shop/deep/page"]) {
      for (const partitioned of [false, true]) cookies.put("_ga_1", { ...(domain && { domain }), path, partitioned, secure: partitioned });
    }
  }
  cookies.put("__Host-token", { secure: true });
  cookies.put("kept_elsewhere", { path: "/checkout" });
  const result = plain(await sweep(service({ name: "_ga_*" }, { name: "__Host-token" }, { name: "kept_elsewhere", path: "/checkout" })));
  assert.deepEqual(cookies.all(), []);
  assert.deepEqual(result, { deleted: [{ type: "cookie", name: "_ga_1" }, { type: "cookie", name: "__Host-token" }], left: [] });
  assert.deepEqual(plain(gate.fired), [{ type: "sweep", detail: result }]);
});

test("a name is taken to the letter: its case, its dots, and no more than its star", async () => {
  const { cookies, sweep, localStorage } = world();
  ["a.b", "axb", "A.B", "x_1_y", "x_1", "(odd"].forEach((name) => cookies.put(name));
  localStorage.setItem("t=1", "");
  localStorage.setItem("t=2", "");
  await sweep(service({ name: "a.b" }, { name: "x_*_y" }, { name: "(odd" }, { type: "localStorage", name: "t=1" }, { name: "*" }, { name: "x_1=; Path=/; Max-Age=0; a" }));
  assert.deepEqual(cookies.names(), ["axb", "A.B", "x_1"]);
  assert.deepEqual([...localStorage.map.keys()], ["t=2"]);
});

test("our own record, and what a service that stays has declared too, are left alone", async () => {
  const stays = { id: "stays", category: "c", items: [{ name: "shared_*" }, { type: "localStorage", name: "both" }] };
  const refused = { id: "refused", category: "c", items: [{ name: "_t_keep" }] };
  const { cookies, sweep, localStorage } = world({ services: [stays, refused], granted: ["stays"] });
  ["assent", "shared_1", "_t_keep"].forEach((name) => cookies.put(name));
  ["assent", "assent.plan", "assents", "both"].forEach((name) => localStorage.setItem(name, ""));
  const { left } = await sweep(service({ name: "a*" }, { name: "shared_1" }, { name: "_t_*" }, { type: "localStorage", name: "a*" }, { type: "localStorage", name: "both" }));
  assert.deepEqual(cookies.names(), ["assent", "shared_1"]);
  assert.deepEqual([...localStorage.map.keys()], ["assent", "assent.plan", "both"]);
  assert.deepEqual(plain(left), []);
});

test("a cookie with HttpOnly is told, though scripts cannot see it, and one that is not there is not", async () => {
  const { cookies, sweep } = world();
  cookies.put("session", { httpOnly: true });
  cookies.put("wide", { httpOnly: true, domain: "example.co.uk" });
  cookies.put("apart", { httpOnly: true, secure: true, partitioned: true });
  const { left } = await sweep(service({ name: "session" }, { name: "wide" }, { name: "apart", partitioned: true }, { name: "absent" }));
  assert.deepEqual(plain(left), ["session", "wide", "apart"].map((name) => ({ type: "cookie", name, reason: "http-only" })));
  assert.deepEqual(cookies.names(), ["session", "wide", "apart"], "what was tried out is gone again");
});

test("without https, a Secure cookie is told from one with HttpOnly", async () => {
  const { cookies, sweep } = world({ isSecure: false });
  cookies.put("tls", { secure: true, domain: "example.co.uk" });
  cookies.put("session", { httpOnly: true });
  cookies.put("plain");
  const { deleted, left } = plain(await sweep(service({ name: "tls" }, { name: "session" }, { name: "plain" }, { name: "__Secure-x" })));
  assert.deepEqual(left.map(({ name, reason }) => [name, reason]), [["tls", "secure"], ["session", "http-only"], ["__Secure-x", "secure"]]);
  assert.deepEqual(deleted, [{ type: "cookie", name: "plain" }]);
});

test("what lies on other hosts is told, and nothing of that name here is touched", async () => {
  const { cookies, sweep } = world();
  ["IDE", "cart", "both"].forEach((name) => cookies.put(name));
  const { left } = plain(await sweep(service({ name: "IDE", domains: [".doubleclick.net"] }, { name: "cart", domains: ["pay.example.co.uk"] },
    { name: "both", domains: ["example.co.uk", "other.co.uk"] })));
  assert.deepEqual(left.map(({ name, reason }) => [name, reason]), [["IDE", "other-site"], ["cart", "other-subdomain"], ["both", "other-site"]]);
  assert.deepEqual(cookies.names(), ["IDE", "cart"]);
});

test("each store is cleared, and one that throws or is in use is told and stops nothing", async () => {
  const { sweep, databases, boxes, sessionStorage } = world({ open: ["busy"], deny: ["localStorage"] });
  ["db-1", "busy", "mine"].forEach((name) => databases.add(name));
  ["box-1", "mine"].forEach((name) => boxes.add(name));
  sessionStorage.setItem("s", "");
  const items = [["localStorage", "l"], ["sessionStorage", "s"], ["indexedDB", "db-*"], ["indexedDB", "busy"], ["cacheStorage", "box-*"]];
  const result = plain(await sweep(service(...items.map(([type, name]) => ({ type, name })))));
  assert.deepEqual(result.deleted.map(({ name }) => name), ["s", "db-1", "box-1"]);
  assert.deepEqual(result.left, [{ type: "localStorage", name: "l", reason: "denied" }, { type: "indexedDB", name: "busy", reason: "in-use" }]);
  assert.deepEqual([[...databases], [...boxes]], [["busy", "mine"], ["mine"]]);
});

test("where the browser takes no cookies at all, that is the reason", async () => {
  const { sweep } = world({ isOff: true });
  assert.deepEqual(plain((await sweep(service({ name: "a" }))).left), [{ type: "cookie", name: "a", reason: "denied" }]);
});

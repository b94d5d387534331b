// Which record holds where several subdomains share one, and what is written into the cookie that they share.
import assert from "node:assert/strict";
import { test } from "node:test";
import { documentOf, fakeGate, jar, start } from "./parts.mjs";

const DAY = 864e5;
const at = (days) => new Date(Date.now() + days * DAY).toISOString();
const record = (days, change) => ({ version: 1, id: "i", revision: 1, asked: { marketing: "0123456789abcdef ads:01234567" }, at: at(days), expires: at(days + 180),
  method: "custom", language: "de", categories: { marketing: true }, services: { ads: true }, history: [], ...change });
const plain = (value) => JSON.parse(JSON.stringify(value));
const short = ({ history, ...rest }) => rest;

/** A page of this host whose plan names this domain; `earlier` is a jar that another page has filled. */
function world({ hostname = "www.example.com", pathname = "/a/b", domain = "example.com", isSecure = true, isOff = false } = {}) {
  const cookies = jar({ hostname, pathname, isSecure, isOff }), gate = fakeGate({ domain });
  const scope = {
    ...documentOf(cookies),
    location: { hostname, pathname, protocol: isSecure ? "https:" : "http:" }, navigator: { cookieEnabled: !isOff },
  };
  return { cookies, gate, scope, mirror: start("mirror", gate, scope) };
}

/** The mirror as another page of the domain has written it. */
const encoded = (record, domain = "example.com") => encodeURIComponent(JSON.stringify({ ...record, history: undefined, domain }));
const read = ({ value }) => JSON.parse(decodeURIComponent(value));

test("before a choice nothing is written", () => {
  const { cookies, mirror, gate } = world();
  assert.equal(mirror(null), null);
  assert.deepEqual([cookies.all(), gate.told], [[], []]);
});

test("a choice is written for all hosts of the domain, without its history", () => {
  const { cookies, mirror } = world(), mine = record(0, { history: [{ at: at(-9) }] });
  assert.equal(mirror(mine), mine);
  const [{ domain, hostOnly, path, secure, age, value }, ...others] = cookies.all();
  assert.deepEqual(others, []);
  assert.deepEqual([domain, hostOnly, path, secure], ["example.com", false, "/", true]);
  assert.ok(Math.abs(Number(age) - 180 * 86400) < 60, "it lasts as long as the record");
  assert.deepEqual(read({ value }), { ...short(mine), domain: "example.com" });
  assert.match(value, /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/, "what RFC 6265 lets a cookie hold");
});

test("where it lies already, nothing is written again", () => {
  const { cookies, mirror } = world({ hostname: "www.portal.example.com", domain: "portal.example.com" }), mine = record(0);
  cookies.put("assent", { domain: "example.com", value: encoded(record(1)) });
  cookies.put("assent", { domain: "portal.example.com", value: encoded(mine, "portal.example.com"), mark: true });
  assert.equal(mirror(mine), mine);
  assert.equal(cookies.all()[1].mark, true);
});

test("the newer choice holds, and is stored with ours before it in the history", () => {
  const { cookies, mirror, gate } = world();
  const mine = record(-2, { history: Array.from({ length: 10 }, (_, i) => ({ at: at(-30 + i) })) });
  const newer = record(-1, { method: "withdrawal", categories: { marketing: false }, services: { ads: false } });
  cookies.put("assent", { domain: "example.com", value: encoded(newer) });
  const found = plain(mirror(mine));
  assert.deepEqual(short(found), short(newer));
  assert.equal(found.history.length, 10);
  assert.deepEqual(found.history[9], { at: mine.at, method: mine.method, categories: mine.categories, services: mine.services });
  assert.deepEqual(found.history[8], mine.history[9]);
  assert.deepEqual(JSON.parse(gate.local.getItem("assent")), found);
  assert.equal(mirror(found), found, "and then it is ours");
});

test("a host without a record takes the mirror's, and an older mirror is written anew", () => {
  const first = world(), shared = record(-1);
  first.cookies.put("assent", { domain: "example.com", value: encoded(shared) });
  assert.deepEqual(plain(first.mirror(null)), shared);
  const mine = record(0, { method: "withdrawal" });
  assert.equal(first.mirror(mine), mine);
  assert.deepEqual(first.cookies.all().map(read).map(({ method }) => method), ["withdrawal"]);
});

for (const [what, value] of [["an expired one", encoded(record(-200))], ["one of another version", encoded(record(0, { version: 2 }))], ["no JSON", "%7B"], ["no record", "5"],
  ["one without a time", encoded(record(0, { at: "soon" }))]]) {
  test(`a mirror that holds ${what} grants nothing, and gives way to a choice`, () => {
    const { cookies, mirror } = world(), mine = record(-1);
    cookies.put("assent", { domain: "example.com", value });
    assert.equal(mirror(null), null);
    assert.equal(mirror(mine), mine);
    assert.deepEqual(cookies.all().map(read).map(({ at }) => at), [mine.at]);
  });
}

test("the mirror of a site above is neither taken nor touched", () => {
  const { cookies, mirror } = world({ hostname: "www.portal.example.com", domain: "portal.example.com" }), above = record(0);
  cookies.put("assent", { domain: "example.com", value: encoded(above) });
  assert.equal(mirror(null), null);
  mirror(record(-1));
  assert.deepEqual(cookies.all().map(({ domain }) => domain), ["example.com", "portal.example.com"]);
  assert.equal(read(cookies.all()[0]).at, above.at);
});

test("cookies of ours in other places go, and the newest of them stays", () => {
  const { cookies, mirror } = world(), newest = record(-1);
  for (const [place, days] of [[{ domain: "example.com" }, -3], [{ domain: "www.example.com", path: "/a" }, -1], [{ path: "/a/" }, -2], [{ path: "/a/b" }, -4]]) {
    cookies.put("assent", { ...place, value: encoded(days === -1 ? newest : record(days)) });
  }
  cookies.put("assent", { domain: "www.example.com", value: encoded(record(-0.5), "www.example.com") });
  assert.equal(mirror(record(-6)).at, newest.at);
  assert.deepEqual(cookies.all().map(({ domain, path }) => [domain, path]), [["example.com", "/"]]);
  assert.equal(read(cookies.all()[0]).at, newest.at);
});

for (const [what, code, options, change] of [
  ["a public suffix", "mirror-refused", { hostname: "www.example.co.uk", domain: "co.uk" }],
  ["a domain of others", "mirror-refused", { domain: "example.org" }],
  ["a name that only ends alike", "mirror-refused", { hostname: "www.notexample.com" }],
  ["a browser without cookies", "mirror-denied", { isOff: true }],
  ["a record that no cookie has room for", "mirror-full", {}, { services: Object.fromEntries(Array.from({ length: 300 }, (_, i) => ["service-" + i, true])) }],
]) {
  test(`${what} is told with its cure, and the choice holds here`, () => {
    const { cookies, mirror, gate } = world(options), mine = record(0, change);
    assert.equal(mirror(mine), mine);
    assert.deepEqual(cookies.all(), []);
    assert.deepEqual(gate.told.map(({ code, path }) => [code, path]), [[code, "storage.domain"]]);
    assert.ok(gate.told[0].help.length > 20);
  });
}

test("a choice that has no room takes the older one away from the other hosts", () => {
  const { cookies, mirror } = world();
  mirror(record(-1));
  mirror(record(0, { services: Object.fromEntries(Array.from({ length: 300 }, (_, i) => ["service-" + i, false])) }));
  assert.deepEqual(cookies.all(), []);
});

test("where document.cookie throws, the record that is stored holds", () => {
  const gate = fakeGate({ domain: "example.com" }), mine = record(0);
  const denied = { get() { throw new Error("SecurityError"); } };
  const mirror = start("mirror", gate, { ...documentOf(denied), location: { hostname: "example.com", pathname: "/", protocol: "https:" }, navigator: {} });
  assert.equal(mirror(mine), mine);
  assert.deepEqual(gate.told.map(({ code }) => code), ["mirror-denied"]);
});

test("a choice that this host has not seen is the start of no history that is none", () => {
  const { cookies, mirror } = world();
  cookies.put("assent", { domain: "example.com", value: encoded(record(-1)) });
  assert.equal(mirror(record(-2, { history: { length: 2 } })).history.length, 1);
});

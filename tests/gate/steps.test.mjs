// What each kind of step puts in place, what vendors are told, when, and in which order; with the plan that Rust makes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeGate, start } from "./parts.mjs";
import { run, settled, vectors } from "./world.mjs";

const full = { ...vectors("full.plan.json"), source: "/assent.json", digest: "any" };
const plain = (value) => JSON.parse(JSON.stringify(value));
const kind = (value) => Object.prototype.toString.call(value);
/** Commands as a vendor reads them. */
const words = (list) => plain([...list].map((one) => (kind(one) === "[object Arguments]" ? [...one] : one)));

/** A page with the steps in it, whose gate has this plan; `granted`, `decided` and `record` may be changed. */
function world(page = {}, plan = { categories: [], services: [] }) {
  const state = { granted: [], decided: [], record: null, plan }, errors = [];
  const window = { ...page, reportError: (error) => errors.push(String(error)) };
  const gate = { ...fakeGate(null), plan: () => state.plan, record: () => state.record, granted: (id) => state.granted.includes(id), isDecided: (id) => state.decided.includes(id) };
  const steps = start("steps", gate, window);
  return { window, errors, state, steps, take: (...list) => steps.run(list) };
}

test("queue puts an empty list there, if nothing is", () => {
  const kept = ["mine"], { window, take } = world({ kept });
  take({ queue: "fresh" }, { queue: "kept" }, { queue: "deep.er.list" });
  assert.deepEqual(plain([window.fresh, window.deep]), [[], { er: { list: [] } }]);
  assert.equal(window.kept, kept);
});

test("queue with a name puts a function there that keeps its calls as Arguments until the vendor takes over", () => {
  const { window, take } = world();
  take({ queue: "fbq", value: "queue" });
  window.fbq("init", "1");
  window.fbq.push("track", "PageView");
  assert.deepEqual(Array.from(window.fbq.queue, kind), ["[object Arguments]", "[object Arguments]"]);
  assert.deepEqual(words(window.fbq.queue), [["init", "1"], ["track", "PageView"]]);
  assert.equal(window.fbq.push, window.fbq);
  const seen = [];
  window.fbq.callMethod = (...call) => seen.push(call);
  take({ call: "fbq", arguments: ["consent", "revoke"] });
  assert.deepEqual(plain(seen), [["consent", "revoke"]]);
  assert.equal(window.fbq.queue.length, 2, "what the vendor takes is not kept beside");
  const before = window.fbq;
  take({ queue: "fbq", value: "queue" });
  assert.equal(window.fbq, before, "what is there stays");
});

test("push puts a value, or an Arguments object, at the end of a list, and makes the list if there is none", () => {
  const { window, take } = world({ here: ["mine"] });
  take({ push: "here", value: ["a"] }, { push: "here", arguments: ["b", 1] }, { push: "there.q", value: { c: null } });
  assert.deepEqual(words(window.here), ["mine", ["a"], ["b", 1]]);
  assert.deepEqual(window.here.slice(1).map(kind), ["[object Array]", "[object Arguments]"]);
  assert.deepEqual(plain(window.there), { q: [{ c: null }] });
});

test("set sets, also over what is there", () => {
  const { window, take } = world({ off: true });
  take({ set: "off", value: false }, { set: "a.b-c.$d_1", value: [1] }, { set: "nothing", value: null });
  assert.deepEqual(plain([window.off, window.a, window.nothing]), [false, { "b-c": { $d_1: [1] } }, null]);
});

test("call calls a function with its holder as `this`", () => {
  const tool = { seen: [], hear(...call) { this.seen.push(call); } }, { take } = world({ tool });
  take({ call: "tool.hear", arguments: ["a", 1] });
  assert.deepEqual(plain(tool.seen), [["a", 1]]);
});

test("call on a list that has no such function puts the call into it, until the vendor brings the function", () => {
  const { window, take } = world({ ttq: [], uetq: [] });
  take({ call: "ttq.holdConsent", arguments: [] }, { call: "uetq.push", arguments: ["consent", "default", {}] });
  assert.deepEqual(plain([window.ttq, window.uetq]), [[["holdConsent"]], ["consent", "default", {}]]);
  const seen = [], list = window.ttq;
  window.ttq.grantConsent = () => seen.push("granted");
  take({ call: "ttq.grantConsent", arguments: [] });
  assert.deepEqual([seen, list.length], [["granted"], 1]);
});

test("call on nothing does nothing, and puts nothing there", () => {
  const { window, take, errors } = world({ number: 5, empty: null });
  const names = Object.keys(window);
  take(...["fbq", "a.b.c", "number.x", "empty.x", "number"].map((call) => ({ call, arguments: [1] })));
  assert.deepEqual([Object.keys(window), errors], [names, []]);
});

test("placeholders are filled at every depth, anew each time, and nothing else is changed", () => {
  const { window, take, state } = world();
  const value = { at: "$now", deep: [{ of: ["$granted:ads", "$granted:nobody"] }], kept: ["$nowhere", "granted:ads", " $now", 1, true, null] };
  state.granted = ["ads"];
  take({ set: "first", value }, { push: "list", arguments: ["$now", { x: "$granted:ads" }] });
  state.granted = [];
  take({ set: "second", value });
  assert.equal(kind(window.first.at), "[object Date]");
  assert.ok(Math.abs(window.first.at - Date.now()) < 60_000);
  assert.deepEqual(plain([window.first.deep, window.second.deep]), [[{ of: ["granted", "denied"] }], [{ of: ["denied", "denied"] }]]);
  assert.deepEqual(plain(window.first.kept), value.kept);
  assert.deepEqual([kind(window.list[0][0]), window.list[0][1].x], ["[object Date]", "granted"]);
});

test("no path leads to what all objects share, and no value does", () => {
  const { window, take, errors } = world({ tool: { f() {} } });
  for (const path of ["__proto__.spoilt", "a.__proto__.spoilt", "constructor.prototype.spoilt", "tool.f.prototype", "tool.constructor", "a.__proto__"]) {
    take({ set: path, value: 1 }, { push: path, value: 1 }, { push: path, arguments: [1] }, { queue: path }, { queue: path, value: "q" }, { call: path, arguments: [{ spoilt: 1 }] });
  }
  take({ set: "laid", value: JSON.parse('{"__proto__": {"spoilt": 1}}') });
  assert.equal(window.tool.spoilt, undefined);
  assert.equal(window.laid.spoilt, undefined);
  assert.equal({}.spoilt, undefined);
  assert.equal("a" in window, false, "nothing is made on the way");
  assert.deepEqual([typeof window.tool.f.prototype, errors], ["undefined", []]);
});

const every = (path) => [{ set: path, value: "1" }, { push: path, value: "1" }, { push: path, arguments: ["1"] }, { queue: path }, { queue: path, value: "q" }, { call: path, arguments: ["window.ran = true"] }];

test("no step leads to code: what Rust refuses, the gate does not do", () => {
  const calls = [];
  const page = { eval: (text) => calls.push(text), $: (text) => calls.push(text), document: { body: {} }, location: {}, open: (text) => calls.push(text) };
  const { safe, unsafe } = vectors("paths.json");
  for (const path of unsafe) {
    const { window, take } = world({ ...page });
    const names = Object.keys(window);
    take(...every(path));
    assert.deepEqual([Object.keys(window), plain(window.document), plain(window.location), calls, window.ran], [names, { body: {} }, {}, [], undefined], path);
  }
  for (const path of safe) {
    const { window, take } = world();
    take({ set: path, value: "here" });
    assert.equal(path.split(".").reduce((holder, key) => holder[key], window), "here", path);
  }
});

test("nothing that the browser has brought is called, set or put into, wherever it lies", () => {
  const native = { run: eval, bound: ((...words) => seen.push(words)).bind(null), Math, Reflect, JSON, at: Date, tool: { run: eval, list: [] } }, seen = [];
  const { window, take, errors } = world({ ...native });
  for (const path of ["run", "Math.max", "Math.x", "Reflect.apply", "JSON.parse", "at", "at.now", "tool.run", "tool.toString", "tool.hasOwnProperty", "toString", "valueOf"]) take(...every(path));
  for (const key of Object.keys(native)) assert.equal(window[key], native[key], key);
  assert.equal(window.ran, undefined);
  assert.equal(errors.length, 12 * 6);
  assert.match(errors[0], /"run" is the browser's own/);
  take({ call: "bound", arguments: [1] }, { call: "tool.list.push", arguments: [2] }, { call: "tool.list.forEach", arguments: [3] });
  assert.deepEqual(plain([seen, window.tool.list]), [[[1]], [2, ["forEach", 3]]], "what a page has bound is the page's, and a list is a list");
});

test("a fault of a vendor or a place that is taken is the page's to hear, and the next steps are taken", () => {
  const { window, take, errors } = world({ fbq() { throw new Error("theirs"); }, number: 5 });
  take({ call: "fbq", arguments: [] }, { set: "number.x.y", value: 1 }, { push: "number", value: 1 }, { set: "after", value: true });
  assert.equal(window.after, true);
  assert.equal(errors.length, 3);
  assert.match(errors[0], /theirs/);
});

// ---- When

const service = (id, signals, category = "ads") => ({ id, category, signals });
const said = (word) => [{ push: "said", value: word }];
const told = (...services) => ({ categories: [{ id: "ads", asked: "x" }], services, signals: { before: said("before all"), update: said("update") } });

test("before is said once, also while nothing is decided, of all first and then service by service", () => {
  const { window, steps } = world({}, told(service("a", { before: said("before a") }), service("b", { before: said("before b") })));
  steps.before();
  steps.tell();
  steps.before();
  assert.deepEqual(plain(window.said), ["before all", "before a", "before b"]);
});

test("before is said of what a later plan adds, and of nothing twice", () => {
  const { window, steps, state } = world({}, { ...told(service("a", { before: said("before a") })), signals: undefined });
  steps.before();
  state.plan = told(service("a", { before: said("again") }), service("late", { before: said("before late") }));
  steps.before();
  assert.deepEqual(plain(window.said), ["before a", "before all", "before late"]);
});

test("update is said once a record is there, and once for each change", () => {
  const { window, steps, state } = world({}, told());
  steps.tell();
  assert.equal(window.said, undefined);
  for (const granted of [[], [], ["ads"], ["ads"], []]) {
    Object.assign(state, { record: {}, decided: ["ads"], granted });
    steps.tell();
  }
  assert.deepEqual(plain(window.said), ["update", "update", "update"]);
});

test("granted and denied are said once decided, once for each change, each to its own service", () => {
  const a = service("a", { granted: said("a granted"), denied: said("a denied") }), b = service("b", { denied: said("b denied") }, "other");
  const { window, steps, state } = world({}, { categories: [], services: [a, b, { id: "c", category: "ads" }] });
  state.record = {};
  for (const [granted, decided] of [[[], []], [[], ["ads"]], [["a"], ["ads"]], [["a"], ["ads"]], [[], ["ads", "other"]]]) {
    Object.assign(state, { granted, decided });
    steps.tell();
  }
  assert.deepEqual(plain(window.said), ["a denied", "a granted", "a denied", "b denied"]);
});

test("who was told of a grant hears that it is gone, also where nothing is decided any more", () => {
  const { window, steps, state } = world({}, told(service("a", { granted: said("granted"), denied: said("denied") })));
  Object.assign(state, { record: {}, granted: ["a"], decided: ["ads"] });
  steps.tell();
  Object.assign(state, { record: null, granted: [], decided: [] });
  steps.tell();
  steps.tell();
  assert.deepEqual(plain(window.said), ["update", "granted", "update", "denied"]);
});

test("what is told to all goes before the page's own commands, as long as nobody reads the list", () => {
  const command = (...list) => ({ push: "dataLayer", arguments: list });
  const plan = { categories: [], services: [], signals: { before: [{ queue: "dataLayer" }, command("default"), command("set")], update: [command("update", "$granted:ads"), { push: "dataLayer", value: { event: "assent" } }] } };
  const { window, steps, state, take } = world({}, plan);
  take({ push: "dataLayer", value: { page: 1 } });
  steps.before();
  Object.assign(state, { record: {} });
  plan.categories.push({ id: "ads" });
  steps.tell();
  assert.deepEqual(words(window.dataLayer), [["default"], ["set"], ["update", "denied"], { page: 1 }, { event: "assent" }]);
  const heard = [];
  window.dataLayer.push = (entry) => heard.push(entry);
  state.granted = ["ads"];
  steps.tell();
  assert.deepEqual(words(heard), [["update", "granted"], { event: "assent" }]);
  assert.equal(window.dataLayer.length, 5);
});

// ---- With the gate, and the plan that Rust makes of full.config.json

/** That plan, but for what it needs a browser for. */
const { domain, net, reload, ...rest } = full;
const plan = { ...rest, parts: ["steps"], model: undefined };
const refusal = { ...full.outcomes.reject, id: "i", at: "2026-11-01T00:00:00.000Z", expires: "2099-01-01T00:00:00.000Z", history: [] };
const denied = { ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied", analytics_storage: "denied", functionality_storage: "granted", personalization_storage: "denied", security_storage: "granted" };

test("a first visit: everything is denied, every pixel is told so, and nobody is told twice", async () => {
  const { window } = run({ plan });
  await settled();
  assert.deepEqual(words(window.dataLayer), [
    ["consent", "default", { ...denied, wait_for_update: 500, region: ["US-CA", "AT"] }],
    ["set", "ads_data_redaction", true], ["set", "url_passthrough", true],
  ]);
  assert.deepEqual(words(window.pix.queue), [["consent", "revoke"], ["consent", "revoke"]]);
  assert.deepEqual(plain(window.pix.later), []);
  assert.equal(window["tag-off-T-7"], true);
});

test("after Accept: the update, then what each service is told, then its script's steps", async () => {
  const { window, assent } = run({ plan });
  await settled();
  window.pix.queue.length = 0;
  const order = [];
  window.pix.callMethod = (...call) => order.push(["pix", ...call]);
  Object.defineProperty(window, "tag-off-T-7", { set: (value) => order.push(["tag-off", value]) });
  window.dataLayer.push = (...entries) => order.push(...words(entries));
  await assent.acceptAll();
  const given = { ...denied, ad_storage: "granted", ad_user_data: "granted", ad_personalization: "granted", analytics_storage: "granted" };
  assert.deepEqual(plain(order), [
    ["consent", "update", given],
    { event: "assent", assent: { necessary: "granted", analytics: "granted", marketing: "granted" } },
    ["tag-off", false], ["pix", "consent", "grant"], ["pix", "consent", "grant"],
    ["config", "T-7"], ["pix", "init", "42"], ["pix", "init", "43"],
  ]);
  order.length = 0;
  await assent.acceptAll();
  assert.deepEqual(order, [], "the same answer again is no change");
  await assent.withdraw();
  assert.deepEqual(order[0], ["consent", "update", denied]);
  assert.deepEqual(plain(order.slice(2)), [["tag-off", true], ["pix", "consent", "revoke"], ["pix", "consent", "revoke"]]);
});

test("a refusal that is stored is told on the next page, at once", async () => {
  const { window } = run({ stored: { assent: JSON.stringify(refusal), "assent.plan": JSON.stringify(plan) } });
  await settled();
  assert.deepEqual(words(window.dataLayer).map((one) => one[0] ? one.slice(0, 2).join(" ") : one.event),
    ["consent default", "set ads_data_redaction", "set url_passthrough", "consent update", "assent"]);
  assert.deepEqual(words(window.pix.queue), Array(4).fill(["consent", "revoke"]));
});

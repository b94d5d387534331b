// What the gate does on its own, without a widget: the two outcomes, the fetch of the config, faults.
import assert from "node:assert/strict";
import { test } from "node:test";
import { run, settled, vectors } from "./world.mjs";

const plan = { ...vectors("plan.json"), source: "/assent.json", digest: "any" };
const { now, base } = vectors("records.json");
const kept = (record = base) => ({ assent: JSON.stringify(record), "assent.plan": JSON.stringify(plan) });

test("a fresh visitor: the config is fetched, nothing is stored, nothing is known", async () => {
  const { assent, storage, requests } = run();
  await settled();
  assert.deepEqual(requests, ["/assent.json"]);
  assert.equal(storage.size, 0);
  assert.equal(assent.record(), null);
  assert.equal(assent.granted("necessary"), false);
});

test("a returning visitor: nothing is fetched before the page is idle, and nothing is written", async () => {
  const { assent, requests, writes } = run({ stored: kept() });
  await settled();
  assert.deepEqual(requests, []);
  assert.deepEqual(writes, []);
  assert.equal(assent.granted("marketing"), true);
});

test("a plan that was made of another config is not used", async () => {
  const stored = { ...kept(), "assent.plan": JSON.stringify({ ...plan, source: "/shop/assent.json" }) };
  const { assent, requests } = run({ stored });
  await settled();
  assert.equal(assent.granted("marketing"), false);
  assert.deepEqual(requests, ["/assent.json"]);
});

test("a choice lasts exactly its days, also when the clock moves while it is made", async () => {
  const { assent, storage } = run({ stored: kept(), tick: 1 });
  await assent.acceptAll();
  const { at, expires } = JSON.parse(storage.get("assent"));
  assert.equal(Date.parse(expires) - Date.parse(at), plan.days * 864e5);
});

for (const [method, name, outcome] of [["acceptAll", "accept-all", "accept"], ["rejectAll", "reject-all", "reject"], ["withdraw", "withdrawal", "reject"]]) {
  test(`${method} makes the plan's outcome the record, under the visitor's id`, async () => {
    const { assent, storage, events } = run({ now: now + 5, stored: kept() });
    await assent[method]();
    const record = JSON.parse(storage.get("assent"));
    const { id, at, expires, history, ...choice } = record;
    assert.deepEqual(choice, { ...plan.outcomes[outcome], method: name, texts: plan.texts });
    assert.equal(id, base.id);
    assert.equal(at, new Date(now + 5).toISOString());
    assert.equal(expires, new Date(now + 5 + plan.days * 864e5).toISOString());
    assert.deepEqual(history, [{ at: base.at, method: base.method, categories: base.categories, services: base.services }]);
    assert.equal(events.filter(({ type }) => type === "assent:change").length, 1);
    assert.equal(assent.granted("analytics"), outcome === "accept");
  });
}

test("a first choice gets a random id of version 4", async () => {
  const expired = { ...base, expires: base.at };
  const ids = [];
  for (const _ of [1, 2]) {
    const { assent, storage } = run({ stored: kept(expired) });
    await assent.acceptAll();
    ids.push(JSON.parse(storage.get("assent")).id);
  }
  assert.match(ids[0], /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(ids[0], ids[1]);
});

test("the history keeps the last ten choices", async () => {
  const { assent, storage } = run({ stored: kept() });
  for (let i = 0; i < 12; i++) await assent[i % 2 ? "acceptAll" : "rejectAll"]();
  const { history } = JSON.parse(storage.get("assent"));
  assert.equal(history.length, 10);
  assert.deepEqual(history.map(({ method }) => method).slice(-2), ["accept-all", "reject-all"]);
});

test("denied storage: one message, and the choice holds for the page", async () => {
  const { assent, errors, events } = run({ deny: true });
  await settled();
  assert.equal(errors.length, 1);
  assert.match(errors[0], /localStorage.*denied.*\[storage-denied\]/);
  assert.equal(events.filter(({ type }) => type === "assent:error")[0].detail.code, "storage-denied");
  assert.equal(assent.granted("analytics"), false);
});

for (const [name, config, granted] of [
  ["every category is required", { categories: [{ id: "necessary", required: true }], services: [{ id: "shop" }] }, ["necessary", "shop"]],
  ["there is no service", { categories: [{ id: "necessary", required: true }] }, ["necessary"]],
]) {
  test(`a config that asks nothing fetches nothing and stores nothing: ${name}`, async () => {
    const { assent, requests, storage, events } = run({ config: JSON.stringify(config) });
    await settled();
    assert.deepEqual(requests, []);
    assert.equal(storage.size, 0);
    assert.deepEqual(["necessary", "shop", "analytics"].filter(assent.granted), granted);
    assert.equal(events.filter(({ type }) => type === "assent:ready").length, 1);
    await assent.acceptAll();
    assert.equal(storage.size, 0, "there is no choice to be stored");
  });
}

for (const [name, config] of [
  ["a category is asked", { categories: [{ id: "necessary", required: true }, { id: "analytics" }] }],
  ["others are to be told", { categories: [{ id: "necessary", required: true }], signals: { googleConsentMode: true } }],
  ["required is not true", { categories: [{ id: "necessary", required: "yes" }] }],
  ["there is no category", { categories: [] }],
  ["services is null", { categories: [{ id: "necessary", required: true }], services: null }],
  ["categories is no list", { categories: "necessary" }],
  ["a service brings a script", { categories: [{ id: "necessary", required: true }], services: [{ use: "stripe", with: {} }] }],
]) {
  test(`the widget is needed where ${name}`, async () => {
    const { requests, assent } = run({ config: JSON.stringify(config) });
    await settled();
    const others = requests.filter((one) => !one.startsWith("https://example.com/assent/cards/"));
    assert.deepEqual(others, ["https://example.com/assent/assent-widget.wasm"]);
    assert.equal(assent.granted("necessary"), false);
  });
}

for (const [text, code] of [["{", "config-not-json"], ["{\"categories\": [}", "config-not-json"]]) {
  test(`a config that is no JSON is told once: ${text}`, async () => {
    const { errors, events } = run({ config: text });
    await settled();
    assert.equal(errors.length, 1);
    assert.match(errors[0], /Assent: the config in the page: .*SyntaxError.*Correct the JSON/);
    assert.deepEqual(events.map(({ detail }) => detail.code), [code]);
  });
}

test("a listener that comes late hears of ready, and off takes it away", async () => {
  const { assent, document } = run({ stored: kept() });
  const heard = [];
  const off = assent.on("ready", ({ granted }) => heard.push([...granted]));
  assert.deepEqual(heard, [["necessary", "analytics", "marketing"]]);
  Object.getPrototypeOf(document).removeEventListener = (type) => heard.push(type);
  off();
  assert.deepEqual(heard[1], "assent:ready");
});

test("when() waits for a grant", async () => {
  const { assent } = run({ stored: kept({ ...base, categories: {}, services: {} }) });
  let granted = false;
  assent.when("marketing").then(() => (granted = true));
  await settled();
  assert.equal(granted, false);
  await assent.acceptAll();
  await settled();
  assert.equal(granted, true);
  await assent.when("analytics");
});

for (const [src, released] of [["https://stats.example.com/counter.js", 1], ["/counter.js", 1], ["data:text/javascript,0", 0], ["javascript:0", 0], ["blob:https://example.com/1", 0]]) {
  test(`a service's script is loaded from the web alone: ${src}`, async () => {
    const services = plan.services.map((one) => (one.script ? { ...one, script: { src } } : one));
    const { events } = run({ stored: { ...kept(), "assent.plan": JSON.stringify({ ...plan, services }) } });
    await settled();
    assert.equal(events.filter(({ type }) => type === "assent:release").length, released);
  });
}

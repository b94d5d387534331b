// What becomes of a record: what a choice keeps and what it changes, what the browser's signal does, who else may have chosen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { run, settled, vectors } from "./world.mjs";

const plan = { ...vectors("plan.json"), source: "/assent.json", digest: "any" };
const { base } = vectors("records.json");
const [analytics, marketing] = plan.categories.filter(({ asked }) => asked);
const refused = { ...base, method: "reject-all", categories: { necessary: true, analytics: false, marketing: false }, services: { shop: true, counter: false, "second-counter": false, ads: false } };
const outcome = { ...plan.outcomes.reject, method: "gpc", asked: { marketing: marketing.asked }, categories: { marketing: false }, services: { ads: false } };
const selling = {
  ...plan, outcomes: { ...plan.outcomes, gpc: outcome },
  categories: plan.categories.map((one) => (one.id === "marketing" ? { ...one, sale: true } : one)),
};
const signal = { globalPrivacyControl: true };

const kept = (record, obeyed = plan) => ({ assent: typeof record === "string" ? record : JSON.stringify(record), "assent.plan": JSON.stringify(obeyed) });
const recordIn = (storage) => JSON.parse(storage.get("assent"));

test("Accept grants what is open; what was refused before stays refused", async () => {
  const asked = { ...base.asked, marketing: "another question" };
  const { assent, storage } = run({ stored: kept({ ...refused, asked }) });
  await assent.acceptAll();
  const record = recordIn(storage);
  assert.deepEqual(record.categories, { necessary: true, analytics: false, marketing: true });
  assert.deepEqual(record.services, { shop: true, counter: false, "second-counter": false, ads: true });
  assert.deepEqual(record.asked, base.asked, "what was answered is still answered");
  assert.equal(assent.granted("analytics"), false);
  assert.equal(record.expires, base.expires, "an older answer lasts no longer for it");
});

test("Accept grants everything once nothing is open", async () => {
  const { assent, storage } = run({ stored: kept(refused) });
  await assent.acceptAll();
  assert.deepEqual(recordIn(storage).categories, { necessary: true, analytics: true, marketing: true });
});

test("Reject refuses everything, also what was granted before", async () => {
  const { assent, storage } = run({ stored: kept({ ...base, asked: { ...base.asked, marketing: "another question" } }) });
  await assent.rejectAll();
  assert.deepEqual(recordIn(storage).categories, { necessary: true, analytics: false, marketing: false });
});

for (const history of [7, "past", [1, null], { length: 2 }]) {
  test(`a history that is none does not stop a choice: ${JSON.stringify(history)}`, async () => {
    const { assent, storage } = run({ stored: kept({ ...base, history }) });
    await assent.rejectAll();
    assert.deepEqual(recordIn(storage).history.map(({ method }) => method), [base.method]);
  });
}

test("the browser's opt-out goes before an older grant, and keeps the other answers", async () => {
  const { assent, storage, errors } = run({ stored: kept(base, selling), navigator: signal });
  await settled();
  const record = recordIn(storage);
  assert.equal(record.method, "gpc");
  assert.equal(record.id, base.id);
  assert.deepEqual(record.asked, base.asked);
  assert.deepEqual(record.categories, { marketing: false, analytics: true });
  assert.deepEqual(record.services, { ads: false, counter: true, "second-counter": true });
  assert.deepEqual(record.history.map(({ method }) => method), ["accept-all"]);
  assert.deepEqual(["analytics", "counter", "marketing", "ads"].filter(assent.granted), ["analytics", "counter"]);
  assert.deepEqual(errors, []);
});

test("a grant after the browser's opt-out is the visitor's word", async () => {
  const { storage, assent } = run({ stored: kept(base, selling), navigator: signal });
  await settled();
  await assent.acceptAll();
  const next = run({ stored: kept(recordIn(storage), selling), navigator: signal });
  await settled();
  assert.equal(next.assent.granted("marketing"), true);
  assert.deepEqual(next.writes, []);
});

for (const [name, navigator, doNotTrack, method] of [
  ["no signal", {}, undefined, "accept-all"],
  ["a signal that is off", { globalPrivacyControl: false }, undefined, "accept-all"],
  ["a signal that is no boolean", { globalPrivacyControl: "1" }, undefined, "accept-all"],
  ["Do Not Track where nobody asked for it", { doNotTrack: "1" }, undefined, "accept-all"],
  ["Do Not Track where it counts", { doNotTrack: "1" }, true, "gpc"],
]) {
  test(`the browser's signal: ${name}`, async () => {
    const { storage } = run({ stored: kept(base, { ...selling, doNotTrack }), navigator });
    await settled();
    assert.equal(recordIn(storage).method, method);
  });
}

test("nothing is written over a record that cannot be read", async () => {
  const { storage, assent } = run({ stored: kept("{", selling), navigator: signal });
  await settled();
  assert.equal(storage.get("assent"), "{");
  assert.equal(assent.granted("analytics"), false);
});

test("a plan that was made for another region is not used", async () => {
  const stored = kept(base, { ...plan, region: "US-CA" });
  assert.equal(run({ stored, attributes: { "data-region": "US-CA" } }).assent.granted("analytics"), true);
  assert.equal(run({ stored, attributes: { "data-region": "DE" } }).assent.granted("analytics"), false);
  assert.equal(run({ stored }).assent.granted("analytics"), false);
});

test("a choice that another tab made applies here, and so does its being taken away", async () => {
  const { assent, storage, listeners, events } = run({ stored: kept(base) });
  await settled();
  const changes = () => events.filter(({ type }) => type === "assent:change").length;
  listeners.storage();
  assert.equal(changes(), 0, "nothing has changed");
  storage.set("assent", JSON.stringify(refused));
  listeners.storage();
  assert.equal(assent.granted("analytics"), false);
  assert.equal(changes(), 1);
  storage.delete("assent");
  listeners.pageshow();
  assert.equal(assent.record(), null);
  assert.equal(changes(), 2);
});

test("a page that is only prerendered reads nothing, asks for nothing and knows nothing before it is shown", async () => {
  const { assent, requests, listeners, document } = run({ stored: kept(base), document: { prerendering: true } });
  await settled();
  assert.equal(assent.granted("analytics"), false);
  assert.deepEqual(requests, []);
  Object.getPrototypeOf(document).prerendering = false;
  listeners.prerenderingchange();
  assert.equal(assent.granted("analytics"), true);
});

for (const [name, parent, widgets] of [
  ["in a page with Assent, nobody is asked", { [Symbol.for("assent")]: {} }, 0],
  ["in a page without it, the visitor is asked", {}, 1],
  ["in another site's page, the visitor is asked", new Proxy({}, { get() { throw new Error("SecurityError"); } }), 1],
]) {
  test(`a frame: ${name}`, async () => {
    const world = run({ plan, parent });
    await settled();
    assert.equal(world.widgets(), widgets);
  });
}

test("what is asked has changed for one category: only that one is open", async () => {
  const { assent } = run({ stored: kept({ ...base, asked: { analytics: analytics.asked, marketing: "another question" } }) });
  assert.deepEqual(["analytics", "marketing"].filter(assent.granted), ["analytics"]);
});

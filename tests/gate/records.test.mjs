// What becomes of a record: what a choice keeps and what it changes, what the browser's signal does, who else may have chosen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { analytics, base, kept, marketing, outcome, plan, recordIn, refused, selling, signal } from "./fixtures.mjs";
import { run, settled } from "./world.mjs";

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

// ---- The browser's opt-out, and what is sold only later

const sold = (...ids) => ({
  ...plan, categories: plan.categories.map((one) => (ids.includes(one.id) ? { ...one, sale: true } : one)),
  outcomes: { ...plan.outcomes, gpc: {
    ...outcome, asked: Object.fromEntries(plan.categories.filter(({ id, asked }) => asked && ids.includes(id)).map(({ id, asked }) => [id, asked])),
    categories: Object.fromEntries(ids.map((id) => [id, false])),
    services: Object.fromEntries(plan.services.filter(({ category }) => ids.includes(category)).map(({ id }) => [id, false])),
  } },
});
/** The record that a page with the signal leaves behind; `act` is what the visitor does in it. */
async function after(stored, obeyed, act = () => {}) {
  const world = run({ stored, plan: { ...obeyed, digest: undefined }, navigator: signal });
  await settled();
  await act(world.assent);
  return recordIn(world.storage);
}

for (const model of ["opt-out", "notice", undefined]) {
  test(`a category that is sold only now is refused by the signal too: ${model || "opt-in"}`, async () => {
    const first = await after({}, { ...sold("marketing"), model });
    const { assent, storage } = run({ stored: kept(first, { ...sold("analytics", "marketing"), model }), navigator: signal });
    await settled();
    assert.deepEqual(["analytics", "counter", "marketing", "ads"].filter(assent.granted), []);
    assert.deepEqual(recordIn(storage).categories, { analytics: false, marketing: false });
    assert.deepEqual(recordIn(storage).gpc.sort(), ["analytics", "marketing"]);
  });
}

test("what is sold is not granted by default to who has opted out once, though the signal is off now", async () => {
  const first = await after({}, { ...sold("marketing"), model: "opt-out" });
  const { assent } = run({ stored: kept(first, { ...sold("analytics", "marketing"), model: "opt-out" }) });
  assert.deepEqual(["analytics", "marketing"].filter(assent.granted), []);
});

test("a grant that is younger than the signal stays when another category is sold", async () => {
  const first = await after({}, sold("marketing"), (assent) => assent.acceptAll());
  const second = await after({ assent: JSON.stringify(first) }, sold("marketing"), (assent) => assent.acceptAll());
  assert.deepEqual([first.categories.marketing, second.categories.marketing], [false, true], "the first Accept answers what is open");
  const third = await after({ assent: JSON.stringify(second) }, sold("analytics", "marketing"));
  assert.deepEqual(third.categories, { marketing: true, analytics: false });
});

test("a younger grant holds on another host, which has no history, and after ten more choices", async () => {
  const first = await after({}, sold("marketing"), async (assent) => { await assent.acceptAll(); await assent.acceptAll(); });
  const world = run({ stored: kept({ ...first, history: [] }, sold("marketing")), navigator: signal });
  await settled();
  assert.equal(world.assent.granted("marketing"), true);
  assert.deepEqual(world.writes, []);
  for (let i = 0; i < 12; i++) await world.assent.acceptAll();
  const next = run({ stored: kept(recordIn(world.storage), sold("marketing")), navigator: signal });
  await settled();
  assert.equal(next.assent.granted("marketing"), true);
});

test("a question of a sold category that has changed is answered by the signal, and nobody is asked for it", async () => {
  const old = { ...base, asked: { ...base.asked, marketing: "another question" }, gpc: ["marketing"] };
  const { assent, storage } = run({ stored: kept(old, sold("marketing")), navigator: signal });
  await settled();
  assert.deepEqual([recordIn(storage).asked, recordIn(storage).categories.marketing], [base.asked, false]);
  assert.equal(assent.granted("analytics"), true);
});

test("a refusal of an older question is none who was never asked, also beside the signal", async () => {
  for (const change of [{ asked: { analytics: "another question", marketing: marketing.asked } }, { revision: base.revision + 7 }]) {
    const { assent, storage } = run({ stored: kept({ ...refused, ...change }, { ...sold("marketing"), model: "opt-out" }), navigator: signal });
    await settled();
    assert.equal(recordIn(storage).method, "gpc");
    assert.equal(assent.granted("analytics"), false);
  }
});

for (const history of [{ length: 2 }, 7, "past"]) {
  test(`a history that is none does not stop the signal: ${JSON.stringify(history)}`, async () => {
    const { assent, storage, errors } = run({ stored: kept({ ...base, history }, selling), navigator: signal });
    await settled();
    assert.equal(assent.granted("marketing"), false);
    assert.equal(recordIn(storage).method, "gpc");
    assert.deepEqual(errors, []);
  });
}

// ---- What a refusal cleans up

const withItems = (obeyed = plan) => ({ ...obeyed, services: obeyed.services.map((one) => ({ ...one, items: [{ type: "localStorage", name: one.id + "_item" }] })) });
/** Which services the part is told to clean up after, in the order of the clean-ups. */
async function swept(options, act) {
  const world = run(options), told = [];
  world.window[Symbol.for("assent.parts")].sweep = () => async (services) => void (services.length && told.push(Array.from(services, ({ id }) => id)));
  await settled();
  await act(world);
  await settled();
  return told;
}
const reject = ({ assent }) => assent.rejectAll();

test("the first refusal cleans up after all that is refused, and the next after nothing", async () => {
  assert.deepEqual(await swept({ plan: withItems() }, async (world) => { await reject(world); await reject(world); }), [["counter", "second-counter", "ads"]]);
});

for (const [what, change] of [["the question has changed", { asked: { analytics: analytics.asked, marketing: "another question" } }], ["the revision has risen", { revision: base.revision + 7 }]]) {
  test(`a refusal cleans up after what was granted before ${what}`, async () => {
    assert.deepEqual(await swept({ stored: kept({ ...base, ...change }, withItems()) }, reject), [["counter", "second-counter", "ads"]]);
  });
}

test("the first refusal of a category that was added later cleans up after that one", async () => {
  const { marketing: _, ...asked } = base.asked;
  assert.deepEqual(await swept({ stored: kept({ ...refused, asked }, withItems()) }, reject), [["ads"]]);
});

test("the signal cleans up after what it refuses, and not after what is still open", async () => {
  assert.deepEqual(await swept({ plan: withItems(selling), navigator: signal }, () => {}), [["ads"]]);
});

test("a choice of another tab cleans up here, and a record that is taken away refuses nothing", async () => {
  const told = await swept({ stored: kept(base, withItems()) }, async ({ storage, listeners }) => {
    storage.set("assent", JSON.stringify(refused));
    listeners.storage();
    await settled();
    storage.delete("assent");
    listeners.storage();
  });
  assert.deepEqual(told, [["counter", "second-counter", "ads"]]);
});

// ---- A storage that is full

const size = (stored) => Object.values(stored).reduce((sum, text) => sum + text.length, 0);

test("a withdrawal takes the place of the older choice also where the storage is full", async () => {
  const stored = kept(base);
  const { assent, storage, events } = run({ stored, room: size(stored) });
  await assent.withdraw();
  assert.equal(recordIn(storage).method, "withdrawal");
  assert.equal(assent.granted("marketing"), false);
  assert.deepEqual(events.filter(({ type }) => type === "assent:error").map(({ detail }) => detail.code), ["storage-full"]);
});

test("where not even that has room, the older choice grants nothing any more, nor does silence", async () => {
  const obeyed = { ...plan, model: "opt-out", digest: undefined }, stored = { assent: JSON.stringify(base) };
  const { assent, storage } = run({ stored, plan: obeyed, room: size(stored) });
  await settled();
  await assent.withdraw();
  assert.equal(storage.get("assent"), "{}");
  const next = run({ stored: Object.fromEntries(storage), plan: obeyed });
  await settled();
  assert.deepEqual(["analytics", "marketing"].filter(next.assent.granted), []);
  assert.equal(next.widgets(), 1, "the visitor is asked");
});

// ---- The clock

test("a choice is later than the one before it, also where the clock was ahead then", async () => {
  const ahead = "2031-01-01T00:00:00.000Z";
  const { assent, storage } = run({ stored: kept({ ...base, at: ahead, expires: "2032-01-01T00:00:00.000Z" }) });
  await assent.withdraw();
  assert.equal(recordIn(storage).at, "2031-01-01T00:00:00.001Z");
});

// ---- Single services

const word = (id, digits = "0123456789ab") => `${id}:${digits}`;
const grouped = (...words) => ["0123456789abcdef", ...words].join(" ");
/** What Accept makes of the counters where their category was asked with these words and is asked with those now. */
async function accepted(before, now, change = {}) {
  const stored = { ...base, asked: { ...base.asked, analytics: before }, services: { ...base.services, counter: false }, ...change };
  const obeyed = {
    ...plan, categories: plan.categories.map((one) => (one.id === "analytics" ? { ...one, asked: now } : one)),
    outcomes: { ...plan.outcomes, accept: { ...plan.outcomes.accept, asked: { ...plan.outcomes.accept.asked, analytics: now } } },
  };
  const { assent, storage } = run({ stored: kept(stored, obeyed) });
  await assent.acceptAll();
  assert.equal(assent.granted("analytics"), true);
  const { counter, "second-counter": second } = recordIn(storage).services;
  return [counter, second];
}

test("Accept leaves a service refused that was refused by its name and has not changed since", async () => {
  const before = grouped(word("counter"));
  assert.deepEqual(await accepted(before, grouped(word("counter"), word("second-counter"))), [false, true]);
  assert.deepEqual(await accepted(before, grouped(word("counter", "ffffffffffff"), word("second-counter"))), [true, true], "it is another service now");
  assert.deepEqual(await accepted(before, before), [true, true], "nothing is open: it is Accept for all");
  assert.deepEqual(await accepted(before, grouped(word("counter"), word("second-counter")), { revision: 99 }), [true, true], "all is asked anew");
  const whole = { categories: { ...base.categories, analytics: false }, services: { ...base.services, counter: false, "second-counter": false } };
  assert.deepEqual(await accepted(before, grouped(word("counter"), word("second-counter")), whole), [true, true], "the category was refused, and no service by name");
});

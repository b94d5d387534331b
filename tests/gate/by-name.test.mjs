// Choices by name, objections and receipts: what is named takes effect, and what is not keeps its answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { analytics, base, kept, plan, recordIn, selling, signal } from "./fixtures.mjs";
import { run, settled } from "./world.mjs";

const set = async (options, ...answers) => {
  const world = run(options);
  await settled();
  for (const one of answers) await world.assent.set(one);
  await settled();
  return { ...world, record: world.storage.has("assent") ? recordIn(world.storage) : null };
};
const silent = (outcome) => ({ ...outcome, services: { ...outcome.services, shop: undefined } }); // as Rust makes it
const objectable = { ...plan, outcomes: { accept: silent(plan.outcomes.accept), reject: silent(plan.outcomes.reject) }, services: plan.services.map((one) => (one.id === "shop" ? { ...one, objection: true } : one)) };

test("an answer by name leaves what is not named unanswered", async () => {
  const { record, assent } = await set({ plan }, { counter: true });
  assert.equal(record.method, "api");
  assert.deepEqual(record.asked, { analytics: analytics.asked });
  assert.deepEqual(record.categories, { necessary: true, analytics: true });
  assert.deepEqual(record.services, { shop: true, counter: true, "second-counter": false });
  assert.deepEqual(["counter", "second-counter", "ads", "marketing"].filter(assent.granted), ["counter"]);
});

test("a category's answer counts for its services that are not named", async () => {
  const { record } = await set({ plan }, { analytics: true, counter: false });
  assert.deepEqual(record.services, { shop: true, counter: false, "second-counter": true });
  assert.equal((await set({ plan }, { analytics: false })).record.categories.analytics, false);
});

test("the last service that is refused takes its category along, and what was answered stays", async () => {
  const { record } = await set({ stored: kept(base) }, { counter: false }, { "second-counter": false });
  assert.deepEqual(record.categories, { necessary: true, analytics: false, marketing: true });
  assert.deepEqual(record.services, { shop: true, counter: false, "second-counter": false, ads: true });
  assert.equal(record.expires, base.expires, "an older answer lasts no longer for it");
  assert.equal(record.history.length, 2);
});

for (const model of ["opt-out", "notice"]) {
  test(`who refuses one where things run until they are refused leaves the others on: ${model}`, async () => {
    const { record, assent } = await set({ plan: { ...plan, model } }, { ads: false });
    assert.deepEqual(record.categories, { necessary: true, analytics: true, marketing: false });
    assert.ok(assent.granted("counter") && !assent.granted("ads"));
  });
}

for (const answers of [undefined, null, 7, {}, [], "analytics", { nobody: true }, { analytics: "yes" }, { analytics: true, nobody: false }, { necessary: false }, { shop: false }, { constructor: true }, JSON.parse('{"__proto__": true}')]) {
  test(`what cannot be an answer records nothing and is told: ${JSON.stringify(answers)}`, async () => {
    const { record, events } = await set({ plan }, answers);
    assert.equal(record, null);
    assert.deepEqual(events.filter(({ type }) => type === "assent:error").map(({ detail }) => detail.code), ["unknown-answer"]);
  });
}

test("an objection outlives every other choice, and ends by its name", async () => {
  const { assent, storage, record } = await set({ plan: objectable }, { shop: false });
  assert.deepEqual([record.services.shop, record.asked, assent.granted("shop"), assent.granted("necessary")], [false, {}, false, true]);
  for (const choice of ["acceptAll", "rejectAll", "withdraw"]) {
    await assent[choice]();
    assert.deepEqual([choice, recordIn(storage).services.shop, assent.granted("shop")], [choice, false, false]);
  }
  await assent.set({ shop: true });
  assert.deepEqual([recordIn(storage).services.shop, assent.granted("shop")], [true, true]);
});

test("the browser's signal leaves an objection as it is", async () => {
  const obeyed = { ...selling, services: objectable.services };
  const { storage } = run({ stored: kept({ ...base, services: { ...base.services, shop: false } }, obeyed), navigator: signal });
  await settled();
  assert.deepEqual([recordIn(storage).method, recordIn(storage).services.shop], ["gpc", false]);
});

test("a record says with which config and which texts it was made, and a receipt of which site it is", async () => {
  const { assent, record } = await set({ plan: { ...plan, config: "0123", texts: "4567" } }, { ads: false });
  assert.deepEqual([record.config, record.texts], ["0123", "4567"]);
  assert.deepEqual(JSON.parse(JSON.stringify(await assent.receipt())), { ...record, site: "https://example.com" });
});

test("without a record there is no receipt", async () => assert.equal(await run({ plan }).assent.receipt(), null));

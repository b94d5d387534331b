// The vectors of tests/vectors, read by the gate. The model reads the same files: crates/model/tests/vectors.rs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "./parts.mjs";
import { run, settled, vectors } from "./world.mjs";

const plan = { ...vectors("plan.json"), source: "/assent.json", digest: "any" };
const { now, base, cases } = vectors("records.json");

/** What lies in the storage in this case. */
function stored({ absent, text, change }) {
  if (absent) return undefined;
  if (text !== undefined) return text;
  const record = { ...base, ...change };
  return JSON.stringify(Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null)));
}

for (const vector of cases) {
  test(`record: ${vector.name}`, async () => {
    const text = stored(vector);
    const categories = plan.categories.map((one) => (vector.sale?.includes(one.id) ? { ...one, sale: true } : one));
    const services = plan.services.map((one) => (vector.objectable?.includes(one.id) ? { ...one, objection: true } : one));
    const obeyed = { ...plan, categories, services, ...(vector.model && { model: vector.model }) };
    const kept = { assent: text, "assent.plan": JSON.stringify(obeyed) };
    // Without a record no plan is kept, so it comes of the config.
    const { assent, errors, requests, events, widgets } = text === undefined ? run({ now, plan: obeyed }) : run({ now, stored: kept });
    await settled();
    const ids = [...plan.categories, ...plan.services].map(({ id }) => id).concat("unknown", "constructor", "__proto__", "");
    assert.deepEqual(ids.filter(assent.granted), vector.grants);
    assert.equal(requests.includes("/assent.json") || widgets() > 0, vector.ask, "who must be asked needs the widget");
    const codes = events.filter(({ type }) => type === "assent:error").map(({ detail }) => detail.code);
    assert.deepEqual(codes, vector.problem ? [vector.problem] : []);
    assert.equal(errors.length, codes.length, "one message for one fault");
  });
}

for (const { text, digest } of vectors("digests.json")) {
  test(`digest: ${JSON.stringify(text)}`, async () => {
    // A kept plan is checked against the digest of the kit's name and the config's text: another one is no longer ours.
    const checkedUnder = async (digest) => {
      const kept = { assent: JSON.stringify(base), "assent.plan": JSON.stringify({ ...plan, source: text, digest }) };
      const { listeners, events } = run({ now, kit: "", config: text, stored: kept });
      await listeners.idle();
      await settled();
      return events.filter(({ type }) => type === "assent:error").length;
    };
    assert.equal(await checkedUnder(digest), 0);
    assert.ok(await checkedUnder(digest.replace(/.$/, (last) => (last === "0" ? "1" : "0"))), "it is read anew, and is no config");
  });
}

for (const { name, languages, wishes, asked, chosen } of vectors("languages.json").cases) {
  test(`language: ${name}`, () => {
    const parts = { own: () => ({ lang: "" }), attribute: () => "", part: () => undefined };
    const world = { navigator: { languages: wishes }, MutationObserver: class { observe() {} } };
    const local = start("local", parts, world);
    local.codes(languages.length ? languages : ["en"]);
    assert.deepEqual([...local.asked()], asked);
    assert.equal(local.choose(), chosen);
  });
}

// The vectors of tests/vectors, read by the gate. The model reads the same files: crates/model/tests/vectors.rs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { run, vectors } from "./world.mjs";

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
  test(`record: ${vector.name}`, () => {
    const text = stored(vector);
    const { assent, errors, requests, events } = run({ now, stored: { ...(text !== undefined && { assent: text }), "assent.plan": JSON.stringify(plan) } });
    const ids = [...plan.categories, ...plan.services].map(({ id }) => id).concat("unknown", "constructor", "__proto__", "");
    if (text === undefined) {
      assert.deepEqual(ids.filter(assent.granted), [], "without a record no plan is kept, so nothing at all is known");
      return;
    }
    assert.deepEqual(ids.filter(assent.granted), vector.grants);
    assert.equal(requests.includes("/assent.json"), vector.ask, "the visitor is asked, so the config is fetched");
    const codes = events.filter(({ type }) => type === "assent:error").map(({ detail }) => detail.code);
    assert.deepEqual(codes, vector.problem ? [vector.problem] : []);
    assert.equal(errors.length, codes.length, "one message for one fault");
  });
}

for (const { text, digest } of vectors("digests.json")) {
  test(`digest: ${JSON.stringify(text)}`, () => {
    // A kept plan is used only under the digest of the kit's name and the config's text.
    const keptUnder = (digest) =>
      run({ now, kit: "", config: text, stored: { assent: JSON.stringify(base), "assent.plan": JSON.stringify({ ...plan, source: "the config in the page", digest }) } });
    assert.equal(keptUnder(digest).assent.granted("analytics"), true);
    assert.equal(keptUnder(digest.replace(/.$/, (last) => (last === "0" ? "1" : "0"))).assent.granted("analytics"), false);
  });
}

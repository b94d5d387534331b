// A plan, a record that answers it, and what else lies in the storage: what several tests begin with.
import { vectors } from "./world.mjs";

export const plan = { ...vectors("plan.json"), source: "/assent.json", digest: "any" };
export const { base } = vectors("records.json");
export const [analytics, marketing] = plan.categories.filter(({ asked }) => asked);
export const refused = { ...base, method: "reject-all", categories: { necessary: true, analytics: false, marketing: false }, services: { shop: true, counter: false, "second-counter": false, ads: false } };
export const outcome = { ...plan.outcomes.reject, method: "gpc", asked: { marketing: marketing.asked }, categories: { marketing: false }, services: { ads: false } };
export const selling = {
  ...plan, outcomes: { ...plan.outcomes, gpc: outcome },
  categories: plan.categories.map((one) => (one.id === "marketing" ? { ...one, sale: true } : one)),
};
export const signal = { globalPrivacyControl: true };

export const kept = (record, obeyed = plan) => ({ assent: typeof record === "string" ? record : JSON.stringify(record), "assent.plan": JSON.stringify(obeyed) });
export const recordIn = (storage) => JSON.parse(storage.get("assent"));

// Runs built files in a world of their own: is the plan obeyed, and is an answer recorded as the plan has it? Called with
// a folder of files, each with its config beside it, by the tests of `assent build`.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run, settled } from "./world.mjs";

const folder = process.argv[2];
const files = readdirSync(folder).filter((file) => file.endsWith(".js"));
for (const file of files) {
  const config = JSON.parse(readFileSync(join(folder, file.replace(/js$/, "json")), "utf8"));
  const script = readFileSync(join(folder, file), "utf8");
  for (const [answer, isGranted] of [["acceptAll", true], ["rejectAll", false]]) {
    const { assent, errors, storage, document } = run({ script, attributes: { "data-config": undefined } });
    await settled();
    assert.deepEqual(errors, [], `${file}: ${JSON.stringify(config)}`);
    assert.equal(document.documentElement.attributes["data-assent-granted"], "necessary", file);
    assert.deepEqual([...storage.keys()], [], `${file}: nothing is stored before a choice`);
    await assent[answer]();
    await settled();
    const record = assent.record();
    assert.deepEqual({ ...record.categories }, { necessary: true, analytics: isGranted, own: isGranted }, file);
    assert.equal(Object.keys(record.services).length, config.services.length, `${file}: every service is named`);
    assert.equal(assent.granted("own"), isGranted, file);
    assert.deepEqual([...storage.keys()], ["assent"], `${file}: the plan is in the file`);
  }
}
console.log(`${files.length} files obeyed`);

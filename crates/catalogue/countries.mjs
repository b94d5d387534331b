// Writes the names of the countries into language files, as the Unicode CLDR has them: `node countries.mjs pt ro …`, or
// without a code into all but English, whose keys they follow. A name that is there already stays. Knows no other text.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("languages/", import.meta.url);
const read = (code) => JSON.parse(readFileSync(new URL(code + ".json", folder), "utf8"));
const isCountry = (key) => key.startsWith("country.");

/** The long name of Hong Kong says what it belongs to. */
const SHORT = ["HK"];

function name(language, country) {
  const style = SHORT.includes(country) ? "short" : "long";
  return new Intl.DisplayNames(language, { type: "region", style, fallback: "none" }).of(country);
}

const countries = Object.keys(read("en")).filter(isCountry);
const others = () => readdirSync(folder).map((file) => file.replace(/\.json$/, "")).filter((code) => code !== "en");

for (const code of process.argv.length > 2 ? process.argv.slice(2) : others()) {
  const own = read(code);
  const texts = Object.entries(own).filter(([key]) => !isCountry(key));
  for (const key of countries) texts.push([key, own[key] ?? name(code, key.slice("country.".length))]);
  const lines = texts.map(([key, text]) => `  ${JSON.stringify(key)}: ${JSON.stringify(text)}`);
  writeFileSync(new URL(code + ".json", folder), `{\n${lines.join(",\n")}\n}\n`);
}

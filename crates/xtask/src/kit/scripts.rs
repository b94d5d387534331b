//! Minifies the kit's scripts with esbuild. Knows their formats, not what they do.

use crate::npm::Npm;
use crate::paths;
use anyhow::{Result, bail};
use serde_json::{Map, Value};
use std::path::Path;

const MARK: &str = "__KIT__";

/// How the place of style sheets in a part begins.
const SHEETS: &str = "\"__CSS:";

/// What the gate and its parts call each other, in the kit by one letter: it saves the gate 109 bytes of brotli, and a
/// built file more. Here stands no name that the widget or a page uses too, none of the DOM's, and none that is made of
/// a text, as those of the parts and of the actions are.
const INNER: [&str; 40] = [
    "EMBEDS",
    "answers",
    "attribute",
    "begin",
    "change",
    "compose",
    "deferred",
    "fire",
    "hasEnd",
    "honour",
    "hung",
    "inline",
    "isAsync",
    "isBusy",
    "isDecided",
    "isDeferred",
    "isInEffect",
    "isModule",
    "isParsed",
    "isTrusted",
    "isWeb",
    "keep",
    "list",
    "mayRun",
    "mustAsk",
    "own",
    "policy",
    "prepare",
    "problem",
    "ran",
    "readRecord",
    "release",
    "replay",
    "stored",
    "taken",
    "tell",
    "usePlan",
    "writer",
    "excused",
    "fault",
];

/// The gate as a classic script, with the kit's version and digest written into it.
pub(super) fn gate(npm: &Npm, source: &[u8], digest: &str) -> Result<Vec<u8>> {
    let source = String::from_utf8_lossy(source);
    if !source.contains(MARK) {
        bail!("www/gate.js does not hold {MARK}, the place for the kit's version");
    }
    let short: String = digest.chars().take(8).collect();
    let source = source.replace(MARK, &format!("{}+{short}", env!("CARGO_PKG_VERSION")));
    classic(npm, source.as_bytes())
}

/// The parts of the gate as they lie in the tree, each with its style: file name in the kit and source.
pub(super) fn parts() -> Result<Vec<(String, Vec<u8>)>> {
    let files = paths::files(&paths::root().join("www/parts"), "js");
    let name = |file: &Path| format!("assent-{}", file.file_name().unwrap_or_default().to_string_lossy());
    files.iter().map(|file| Ok((name(file), styled(&String::from_utf8_lossy(&paths::read(file)?))?))).collect()
}

/// A source with each `"__CSS:names__"` filled: the minified style sheets of these names, one behind the other.
fn styled(source: &str) -> Result<Vec<u8>> {
    let mut filled = String::new();
    let mut rest = source;
    while let Some((before, (names, after))) =
        rest.split_once(SHEETS).and_then(|(a, b)| Some((a, b.split_once("__\"")?)))
    {
        let sheet = |name: &str| paths::read(&paths::root().join(format!("src/style/{name}.min.css")));
        let sheets = names.split(',').map(sheet).collect::<Result<Vec<_>>>()?.concat();
        filled.push_str(before);
        filled.push_str(&serde_json::to_string(&String::from_utf8_lossy(&sheets))?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled.into_bytes())
}

/// A part of the gate, or the gate itself, as a classic script.
pub(super) fn classic(npm: &Npm, source: &[u8]) -> Result<Vec<u8>> {
    let names: Map<String, Value> = INNER
        .iter()
        .zip(('a'..='z').chain('A'..='Z'))
        .map(|(name, short)| ((*name).to_owned(), short.to_string().into()))
        .collect();
    // Only for a file does esbuild take the letters from us.
    let [cache, file] = ["names.json", "script.js"].map(|name| paths::target().join("mangle").join(name));
    paths::write(&cache, Value::Object(names).to_string().as_bytes())?;
    paths::write(&file, source)?;
    let only = format!("--mangle-props=^({})$", INNER.join("|"));
    let short = format!("--mangle-cache={}", cache.display());
    npm.esbuild(&["--target=es2021", &only, &short, &file.to_string_lossy()], b"")
}

/// How wasm-bindgen ends the glue.
const EXPORTS: &str = "export { initSync, __wbg_init as default };";

/// The glue between the page and the Wasm, as a part of the gate: after an `import()`, Firefox takes no import map of
/// the page any more.
pub(super) fn glue(npm: &Npm, source: &str) -> Result<Vec<u8>> {
    if !source.contains(EXPORTS) {
        bail!("the glue ends otherwise than it did: mend EXPORTS");
    }
    let part = "(window[Symbol.for('assent.parts')] ??= {}).widget = () => ({ default: __wbg_init, start, show, inside, heard });";
    let script = source.replace(EXPORTS, part).replace("export function", "function");
    npm.esbuild(&["--loader=js", "--target=es2021"], format!("(() => {{ {script} }})();").as_bytes())
}

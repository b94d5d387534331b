//! What a compiler does not check and a reviewer should not have to: heads of files, arrows between rooms, forbidden words.

use crate::{paths, run};
use std::path::PathBuf;
use std::process::Command;

/// The arrows between our packages, as ARCHITECTURE.md draws them. A new line here is a change of the design.
const ARROWS: [(&str, &[&str]); 8] = [
    ("assent", &["assent-model"]),
    ("assent-catalogue", &["assent-model"]),
    ("assent-cli", &["assent", "assent-catalogue", "assent-lint", "assent-model"]),
    ("assent-lint", &["assent-catalogue", "assent-model"]),
    ("assent-model", &[]),
    ("assent-yew", &[]),
    ("assent-yew-example", &["assent-yew"]),
    ("xtask", &["assent-catalogue", "assent-model"]),
];

/// The longest a file may be, in lines, and the one that may be longer: it is read in one sitting, from top to bottom.
const LINES: usize = 400;
const LONGER: [(&str, usize); 1] = [("www/gate.js", 500)];

/// The files of the project that are code, with their text.
fn sources() -> Vec<(String, String)> {
    let listed = run::output(Command::new("git").arg("ls-files").current_dir(paths::root())).unwrap();
    let names = String::from_utf8(listed).unwrap();
    let code = names.lines().filter(|name| [".rs", ".js", ".mjs", ".css"].iter().any(|end| name.ends_with(end)));
    // What a case of the command line is given, or what comes out of it, is data.
    let generated = |name: &&str| !name.ends_with(".min.css") && !name.starts_with("tests/cli/");
    let on_disk = |name: &str| -> PathBuf { paths::root().join(name) };
    code.filter(generated)
        .filter(|name| on_disk(name).is_file())
        .map(|name| (name.to_owned(), std::fs::read_to_string(on_disk(name)).unwrap()))
        .collect()
}

#[test]
fn every_file_says_first_what_it_owns() {
    for (name, text) in sources() {
        let head = text.lines().next().unwrap_or_default();
        let start = if name.ends_with(".rs") { "//! " } else { "/" };
        assert!(head.starts_with(start) && head.len() > 20, "{name}: open it with a sentence on what it owns");
    }
}

#[test]
fn no_file_is_too_long_to_be_read() {
    for (name, text) in sources().into_iter().filter(|(name, _)| !name.ends_with(".css")) {
        let limit = LONGER.iter().find(|(longer, _)| *longer == name).map_or(LINES, |(_, limit)| *limit);
        let lines = text.lines().count();
        assert!(lines <= limit, "{name}: {lines} lines, at most {limit}; split it by what its parts know");
    }
}

#[test]
fn arrows_between_rooms_run_down_only() {
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(paths::root());
    let metadata: serde_json::Value = serde_json::from_slice(&run::output(&mut cargo).unwrap()).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert_eq!(packages.len(), ARROWS.len(), "a package came or went: draw its arrows here and in ARCHITECTURE.md");
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let allowed = ARROWS.iter().find(|(known, _)| *known == name).unwrap().1;
        for dependency in package["dependencies"].as_array().unwrap() {
            let to = dependency["name"].as_str().unwrap();
            let ours = ARROWS.iter().any(|(known, _)| *known == to) && to != name;
            assert!(!ours || allowed.contains(&to), "{name} must not know {to}");
        }
    }
}

#[test]
fn the_model_is_pure() {
    for (name, text) in sources().iter().filter(|(name, _)| name.starts_with("crates/model/src/")) {
        for word in ["web_sys", "js_sys", "std::fs", "std::env", "std::time", "SystemTime", "println!"] {
            assert!(!text.contains(word), "{name}: the model knows no {word}");
        }
    }
}

#[test]
fn nothing_of_ours_is_unsafe_and_no_text_becomes_code() {
    let unsafe_block = ["unsafe", " {"].concat();
    for (name, text) in sources() {
        assert!(!text.contains(&unsafe_block), "{name}: there is no unsafe code of our own");
        let ships = name.starts_with("src/") || name == "www/gate.js";
        for word in
            ["eval(", "new Function", "innerHTML", "insertAdjacentHTML", "from_html_unchecked", "document.write("]
        {
            assert!(!ships || name.contains("tests") || !text.contains(word), "{name}: {word} turns text into code");
        }
    }
}

/// The bytes of brotli in the README are those of the snapshot, which `cargo xtask size` holds the kit to.
#[test]
fn the_readme_quotes_the_measured_sizes() {
    let read = |name: &str| std::fs::read_to_string(paths::root().join(name)).unwrap();
    let (readme, snapshot) = (read("README.md"), read("tests/size.snap"));
    let rows = snapshot.lines().filter(|line| !line.starts_with('#'));
    // What a visitor fetches only together with something else is not quoted alone.
    for row in rows.filter(|row| !["glue", "wasm", "built"].iter().any(|part| row.starts_with(part))) {
        let bytes = row.split_whitespace().last().unwrap();
        let (thousands, rest) = bytes.split_at(bytes.len().saturating_sub(3));
        let quoted =
            format!("| {}{rest} |", if thousands.is_empty() { String::new() } else { format!("{thousands} ") });
        assert!(readme.contains(&quoted), "README.md: quote {quoted} for `{row}`");
    }
}

#[test]
fn the_gate_imports_only_where_its_scripts_are_refused() {
    let gate = std::fs::read_to_string(paths::root().join("www/gate.js")).unwrap();
    let code = gate.lines().filter(|line| !line.trim_start().starts_with(['*', '/']));
    let imports = code.filter(|line| line.contains("import(")).count();
    assert_eq!(imports, 1, "an import() keeps Firefox from taking the page's import maps");
    assert!(!gate.lines().any(|line| line.starts_with("import ") || line.starts_with("export ")));
}

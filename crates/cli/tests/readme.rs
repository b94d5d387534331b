//! What the README shows of the command line is what comes out of it. Knows no command.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)).unwrap()
}

/// The case `readme` checks the config of the README, and its output is what the README shows.
#[test]
fn the_readme_shows_what_comes_out_for_its_config() {
    let readme = read("README.md");
    let indented: String = read("tests/cli/readme/in/assent.json").lines().map(|line| format!("   {line}\n")).collect();
    assert!(readme.contains(&indented), "tests/cli/readme/in/assent.json is not the config of the README");
    let output = read("tests/cli/readme/out/stdout");
    assert!(readme.contains(&format!("```text\n{output}```")), "README.md: show what tests/cli/readme/out/stdout has");
}

#[test]
fn the_number_of_rules_is_told_right() {
    let count = assent_lint::pages().filter(|page| page.is_rule).count();
    for name in ["README.md", "CHANGELOG.md"] {
        assert!(read(name).contains(&format!("{count} rules")), "{name}: there are {count} rules");
    }
}

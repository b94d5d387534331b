//! SARIF reports have what the standard demands: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn report() -> Value {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sites");
    let output = Command::new(env!("CARGO_BIN_EXE_assent"))
        .args(["check", "--format", "sarif", "as-written/exoscale/assent.json", "as-written/ispconfig/assent.json"])
        .current_dir(sites)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is no list"))
}

/// Sections 3.13.2, 3.13.4, 3.14.6, 3.18.2, 3.19.2: what must be there.
#[test]
fn the_log_its_run_and_its_tool_have_what_they_must() {
    let log = report();
    assert_eq!(log["version"], "2.1.0");
    let runs = list(&log, "runs");
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert_eq!(driver["name"], "assent");
    assert!(["utf16CodeUnits", "unicodeCodePoints"].contains(&runs[0]["columnKind"].as_str().unwrap()), "3.14.17");
}

/// Sections 3.49.3 and 3.27: each rule has an id of its own, and each result a message, a rule and a place.
#[test]
fn rules_and_results_have_what_they_must() {
    let log = report();
    let run = &log["runs"][0];
    let rules = list(&run["tool"]["driver"], "rules");
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert!((1..ids.len()).all(|place| !ids[..place].contains(&ids[place])), "an id is there twice: {ids:?}");
    assert!(rules.iter().all(|rule| rule["help"]["text"].is_string() && rule["shortDescription"]["text"].is_string()));
    let results = list(run, "results");
    assert!(results.len() > 20);
    for result in results {
        check_result(result, &ids);
    }
}

fn check_result(result: &Value, ids: &[&str]) {
    assert!(!result["message"]["text"].as_str().unwrap().is_empty());
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(result["ruleId"], ids[index], "3.27.6: the number and the id name the same rule");
    assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
    for location in list(result, "locations") {
        let physical = &location["physicalLocation"];
        let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.ends_with("/assent.json") && !uri.contains(' ') && !uri.contains('\\'));
        let number = |key: &str| physical["region"][key].as_u64().unwrap();
        assert!(number("startLine") >= 1 && number("startColumn") >= 1);
        assert!(number("endLine") > number("startLine") || number("endColumn") >= number("startColumn"));
    }
}

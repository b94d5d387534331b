//! `assent schema` against the committed schema: they are one text. Knows nothing of what is in it.

#![allow(clippy::unwrap_used, reason = "a test may stop where its data is not what it needs")]

use std::fs;
use std::path::Path;
use std::process::Command;

fn assent(args: &[&str]) -> Vec<u8> {
    let done = Command::new(env!("CARGO_BIN_EXE_assent")).args(args).output().unwrap();
    assert!(done.status.success() && done.stderr.is_empty(), "{done:?}");
    done.stdout
}

#[test]
fn it_prints_and_writes_the_committed_schema() {
    let committed = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/assent.schema.json")).unwrap();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema/deep/assent.schema.json");
    let _ = fs::remove_dir_all(file.ancestors().nth(2).unwrap());
    assert!(assent(&["schema"]) == committed, "stale: run `cargo xtask codegen`");
    assert!(assent(&["schema", "--out", file.to_str().unwrap()]).is_empty());
    assert!(fs::read(&file).unwrap() == committed);
}

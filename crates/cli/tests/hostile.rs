//! Files that no author would write: each ends in a clear error, at once, and never in a panic. Knows no rule.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn room() -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    fs::create_dir_all(&room).unwrap();
    room
}

fn check(path: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_assent")).arg("check").arg(path).output().unwrap()
}

fn check_bytes(name: &str, bytes: &[u8]) -> Output {
    let path = room().join(name);
    fs::write(&path, bytes).unwrap();
    check(&path)
}

/// The exit code, and that it was no panic.
fn ends(output: &Output, code: i32, words: &str) {
    let told = [output.stdout.as_slice(), &output.stderr].concat();
    let told = String::from_utf8(told).unwrap();
    assert_eq!(output.status.code(), Some(code), "{told}");
    assert!(told.contains(words) && !told.contains("panicked"), "{told}");
    assert!(told.len() < 20_000, "told at too great length: {} bytes", told.len());
}

#[test]
fn fifty_megabytes_are_not_read() {
    ends(&check_bytes("large.json", &vec![b' '; 50_000_000]), 2, "it is larger than 2 MB");
}

#[test]
fn ten_thousand_levels_are_told() {
    for text in ["[".repeat(10_000), "{\"a\":".repeat(10_000), format!("{}{}", "[".repeat(10_000), "]".repeat(10_000))]
    {
        ends(&check_bytes("deep.json", text.as_bytes()), 1, "more than 64 deep");
    }
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let all: Vec<u8> = (0..=255).collect();
    ends(&check_bytes("bytes.json", &all), 2, "it is not UTF-8 from byte 128 on, in line 2");
}

#[test]
fn what_cannot_be_read_is_told() {
    ends(&check(&room().join("none/assent.json")), 2, "it is not there");
    ends(&check(&room()), 2, "it is a folder");
}

/// Reading a process's memory from its first byte fails for everybody, root included.
#[cfg(target_os = "linux")]
#[test]
fn what_may_not_be_read_is_told() {
    ends(&check(Path::new("/proc/self/mem")), 2, "cannot read /proc/self/mem");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    use std::process::Stdio;
    let mut rules = Command::new(env!("CARGO_BIN_EXE_assent"))
        .args(["rules", "--format", "json"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(rules.stdout.take());
    assert_eq!(rules.wait().unwrap().code(), Some(0));
}

//! Runs the real command on the folders of tests/cli, and compares all that comes out. Knows no command.
//!
//! A folder is a case:
//!
//! - `args`: the words after `assent`; each line is a run of its own, in the same folder, one after the other. Words
//!   stand between spaces; a word with spaces stands in single quotes.
//! - `in/`: the files that are there before. `stdin`: what is typed. `env`: lines of `NAME=value`.
//! - `out/stdout`, `out/stderr`, `out/code`: what comes out; nothing is expected where there is no file.
//!   `code` has a line for each run; without it all end with 0.
//! - `out/files/`: the files that are there afterwards and were not before, or have changed.
//!
//! `UPDATE=1 cargo test -p assent-cli --test cli` writes `out/` anew; read the difference before you commit it.
//! `CASE=<part of its name>` runs some alone.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// 2026-11-22, so that no case depends on the day.
const NOW: &str = "1795305600";

/// Files under their names relative to a folder, or what came out under the names of `out/`.
type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn every_case_comes_out_as_its_folder_says() {
    let wanted = std::env::var("CASE").unwrap_or_default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cli");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| case.is_dir() && case.to_string_lossy().contains(&wanted));
    cases.sort();
    assert!(!cases.is_empty(), "there is no case {wanted:?} in {}", folder.display());
    let wrong: Vec<String> = cases.iter().filter_map(|case| differs(case)).collect();
    assert!(wrong.is_empty(), "{}\nUPDATE=1 writes the expected files anew.", wrong.join("\n"));
}

/// What a case says otherwise than what came out of it.
fn differs(case: &Path) -> Option<String> {
    let (out, expected) = (run(case), read(&case.join("out")));
    if out == expected {
        return None;
    }
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(case.join("out"));
        write(&case.join("out"), &out);
        return None;
    }
    let names = expected.keys().chain(out.keys().filter(|name| !expected.contains_key(*name)));
    let wrong = names.filter(|name| expected.get(*name) != out.get(*name)).map(|name| {
        let shown = |files: &Files| files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let (expected, out) = (shown(&expected).unwrap_or_default(), shown(&out).unwrap_or_default());
        format!("tests/cli/{}/out/{name}\n--- expected\n{expected}\n--- came out\n{out}", file_name(case))
    });
    Some(wrong.collect::<Vec<_>>().join("\n"))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Runs a case in a folder of its own.
fn run(case: &Path) -> Files {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(file_name(case));
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).unwrap();
    let before = read(&case.join("in"));
    write(&room, &before);
    let mut out = Files::new();
    let args = fs::read_to_string(case.join("args")).unwrap();
    let codes: Vec<String> = args.lines().map(|line| one(case, &room, line, &mut out)).collect();
    if codes.iter().any(|code| code != "0") {
        out.insert("code".to_owned(), format!("{}\n", codes.join("\n")).into_bytes());
    }
    let mut after = read(&room);
    after.retain(|name, bytes| before.get(name) != Some(bytes));
    for name in before.keys().filter(|name| !room.join(name).exists()) {
        after.insert(format!("{name}.gone"), Vec::new());
    }
    out.extend(after.into_iter().map(|(name, bytes)| (format!("files/{name}"), bytes)));
    out.retain(|_, bytes| !bytes.is_empty());
    out
}

/// Runs one line of `args`, adds what comes out, and gives the exit code.
fn one(case: &Path, room: &Path, line: &str, out: &mut Files) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_assent"));
    command.args(words(line)).current_dir(room).env_clear().env("SOURCE_DATE_EPOCH", NOW);
    for line in fs::read_to_string(case.join("env")).unwrap_or_default().lines() {
        let (name, value) = line.split_once('=').unwrap();
        command.env(name, value);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().unwrap();
    let typed = fs::read(case.join("stdin")).unwrap_or_default();
    // A command that does not read what is typed closes the pipe, which is no fault.
    let _ = running.stdin.take().unwrap().write_all(&typed);
    let done = running.wait_with_output().unwrap();
    let mut add = |name: &str, bytes: &[u8]| out.entry(name.to_owned()).or_default().extend(bytes);
    add("stdout", &done.stdout);
    add("stderr", &done.stderr);
    done.status.code().map_or_else(|| "killed".to_owned(), |code| code.to_string())
}

/// The words of a line.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, piece) in line.split('\'').enumerate() {
        if place % 2 == 1 {
            words.push(piece.to_owned());
        } else {
            words.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// The files of a folder and of the folders in it; none where there is no folder.
fn read(folder: &Path) -> Files {
    let mut files = Files::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = file_name(&path);
        if path.is_dir() {
            files.extend(read(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

fn write(folder: &Path, files: &Files) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

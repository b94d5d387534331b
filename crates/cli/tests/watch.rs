//! `assent build --watch`: a change of the config is built, and a mistake in it stops nothing. Waits for what the command
//! says, never for a time.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop")]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const CONFIG: &str =
    r#"{ "categories": [{ "id": "necessary", "required": true }, { "id": "analytics" }], "revision": 1 }"#;

/// A command that is ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn room() -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch");
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(room.join("dist")).unwrap();
    for name in ["assent.js", "assent-setup.js", "assent-choice.js", "assent-sweep.js"] {
        fs::write(room.join("dist").join(name), "/* a script */\n").unwrap();
    }
    fs::write(room.join("dist/assent-built.js"), "use(__BUILT__);\n").unwrap();
    fs::write(room.join("assent.json"), CONFIG).unwrap();
    room
}

/// Reads what the command says until a line begins so.
fn until(said: &mut BufReader<impl Read>, start: &str) {
    let found = said.lines().map_while(Result::ok).any(|line| line.starts_with(start));
    assert!(found, "it ended before it said {start:?}");
}

#[test]
fn each_change_is_built_and_a_mistake_stops_nothing() {
    let room = room();
    let built = || fs::read_to_string(room.join("out/assent.js")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_assent"));
    command.args(["build", "--out", "out", "--watch"]).current_dir(&room);
    let mut running = Running(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
    let mut said = BufReader::new(running.0.stdout.take().unwrap());
    let mut complained = BufReader::new(running.0.stderr.take().unwrap());
    until(&mut said, "watching ");
    assert!(built().contains("revision:1"));
    fs::write(room.join("assent.json"), "{").unwrap();
    until(&mut complained, "not-json");
    assert!(built().contains("revision:1"), "what was built stays");
    // As many editors do: a new file in the place of the old one.
    fs::write(room.join("new.json"), CONFIG.replace("\"revision\": 1", "\"revision\": 2")).unwrap();
    fs::rename(room.join("new.json"), room.join("assent.json")).unwrap();
    until(&mut said, "file ");
    assert!(built().contains("revision:2"));
}

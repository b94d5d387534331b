//! `cargo xtask bench`: has the browser measure a subject, and writes what it found to `bench/RESULTS.md`. Knows limits and
//! medians, not how a thing is measured: tests/browser/bench.rs does.

use crate::browsers::Engine;
use crate::kit::{self, Effort};
use crate::{paths, run};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::PathBuf;

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Topic {
    /// From a click to what is painted for it.
    Interaction,
}

impl Topic {
    fn name(self) -> &'static str {
        match self {
            Self::Interaction => "interaction",
        }
    }
}

/// What was measured of one thing, in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What was done.
    pub what: String,
    /// The median may be as much as this.
    pub most: f64,
    /// Until the effect was painted, each time.
    pub done: Vec<f64>,
    /// Until the next paint; 0 for what is too short to be told.
    pub next: Vec<f64>,
}

/// What was measured in one browser on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// The browser and its version.
    pub browser: String,
    /// The day.
    pub date: String,
    /// All of it.
    pub measures: Vec<Measure>,
}

impl Subject {
    /// Leaves it where `bench` finds it.
    pub fn write(&self, name: &str) -> Result<()> {
        let measures: Vec<_> = self.measures.iter().map(Measure::to_json).collect();
        let value = json!({ "browser": self.browser, "date": self.date, "measures": measures });
        paths::write(&folder().join(name).with_extension("json"), value.to_string().as_bytes())
    }

    fn read(value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
        let measures = value.get("measures")?.as_array()?.iter().map(Measure::read).collect::<Option<_>>()?;
        Some(Self { browser: text("browser")?, date: text("date")?, measures })
    }
}

impl Measure {
    fn to_json(&self) -> Value {
        json!({ "what": self.what, "most": self.most, "done": self.done, "next": self.next })
    }

    fn read(value: &Value) -> Option<Self> {
        let list = |key: &str| value.get(key)?.as_array()?.iter().map(Value::as_f64).collect::<Option<Vec<_>>>();
        let what = value.get("what")?.as_str()?.to_owned();
        Some(Self { what, most: value.get("most")?.as_f64()?, done: list("done")?, next: list("next")? })
    }

    fn is_kept(&self) -> bool {
        median(&self.done) <= self.most
    }

    fn row(&self) -> String {
        let next = match median(&self.next) {
            0.0 => "< 16".to_owned(),
            next => format!("{next:.0}"),
        };
        let [least, longest] = ends(&self.done);
        let (median, most, what, runs) = (median(&self.done), self.most, &self.what, self.done.len());
        format!("| {what} | {most:.0} | {median:.1} | {least:.1} | {longest:.1} | {next} | {runs} |")
    }
}

/// Measures, prints what came of it, and writes it down. Fails where a median is over its limit.
pub fn bench(topic: Topic) -> Result<()> {
    Engine::Chromium.ready()?;
    kit::dist(&paths::dist(), Effort::Full)?;
    let _ = std::fs::remove_dir_all(folder());
    let mut command = run::clean("cargo");
    command.args(["test", "--quiet", "--package", "xtask", "--test", "browser", "--", "--ignored"]);
    run::visible(command.arg(format!("bench::{}", topic.name())).current_dir(paths::root()))?;
    let subjects = subjects()?;
    let page = results(&subjects, &machine());
    print!("{page}");
    paths::write(&paths::root().join("bench/RESULTS.md"), page.as_bytes())?;
    let over = subjects.iter().flat_map(|subject| &subject.measures).find(|measure| !measure.is_kept());
    if let Some(measure) = over {
        bail!("{} takes {:.1} ms, and should take {:.0} at most", measure.what, median(&measure.done), measure.most);
    }
    Ok(())
}

fn folder() -> PathBuf {
    paths::target().join("bench")
}

fn subjects() -> Result<Vec<Subject>> {
    let read = |file: PathBuf| {
        let value = serde_json::from_str(&paths::text(&file)?)?;
        Subject::read(&value).with_context(|| format!("{} is not what was measured", file.display()))
    };
    paths::files(&folder(), "json").into_iter().map(read).collect()
}

fn results(subjects: &[Subject], machine: &str) -> String {
    let (browser, date) =
        subjects.first().map_or(("no browser", "never"), |subject| (subject.browser.as_str(), subject.date.as_str()));
    let mut page = format!(
        "# Measured\n\nWritten by `cargo xtask bench`. All times are in milliseconds, from the click of a first visit on. \
         \"Effect\" is when what was asked for has been painted, which is what the limit is for; \"next paint\" is the \
         median of what Event Timing tells, in steps of 8.\n\nAssent {}, {browser}, {machine}, {date}.\n\n\
         | what | limit | effect: median | least | most | next paint | runs |\n|---|--:|--:|--:|--:|--:|--:|\n",
        env!("CARGO_PKG_VERSION")
    );
    for measure in subjects.iter().flat_map(|subject| &subject.measures) {
        // It does not fail for a text.
        let _ = writeln!(page, "{}", measure.row());
    }
    page
}

/// The processor, as far as the system names it.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let name = name.map_or(std::env::consts::ARCH, |(_, name)| name);
    format!("{cores} cores of {name}, {}", std::env::consts::OS)
}

/// The one in the middle; of two, the larger.
fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn ends(times: &[f64]) -> [f64; 2] {
    [times.iter().copied().fold(f64::INFINITY, f64::min), times.iter().copied().fold(0.0, f64::max)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(done: &[f64], next: &[f64]) -> Measure {
        Measure { what: "a thing".to_owned(), most: 50.0, done: done.to_vec(), next: next.to_vec() }
    }

    #[test]
    fn a_row_has_the_median_and_both_ends() {
        let row = measure(&[30.0, 10.0, 20.0], &[24.0, 16.0, 0.0]).row();
        assert_eq!(row, "| a thing | 50 | 20.0 | 10.0 | 30.0 | 16 | 3 |");
        assert!(measure(&[1.0], &[0.0]).row().contains("< 16"));
    }

    #[test]
    fn the_median_is_what_must_be_kept() {
        assert!(measure(&[10.0, 50.0, 900.0], &[]).is_kept());
        assert!(!measure(&[10.0, 50.1, 60.0], &[]).is_kept());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let measures = vec![measure(&[1.5], &[0.0])];
        let subject = Subject { browser: "B 1".to_owned(), date: "2026-01-01".to_owned(), measures };
        let value = json!({ "browser": "B 1", "date": "2026-01-01", "measures": [subject.measures.first().map(Measure::to_json)] });
        assert_eq!(Subject::read(&value), Some(subject));
        assert_eq!(Subject::read(&json!({})), None);
    }
}

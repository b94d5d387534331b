//! The kit that a build starts from: its scripts, its Wasm, its languages. Knows their names, not what is in them.

use crate::files;
use assent_model::Value;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const HELP: &str = "Build the kit with `cargo xtask dist`, and name its folder with --kit.";

/// Files that do not lie beside a built one: what finds the plan where none is built in, and what is built in.
const OF_THE_TAG: [&str; 3] = ["assent.js", "assent-setup.js", "assent-built.js"];

/// Parts that are in a built file, or not needed at all.
const INSIDE: [&str; 8] = ["choice", "steps", "mirror", "net", "gpc", "revisit", "ahead", "modal"];

/// A kit.
#[derive(Debug)]
pub(super) struct Kit {
    folder: PathBuf,
}

impl Kit {
    /// The kit in this folder.
    ///
    /// # Errors
    /// There is no whole kit, or the output would go into it.
    pub(super) fn open(folder: &Path, out: &Path) -> Result<Kit> {
        for name in OF_THE_TAG {
            if !folder.join(name).is_file() {
                return Err(miette!(help = HELP, "there is no kit in {}: {name} is missing", folder.display()));
            }
        }
        if out.canonicalize().is_ok_and(|out| folder.canonicalize().is_ok_and(|folder| out == folder)) {
            let help = "Name another folder with --out.";
            return Err(miette!(help = help, "{} is the kit itself, which the build starts from", out.display()));
        }
        Ok(Kit { folder: folder.to_owned() })
    }

    /// A file of the kit, if it is there.
    pub(super) fn file(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    /// The gate.
    pub(super) fn gate(&self) -> Result<String> {
        Ok(files::read(&self.folder.join("assent.js"))?.text)
    }

    /// A part of the gate.
    pub(super) fn part(&self, name: &str) -> Result<String> {
        Ok(files::read(&self.folder.join(part_file(name)))?.text)
    }

    /// What lies beside a built file: names and contents.
    pub(super) fn beside(&self) -> Result<BTreeMap<String, Vec<u8>>> {
        let inside = INSIDE.map(part_file);
        let mut all = BTreeMap::new();
        let entries = fs::read_dir(&self.folder).into_diagnostic().wrap_err(HELP)?;
        for entry in entries {
            let path = entry.into_diagnostic()?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_inside = OF_THE_TAG.contains(&name.as_str()) || inside.contains(&name);
            let is_ours = name.starts_with("assent") && [".js", ".wasm", ".d.ts"].iter().any(|end| name.ends_with(end));
            if is_ours && !is_inside {
                let bytes = fs::read(&path).into_diagnostic().wrap_err_with(|| format!("cannot read {name}"))?;
                all.insert(name, bytes);
            }
        }
        Ok(all)
    }

    /// The texts of a language: those of the catalogue, or a file that the site put into the kit.
    ///
    /// # Errors
    /// Neither has it.
    pub(super) fn texts(&self, language: &str) -> Result<Value> {
        let own = assent_catalogue::languages().find(|(code, _)| *code == language).map(|(_, text)| text.to_owned());
        let name = format!("languages/{language}.json");
        let from_kit = || String::from_utf8(self.file(&name)?).ok();
        let text = own.or_else(from_kit).ok_or_else(|| {
            let help =
                format!("Put {} there, or take the language out of the config.", self.folder.join(&name).display());
            miette!(help = help, "neither Assent nor the kit has the language \"{language}\"")
        })?;
        let value: serde_json::Value = serde_json::from_str(&text)
            .into_diagnostic()
            .wrap_err_with(|| format!("the texts of \"{language}\" are not JSON"))?;
        Ok(value.into())
    }
}

fn part_file(name: &str) -> String {
    format!("assent-{name}.js")
}

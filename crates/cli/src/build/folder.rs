//! The folder that a build is written into: whole or not at all. Knows names, not contents.

use super::compressed::Made;
use miette::{IntoDiagnostic, Result, WrapErr};
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Puts these files into a folder, and takes away those of an earlier build that are no longer made. Everything is
/// written beside the folder first, so that an error leaves it as it was.
///
/// # Errors
/// The folder, or one beside it, cannot be written.
pub(super) fn replace(out: &Path, made: &[Made]) -> Result<()> {
    let named = || format!("cannot write into {}", out.display());
    let stage = Stage::beside(out).into_diagnostic().wrap_err_with(named)?;
    for file in made {
        for (end, bytes) in [("", &file.raw), (".gz", &file.gzip), (".br", &file.brotli)] {
            let path = stage.0.join(format!("{}{end}", file.name));
            fs::write(path, bytes).into_diagnostic().wrap_err_with(named)?;
        }
    }
    move_in(&stage.0, out).into_diagnostic().wrap_err_with(named)
}

/// A folder that is gone once it is no longer needed.
struct Stage(PathBuf);

impl Stage {
    /// In the same parent, since only there can files be moved in one step.
    fn beside(out: &Path) -> std::io::Result<Stage> {
        let out = std::path::absolute(out)?;
        let name = out.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(file) = out.ancestors().find(|above| above.exists()).filter(|above| !above.is_dir()) {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            return Err(std::io::Error::new(ErrorKind::NotADirectory, format!("{name} is a file, not a folder")));
        }
        let parent = out.parent().unwrap_or(Path::new("/"));
        let is_new = !parent.exists();
        fs::create_dir_all(parent)?;
        let folder = parent.join(format!(".{name}.{}", std::process::id()));
        if let Err(error) = fs::create_dir(&folder) {
            if is_new {
                let _ = fs::remove_dir(parent);
            }
            return Err(error);
        }
        Ok(Stage(folder))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn move_in(stage: &Path, out: &Path) -> std::io::Result<()> {
    fs::create_dir_all(out)?;
    let mut fresh = BTreeSet::new();
    for entry in fs::read_dir(stage)? {
        let entry = entry?;
        fs::rename(entry.path(), out.join(entry.file_name()))?;
        fresh.insert(entry.file_name());
    }
    for entry in fs::read_dir(out)? {
        let entry = entry?;
        let is_ours = is_ours(&entry.file_name().to_string_lossy());
        if is_ours && !fresh.contains(&entry.file_name()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Whether a build may have made a file of this name. The folder may hold files of the site too: `panel.settings.json` is
/// none of ours, since no language is called so.
fn is_ours(name: &str) -> bool {
    let name = name.strip_suffix(".gz").or(name.strip_suffix(".br")).unwrap_or(name);
    let between = |start: &str, end: &str| name.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
    let is_of_language = [("assent.", ".js"), ("panel.", ".json"), ("page.", ".json")]
        .iter()
        .any(|(start, end)| between(start, end).is_some_and(is_language));
    is_of_language || between("assent-", ".js").is_some() || name == "assent-widget.wasm"
}

/// Whether it looks like a language: two or three letters, and what may follow them. BCP 47.
fn is_language(code: &str) -> bool {
    let primary = code.split('-').next().unwrap_or_default();
    (2..=3).contains(&primary.len()) && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_site_has_put_there_is_left_alone() {
        for name in [
            "assent.fr.js",
            "assent.zh-Hant.js.br",
            "panel.de.json",
            "panel.de.json.gz",
            "page.de.json",
            "assent-sweep.js",
        ] {
            assert!(is_ours(name), "{name}");
        }
        for name in ["panel.settings.json", "panel..json", "assent.config.js", "assent.json", "assentive.js", "app.js"]
        {
            assert!(!is_ours(name), "{name}");
        }
    }
}

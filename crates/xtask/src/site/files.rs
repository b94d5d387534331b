//! Which file answers a path, and the faulty kits that tests ask for. Knows the tree's layout, not what the files say.

use crate::{http, paths};
use std::path::{Path, PathBuf};

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A file, its media type, and whether it may hold marks to fill in.
    File {
        path: PathBuf,
        kind: &'static str,
        ours: bool,
    },
    /// A folder whose address lacks the stroke at its end.
    Folder,
    Nothing,
}

/// Finds the file for a path.
pub(super) fn find(path: &str, kit: &Path, faults: bool) -> Found {
    if let Some(file) = path.strip_prefix("/assent/") {
        return kit_file(kit, file);
    }
    if let Some((fault, file)) = path.strip_prefix("/kit/").and_then(|rest| rest.split_once('/')).filter(|_| faults) {
        return faulty(fault, file, kit_file(kit, file));
    }
    if let Some(file) = path.strip_prefix("/built/").filter(|_| faults) {
        return kit_file(&paths::built(), file);
    }
    if let Some(file) = path.strip_prefix("/yew/") {
        return below(&paths::example(), file);
    }
    let rooms = [("/sites/", "examples/sites"), ("/pages/", "tests/browser/pages"), ("/vectors/", "tests/vectors")];
    for (prefix, folder) in rooms {
        let found = path.strip_prefix(prefix).map(|file| below(&paths::root().join(folder), file));
        // What a room does not have may still be a page of the demo: it shows the example sites under the same address.
        if let Some(found @ (Found::File { .. } | Found::Folder)) = found {
            return found;
        }
    }
    below(&paths::root().join("www"), path)
}

fn kit_file(kit: &Path, file: &str) -> Found {
    match http::below(kit, file) {
        Some(path) if path.is_file() => Found::File { kind: http::media_type(&path), path, ours: false },
        _ => Found::Nothing,
    }
}

/// The same file as a badly set-up site would serve it.
fn faulty(fault: &str, file: &str, found: Found) -> Found {
    let wasm = file.ends_with(".wasm");
    match (fault, found) {
        ("no-wasm", _) if wasm => Found::Nothing,
        ("no-widget", _) if file == "assent-widget.js" => Found::Nothing,
        ("no-cards", _) if file.starts_with("cards/") && !file.ends_with("index.json") => Found::Nothing,
        ("no-language", _) if file.starts_with("languages/") => Found::Nothing,
        ("wrong-mime", Found::File { path, ours, .. }) if wasm => {
            Found::File { path, kind: "application/octet-stream", ours }
        }
        (_, found) => found,
    }
}

fn below(folder: &Path, file: &str) -> Found {
    let Some(path) = http::below(folder, file) else {
        return Found::Nothing;
    };
    let slash = file.is_empty() || file.ends_with('/');
    let page = path.with_extension("html");
    match () {
        () if path.is_dir() && slash => Found::existing(path.join("index.html")),
        () if path.is_file() => Found::existing(path),
        () if path.extension().is_none() && page.is_file() => Found::existing(page),
        () if path.join("index.html").is_file() => Found::Folder,
        () => Found::Nothing,
    }
}

impl Found {
    fn existing(path: PathBuf) -> Self {
        match path.is_file() {
            true => Self::File { kind: http::media_type(&path), path, ours: true },
            false => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_its_folder() {
        for path in ["/../Cargo.toml", "/pages/../../../Cargo.toml", "/assent/../Cargo.toml"] {
            assert_eq!(find(path, Path::new("dist"), true), Found::Nothing);
        }
    }

    #[test]
    fn a_fault_touches_its_own_file_alone() {
        let file = || Found::File { path: PathBuf::from("x"), kind: "application/wasm", ours: false };
        assert_eq!(faulty("no-wasm", "assent-widget.wasm", file()), Found::Nothing);
        assert_eq!(faulty("no-wasm", "assent.js", file()), file());
        assert_ne!(faulty("wrong-mime", "assent-widget.wasm", file()), file());
    }
}

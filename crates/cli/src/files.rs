//! Files as the commands read and write them: whole or not at all. Knows no command.

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The largest config that is read, in bytes. The five example sites have 2 to 4 kB.
pub const LARGEST: u64 = 2_000_000;

/// The mark that some editors put before a text. Browsers leave it out before they read JSON.
const MARK: char = '\u{feff}';

/// A text that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The text, without a byte order mark.
    pub text: String,
    /// Whether it had one.
    pub has_mark: bool,
}

impl Input {
    /// The bytes as they were, or will be once the text was changed.
    pub fn bytes(&self) -> Vec<u8> {
        let mark = if self.has_mark { MARK.to_string() } else { String::new() };
        [mark.as_bytes(), self.text.as_bytes()].concat()
    }
}

/// Whether a path stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The name of a file for people.
pub fn name(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// The text of a file; `-` is standard input.
///
/// # Errors
/// It is not there, is a folder, cannot be read, is larger than [`LARGEST`], or is not UTF-8.
pub fn read(path: &Path) -> Result<Input> {
    let bytes = if is_stdin(path) { all_of(io::stdin().lock()) } else { open(path).and_then(all_of) };
    bytes.and_then(text).wrap_err_with(|| format!("cannot read {}", name(path)))
}

fn open(path: &Path) -> Result<fs::File> {
    if fs::metadata(path).is_ok_and(|about| about.is_dir()) {
        return Err(miette!(help = "Name the file in it, such as assent.json.", "it is a folder"));
    }
    fs::File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            miette!(help = "`assent init` writes a new config; `assent check --help` says more.", "it is not there")
        }
        io::ErrorKind::PermissionDenied => miette!(help = "Look at who may read it.", "it may not be read"),
        _ => miette!("{error}"),
    })
}

fn all_of(file: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).into_diagnostic()?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        let help = "A config has some kilobytes: is this the right file?";
        return Err(miette!(help = help, "it is larger than {} MB", LARGEST / 1_000_000));
    }
    Ok(bytes)
}

/// Bytes as text.
fn text(bytes: Vec<u8>) -> Result<Input> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(at).filter(|&&byte| byte == b'\n').count() + 1;
        let help = "Save it as UTF-8, as JSON must be (RFC 8259, section 8.1).";
        miette!(help = help, "it is not UTF-8 from byte {at} on, in line {line}")
    })?;
    let bare = text.strip_prefix(MARK).map(str::to_owned);
    Ok(Input { has_mark: bare.is_some(), text: bare.unwrap_or(text) })
}

/// Writes a file whole or not at all: into a file beside it, which then takes its name. Who may read a file that was
/// there already, and where a link leads, stays as it was.
///
/// # Errors
/// The folder cannot be made, or the file cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let named = || format!("cannot write {}", path.display());
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).into_diagnostic().wrap_err_with(named)?;
    let beside = beside(path);
    let written = put(&beside, path, bytes);
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.into_diagnostic().wrap_err_with(named)
}

fn put(beside: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(beside)?;
    file.write_all(bytes)?;
    if let Ok(about) = fs::metadata(path) {
        fs::set_permissions(beside, about.permissions())?;
    }
    fs::rename(beside, path)
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}", std::process::id()))
}

//! Files as the commands read and write them: whole or not at all. Knows no command.

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The largest config that is read, in bytes. The five example sites have 2 to 4 kB.
pub const LARGEST: u64 = 5_000_000;

/// The text of a file; `-` is standard input.
///
/// # Errors
/// It is not there, is a folder, cannot be read, is larger than [`LARGEST`], or is not UTF-8.
pub fn read(path: &Path) -> Result<String> {
    let named = || format!("cannot read {}", path.display());
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().take(LARGEST + 1).read_to_end(&mut bytes).into_diagnostic().wrap_err_with(named)?;
    } else {
        let about = fs::metadata(path).into_diagnostic().wrap_err_with(named)?;
        if about.is_dir() {
            return Err(miette!(help = "Name the file in it, such as assent.json.", "it is a folder"))
                .wrap_err_with(named);
        }
        let file = fs::File::open(path).into_diagnostic().wrap_err_with(named)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).into_diagnostic().wrap_err_with(named)?;
    }
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        let help = "A config has some kilobytes: is this the right file?";
        return Err(miette!(help = help, "it is larger than {} MB", LARGEST / 1_000_000)).wrap_err_with(named);
    }
    text(bytes).wrap_err_with(named)
}

/// Bytes as text, without a byte order mark.
fn text(bytes: Vec<u8>) -> Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        miette!(help = "Save it as UTF-8, as JSON must be (RFC 8259, section 8.1).", "byte {at} is not UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

/// Writes a file whole or not at all: into a file beside it, which then takes its name.
///
/// # Errors
/// The folder cannot be made, or the file cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let named = || format!("cannot write {}", path.display());
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(if folder == Path::new("") { Path::new(".") } else { folder })
        .into_diagnostic()
        .wrap_err_with(named)?;
    let beside = beside(path);
    let written =
        fs::File::create(&beside).and_then(|mut file| file.write_all(bytes)).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.into_diagnostic().wrap_err_with(named)
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}", std::process::id()))
}

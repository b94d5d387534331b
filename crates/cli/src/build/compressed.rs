//! Each file as it is, with gzip and with brotli, so that a server need not compress anything. Knows no file's meaning.

use super::kit::Kit;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use miette::{IntoDiagnostic, Result, miette};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::thread;

/// A file in three forms.
pub(super) struct Made {
    /// Its name.
    pub(super) name: String,
    /// As it is.
    pub(super) raw: Vec<u8>,
    /// With gzip. Made without a time, so that the same input gives the same bytes.
    pub(super) gzip: Vec<u8>,
    /// With brotli.
    pub(super) brotli: Vec<u8>,
}

/// Compresses all files, side by side, as well as can be: it is done once, and fetched often. What the kit has compressed
/// already is taken from there.
///
/// # Errors
/// A compressor fails, which it does not for bytes in memory.
pub(super) fn all(files: BTreeMap<String, Vec<u8>>, kit: &Kit) -> Result<Vec<Made>> {
    thread::scope(|scope| {
        let started: Vec<_> = files
            .into_iter()
            .map(|(name, raw)| scope.spawn(move || ready(&name, &raw, kit).map_or_else(|| compress(name, raw), Ok)))
            .collect();
        started.into_iter().map(|one| one.join().map_err(|_| miette!("a file could not be compressed"))?).collect()
    })
}

/// A file as the kit has it, if what it has is this file.
fn ready(name: &str, raw: &[u8], kit: &Kit) -> Option<Made> {
    let (gzip, brotli) = (kit.file(&format!("{name}.gz"))?, kit.file(&format!("{name}.br"))?);
    let mut from_gzip = Vec::new();
    GzDecoder::new(gzip.as_slice()).read_to_end(&mut from_gzip).ok()?;
    let mut from_brotli = Vec::new();
    brotli::BrotliDecompress(&mut brotli.as_slice(), &mut from_brotli).ok()?;
    let is_same = from_gzip == raw && from_brotli == raw;
    is_same.then(|| Made { name: name.to_owned(), raw: raw.to_vec(), gzip, brotli })
}

fn compress(name: String, raw: Vec<u8>) -> Result<Made> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&raw).into_diagnostic()?;
    let gzip = gzip.finish().into_diagnostic()?;
    let mut brotli = Vec::new();
    let best = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: raw.len(), ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut raw.as_slice(), &mut brotli, &best).into_diagnostic()?;
    Ok(Made { name, raw, gzip, brotli })
}

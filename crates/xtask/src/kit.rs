//! The kit: every file that a site serves, made into one folder. Knows the order of the steps, not how each is done.

mod data;
mod names;
mod scripts;
mod widget;

use crate::npm::Npm;
use crate::toolchain::Toolchain;
use crate::{codegen, paths, run, say};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A kit that was built.
pub struct Kit {
    /// Where its files lie.
    pub folder: PathBuf,
    /// The toolchain that built the Wasm.
    pub toolchain: &'static str,
    /// Whether that toolchain can make the size build, which the budget of the widget is for.
    pub small: bool,
}

/// How much time to spend on making the widget small.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// As it is shipped.
    Full,
    /// Without wasm-opt, which takes longer than everything else: for the next look at a change.
    Quick,
}

/// Builds the kit into this folder, seen from where the command runs.
pub fn dist(out: &Path, effort: Effort) -> Result<Kit> {
    let all = say::quiet("dist");
    let folder = std::path::absolute(out)?;
    let npm = Npm::ready()?;
    let toolchain = Toolchain::find()?;
    codegen::write(&npm)?;
    let built = widget::build(&toolchain, &npm, effort)?;
    let cards = data::cards()?;
    let languages = data::languages()?;
    let gate = paths::read(&paths::root().join("www/gate.js"))?;
    let parts = scripts::parts()?;

    let mut pieces: Vec<&[u8]> = vec![&built.wasm, &built.glue, &gate];
    pieces.extend(languages.iter().chain(&cards).chain(&parts).map(|(_, bytes)| bytes.as_slice()));
    let digest = paths::digest(pieces);
    let gate = scripts::gate(&npm, &gate, &digest)?;

    paths::write(&folder.join("assent.js"), &gate)?;
    for (name, source) in &parts {
        paths::write(&folder.join(name), &scripts::classic(&npm, source)?)?;
    }
    paths::write(&folder.join("assent-widget.js"), &built.glue)?;
    paths::write(&folder.join("assent-widget.wasm"), &built.wasm)?;
    write_all(&folder.join("languages"), &languages)?;
    write_all(&folder.join("cards"), &cards)?;
    paths::write(&folder.join("assent.schema.json"), assent_catalogue::schema()?.as_bytes())?;
    copy_types(&folder)?;
    if effort == Effort::Full {
        compress(&folder)?;
    }
    all.done(&format!("the kit is in {}", out.display()));
    Ok(Kit { folder, toolchain: toolchain.name, small: toolchain.small() })
}

/// Writes the files of a folder, and drops those that were taken out of the tree.
fn write_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    for old in paths::files(folder, "json") {
        let kept = files.iter().any(|(name, _)| old.file_name().is_some_and(|file| file == name.as_str()));
        if !kept {
            std::fs::remove_file(old)?;
        }
    }
    files.iter().try_for_each(|(name, bytes)| paths::write(&folder.join(name), bytes))
}

/// Node's own zlib: no compressor is to be compiled first.
const COMPRESS: &str = "const z=require('zlib'),fs=require('fs'),q=z.constants.BROTLI_PARAM_QUALITY;\
    for(const f of process.argv.slice(1)){const b=fs.readFileSync(f);\
    fs.writeFileSync(f+'.gz',z.gzipSync(b,{level:9}));fs.writeFileSync(f+'.br',z.brotliCompressSync(b,{params:{[q]:11}}))}";

/// Puts each script and the Wasm beside itself with gzip and with brotli, for servers that send files as they lie there.
fn compress(folder: &Path) -> Result<()> {
    let files = ["js", "wasm", "ts"].into_iter().flat_map(|end| paths::files(folder, end));
    let mut command = Command::new("node");
    run::output(command.args(["-e", COMPRESS]).args(files)).map(drop)
}

fn copy_types(folder: &Path) -> Result<()> {
    let types = paths::root().join("www/assent.d.ts");
    if types.is_file() {
        paths::write(&folder.join("assent.d.ts"), &paths::read(&types)?)?;
    }
    Ok(())
}

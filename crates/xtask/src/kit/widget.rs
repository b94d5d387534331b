//! The widget's two files, from source to shipped bytes: cargo, wasm-bindgen, wasm-opt, esbuild. Knows nothing of the other files.

use super::{Effort, names, scripts};
use crate::npm::Npm;
use crate::toolchain::{Purpose, TARGET, Toolchain};
use crate::{paths, run, say};
use anyhow::{Context, Result, ensure};
use std::path::PathBuf;
use wasm_bindgen_cli_support::Bindgen;

/// To be counted up when a step below changes, so that an older result is not taken for a fresh one.
const RECIPE: &str = "4";

/// Size before everything else. `-tnh` is not here, because it would make traps undefined.
const WASM_OPT: [&str; 17] = [
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-multivalue",
    "--low-memory-unused",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--merge-similar-functions",
    "-Oz",
    "--converge",
];

/// The widget as it is shipped.
pub(super) struct Widget {
    pub(super) wasm: Vec<u8>,
    pub(super) glue: Vec<u8>,
}

/// Compiles the widget, and shrinks it when what the compiler made has changed.
pub(super) fn build(toolchain: &Toolchain, npm: &Npm, effort: Effort) -> Result<Widget> {
    let compiled = compile(toolchain)?;
    let folder = toolchain.folder(Purpose::Kit).join(match effort {
        Effort::Full => "kit",
        Effort::Quick => "kit-quick",
    });
    let files = [folder.join("assent-widget.wasm"), folder.join("assent-widget.js")];
    let lock = paths::read(&paths::root().join("crates/xtask/npm/package-lock.json"))?;
    let fresh = paths::digest([compiled.as_slice(), &lock, WASM_OPT.concat().as_bytes(), RECIPE.as_bytes()]);
    let stamp = folder.join("made-from");
    if !std::fs::read(&stamp).is_ok_and(|old| old == fresh.as_bytes()) {
        let step = say::begin("widget", "wasm-bindgen and wasm-opt");
        shrink(npm, &compiled, effort, &files)?;
        paths::write(&stamp, fresh.as_bytes())?;
        step.done("ready");
    }
    let [wasm, glue] = &files;
    Ok(Widget { wasm: paths::read(wasm)?, glue: paths::read(glue)? })
}

fn compile(toolchain: &Toolchain) -> Result<Vec<u8>> {
    let step = say::begin("wasm", toolchain.name);
    if !toolchain.small() {
        println!("wasm: its library comes ready-made, so the widget is about a quarter larger than it could be");
    }
    // Built together with an rlib it would not be optimised across crates, and would be twice as large:
    // https://github.com/rust-lang/cargo/issues/4611
    let mut command = toolchain.cargo("rustc", Purpose::Kit);
    command.args(["--package", "assent", "--lib", "--quiet", "--crate-type", "cdylib"]);
    run::visible(&mut command).context("the widget does not compile")?;
    step.done("compiled");
    paths::read(&toolchain.folder(Purpose::Kit).join(TARGET).join("release/assent.wasm"))
}

fn shrink(npm: &Npm, compiled: &[u8], effort: Effort, files: &[PathBuf; 2]) -> Result<()> {
    let (wasm, glue) = bind(compiled)?;
    let [small, script] = files;
    match effort {
        Effort::Quick => paths::write(small, &wasm)?,
        Effort::Full => {
            let bound = small.with_extension("bound.wasm");
            paths::write(&bound, &wasm)?;
            npm.wasm_opt(&WASM_OPT, &bound, small)?;
        }
    }
    paths::write(script, &scripts::glue(npm, &glue)?)
}

fn bind(compiled: &[u8]) -> Result<(Vec<u8>, String)> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("assent-widget", compiled.to_vec()).web(true)?.typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let mut output = bindgen.generate_output().context("wasm-bindgen does not take what the compiler made")?;
    let glue = output.js().replace("assent-widget_bg.wasm", "assent-widget.wasm");
    let glue = names::shorten(output.wasm_mut(), &own_methods(&glue)?)?;
    Ok((output.wasm_mut().emit_wasm(), glue))
}

/// The methods that the widget calls on a document.
const METHODS: [&str; 3] = ["createElement", "createElementNS", "createTextNode"];

/// Has the glue call a document's own methods, since an element of the page whose name is `createElement` stands in for
/// that one. <https://html.spec.whatwg.org/#dom-document-nameditem>
fn own_methods(glue: &str) -> Result<String> {
    METHODS.iter().try_fold(glue.to_owned(), |glue, method| {
        let (call, own) = (format!("arg0.{method}("), format!("Document.prototype.{method}.call(arg0, "));
        ensure!(glue.contains(&call), "the glue has no call of {method}: take it out of METHODS");
        Ok(glue.replace(&call, &own))
    })
}

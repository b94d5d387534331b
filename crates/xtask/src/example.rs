//! `cargo xtask example`: the Yew application of `examples/yew`, built without Trunk. Knows the tools, not the application.

use crate::toolchain::{Purpose, TARGET, Toolchain};
use crate::{paths, run, say};
use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

const NAME: &str = "assent-yew-example";

/// What Trunk puts a tag in the place of, and the tag.
const HERE: &str = "<link data-trunk rel=\"rust\">";
const TAG: &str = "<script type=\"module\">import start from \"./assent-yew-example.js\"; start();</script>";

/// Builds it into `target/example`, which the site serves under `/yew/`. With the kit's flags, although it need not be
/// small: the standard library then is the one that the widget has been compiled with, which takes longer than the rest.
pub fn build() -> Result<()> {
    let toolchain = Toolchain::find()?;
    let step = say::begin("example", toolchain.name);
    let mut command = toolchain.cargo("build", Purpose::Kit);
    command.args(["--package", NAME, "--quiet"]);
    run::visible(&mut command).context("the example does not compile")?;
    let wasm = toolchain.folder(Purpose::Kit).join(TARGET).join(format!("release/{NAME}.wasm"));
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(NAME).web(true)?.omit_default_module_path(false).typescript(false);
    bindgen.generate(paths::example()).context("wasm-bindgen does not take what the compiler made")?;
    let page = paths::text(&paths::root().join("examples/yew/index.html"))?;
    ensure!(page.contains(HERE), "examples/yew/index.html has no {HERE}");
    paths::write(&paths::example().join("index.html"), page.replace(HERE, TAG).as_bytes())?;
    step.done("the application is in target/example");
    Ok(())
}

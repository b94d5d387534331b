//! `cargo xtask size`: what the kit weighs on the wire, against the budgets and the committed snapshot. Knows no cause.

mod table;

use crate::kit::{self, Effort};
use crate::{paths, run};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use table::{Row, Table};

/// At most so many bytes of brotli.
const BUDGETS: [(&str, u64); 3] = [("gate", 4_000), ("five", 7_000), ("widget", 65_000)];

/// Growth by more than this many hundredths must be agreed to.
const GROWTH: u64 = 1;

const FILES: [(&str, &str); 26] = [
    ("gate", "assent.js"),
    ("setup", "assent-setup.js"),
    ("start", "assent-start.js"),
    ("built", "assent-built.js"),
    ("choice", "assent-choice.js"),
    ("host", "assent-host.js"),
    ("local", "assent-local.js"),
    ("language", "assent-language.js"),
    ("set", "assent-set.js"),
    ("receipt", "assent-receipt.js"),
    ("late", "assent-late.js"),
    ("embeds", "assent-embeds.js"),
    ("placeholder", "assent-placeholder.js"),
    ("toggle", "assent-toggle.js"),
    ("revisit", "assent-revisit.js"),
    ("page", "assent-page.js"),
    ("steps", "assent-steps.js"),
    ("faults", "assent-faults.js"),
    ("sweep", "assent-sweep.js"),
    ("mirror", "assent-mirror.js"),
    ("net", "assent-net.js"),
    ("gpc", "assent-gpc.js"),
    ("glue", "assent-widget.js"),
    ("wasm", "assent-widget.wasm"),
    ("card", "cards/82845e5bdfd22cca.json"), // that of Matomo, one of the larger ones
    ("english", "languages/en.json"),
];

/// Files made by `assent build`, each of the config of its name in `tests/size`: all that a visitor fetches before and for
/// an answer. In `told`, vendors are told of the answer, for which one part more is in the file.
const BUILT: [&str; 2] = ["five", "told"];

/// Node's own zlib: the same bytes as a server's brotli would send, and no compressor to compile first.
const MEASURE: &str = "const z=require('zlib'),q=z.constants.BROTLI_PARAM_QUALITY;\
    for(const f of process.argv.slice(1)){const b=require('fs').readFileSync(f);\
    console.log(b.length,z.gzipSync(b,{level:9}).length,z.brotliCompressSync(b,{params:{[q]:11}}).length)}";

/// Measures a fresh kit; fails when it is over budget, or has grown without the snapshot saying so.
pub fn size(update: bool) -> Result<()> {
    let built = kit::dist(&paths::dist(), Effort::Full)?;
    run::visible(run::clean("cargo").args(["build", "--quiet", "--package", "assent-cli"]).current_dir(paths::root()))?;
    let table = Table { toolchain: built.toolchain.to_owned(), rows: measure(&built.folder)? };
    let file = paths::root().join("tests/size.snap");
    let old = paths::text(&file).ok().map(|text| Table::parse(&text));
    print!("{}", table.beside(old.as_ref()));
    if update {
        paths::write(&file, table.to_string().as_bytes())?;
        println!("size: tests/size.snap is written");
    }
    let old =
        if update { None } else { Some(old.context("tests/size.snap is missing: run `cargo xtask size --update`")?) };
    over_budget(&table, built.small)?;
    old.map_or(Ok(()), |old| grown(&table, &old))
}

fn measure(folder: &Path) -> Result<Vec<Row>> {
    let kit = FILES.into_iter().map(|(name, file)| (name, folder.join(file)));
    let built = BUILT.into_iter().map(|name| Ok((name, build(name, folder)?)));
    let files: Vec<_> = kit.map(Ok).chain(built).collect::<Result<_>>()?;
    let mut command = Command::new("node");
    command.args(["-e", MEASURE]).args(files.iter().map(|(_, file)| file));
    let printed = String::from_utf8(run::output(&mut command)?)?;
    let mut rows: Vec<Row> =
        files.iter().zip(printed.lines()).filter_map(|((name, _), line)| Row::parse(name, line)).collect();
    let parts: Vec<_> = rows.iter().filter(|row| ["wasm", "glue"].contains(&row.name.as_str())).cloned().collect();
    rows.push(Row::sum("widget", &parts));
    Ok(rows)
}

/// Has the command `assent` make a file of a config of `tests/size`.
fn build(name: &str, kit: &Path) -> Result<PathBuf> {
    let out = paths::built().join(format!("size-{name}"));
    let mut command = Command::new(paths::command());
    command.arg("build").arg(paths::root().join("tests/size").join(name).with_extension("json"));
    run::output(command.arg("--out").arg(&out).arg("--kit").arg(kit)).map(drop)?;
    Ok(out.join("assent.js"))
}

/// The widget's budget is for the size build: a library that comes ready-made is a quarter larger.
fn over_budget(table: &Table, small: bool) -> Result<()> {
    for (name, most) in BUDGETS.into_iter().filter(|(name, _)| small || *name != "widget") {
        let brotli = table.brotli(name).with_context(|| format!("{name} was not measured"))?;
        if brotli > most {
            bail!(
                "{name} weighs {brotli} bytes of brotli, {} over its budget of {most}: make it smaller",
                brotli - most
            );
        }
    }
    Ok(())
}

fn grown(table: &Table, old: &Table) -> Result<()> {
    if table.toolchain != old.toolchain {
        println!("size: built by {}, the snapshot by {}: not compared", table.toolchain, old.toolchain);
        return Ok(());
    }
    for row in &table.rows {
        let before = old.brotli(&row.name).unwrap_or_default();
        if row.brotli * 100 > before * (100 + GROWTH) {
            let name = &row.name;
            bail!(
                "{name} grew from {before} to {} bytes of brotli: if that is meant, run `cargo xtask size --update`",
                row.brotli
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(toolchain: &str, gate: u64, widget: u64) -> Table {
        let row = |name: &str, brotli| Row { name: name.to_owned(), raw: 0, gzip: 0, brotli };
        Table {
            toolchain: toolchain.to_owned(),
            rows: vec![row("gate", gate), row("five", 7_000), row("widget", widget)],
        }
    }

    #[test]
    fn a_budget_is_a_hard_limit() {
        assert!(over_budget(&table("a", 4_000, 65_000), true).is_ok());
        assert!(over_budget(&table("a", 4_001, 1), true).is_err());
        assert!(over_budget(&table("a", 1, 65_001), true).is_err());
        assert!(over_budget(&table("a", 1, 65_001), false).is_ok());
        assert!(over_budget(&table("a", 4_001, 1), false).is_err());
    }

    #[test]
    fn growth_fails_only_beside_the_same_toolchain() {
        assert!(grown(&table("a", 101, 1), &table("a", 100, 1)).is_ok());
        assert!(grown(&table("a", 102, 1), &table("a", 100, 1)).is_err());
        assert!(grown(&table("b", 102, 1), &table("a", 100, 1)).is_ok());
    }
}

//! `cargo xtask shots`: pictures of all that visitors see, and one sheet with all of them, for a person to look through.
//! Knows the browser tests that make them, not what is on them.

use crate::kit::{self, Effort};
use crate::{paths, run};
use anyhow::{Context, Result};
use std::fs;

/// Builds the kit, has each picture made, and then the sheet.
pub fn shots() -> Result<()> {
    kit::dist(&paths::dist(), Effort::Full)?;
    let folder = paths::shots();
    if folder.is_dir() {
        fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    for module in ["shots::", "sheet::"] {
        let mut command = run::clean("cargo");
        command.args(["test", "--quiet", "--package", "xtask", "--test", "browser", "--", "--ignored", module]);
        run::visible(command.current_dir(paths::root()))?;
    }
    println!("shots: {} has them all", folder.join("sheet.png").display());
    Ok(())
}

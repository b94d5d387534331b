//! Codes as they are typed on the command line. Knows no rule by name.

use assent_lint::{Page, page, pages};
use assent_model::fault::did_you_mean;
use miette::{Result, miette};

/// The page of a code.
///
/// # Errors
/// There is no such code; the nearest one is offered.
pub fn find(code: &str) -> Result<Page> {
    page(code).ok_or_else(|| {
        let known: Vec<&str> = pages().map(|page| page.code).collect();
        let help = format!("{}`assent rules` lists them all.", did_you_mean(code, &known));
        miette!(help = help, "there is no code \"{code}\"")
    })
}

/// The page of a rule.
///
/// # Errors
/// There is no such code, or it is a fault that keeps a config from being used and cannot be allowed.
pub fn rule(code: &str) -> Result<Page> {
    let page = find(code)?;
    if page.is_rule {
        return Ok(page);
    }
    let help = format!("A config with this fault cannot be used. `assent explain {code}` says how to mend it.");
    Err(miette!(help = help, "\"{code}\" cannot be allowed"))
}

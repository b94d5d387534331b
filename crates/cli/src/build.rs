//! `assent build`: makes of a config the files that its pages need, with the banner in them. Knows the order of the
//! steps, not how each is done.

mod bundle;
mod compressed;
mod folder;
mod kit;
mod page;
mod script;
#[cfg(test)]
mod tests;
mod told;
mod watch;

use crate::report::{self, Format, Report};
use crate::{Outcome, clock, files, output};
use assent_model::Config;
use kit::Kit;
use miette::{IntoDiagnostic, Result, miette};
use std::path::{Path, PathBuf};

/// Make the files that a site serves, with plan and banner built in
#[derive(clap::Args)]
#[command(after_long_help = AFTER)]
pub struct Args {
    /// The config
    #[arg(value_name = "FILE", default_value = "assent.json")]
    file: PathBuf,
    /// Where the files go; made if it is not there
    #[arg(long, value_name = "DIR", default_value = "assent")]
    out: PathBuf,
    /// The kit, as `cargo xtask dist` makes it
    #[arg(long, value_name = "DIR", default_value = "dist", env = "ASSENT_KIT")]
    kit: PathBuf,
    /// Where your site will serve the files, for the tag that is printed: `/<name of the folder>/`, unless you say
    #[arg(long, value_name = "PATH")]
    base: Option<String>,
    /// Only these of the config's languages
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    languages: Vec<String>,
    /// Build again after each change of the config
    #[arg(long)]
    watch: bool,
}

const AFTER: &str = "\
The file assent.js holds the gate, the plan and the banner, so that a visitor is asked at once, and Accept and Reject \
need no WebAssembly. What the panel needs lies beside it and is fetched when it is first opened, or earlier (\"preload\" \
in the config). Where a config has several languages, assent.js has the banner in all of them, and assent.<code>.js in \
one: smaller, for pages that know their language. The same input gives the same bytes.

Examples:
  assent build assent.json --out public/assent
  assent build assent.json --out public/assent --watch

Exit codes: 0 built, 1 the config has errors, 2 it could not run.";

/// Builds once, or again after each change.
///
/// # Errors
/// A file cannot be read or written, or the kit is not whole.
pub fn run(args: &Args) -> Result<Outcome> {
    let outcome = build(args);
    if args.watch {
        return watch::again(&args.file, outcome, || build(args));
    }
    outcome
}

fn build(args: &Args) -> Result<Outcome> {
    let text = files::read(&args.file)?.text;
    let today = clock::today()?;
    let checked = assent_lint::check(&text, &today).into_diagnostic()?;
    let Some(config) = &checked.config else {
        let found = Report { name: files::name(&args.file), text, findings: checked.diagnostics };
        output::or_closed(report::print(&[found], Format::Graphical, &mut output::error()))?;
        return Ok(Outcome::Findings);
    };
    let kit = Kit::open(&args.kit, &args.out)?;
    let pages = page::pages(config, &text, &languages(config, &args.languages)?, &kit, &today)?;
    let made = compressed::all(bundle::files(config, &pages, &kit)?, &kit)?;
    folder::replace(&args.out, &made)?;
    output::print(&told::told(config, &made, &base(args)))?;
    told::findings(&args.file, &checked);
    Ok(Outcome::Clean)
}

/// The languages to build, in the order of the config.
fn languages(config: &Config, wanted: &[String]) -> Result<Vec<String>> {
    let own = if config.languages.is_empty() { vec!["en".to_owned()] } else { config.languages.clone() };
    if let Some(foreign) = wanted.iter().find(|code| !own.contains(code)) {
        let help = format!("The config has {}.", own.join(", "));
        return Err(miette!(help = help, "\"{foreign}\" is not among the languages of the config"));
    }
    Ok(own.into_iter().filter(|code| wanted.is_empty() || wanted.contains(code)).collect())
}

/// Where the site serves the files, with a slash at both ends.
fn base(args: &Args) -> String {
    let name = || args.out.file_name().unwrap_or(Path::new("assent").as_os_str()).to_string_lossy().into_owned();
    let base = args.base.clone().unwrap_or_else(|| format!("/{}/", name()));
    if base.ends_with('/') { base } else { base + "/" }
}

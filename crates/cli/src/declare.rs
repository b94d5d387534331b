//! `assent declare`: the table of services and cookies for a privacy policy. Knows no text: all are those of the panel.

mod html;
mod markdown;

use crate::site::Site;
use crate::{Outcome, files, output};
use assent_model::view::View;
use clap::ValueEnum;
use miette::{Result, miette};
use std::path::PathBuf;

/// Write the declaration for the privacy policy: every service and all that it stores, in each language of the site
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// The config; `-` is standard input
    #[arg(value_name = "FILE", default_value = "assent.json")]
    file: PathBuf,
    /// In which form
    #[arg(long, value_enum, default_value_t = Format::Md)]
    format: Format,
    /// In this language alone
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Write declaration.<language>.<format> for each language into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

const HELP: &str = "Examples:
  assent declare --language de
  assent declare --format html --out policy

The texts are those of the panel, so that policy and panel say the same.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Markdown, with tables as GitHub has them
    Md,
    /// HTML: a section without a style
    Html,
}

/// Prints or writes the declaration.
///
/// # Errors
/// The config has faults, the language is not one of the site's, or a file cannot be written.
pub fn run(args: &Args) -> Result<Outcome> {
    let site = Site::read(&args.file)?;
    let mut languages = site.languages();
    if let Some(language) = &args.language {
        if !languages.contains(language) {
            let help = format!("It has {}.", languages.join(", "));
            return Err(miette!(help = help, "the site has no language \"{language}\""));
        }
        languages = vec![language.clone()];
    }
    // All are made before one is written: a fault in the last language leaves nothing behind.
    let made: Vec<(String, String)> = languages
        .into_iter()
        .map(|language| Ok((declaration(&site, &language, args.format)?, language)))
        .collect::<Result<_>>()?;
    let Some(folder) = &args.out else {
        let texts: Vec<String> = made.into_iter().map(|(text, _)| text).collect();
        output::print(&texts.join("\n"))?;
        return Ok(Outcome::Clean);
    };
    for (text, language) in &made {
        files::write(&folder.join(file_name(language, args.format)), text.as_bytes())?;
    }
    Ok(Outcome::Clean)
}

fn declaration(site: &Site, language: &str, format: Format) -> Result<String> {
    let view: View = site.plan(language)?.view;
    Ok(match format {
        Format::Md => markdown::of(&view),
        Format::Html => html::of(&view, language),
    })
}

fn file_name(language: &str, format: Format) -> String {
    let ending = match format {
        Format::Md => "md",
        Format::Html => "html",
    };
    format!("declaration.{language}.{ending}")
}

/// The heads of the columns.
fn columns(view: &View) -> [&str; 4] {
    ["item.name", "item.kind", "item.purpose", "item.duration"].map(|key| view.texts.get(key))
}

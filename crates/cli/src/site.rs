//! A config that a command works on: read, without a fault, and ready to be resolved. Knows no command.

use crate::clock;
use crate::files::{self, Input};
use assent_lint::rules::RULES;
use assent_lint::{Checked, Diagnostic, check};
use assent_model::{Cards, Config, Plan, Surroundings, resolve};
use miette::{IntoDiagnostic, Result, miette};
use std::path::Path;

/// A site, as its config describes it.
pub struct Site {
    /// The config.
    pub config: Config,
    /// What it was read from.
    pub input: Input,
    cards: Cards,
}

impl Site {
    /// The site of a config file.
    ///
    /// # Errors
    /// It cannot be read, or has faults.
    pub fn read(path: &Path) -> Result<Site> {
        let input = files::read(path)?;
        let checked = check(&input.text, &clock::today()?).into_diagnostic()?;
        let name = files::name(path);
        let faults = faults(&checked);
        let Some(config) = checked.config else {
            let help = format!("`assent check {name}` shows each with its place, and how to mend it.\n{faults}");
            return Err(miette!(help = help, "{name} has faults, so that no page could use it"));
        };
        Ok(Site { config, input, cards: assent_catalogue::cards().into_diagnostic()? })
    }

    /// The languages of the site; `en` where the config names none.
    pub fn languages(&self) -> Vec<String> {
        if self.config.languages.is_empty() { vec!["en".to_owned()] } else { self.config.languages.clone() }
    }

    /// The plan in a language, for visitors of whom it is not known where they are.
    ///
    /// # Errors
    /// The kit has no such language.
    pub fn plan(&self, language: &str) -> Result<Plan> {
        let texts = assent_catalogue::texts(language).ok_or_else(|| unknown_language(language))?;
        let today = clock::today()?;
        let around = Surroundings { cards: &self.cards, texts: &texts, language, today: &today, region: "" };
        resolve(&self.config, around).map_err(|faults| {
            let lines: Vec<String> = faults.iter().map(assent_model::Fault::line).collect();
            miette!(help = lines.join("\n"), "the config has faults in the language \"{language}\"")
        })
    }
}

/// What keeps a config from being used, a line each; rules of law and style do not.
pub fn faults(checked: &Checked) -> String {
    let is_fault = |one: &&Diagnostic| RULES.iter().all(|rule| rule.code != one.code);
    let line = |one: &Diagnostic| {
        let place = if one.path.is_empty() { String::new() } else { format!("{}: ", one.path) };
        format!("{place}{}", one.message)
    };
    checked.diagnostics.iter().filter(is_fault).map(line).collect::<Vec<_>>().join("\n")
}

/// The error of a language that the kit does not have.
pub fn unknown_language(language: &str) -> miette::Report {
    let known: Vec<&str> = assent_catalogue::languages().map(|(code, _)| code).collect();
    miette!(help = format!("It has {}.", known.join(", ")), "the kit has no language \"{language}\"")
}

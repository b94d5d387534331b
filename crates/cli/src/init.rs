//! `assent init`: writes a first config. Knows how one looks, and no card by name.

mod answers;

use crate::add::{category_entry, pair};
use crate::ask::is_terminal;
use crate::{Outcome, clock, files, json, output, site};
use answers::Answers;
use assent_lint::check;
use assent_model::Value;
use miette::{IntoDiagnostic, Result, miette};
use std::path::{Path, PathBuf};

/// Write a first assent.json: asks on a terminal, or takes what the options say
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// The file to write; `-` is standard output
    #[arg(value_name = "FILE", default_value = "assent.json")]
    file: PathBuf,
    #[command(flatten)]
    given: Given,
    /// Write over a file that is there already
    #[arg(long)]
    force: bool,
    /// Ask, though options were given or there is no terminal
    #[arg(long)]
    ask: bool,
}

/// What the options say of the site.
#[derive(clap::Args)]
struct Given {
    /// Who is responsible for the site: the name, with its legal form
    #[arg(long, value_name = "NAME")]
    controller: Option<String>,
    /// How visitors reach them: a link, or an address for mail
    #[arg(long, value_name = "LINK")]
    contact: Option<String>,
    /// A link to the privacy policy
    #[arg(long, value_name = "LINK")]
    policy: Option<String>,
    /// A link to the legal notice
    #[arg(long, value_name = "LINK")]
    imprint: Option<String>,
    /// A language of the site, the first being the one to fall back to; en without it
    #[arg(long = "language", value_name = "CODE", value_delimiter = ',')]
    languages: Vec<String>,
    /// A service of the catalogue, by its id: `assent services WORD` finds it
    #[arg(long = "service", value_name = "ID", value_delimiter = ',')]
    services: Vec<String>,
    /// A parameter of a service, so that the gate loads its script
    #[arg(long, value_name = "ID.KEY=VALUE", value_parser = pair)]
    with: Vec<(String, String)>,
}

impl Given {
    fn is_empty(&self) -> bool {
        let texts = [&self.controller, &self.contact, &self.policy, &self.imprint];
        let is_silent = self.languages.is_empty() && self.services.is_empty() && self.with.is_empty();
        is_silent && texts.iter().all(|text| text.is_none())
    }
}

const HELP: &str = "Examples:
  assent init
  assent init --controller 'Example GmbH' --contact privacy@example.com --policy /privacy \\
    --language en,de --service matomo,youtube --with matomo.url=https://stats.example.com/ --with matomo.siteId=1

Then `assent check` tells what is missing, and `assent add` adds more services.";

/// The order of the panel.
const ORDER: [&str; 4] = ["necessary", "functional", "analytics", "marketing"];

/// Writes the config.
///
/// # Errors
/// The file is there already; an answer cannot be; nobody answers.
pub fn run(args: &Args) -> Result<Outcome> {
    let name = args.file.display().to_string();
    if args.file.exists() && !args.force {
        let help = "`assent add` adds a service to it; with --force it is written over.";
        return Err(miette!(help = help, "{name} is there already"));
    }
    let asks = args.ask || (args.given.is_empty() && is_terminal());
    let answers = if asks { Answers::ask()? } else { Answers::given(&args.given)? };
    let text = json::lines(&config(&answers));
    let checked = check(&text, &clock::today()?).into_diagnostic()?;
    if checked.config.is_none() {
        return Err(miette!(help = site::faults(&checked), "no config can be made of these answers"));
    }
    if files::is_stdin(&args.file) {
        output::print(&text)?;
        return Ok(Outcome::Clean);
    }
    files::write(&args.file, text.as_bytes())?;
    output::print(&said(&args.file, checked.diagnostics.len()))?;
    Ok(Outcome::Clean)
}

fn said(file: &Path, open: usize) -> String {
    let name = file.display();
    let rest = match open {
        0 => String::new(),
        1 => format!("One thing is left for you: assent check {name}\n"),
        _ => format!("{open} things are left for you: assent check {name}\n"),
    };
    format!("Wrote {name}.\n{rest}")
}

/// The config, with what is empty left out.
fn config(answers: &Answers) -> Value {
    let object = |members: [(&str, &Option<String>); 2]| {
        let members = members.into_iter().filter_map(|(key, text)| Some((key.to_owned(), text.as_deref()?.into())));
        Value::Object(members.collect())
    };
    let texts = |words: &[String]| Value::List(words.iter().map(|word| word.as_str().into()).collect());
    let mut members = Vec::new();
    if answers.controller.is_some() {
        members.push(("controller", object([("name", &answers.controller), ("contact", &answers.contact)])));
    }
    if answers.policy.is_some() || answers.imprint.is_some() {
        members.push(("policy", object([("url", &answers.policy), ("imprint", &answers.imprint)])));
    }
    members.push(("languages", texts(&answers.languages)));
    let used = |id: &&&str| **id == "necessary" || answers.services.iter().any(|(card, _)| card.category() == **id);
    members.push(("categories", Value::List(ORDER.iter().filter(used).map(|id| category_entry(id)).collect())));
    let own = Value::object([("use", "assent".into())]);
    let services = std::iter::once(own).chain(answers.services.iter().map(|(_, entry)| entry.clone()));
    members.push(("services", Value::List(services.collect())));
    Value::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

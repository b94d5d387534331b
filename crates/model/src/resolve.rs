//! Config + cards + texts become a plan: the one place where it is decided what a page needs. Knows no browser.

mod asked;
mod service;
mod show;

use crate::choice::{Choice, VERSION};
use crate::config::Config;
use crate::fault::{Fault, Faults, listed};
use crate::plan::{Outcomes, Plan, PlanCategory, PlanService};
use crate::service::Cards;
use crate::texts::Texts;
pub use service::Resolved;

/// How long a choice holds unless the author says otherwise, in days.
///
/// Six months is what the French authority calls good practice, for consent and for refusal alike:
/// CNIL recommendation 2020-092, §39.
pub const DAYS: u32 = 180;

/// What a plan depends on besides the author's words.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The catalogue.
    pub cards: &'a Cards,
    /// The kit's texts in `language`.
    pub texts: &'a Texts,
    /// The language to show. BCP 47.
    pub language: &'a str,
    /// The date, as `2026-11-22`.
    pub today: &'a str,
}

/// Makes the plan.
///
/// # Errors
/// Every fault that can only be seen with the cards and the other parts of the config in hand: an unknown card or
/// category, two services of one id, a missing parameter, a category without texts.
pub fn resolve(config: &Config, around: Surroundings<'_>) -> Result<Plan, Vec<Fault>> {
    let faults = Faults::default();
    let texts = texts(config, around, &faults);
    let services = service::resolve(config, around.cards, &faults);
    check_categories(config, &texts, &faults);
    check_ids(config, &services, &faults);
    let faults = faults.into_vec();
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut plan = Plan {
        version: VERSION,
        language: around.language.to_owned(),
        revision: config.revision.unwrap_or(0),
        days: config.days.unwrap_or(DAYS),
        categories: config.categories.iter().map(|category| plan_category(category, &services)).collect(),
        services: services.iter().map(plan_service).collect(),
        outcomes: Outcomes::default(),
        view: show::view(config, &services, texts, around),
    };
    plan.outcomes = Outcomes {
        accept: Choice::new(&plan, "accept-all", |_| true),
        reject: Choice::new(&plan, "reject-all", |_| false),
    };
    Ok(plan)
}

/// The kit's texts with the author's own laid over them.
fn texts(config: &Config, around: Surroundings<'_>, faults: &Faults) -> Texts {
    let ids: Vec<&str> = config.categories.iter().map(|category| category.id.as_str()).collect();
    let mut texts = around.texts.clone();
    for (language, own) in &config.texts {
        let path = ["texts.", language].concat();
        let mut checked = around.texts.clone();
        checked.overlay(own, &path, &ids, faults);
        if language == around.language {
            texts = checked;
        }
    }
    texts
}

fn check_categories(config: &Config, texts: &Texts, faults: &Faults) {
    if config.categories.is_empty() {
        let help = "Add at least {\"id\": \"necessary\", \"required\": true}.".into();
        faults.add("no-category", "categories", "there is no category".into(), help);
    }
    for (place, category) in config.categories.iter().enumerate() {
        let path = format!("categories[{place}]");
        if config.categories.iter().take(place).any(|other| other.id == category.id) {
            let message = ["there are two categories \"", &category.id, "\""].concat();
            faults.add("duplicate-id", &path, message, "Make them one, or give one another id.".into());
        }
        for key in ["title", "text"].map(|part| ["category.", &category.id, ".", part].concat()) {
            if !texts.has(&key) {
                let message = ["the category \"", &category.id, "\" has no text \"", &key, "\""].concat();
                let help = ["Write \"", &key, "\" in \"texts\", for each of the languages."].concat();
                faults.add("missing-text", &path, message, help);
            }
        }
    }
}

fn check_ids(config: &Config, services: &[Resolved], faults: &Faults) {
    for (place, service) in services.iter().enumerate() {
        if services.iter().take(place).any(|other| other.id == service.id) {
            let help = "Make them one, or give one of them an \"id\" of its own.".into();
            faults.add("duplicate-id", &service.path, ["there are two services \"", &service.id, "\""].concat(), help);
        }
        if config.categories.iter().any(|category| category.id == service.id) {
            let message = ["\"", &service.id, "\" is a category and a service"].concat();
            faults.add("duplicate-id", &service.path, message, "Give the service another id.".into());
        }
        if !config.categories.iter().any(|category| category.id == service.category) {
            let known = || config.categories.iter().map(|category| category.id.as_str());
            let message = ["\"", &service.id, "\" is in the category \"", &service.category, "\", which is not there"];
            let near = crate::fault::did_you_mean(&service.category, known());
            let add = ["Add {\"id\": \"", &service.category, "\"} to \"categories\", or choose one of "].concat();
            let help = [near, add, listed(known()), ".".into()].concat();
            faults.add("unknown-category", &[&service.path, ".category"].concat(), message.concat(), help);
        }
    }
}

fn plan_category(category: &crate::config::Category, services: &[Resolved]) -> PlanCategory {
    let asked = (!category.required).then(|| asked::digest_of(&category.id, services));
    PlanCategory { id: category.id.clone(), asked }
}

fn plan_service(service: &Resolved) -> PlanService {
    PlanService {
        id: service.id.clone(),
        category: service.category.clone(),
        script: service.script.clone().map(Into::into),
    }
}

//! Config + cards + texts become a plan: the one place where it is decided what a page needs. Knows no browser.

mod asked;
mod page;
mod parts;
mod region;
mod service;
mod show;
mod signals;

use crate::cards::Cards;
use crate::config::Config;
use crate::fault::{Fault, Faults, did_you_mean, listed};
use crate::plan::Plan;
use crate::shape::at;
use crate::texts::Texts;
use crate::value::put;
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
    /// Where the visitor is, as the site says: a code of ISO 3166, or nothing.
    pub region: &'a str,
}

/// Makes the plan.
///
/// # Errors
/// Every fault that can only be seen with the cards and the other parts of the config in hand: an unknown card or
/// category, two services of one id, a missing parameter, a category without texts.
pub fn resolve(config: &Config, around: Surroundings<'_>) -> Result<Plan, Vec<Fault>> {
    let mut faults = Faults::default();
    let ids: Vec<&str> = config.categories.iter().map(|category| category.id.as_str()).collect();
    let texts = texts(config, around, &ids, &mut faults);
    let services = service::resolve(config, around.cards, &mut faults);
    check_categories(&ids, &texts, &mut faults);
    check_services(&services, &ids, &mut faults);
    signals::check(config, &ids, &mut faults);
    faults.none_or(())?;
    let (model, days) = region::rules(config, around.region);
    let plan_services: Vec<_> = services.iter().map(|service| parts::service(service, config)).collect();
    let mut more = parts::more(config, &plan_services);
    put(&mut more, "page", page::page(config, &services, &texts));
    Ok(Plan {
        language: around.language.to_owned(),
        revision: config.revision.unwrap_or(0),
        days,
        model,
        categories: config.categories.iter().map(|category| parts::category(category, &services)).collect(),
        more,
        services: plan_services,
        view: show::view(config, &services, texts, around),
    })
}

/// Every service of a config, joined with its card, and every fault that [`resolve`] would find in one of the languages.
/// Services with faults are left out, and a fault may come once for each language. Makes no plan, so that to look at five languages costs little more than at one.
pub fn survey<'t>(
    config: &Config,
    cards: &Cards,
    kit: impl IntoIterator<Item = (&'t str, &'t Texts)>,
) -> (Vec<Resolved>, Vec<Fault>) {
    let mut faults = Faults::default();
    let ids: Vec<&str> = config.categories.iter().map(|category| category.id.as_str()).collect();
    let services = service::resolve(config, cards, &mut faults);
    check_services(&services, &ids, &mut faults);
    signals::check(config, &ids, &mut faults);
    for (language, kit) in kit {
        let around = Surroundings { cards, texts: kit, language, today: "", region: "" };
        let texts = texts(config, around, &ids, &mut faults);
        check_categories(&ids, &texts, &mut faults);
    }
    (services, faults.all())
}

/// The kit's texts with the author's own laid over them, whose keys are checked: each language has plural forms of its own.
fn texts(config: &Config, around: Surroundings<'_>, ids: &[&str], faults: &mut Faults) -> Texts {
    let Some((language, own)) = config.texts.iter().find(|(language, _)| language == around.language) else {
        return around.texts.clone();
    };
    around.texts.check(own, &["texts.", language].concat(), ids, faults);
    around.texts.with(own)
}

fn check_categories(ids: &[&str], texts: &Texts, faults: &mut Faults) {
    if ids.is_empty() {
        let help = ["Add at least {\"id\": \"necessary\", \"required\": true}."];
        faults.add("no-category", &["categories"], &["there is no category"], &help);
    }
    for (place, id) in ids.iter().enumerate() {
        let path = at("categories", place);
        if ids.iter().take(place).any(|other| other == id) {
            duplicate(&[&path], &["there are two categories \"", id, "\""], faults);
        }
        for part in [".title", ".text"] {
            let key = ["category.", id, part].concat();
            if !texts.has(&key) {
                let help = ["Write \"", &key, "\" in \"texts\", for each of the languages."];
                faults.add("missing-text", &[&path], &["the category \"", id, "\" has no text \"", &key, "\""], &help);
            }
        }
    }
}

fn check_services(services: &[Resolved], ids: &[&str], faults: &mut Faults) {
    for (place, service) in services.iter().enumerate() {
        let (id, category) = (service.id.as_str(), service.category.as_str());
        if services.iter().take(place).any(|other| other.id == id) {
            duplicate(&[&service.path], &["there are two services \"", id, "\""], faults);
        }
        if ids.contains(&id) {
            duplicate(&[&service.path], &["\"", id, "\" is a category and a service"], faults);
        }
        if !ids.contains(&category) {
            unknown_category(id, category, &[&service.path, ".category"], ids, faults);
        }
    }
}

/// `what` is put into a category that is not there.
fn unknown_category(what: &str, category: &str, path: &[&str], ids: &[&str], faults: &mut Faults) {
    let message = ["\"", what, "\" is in the category \"", category, "\", which is not there"];
    let near = did_you_mean(category, ids);
    let help = [&near, "Add {\"id\": \"", category, "\"} to \"categories\", or choose one of ", &listed(ids), "."];
    faults.add("unknown-category", path, &message, &help);
}

fn duplicate(path: &[&str], message: &[&str], faults: &mut Faults) {
    faults.add("duplicate-id", path, message, &["Make them one, or give one of them another \"id\"."]);
}

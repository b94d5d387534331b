//! How each language counts, by the Unicode CLDR: the rules are a library's. Knows no text.

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde_json::Value;

/// The numbers that the model asks for.
const NUMBERS: std::ops::Range<u32> = 0..200;

/// What a page asks the browser for, as texts: `plural.<number>` is the category of a number. Dates stay as they are written,
/// since they are shown in a panel alone, and that is in a browser.
pub(crate) fn texts(language: &str) -> impl Iterator<Item = (String, Value)> {
    let text = |rules: &PluralRules, count| (format!("plural.{count}"), name(rules.category_for(count)).into());
    rules(language).into_iter().flat_map(move |rules| NUMBERS.map(move |count| text(&rules, count)))
}

/// The plural categories that whole numbers have in a language, in the order of the CLDR, with `other`, which stands in for
/// those that are missing; none for what is no language.
pub fn categories(language: &str) -> Vec<&'static str> {
    let Some(rules) = rules(language) else { return Vec::new() };
    let has =
        |category| category == PluralCategory::Other || (1..200).any(|count| rules.category_for(count) == category);
    ORDER.into_iter().filter(|category| has(*category)).map(name).collect()
}

/// As the CLDR lists them.
const ORDER: [PluralCategory; 6] = [
    PluralCategory::Zero,
    PluralCategory::One,
    PluralCategory::Two,
    PluralCategory::Few,
    PluralCategory::Many,
    PluralCategory::Other,
];

fn rules(language: &str) -> Option<PluralRules> {
    PluralRules::try_new_cardinal(language.parse::<Locale>().ok()?.into()).ok()
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

//! The rule `local-language-missing`.

use crate::{Findings, Site, site::languages};

/// Jurisdiction, language, and its name.
const LANGUAGES: &[(&str, &str, &str)] = &[("CA-QC", "fr", "French"), ("BR", "pt", "Portuguese")];

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (place, code, name) in LANGUAGES.iter().filter(|(place, ..)| site.jurisdictions.has(&[place])) {
        let speaks = |own: &&str| own.split('-').next() == Some(code);
        if site.asks() && !languages(site.config).iter().any(speaks) {
            let message = format!("visitors in {place} are not asked in {name}");
            findings.add("languages", message, format!("Add \"{code}\" to \"languages\"."));
        }
    }
}

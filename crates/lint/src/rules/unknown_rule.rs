//! The rule `unknown-rule`.

use crate::rules::RULES;
use crate::{Findings, Site};
use assent_model::fault::did_you_mean;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    for code in site.written.part("lint").part("allow").names() {
        if !codes.contains(&code) {
            let help = format!("{}`assent rules` lists them.", did_you_mean(code, &codes));
            findings.add_at_key(
                &format!("lint.allow.{code}"),
                format!("there is no rule \"{code}\" that can be allowed"),
                help,
            );
        }
    }
}

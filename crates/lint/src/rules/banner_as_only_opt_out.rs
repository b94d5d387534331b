//! The rule `banner-as-only-opt-out`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (place, _) in site.config.categories.iter().enumerate().filter(|(_, category)| category.sale) {
        let message = "in California a banner is not by itself a way to opt out of sale and sharing";
        let help = "Link \"Your Privacy Choices\" to #assent on each page, have a form for what is sold outside of the browser, \
            and allow this rule with the address of that form as the reason.";
        findings.add(&format!("categories[{place}].sale"), message, help);
    }
}

//! The rule `sale-as-necessary`.

use crate::{Findings, Site};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (place, _) in
        site.config.categories.iter().enumerate().filter(|(_, category)| category.sale && category.required)
    {
        let message = "what sells or shares data is required, so that nobody can refuse it";
        let help = "Leave out \"required\", or \"sale\" where nothing is sold or shared.";
        findings.add(&format!("categories[{place}].sale"), message, help);
    }
}

//! The rule `unused-language`.

use crate::{Findings, Site, site::languages};

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    for (language, _) in &site.config.texts {
        if !languages(site.config).contains(&language.as_str()) {
            let message = format!("\"{language}\" is not one of the site's languages");
            findings.add_at_key(
                &format!("texts.{language}"),
                message,
                format!("Add \"{language}\" to \"languages\", or leave these texts out."),
            );
        }
    }
}

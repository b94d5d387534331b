//! The list of rules, in reading order. Knows no rule's reasons: each has a page beside it.

use crate::diagnostic::Severity;
use crate::findings::Findings;
use crate::site::Site;

/// One rule: a check, and the page that explains it.
#[derive(Debug)]
pub struct Rule {
    /// Its name: stable, kebab-case, names the fault, reads as "allow …".
    pub code: &'static str,
    /// How bad a finding is, unless the check says otherwise.
    pub severity: Severity,
    /// Its manual: what it does, why it is bad, source, example, use instead. Markdown.
    pub page: &'static str,
    /// Looks at a site.
    pub check: fn(&Site<'_>, &mut Findings<'_>),
}

/// Names each rule's file, and puts the rule into the list.
macro_rules! rules {
    ($($name:ident)*) => {
        $(mod $name;)*

        /// Every rule.
        pub static RULES: &[&Rule] = &[$(&$name::RULE),*];
    };
}

rules! {
    // Consent comes first
    advanced_consent_mode
    // How long
    lifetime_not_stated
}

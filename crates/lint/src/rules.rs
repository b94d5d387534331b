//! The list of rules, in reading order. Knows no rule's reasons: each has a page beside it.

// Named one by one and not by the macro, because rustfmt does not look into macros.
mod address_without_scheme;
mod address_without_slash;
mod advanced_consent_mode;
mod asked_without_need;
mod banner_as_only_opt_out;
mod basis_contradicts_reason;
mod captcha_as_necessary;
mod card_used_twice;
mod certified_platform_required;
mod choice_asked_too_often;
mod choice_kept_too_long;
mod consent_by_use;
mod consent_mode_missing;
mod controller_not_named;
mod controller_without_contact;
mod csp_allows_everything;
mod csp_refuses_assent;
mod csp_refuses_host;
mod dim_accent;
mod empty_category;
mod example_parameter;
mod faint_accent;
mod fonts_without_consent;
mod former_company_name;
mod host_not_listed;
mod host_prefix_with_domain;
mod impossible_transfer;
mod imprint_not_linked;
mod insecure_address;
mod item_declared_twice;
mod label_too_long;
mod language_not_in_kit;
mod legitimate_interest_for_storage;
mod lifetime_not_stated;
mod local_language_missing;
mod long_lived_tracker;
mod longer_than_browsers_keep;
mod malformed_host;
mod misleading_button;
mod near_duplicate_names;
mod necessary_on_consent;
mod necessary_without_reason;
mod nudging_text;
mod opt_out_in_europe;
mod opt_out_without_sale;
mod path_of_storage;
mod placeholder_lost;
mod policy_date_not_stated;
mod policy_date_to_come;
mod policy_not_linked;
mod privacy_shield;
mod purpose_not_stated;
mod record_kept_otherwise;
mod record_not_listed;
mod reload_never;
mod retired_item;
mod sale_as_necessary;
mod sale_not_marked;
mod sentence_in_one_language;
mod service_without_items;
mod storage_without_basis;
mod tag_manager_as_necessary;
mod text_missing;
mod tracker_as_necessary;
mod transfer_not_named;
mod unequal_buttons;
mod unknown_country;
mod unknown_rule;
mod unnamed_item;
mod unused_allowance;
mod unused_language;
mod url_passthrough;
mod vague_purpose;
mod vendor_not_named;
mod vendor_signals_off;
mod vendor_without_country;
mod vendor_without_policy;
mod wildcard_too_wide;
mod withdrawal_not_mentioned;

use crate::diagnostic::{Diagnostic, Severity};
use crate::findings::Findings;
use crate::jurisdiction::Jurisdictions;
use crate::site::Site;

/// One rule: a check, and the page that explains it.
#[derive(Debug)]
pub struct Rule {
    /// Its name: stable, kebab-case, names the fault, reads as "allow …".
    pub code: &'static str,
    /// How bad a finding is, unless the check says otherwise.
    pub severity: Severity,
    /// Where it counts: codes of `jurisdictions`; everywhere if there is none.
    pub jurisdictions: &'static [&'static str],
    /// Its manual: what it does, why it is bad, source, example, use instead. Markdown.
    pub page: &'static str,
    /// Looks at a site.
    pub check: fn(&Site<'_>, &mut Findings<'_>),
}

/// Everywhere.
const ANYWHERE: &[&str] = &[];

/// Where the ePrivacy Directive, or a law that says the same, holds: nothing is stored or read without consent unless
/// it is strictly necessary.
const E_PRIVACY: &[&str] = &["EU", "UK", "CH"];

/// Where consent comes first for another reason too: Quebec's Law 25, s. 8.1, and the guide of Brazil's ANPD.
const OPT_IN: &[&str] = &["EU", "UK", "CH", "CA-QC", "BR"];

impl Rule {
    /// Whether it counts for a site of these jurisdictions.
    pub fn counts_in(&self, jurisdictions: &Jurisdictions) -> bool {
        self.jurisdictions.is_empty() || jurisdictions.has(self.jurisdictions)
    }
}

/// The allowances of a config that allow nothing any more, as findings of `unused-allowance`.
pub fn unused(allowed: &[&str], found: &[Diagnostic], site: &Site<'_>) -> Vec<Diagnostic> {
    let Some(rule) = RULES.iter().find(|rule| rule.code == unused_allowance::CODE) else { return Vec::new() };
    let mut findings = Findings::new(rule, site.source);
    let known = |code: &&&str| RULES.iter().any(|rule| rule.code == **code);
    for code in allowed.iter().filter(known).filter(|code| !found.iter().any(|one| one.code == **code)) {
        unused_allowance::tell(code, &mut findings);
    }
    findings.all()
}

/// Makes the list from severity, code, file and jurisdictions.
macro_rules! rules {
    ($($severity:ident $code:literal $file:ident $where:expr;)*) => {
        /// Every rule.
        pub static RULES: &[Rule] = &[$(Rule {
            code: $code,
            severity: Severity::$severity,
            jurisdictions: $where,
            page: include_str!(concat!("rules/", stringify!($file), ".md")),
            check: $file::check,
        }),*];
    };
}

rules! {
    // Consent comes first
    Error "advanced-consent-mode" advanced_consent_mode E_PRIVACY;
    Error "opt-out-in-europe" opt_out_in_europe ANYWHERE;
    Error "storage-without-basis" storage_without_basis E_PRIVACY;
    Error "tag-manager-as-necessary" tag_manager_as_necessary OPT_IN;
    Warning "captcha-as-necessary" captcha_as_necessary &["EU", "UK"];
    Warning "fonts-without-consent" fonts_without_consent E_PRIVACY;

    // What the banner says
    Error "consent-by-use" consent_by_use ANYWHERE;
    Warning "nudging-text" nudging_text ANYWHERE;
    Error "misleading-button" misleading_button ANYWHERE;
    Warning "unequal-buttons" unequal_buttons ANYWHERE;
    Error "withdrawal-not-mentioned" withdrawal_not_mentioned OPT_IN;

    // What visitors are told
    Error "controller-not-named" controller_not_named ANYWHERE;
    Warning "controller-without-contact" controller_without_contact ANYWHERE;
    Error "policy-not-linked" policy_not_linked ANYWHERE;
    Warning "policy-date-not-stated" policy_date_not_stated ANYWHERE;
    Warning "policy-date-to-come" policy_date_to_come ANYWHERE;
    Warning "imprint-not-linked" imprint_not_linked E_PRIVACY;
    Error "purpose-not-stated" purpose_not_stated ANYWHERE;
    Warning "vague-purpose" vague_purpose ANYWHERE;
    Error "vendor-not-named" vendor_not_named ANYWHERE;
    Warning "vendor-without-country" vendor_without_country ANYWHERE;
    Warning "vendor-without-policy" vendor_without_policy ANYWHERE;
    Warning "transfer-not-named" transfer_not_named &["EU", "UK", "CH", "BR"];
    Error "impossible-transfer" impossible_transfer &["EU"];
    Error "privacy-shield" privacy_shield E_PRIVACY;
    Error "lifetime-not-stated" lifetime_not_stated E_PRIVACY;
    Warning "record-not-listed" record_not_listed ANYWHERE;
    Warning "record-kept-otherwise" record_kept_otherwise ANYWHERE;

    // What it rests on
    Error "legitimate-interest-for-storage" legitimate_interest_for_storage &["EU", "UK"];
    Error "necessary-without-reason" necessary_without_reason E_PRIVACY;
    Error "necessary-on-consent" necessary_on_consent ANYWHERE;
    Warning "asked-without-need" asked_without_need ANYWHERE;
    Error "tracker-as-necessary" tracker_as_necessary ANYWHERE;
    Warning "basis-contradicts-reason" basis_contradicts_reason ANYWHERE;

    // How long, and how often
    Warning "long-lived-tracker" long_lived_tracker E_PRIVACY;
    Warning "choice-kept-too-long" choice_kept_too_long ANYWHERE;
    Warning "choice-asked-too-often" choice_asked_too_often &["FR", "IT", "US-CA"];
    Warning "reload-never" reload_never OPT_IN;

    // Rules of single countries and vendors
    Warning "sale-not-marked" sale_not_marked &["US"];
    Error "sale-as-necessary" sale_as_necessary ANYWHERE;
    Advice "banner-as-only-opt-out" banner_as_only_opt_out &["US-CA"];
    Warning "opt-out-without-sale" opt_out_without_sale ANYWHERE;
    Error "certified-platform-required" certified_platform_required E_PRIVACY;
    Warning "url-passthrough" url_passthrough E_PRIVACY;

    // What is stored
    Warning "service-without-items" service_without_items ANYWHERE;
    Warning "unnamed-item" unnamed_item ANYWHERE;
    Warning "near-duplicate-names" near_duplicate_names ANYWHERE;
    Warning "item-declared-twice" item_declared_twice ANYWHERE;
    Warning "wildcard-too-wide" wildcard_too_wide ANYWHERE;
    Error "host-prefix-with-domain" host_prefix_with_domain ANYWHERE;
    Warning "longer-than-browsers-keep" longer_than_browsers_keep ANYWHERE;
    Warning "retired-item" retired_item ANYWHERE;
    Warning "path-of-storage" path_of_storage ANYWHERE;
    Warning "former-company-name" former_company_name ANYWHERE;

    // Where it comes from
    Error "malformed-host" malformed_host ANYWHERE;
    Warning "host-not-listed" host_not_listed ANYWHERE;
    Warning "insecure-address" insecure_address ANYWHERE;
    Error "example-parameter" example_parameter ANYWHERE;
    Error "address-without-slash" address_without_slash ANYWHERE;
    Error "address-without-scheme" address_without_scheme ANYWHERE;
    Error "csp-refuses-host" csp_refuses_host ANYWHERE;
    Error "csp-refuses-assent" csp_refuses_assent ANYWHERE;
    Advice "csp-allows-everything" csp_allows_everything ANYWHERE;

    // How it looks
    Error "faint-accent" faint_accent ANYWHERE;
    Advice "dim-accent" dim_accent ANYWHERE;

    // In which languages
    Warning "language-not-in-kit" language_not_in_kit ANYWHERE;
    Warning "text-missing" text_missing ANYWHERE;
    Warning "unused-language" unused_language ANYWHERE;
    Warning "sentence-in-one-language" sentence_in_one_language ANYWHERE;
    Warning "local-language-missing" local_language_missing &["CA-QC", "BR"];
    Warning "placeholder-lost" placeholder_lost ANYWHERE;
    Warning "label-too-long" label_too_long ANYWHERE;

    // What does not fit together
    Advice "consent-mode-missing" consent_mode_missing E_PRIVACY;
    Warning "vendor-signals-off" vendor_signals_off ANYWHERE;
    Advice "empty-category" empty_category ANYWHERE;
    Warning "card-used-twice" card_used_twice ANYWHERE;
    Error "unknown-country" unknown_country ANYWHERE;
    Warning "unknown-rule" unknown_rule ANYWHERE;
    Advice "unused-allowance" unused_allowance ANYWHERE;
}

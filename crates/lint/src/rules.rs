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

/// Makes the list from severity, code and file.
macro_rules! rules {
    ($($severity:ident $code:literal $file:ident;)*) => {
        $(mod $file;)*

        /// Every rule.
        pub static RULES: &[Rule] = &[$(Rule {
            code: $code,
            severity: Severity::$severity,
            page: include_str!(concat!("rules/", stringify!($file), ".md")),
            check: $file::check,
        }),*];
    };
}

rules! {
    // Consent comes first
    Error "advanced-consent-mode" advanced_consent_mode;
    Error "opt-out-in-europe" opt_out_in_europe;
    Error "storage-without-basis" storage_without_basis;
    Error "tag-manager-as-necessary" tag_manager_as_necessary;
    Warning "fonts-without-consent" fonts_without_consent;

    // What the banner says
    Error "consent-by-use" consent_by_use;
    Warning "nudging-text" nudging_text;
    Error "misleading-button" misleading_button;
    Warning "unequal-buttons" unequal_buttons;
    Error "withdrawal-not-mentioned" withdrawal_not_mentioned;

    // What visitors are told
    Error "controller-not-named" controller_not_named;
    Warning "controller-without-contact" controller_without_contact;
    Error "policy-not-linked" policy_not_linked;
    Warning "policy-date-not-stated" policy_date_not_stated;
    Warning "policy-date-to-come" policy_date_to_come;
    Warning "imprint-not-linked" imprint_not_linked;
    Error "purpose-not-stated" purpose_not_stated;
    Warning "vague-purpose" vague_purpose;
    Error "vendor-not-named" vendor_not_named;
    Warning "vendor-without-country" vendor_without_country;
    Warning "vendor-without-policy" vendor_without_policy;
    Warning "transfer-not-named" transfer_not_named;
    Error "impossible-transfer" impossible_transfer;
    Error "privacy-shield" privacy_shield;
    Error "lifetime-not-stated" lifetime_not_stated;

    // What it rests on
    Error "legitimate-interest-for-storage" legitimate_interest_for_storage;
    Error "necessary-without-reason" necessary_without_reason;
    Error "necessary-on-consent" necessary_on_consent;
    Warning "asked-without-need" asked_without_need;
    Error "tracker-as-necessary" tracker_as_necessary;
    Warning "basis-contradicts-reason" basis_contradicts_reason;

    // How long, and how often
    Warning "long-lived-tracker" long_lived_tracker;
    Warning "choice-kept-too-long" choice_kept_too_long;
    Warning "choice-asked-too-often" choice_asked_too_often;

    // Rules of single countries and vendors
    Warning "sale-not-marked" sale_not_marked;
    Warning "opt-out-without-sale" opt_out_without_sale;
    Error "certified-platform-required" certified_platform_required;
    Warning "url-passthrough" url_passthrough;

    // What is stored
    Warning "service-without-items" service_without_items;
    Warning "unnamed-item" unnamed_item;
    Warning "near-duplicate-names" near_duplicate_names;
    Warning "item-declared-twice" item_declared_twice;
    Warning "wildcard-too-wide" wildcard_too_wide;
    Error "host-prefix-with-domain" host_prefix_with_domain;
    Warning "longer-than-browsers-keep" longer_than_browsers_keep;
    Warning "retired-item" retired_item;
    Warning "path-of-storage" path_of_storage;
    Warning "former-company-name" former_company_name;

    // Where it comes from
    Error "malformed-host" malformed_host;
    Warning "host-not-listed" host_not_listed;
    Warning "insecure-address" insecure_address;
    Error "csp-refuses-host" csp_refuses_host;
    Error "csp-refuses-assent" csp_refuses_assent;
    Advice "csp-allows-everything" csp_allows_everything;

    // How it looks
    Error "faint-accent" faint_accent;
    Advice "dim-accent" dim_accent;

    // In which languages
    Warning "language-not-in-kit" language_not_in_kit;
    Warning "text-missing" text_missing;
    Warning "unused-language" unused_language;
    Warning "placeholder-lost" placeholder_lost;
    Warning "label-too-long" label_too_long;

    // What does not fit together
    Advice "consent-mode-missing" consent_mode_missing;
    Warning "vendor-signals-off" vendor_signals_off;
    Advice "empty-category" empty_category;
    Warning "card-used-twice" card_used_twice;
    Error "unknown-country" unknown_country;
    Warning "unknown-rule" unknown_rule;
}

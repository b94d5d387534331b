//! The list of faults that keep a config from being used, with a page for each. Knows not where they are found: in
//! `source.rs`, and in the model.

/// A fault and the page that explains it.
#[derive(Debug)]
pub struct FaultPage {
    /// Its code.
    pub code: &'static str,
    /// Its manual, with the parts of a rule's page.
    pub page: &'static str,
}

/// Makes the list from code and file.
macro_rules! faults {
    ($($code:literal $file:literal;)*) => {
        /// Every fault.
        pub static FAULTS: &[FaultPage] = &[$(FaultPage {
            code: $code,
            page: include_str!(concat!("faults/", $file, ".md")),
        }),*];
    };
}

faults! {
    // The file
    "not-json" "not_json";
    "too-deep" "too_deep";
    "duplicate-key" "duplicate_key";

    // Keys and values
    "wrong-type" "wrong_type";
    "unknown-key" "unknown_key";
    "missing-key" "missing_key";
    "empty-text" "empty_text";
    "unknown-word" "unknown_word";
    "impossible-number" "impossible_number";
    "malformed-id" "malformed_id";
    "malformed-date" "malformed_date";
    "malformed-color" "malformed_color";
    "malformed-country" "malformed_country";
    "malformed-domain" "malformed_domain";
    "malformed-region" "malformed_region";
    "malformed-address" "malformed_address";
    "unsafe-link" "unsafe_link";
    "bare-wildcard" "bare_wildcard";
    "unsafe-path" "unsafe_path";
    "unclear-step" "unclear_step";

    // What does not fit together
    "no-category" "no_category";
    "duplicate-id" "duplicate_id";
    "unknown-category" "unknown_category";
    "unknown-card" "unknown_card";
    "unknown-parameter" "unknown_parameter";
    "missing-parameter" "missing_parameter";
    "no-script" "no_script";
    "missing-text" "missing_text";
    "unknown-text" "unknown_text";
}

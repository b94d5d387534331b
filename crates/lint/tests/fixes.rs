//! What mends a finding mends it, changes nothing else, and is done once. Reads the examples of the pages.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

mod common;

use assent_lint::{Checked, Fix, mend, pages};
use common::{Block, blocks, found};
use std::collections::BTreeSet;

fn fixes(checked: &Checked) -> Vec<&Fix> {
    checked.diagnostics.iter().filter_map(|one| one.fix.as_ref()).collect()
}

#[test]
fn after_a_fix_the_finding_is_gone_and_nothing_is_left_to_mend() {
    let mut mended_codes = BTreeSet::new();
    for page in pages() {
        for example in blocks(page.text, "Example").into_iter().step_by(2) {
            if fixes(&found(&example)).is_empty() {
                continue;
            }
            let mended = all_mended(example);
            let codes: Vec<&str> = found(&mended).diagnostics.iter().map(|one| one.code).collect();
            assert!(codes.is_empty(), "{}: after the fix there is still {codes:?} in\n{}", page.code, mended.text);
            mended_codes.insert(page.code);
        }
    }
    insta::assert_snapshot!(mended_codes.into_iter().collect::<Vec<_>>().join("\n"));
}

/// An example once all was mended that can be: one fix may bring another into sight.
fn all_mended(mut example: Block) -> Block {
    for _ in 0..5 {
        let checked = found(&example);
        let Some(text) = mend(&example.text, &fixes(&checked)) else { return example };
        example.text = text;
    }
    panic!("there is always something left to mend:\n{}", example.text);
}

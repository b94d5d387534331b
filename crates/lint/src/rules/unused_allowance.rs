//! The rule `unused-allowance`.

use crate::{Findings, Fix, Site};

/// Its code, by which the linter finds it once all other rules have run.
pub(super) const CODE: &str = "unused-allowance";

/// Finds nothing: what is allowed in vain is known only after the other rules.
pub(super) fn check(_: &Site<'_>, _: &mut Findings<'_>) {}

/// Tells that nothing of this code was found.
pub(super) fn tell(code: &str, findings: &mut Findings<'_>) {
    let path = format!("lint.allow.{code}");
    let message = format!("\"{code}\" is allowed, and not found");
    findings.add_at_key(&path, message, "Leave it out.").fix(Fix::Remove(path.clone()));
}

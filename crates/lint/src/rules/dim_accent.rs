//! The rule `dim-accent`.

use crate::{Findings, Site, color::Color};

const LEAST: f64 = 1.5;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let Some(accent) = site.config.accent.as_deref().and_then(Color::read) else { return };
    let contrast = accent.contrast(Color::DARK_PAPER);
    if contrast < LEAST {
        let message = format!("on the dark paper this colour has a contrast of {contrast:.1} to 1");
        findings.add("theme.accent", message, "Take a lighter one that white text still stands out from.");
    }
}

//! The rule `faint-accent`.

use crate::{Findings, Fix, Site, color::Color};

const LEAST: f64 = 4.5;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let Some(accent) = site.config.accent.as_deref().and_then(Color::read) else { return };
    let contrast = accent.contrast(Color::WHITE);
    if contrast < LEAST {
        let better = accent.darkened_until(|color| color.contrast(Color::WHITE) >= LEAST);
        let message = format!("white text on this colour has a contrast of {contrast:.1} to 1");
        let fix = Fix::Set("theme.accent".to_owned(), better.to_string().as_str().into());
        findings.add("theme.accent", message, format!("Take a darker one, such as \"{better}\".")).fix(fix);
    }
}

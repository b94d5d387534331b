//! The rule `faint-accent`.

use crate::{Findings, Fix, Site, color::Color};

const LEAST: f64 = 4.5;

pub(super) fn check(site: &Site<'_>, findings: &mut Findings<'_>) {
    let Some(accent) = site.config.accent.as_deref().and_then(Color::read) else { return };
    let on_buttons = accent.contrast(Color::WHITE);
    let of_links = accent.contrast(Color::WASH);
    if of_links < LEAST {
        let better = accent.darkened_until(|color| color.contrast(Color::WASH) >= LEAST);
        let message = if on_buttons < LEAST {
            format!("white text on this colour has a contrast of {on_buttons:.2} to 1")
        } else {
            format!("links of this colour have a contrast of {of_links:.2} to 1 with the grey of the panel")
        };
        let fix = Fix::Set("theme.accent".to_owned(), better.to_string().as_str().into());
        findings.add("theme.accent", message, format!("Take a darker one, such as \"{better}\".")).fix(fix);
    }
}

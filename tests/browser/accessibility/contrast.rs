//! Texts and switches stand out from what is behind them, whatever colour a site chooses. Knows no colour of ours.

use super::{Face, color, full, media, show};
use crate::page::{Page, same};
use anyhow::{Context, Result, ensure};
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use serde_json::{Value, json};

promises![
    a_07_every_text_can_be_read_on_any_accent,
    a_08_switches_stand_out_with_any_accent;
    chromium:
    // Emulated through the DevTools.
    a_07_every_text_can_be_read_on_any_accent_in_the_dark,
    a_07_every_text_can_be_read_in_forced_colours,
    a_08_switches_stand_out_with_any_accent_in_the_dark,
    a_08_switches_stand_out_in_forced_colours,
];

/// From white to black by way of what is hard: a yellow, and greys on both sides of where white text stops being readable.
const ACCENTS: [&str; 8] = ["#ffffff", "#ffeb3b", "#7fb2ff", "#787878", "#747474", "#d32f2f", "#0a0a0a", "#000000"];

fn with_accent(accent: &str) -> Value {
    let mut config = full();
    config["theme"] = json!({ "accent": accent });
    config
}

async fn texts(page: &Page) -> Result<()> {
    color::ready(page).await?;
    for accent in ACCENTS {
        for face in [Face::Banner, Face::Details] {
            show(page, face, &with_accent(accent), &[]).await?;
            let faint = "__faint(document.querySelector('assent-widget').shadowRoot)";
            same(&format!("{face:?}, {accent}"), page.js(faint).await?, json!([]))?;
        }
    }
    hovered(page).await
}

/// A button under the pointer is read too.
async fn hovered(page: &Page) -> Result<()> {
    for accent in ACCENTS {
        show(page, Face::Banner, &with_accent(accent), &[]).await?;
        for action in ["accept", "reject", "open"] {
            let selector = format!("[part~=banner] [data-assent-action={action}]");
            let element = page.inside(&selector).await?;
            let over = PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 };
            page.client.perform_actions(MouseActions::new("mouse".into()).then(over)).await?;
            page.until(&format!("__in('{selector}').matches(':hover')")).await?;
            page.settle().await?;
            let faint = format!("__faint(__in('{selector}').parentElement)");
            same(&format!("under the pointer, {accent}"), page.js(&faint).await?, json!([]))?;
        }
    }
    Ok(())
}

async fn a_07_every_text_can_be_read_on_any_accent(page: &Page) -> Result<()> {
    texts(page).await
}

async fn a_07_every_text_can_be_read_on_any_accent_in_the_dark(page: &Page) -> Result<()> {
    media(page, &[("prefers-color-scheme", "dark")]).await?;
    texts(page).await
}

async fn a_07_every_text_can_be_read_in_forced_colours(page: &Page) -> Result<()> {
    color::ready(page).await?;
    for scheme in ["light", "dark"] {
        media(page, &[("forced-colors", "active"), ("prefers-color-scheme", scheme)]).await?;
        for face in Face::ALL {
            show(page, face, &full(), &[]).await?;
            let faint = "__faint(document.querySelector('assent-widget').shadowRoot)";
            same(&format!("{face:?}, {scheme}"), page.js(faint).await?, json!([]))?;
        }
    }
    Ok(())
}

/// Of each switch in each of its states: the contrast of its border with what is behind it, and of its thumb with its track.
/// <https://www.w3.org/TR/WCAG22/#non-text-contrast>
const SWITCHES: &str = "[...__in('dialog').querySelectorAll('[role=switch]')].flatMap((one) => \
    [['off', false, false], ['on', true, false], ['some', true, true]].map(([state, checked, mixed]) => { \
      Object.assign(one, { checked, indeterminate: mixed }); \
      one.getRootNode().getAnimations().forEach((motion) => motion.finish()); \
      const behind = __behind(one.parentElement), track = __behind(one), thumb = getComputedStyle(one, '::before').backgroundColor; \
      return [state, __contrast(getComputedStyle(one).borderTopColor, behind), __contrast(thumb, track)]; }))";

async fn switches(page: &Page, config: &Value, what: &str) -> Result<()> {
    show(page, Face::Details, config, &[]).await?;
    let found = page.js(SWITCHES).await?;
    let found = found.as_array().context("a list of switches")?;
    ensure!(found.len() >= 9, "only {} states of switches were seen", found.len());
    for one in found {
        let [border, thumb] = [1, 2].map(|place| one[place].as_f64().unwrap_or_default());
        ensure!(border >= 3.0 && thumb >= 3.0, "{what}, {}: border {border:.2}, thumb {thumb:.2}", one[0]);
    }
    Ok(())
}

async fn with_any_accent(page: &Page) -> Result<()> {
    color::ready(page).await?;
    for accent in ACCENTS {
        switches(page, &with_accent(accent), accent).await?;
    }
    switches(page, &full(), "without an accent").await
}

async fn a_08_switches_stand_out_with_any_accent(page: &Page) -> Result<()> {
    with_any_accent(page).await
}

async fn a_08_switches_stand_out_with_any_accent_in_the_dark(page: &Page) -> Result<()> {
    media(page, &[("prefers-color-scheme", "dark")]).await?;
    with_any_accent(page).await
}

async fn a_08_switches_stand_out_in_forced_colours(page: &Page) -> Result<()> {
    color::ready(page).await?;
    for scheme in ["light", "dark"] {
        media(page, &[("forced-colors", "active"), ("prefers-color-scheme", scheme)]).await?;
        switches(page, &full(), scheme).await?;
    }
    Ok(())
}

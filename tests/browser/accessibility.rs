//! Everybody can use the widget: the promises, under their numbers. Here is what they share: the page, what is
//! on screen in it, and how it is looked at. Knows no criterion.
//!
//! The numbers are those of docs/accessibility.md.

pub mod axe;
pub mod color;
pub mod contrast;
pub mod focus;
pub mod keyboard;
pub mod names;
pub mod room;
pub mod sight;
pub mod status;

use crate::page::{Page, config};
use crate::widget::{BANNER_IS_SHOWN, NOTICE_IS_SHOWN, PANEL_IS_OPEN};
use anyhow::{Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::{Value, json};

const PAGE: &str = "accessible.html";

/// The banners that a site can choose.
const LAYOUTS: [&str; 2] = ["box", "bar"];

/// What a visitor may meet.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Face {
    Banner,
    Panel,
    /// The panel with every detail in sight.
    Details,
    /// The offer to load the page anew.
    Notice,
}

impl Face {
    const ALL: [Self; 4] = [Self::Banner, Self::Panel, Self::Details, Self::Notice];
}

/// A config that shows everything that a panel can show.
fn full() -> Value {
    let mut config = config();
    config["services"][1]["vendor"]["policy"] = json!("https://counter.example/privacy");
    config["services"][3]["basis"] = json!({ "storage": "consent", "processing": ["legitimate-interests"] });
    config
}

/// Opens the page for a visitor who was never here, with this config, and waits for the banner.
async fn first_visit(page: &Page, config: &Value, marks: &[(&str, &str)]) -> Result<()> {
    page.serve_config(config);
    page.visit_with(PAGE, "", marks).await?;
    if page.js("localStorage.length").await? != 0 {
        page.js("localStorage.clear()").await?;
        page.reload().await?;
    }
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await
}

/// Brings a face on screen, from a first visit on.
async fn show(page: &Page, face: Face, config: &Value, marks: &[(&str, &str)]) -> Result<()> {
    first_visit(page, config, marks).await?;
    match face {
        Face::Banner => {}
        Face::Panel | Face::Details => {
            page.answer("open").await?;
            page.until(PANEL_IS_OPEN).await?;
            if face == Face::Details {
                page.unfold().await?;
            }
        }
        Face::Notice => {
            page.choose("accept").await?;
            page.until("window.__ran?.length === 1").await?;
            page.click("#withdraw").await?;
            page.until(NOTICE_IS_SHOWN).await?;
        }
    }
    page.settle().await
}

/// Asks the browser for these features of media, as `prefers-color-scheme: dark`. Chromium alone can be asked.
async fn media(page: &Page, features: &[(&str, &str)]) -> Result<()> {
    let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    page.cdp("Emulation.setEmulatedMedia", &json!({ "features": features })).await?;
    Ok(())
}

/// Goes on in a frame of this size that has the page in it: no window of a browser is as small as a telephone.
async fn in_frame(page: &Page, (width, height): (u32, u32), config: &Value, marks: &[(&str, &str)]) -> Result<()> {
    page.serve_config(config);
    page.serve_page(PAGE, marks)?;
    let frame = format!(
        "<!doctype html><html lang=\"en\"><title>A frame</title><body style=\"margin: 0\">\
         <iframe title=\"The page\" width=\"{width}\" height=\"{height}\" style=\"border: 0\" src=\"/{PAGE}\"></iframe>"
    );
    page.site.put("/around.html", "text/html; charset=utf-8", &frame);
    page.go("/around.html").await?;
    page.js("localStorage.clear()").await?;
    page.reload().await?;
    page.enter_frame("iframe").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await
}

/// Goes to the next thing that takes the focus.
async fn tab(page: &Page) -> Result<String> {
    page.key(Key::Tab).await?;
    focused(page).await
}

/// Goes to the one before.
async fn tab_back(page: &Page) -> Result<String> {
    let (shift, value) = (Key::Shift.into(), Key::Tab.into());
    let keys = KeyActions::new("keyboard".into())
        .then(KeyAction::Down { value: shift })
        .then(KeyAction::Down { value })
        .then(KeyAction::Up { value })
        .then(KeyAction::Up { value: shift });
    page.client.perform_actions(keys).await?;
    focused(page).await
}

async fn focused(page: &Page) -> Result<String> {
    Ok(crate::page::plain(&page.js("__focused()").await?))
}

/// Presses Tab until this has the focus.
async fn tab_to(page: &Page, wanted: &str) -> Result<()> {
    let mut visited = Vec::new();
    for _ in 0..60 {
        let found = tab(page).await?;
        if found == wanted {
            return Ok(());
        }
        visited.push(found);
    }
    bail!("Tab never reached {wanted}, but went through {visited:?}")
}

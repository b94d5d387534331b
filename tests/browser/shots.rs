//! Screenshots of banner and panel, for people to look at: `cargo test -p xtask --test browser -- --ignored shots`
//! writes them to `target/shots/`.

use crate::page::Page;
use crate::widget::{BANNER_IS_SHOWN, PANEL_IS_OPEN};
use anyhow::Result;
use serde_json::json;
use xtask::paths;

promises![
    light,
    right_to_left;
    chromium:
    // Emulated through the DevTools.
    dark,
    phone,
];

async fn shots(page: &Page, name: &str, html: &str) -> Result<()> {
    page.visit_with("held.html", "", &[("{{HTML}}", html)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await?;
    save(page, &format!("{name}-banner")).await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.settle().await?;
    save(page, &format!("{name}-panel")).await?;
    page.unfold().await?;
    page.settle().await?;
    save(page, &format!("{name}-details")).await
}

async fn save(page: &Page, name: &str) -> Result<()> {
    let folder = paths::target().join("shots");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{name}-{}.png", page.engine.name()));
    std::fs::write(&file, page.client.screenshot().await?)?;
    println!("{}", file.display());
    Ok(())
}

async fn light(page: &Page) -> Result<()> {
    shots(page, "light", "lang=\"en\"").await
}

async fn dark(page: &Page) -> Result<()> {
    let dark = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    page.cdp("Emulation.setEmulatedMedia", &dark).await?;
    shots(page, "dark", "lang=\"en\"").await
}

async fn phone(page: &Page) -> Result<()> {
    let phone = json!({ "width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true });
    page.cdp("Emulation.setDeviceMetricsOverride", &phone).await?;
    shots(page, "phone", "lang=\"en\"").await
}

async fn right_to_left(page: &Page) -> Result<()> {
    shots(page, "rtl", "lang=\"en\" dir=\"rtl\"").await
}

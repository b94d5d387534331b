//! Screenshots of banner and panel, for people to look at: `cargo test -p xtask --test browser -- --ignored shots`
//! writes them to `target/shots/`.

use crate::page::{Page, config};
use crate::widget::{BANNER_IS_SHOWN, PANEL_IS_OPEN};
use anyhow::Result;
use serde_json::json;
use xtask::paths;

promises![
    light,
    right_to_left,
    in_the_page;
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

/// Placeholders of several sizes, switches, and the button at the corner; in a light page, and in a dark one.
async fn in_the_page(page: &Page) -> Result<()> {
    let mut config = config();
    config["revisit"] = json!({ "position": "bottom-right" });
    config["services"].as_array_mut().into_iter().for_each(|all| all.push(json!({ "use": "youtube", "id": "video" })));
    page.serve_config(&config);
    let held = "data-assent-service=\"video\" data-src=\"https://www.youtube-nocookie.com/embed/x\"";
    let top = format!(
        "<style>body {{ font: 16px/1.5 sans-serif; margin: 16px }} iframe, audio {{ border: 0; margin: 4px; vertical-align: top }}</style>\
        <p data-assent-toggle=\"video\"></p><p>Statistics: <span data-assent-toggle=\"analytics\"></span> and the shop \
        <span data-assent-toggle=\"shop\"></span></p>\
        <iframe width=\"560\" height=\"315\" {held}></iframe><iframe width=\"300\" height=\"150\" {held}></iframe>\
        <iframe width=\"180\" height=\"90\" {held}></iframe><audio controls {held}></audio><iframe width=\"300\" height=\"400\" \
        style=\"border-radius: 20px\" {held}></iframe><iframe width=\"130\" height=\"44\" {held}></iframe>\
"
    );
    for (name, html) in
        [("light", "lang=\"en\""), ("dark", "lang=\"en\" style=\"color-scheme: dark; background: #111\" dir=\"rtl\"")]
    {
        page.visit_with("inpage.html", "", &[("{{HTML}}", html), ("{{TOP}}", &top)]).await?;
        page.until(
            "document.querySelector('assent-toggle') && document.querySelectorAll('assent-placeholder').length === 6",
        )
        .await?;
        page.js("void (assent.granted('counter') || assent.rejectAll())").await?;
        page.until("document.querySelector('assent-revisit')").await?;
        page.js("document.querySelector('p [data-assent-toggle=analytics] assent-toggle').shadowRoot.querySelector('input').click()").await?;
        page.js("document.querySelector('assent-revisit').shadowRoot.querySelector('button').focus()").await?;
        page.settle().await?;
        save(page, &format!("{name}-in-page")).await?;
    }
    Ok(())
}

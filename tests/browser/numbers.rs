//! What a visitor would see of a slow or restless page, as far as it can be shown without a clock: nothing moves by itself.
//! How long things take is measured by `cargo xtask bench`.

use crate::page::{Page, config, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL, PANEL_IS_OPEN};
use anyhow::{Result, ensure};
use serde_json::json;

promises![
    ; chromium:
    // Firefox does not measure layout shifts: https://bugzilla.mozilla.org/show_bug.cgi?id=1651528
    nothing_shifts_from_the_first_visit_to_the_next,
    a_shift_is_measured,
];

async fn nothing_shifts(page: &Page, when: &str) -> Result<()> {
    page.settle().await?;
    same(when, page.js("__seen.shift").await?, json!(0))
}

async fn nothing_shifts_from_the_first_visit_to_the_next(page: &Page) -> Result<()> {
    for (layout, position) in [("box", "bottom-left"), ("box", "top-right"), ("bar", "top"), ("bar", "bottom")] {
        let mut config = config();
        config["banner"] = json!({ "layout": layout, "position": position });
        page.serve_config(&config);
        page.visit("accessible.html").await?;
        page.js("localStorage.clear()").await?;
        page.reload().await?;
        page.until(BANNER_IS_SHOWN).await?;
        nothing_shifts(page, &format!("{layout}, {position}: banner")).await?;
        page.answer("open").await?;
        page.until(PANEL_IS_OPEN).await?;
        nothing_shifts(page, "panel").await?;
        page.press(PANEL, "close").await?;
        page.until(BANNER_IS_SHOWN).await?;
        nothing_shifts(page, "banner again").await?;
        page.choose("accept").await?;
        nothing_shifts(page, "answered").await?;
        page.reload().await?;
        page.until("window.__ran?.length === 1").await?;
        ensure!(page.js(NOTHING_IS_SHOWN).await? == true, "the next visit shows something");
        nothing_shifts(page, "the next visit").await?;
        page.open_panel().await?;
        nothing_shifts(page, "panel, later").await?;
    }
    Ok(())
}

async fn a_shift_is_measured(page: &Page) -> Result<()> {
    page.visit("accessible.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    nothing_shifts(page, "before").await?;
    page.js("document.querySelector('h1').before(Object.assign(document.createElement('div'), { style: 'block-size: 100px' }))").await?;
    page.until("__seen.shift > 0").await
}

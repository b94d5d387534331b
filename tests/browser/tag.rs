//! The tag: where the config and the kit may be, what the page can ask, and what it is told.

use crate::page::{Page, config, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL_IS_OPEN};
use anyhow::{Result, ensure};
use serde_json::json;

promises![
    the_config_can_stand_in_the_page,
    the_kit_can_lie_elsewhere,
    a_config_in_the_page_that_is_broken_is_told_of_by_that_name,
    texts_of_the_config_are_never_markup,
    a_link_that_could_run_code_is_refused,
    the_page_can_ask_and_act_through_the_api,
    the_events_come_in_order,
];

async fn the_config_can_stand_in_the_page(page: &Page) -> Result<()> {
    let inline = format!("<script type=\"application/json\" data-assent-config>{}</script>", config());
    page.visit_with("held.html", "", &[("{{BEFORE}}", &inline), ("{{TAG}}", "")]).await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    page.reload().await?;
    page.until("window.__ran?.length === 4").await?;
    page.settle().await?;
    page.until(NOTHING_IS_SHOWN).await?;
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path.ends_with("/assent.json")), "a config was fetched: {asked:?}");
    let mut changed = config();
    changed["revision"] = json!(2);
    let inline = format!("<script type=\"application/json\" data-assent-config>{changed}</script>");
    page.serve_page("held.html", &[("{{BEFORE}}", &inline), ("{{TAG}}", "")])?;
    page.collector.clear();
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await?;
    // The config stands in the page, so that no page at all runs under the old one.
    page.nothing_arrived().await
}

async fn the_kit_can_lie_elsewhere(page: &Page) -> Result<()> {
    let tag = "data-config=\"/assent.json\" data-kit=\"/kit/elsewhere\"";
    page.visit_with("held.html", "", &[("{{TAG}}", tag)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    let asked = page.site.requests();
    for file in ["assent-widget.js", "assent-widget.wasm", "languages/en.json"] {
        let path = format!("/kit/elsewhere/{file}");
        ensure!(asked.contains(&path), "{path} was not asked for: {asked:?}");
    }
    ensure!(!asked.iter().any(|path| path.starts_with("/assent/assent-widget")), "{asked:?}");
    Ok(())
}

async fn a_config_in_the_page_that_is_broken_is_told_of_by_that_name(page: &Page) -> Result<()> {
    let inline = "<script type=\"application/json\" data-assent-config>{ \"categories\": }</script>";
    page.visit_with("held.html", "", &[("{{BEFORE}}", inline)]).await?;
    page.one_fault("config-not-json", &["the config in the page"]).await?;
    page.nothing_arrived().await
}

async fn texts_of_the_config_are_never_markup(page: &Page) -> Result<()> {
    let markup = "<img src=x onerror=window.__hacked=1><script>window.__hacked=1</script>{controller}";
    let mut config = config();
    config["controller"]["name"] = json!(markup);
    config["services"][1]["title"] = json!(markup);
    config["services"][1]["purpose"] = json!(markup);
    config["services"][1]["items"][0]["name"] = json!(markup);
    config["texts"] = json!({ "en": { "banner.title": markup, "category.analytics.title": markup } });
    page.serve_config(&config);
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("title", page.js("__in('#banner-title').textContent").await?, json!(markup))?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.unfold().await?;
    page.settle().await?;
    same("elements of the config", page.js("!!__in('img, script')").await?, json!(false))?;
    same("code of the config", page.js("window.__hacked ?? null").await?, json!(null))
}

async fn a_link_that_could_run_code_is_refused(page: &Page) -> Result<()> {
    for link in ["javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x"] {
        let mut config = config();
        config["policy"]["url"] = json!(link);
        page.serve_config(&config);
        page.visit("held.html").await?;
        page.one_fault("unsafe-link", &["/assent.json", "policy.url"]).await?;
        page.until(NOTHING_IS_SHOWN).await?;
    }
    Ok(())
}

async fn the_page_can_ask_and_act_through_the_api(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    same(
        "before",
        page.js("['necessary', 'shop', 'analytics', 'counter', 'no such'].map(assent.granted)").await?,
        json!([true, true, false, false, false]),
    )?;
    same("no record", page.js("assent.record()").await?, json!(null))?;
    page.js("void (window.__when = []), void assent.when('counter').then((id) => __when.push(id))").await?;
    page.js("void assent.open()").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.js("void assent.close()").await?;
    page.until("!__in('dialog[open]')").await?;
    same("the promise waits", page.js("__when").await?, json!([]))?;
    page.js("void assent.acceptAll()").await?;
    page.until("__when.includes('counter')").await?;
    same(
        "after",
        page.js("['analytics', 'counter', 'no such'].map(assent.granted)").await?,
        json!([true, true, false]),
    )?;
    page.js("void assent.withdraw()").await?;
    page.until("!assent.granted('analytics')").await?;
    same("method", page.js("assent.record().method").await?, json!("withdrawal"))?;
    page.js("assent.record().categories.analytics = true").await?;
    same("a copy", page.js("assent.granted('analytics')").await?, json!(false))
}

async fn the_events_come_in_order(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.press("[part~=panel]", "accept").await?;
    page.until("window.__ran?.length === 4").await?;
    page.settle().await?;
    let kinds = page.js("__seen.events.map(({ type }) => type).filter((type, i, all) => type !== all[i - 1])").await?;
    same("events", kinds, json!(["ready", "open", "change", "release"]))
}

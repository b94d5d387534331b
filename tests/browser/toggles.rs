//! Switches in the page itself: each shows what is granted, and changes that one thing.

use crate::built::build;
use crate::page::{Page, config, same};
use crate::widget::{BANNER_IS_SHOWN, PANEL_IS_OPEN, service};
use anyhow::{Result, ensure};
use fantoccini::Locator;
use serde_json::json;

promises![
    an_empty_element_becomes_a_switch_with_a_name,
    a_switch_changes_its_service_and_nothing_else,
    what_the_site_has_put_there_is_driven,
    it_follows_choices_made_elsewhere,
    what_is_required_is_on_and_cannot_be_moved,
    an_id_that_nobody_has_is_told_once_and_does_nothing,
    a_switch_works_in_a_built_page_without_wasm,
    where_nothing_is_asked_it_is_on,
];

/// The switch in an element, as an expression.
fn input(id: &str) -> String {
    format!("document.querySelector('#{id} > assent-toggle')?.shadowRoot?.querySelector('input')")
}

/// True once there is one, in this state.
fn is(id: &str, on: bool) -> String {
    format!("{}?.checked === {on}", input(id))
}

const SWITCHES: &str = "<p>Counter: <span id=\"counter\" data-assent-toggle=\"counter\"></span></p>\
    <p id=\"said\" data-assent-toggle=\"heatmap\">The heat map</p>\
    <div id=\"all\" data-assent-toggle=\"analytics\"></div>\
    <span id=\"ads\" data-assent-toggle=\"ads\"></span><span id=\"shop\" data-assent-toggle=\"shop\"></span>";

impl Page {
    /// Clicks at a switch.
    async fn move_switch(&self, id: &str) -> Result<()> {
        let host = self.client.find(Locator::Css(&format!("#{id} > assent-toggle"))).await?;
        Ok(host.shadow_root().await?.find(Locator::Css("input")).await?.click().await?)
    }
}

async fn an_empty_element_becomes_a_switch_with_a_name(page: &Page) -> Result<()> {
    page.visit_with("inpage.html", "", &[("{{TOP}}", SWITCHES)]).await?;
    page.until(&is("ads", false)).await?;
    page.until(&is("said", false)).await?;
    let say = "['counter', 'said', 'all'].map((id) => { const { host, children } = document.querySelector('#' + id + ' > assent-toggle').shadowRoot; \
        const [label] = children, words = label.querySelector('span'); \
        return [label.control.getAttribute('role'), label.textContent, words.getBoundingClientRect().width > 1, host.lang]; })";
    let expected = json!([
        ["switch", "Allow Counter", true, "en"],
        // The site has said already what it is for.
        ["switch", "Allow Heat map", false, "en"],
        ["switch", "Allow Statistics", true, "en"]
    ]);
    same("words", page.js(say).await?, expected)?;
    same("size", page.js(&format!("{}.getBoundingClientRect().height >= 24", input("counter"))).await?, json!(true))?;
    same("stored", page.js("localStorage.length").await?, json!(0))?;
    same("the console", page.console().await?, vec![])
}

async fn a_switch_changes_its_service_and_nothing_else(page: &Page) -> Result<()> {
    page.visit_with("inpage.html", "", &[("{{TOP}}", SWITCHES)]).await?;
    page.until(&is("counter", false)).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.move_switch("counter").await?;
    page.until("assent.granted('counter')").await?;
    page.until(&is("counter", true)).await?;
    same("the others", page.js("['heatmap', 'ads'].map(assent.granted)").await?, json!([false, false]))?;
    same("how", page.record().await?["method"].clone(), json!("custom"))?;
    // Marketing is still to be answered.
    page.until(BANNER_IS_SHOWN).await?;
    page.move_switch("counter").await?;
    page.until("!assent.granted('counter')").await?;
    page.until(&is("counter", false)).await?;
    page.move_switch("all").await?;
    page.until("assent.granted('counter') && assent.granted('heatmap')").await?;
    for id in ["counter", "said", "all"] {
        page.until(&is(id, true)).await?;
    }
    page.until(BANNER_IS_SHOWN).await
}

async fn what_the_site_has_put_there_is_driven(page: &Page) -> Result<()> {
    let own = "<form id=\"form\" action=\"/elsewhere.html\"><input id=\"box\" type=\"checkbox\" data-assent-toggle=\"counter\">\
        <button id=\"push\" data-assent-toggle=\"ads\">Ads</button>\
        <label id=\"label\" data-assent-toggle=\"heatmap\"><input id=\"inner\" type=\"checkbox\"> Heat map</label></form>";
    page.visit_with("inpage.html", "", &[("{{TOP}}", own)]).await?;
    page.until("document.getElementById('push').getAttribute('aria-pressed') === 'false'").await?;
    page.choose("reject").await?;
    page.click("#box").await?;
    page.until("assent.granted('counter')").await?;
    page.click("#push").await?;
    page.until("assent.granted('ads') && document.getElementById('push').getAttribute('aria-pressed') === 'true'")
        .await?;
    page.click("#inner").await?;
    page.until("assent.granted('heatmap')").await?;
    page.js("void assent.withdraw()").await?;
    page.until("!document.querySelector('#box:checked, #inner:checked, #push[aria-pressed=true]')").await?;
    same("ours", page.js("document.querySelectorAll('assent-toggle').length").await?, json!(0))?;
    same("the form", page.js("location.pathname").await?, json!("/inpage.html"))
}

async fn it_follows_choices_made_elsewhere(page: &Page) -> Result<()> {
    page.visit_with("inpage.html", "", &[("{{TOP}}", SWITCHES)]).await?;
    page.until(&is("counter", false)).await?;
    page.open_panel().await?;
    page.unfold().await?;
    page.flip(&service("counter")).await?;
    page.save().await?;
    page.until(&is("counter", true)).await?;
    page.until(&is("said", false)).await?;
    let first = page.open_tab("/inpage.html").await?;
    page.until(&is("counter", true)).await?;
    page.js("void assent.withdraw()").await?;
    page.until(&is("counter", false)).await?;
    page.switch_to(&first).await?;
    page.until(&is("counter", false)).await
}

async fn what_is_required_is_on_and_cannot_be_moved(page: &Page) -> Result<()> {
    page.visit_with("inpage.html", "", &[("{{TOP}}", SWITCHES)]).await?;
    page.until(&is("shop", true)).await?;
    same("movable", page.js(&format!("{}.disabled", input("shop"))).await?, json!(true))?;
    same("another", page.js(&format!("{}.disabled", input("ads"))).await?, json!(false))
}

async fn an_id_that_nobody_has_is_told_once_and_does_nothing(page: &Page) -> Result<()> {
    let wrong = "<span id=\"wrong\" data-assent-toggle=\"countr\"></span><input id=\"box\" type=\"checkbox\" data-assent-toggle=\"__proto__\">";
    page.visit_with("inpage.html", "", &[("{{TOP}}", wrong)]).await?;
    page.until("document.querySelectorAll('[data-assent-problem=unknown-toggle]').length === 2").await?;
    page.choose("accept").await?;
    page.click("#box").await?;
    page.settle().await?;
    let console = page.console().await?;
    ensure!(
        console.len() == 2
            && console.iter().any(|line| line.contains("\"countr\"") && line.contains("[unknown-toggle]")),
        "{console:?}"
    );
    same("switches", page.js("document.querySelectorAll('assent-toggle').length").await?, json!(0))?;
    same("how", page.record().await?["method"].clone(), json!("accept-all"))
}

async fn a_switch_works_in_a_built_page_without_wasm(page: &Page) -> Result<()> {
    let base = build(&config(), &[])?;
    let marks = [("{{HTML}}", "lang=\"de\""), ("{{KIT}}", &base), ("{{TAG}}", ""), ("{{TOP}}", SWITCHES)];
    page.visit_with("inpage.html", "", &marks).await?;
    page.until(&is("counter", false)).await?;
    page.move_switch("counter").await?;
    page.until("assent.granted('counter')").await?;
    page.until(&is("counter", true)).await?;
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path.contains("widget")), "{asked:?}");
    same("the console", page.console().await?, vec![])
}

async fn where_nothing_is_asked_it_is_on(page: &Page) -> Result<()> {
    page.serve_config(&json!({
        "categories": [{ "id": "necessary", "required": true }],
        "services": [{ "id": "shop", "title": "Shop", "category": "necessary" }]
    }));
    page.visit_with("inpage.html", "", &[("{{TOP}}", "<span id=\"shop\" data-assent-toggle=\"shop\"></span>")]).await?;
    page.until(&is("shop", true)).await?;
    same("movable", page.js(&format!("{}.disabled", input("shop"))).await?, json!(true))?;
    ensure!(!page.js(PANEL_IS_OPEN).await?.as_bool().unwrap_or_default(), "the panel is open");
    same("the console", page.console().await?, vec![])
}

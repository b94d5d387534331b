//! The button at a corner of the page that opens the panel: there once the visitor has answered, and in nobody's way.

use crate::built::build;
use crate::page::{Page, config, json_file, same};
use crate::widget::{BANNER_IS_SHOWN, PANEL, PANEL_IS_OPEN};
use anyhow::{Result, ensure};
use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::{Value, json};

promises![
    there_is_one_only_where_the_config_wants_it,
    it_stands_in_its_corner_once_the_visitor_has_answered,
    it_opens_the_panel_and_gets_the_focus_back,
    a_returning_visitor_has_it_without_wasm,
    a_built_page_has_it_in_its_language,
    it_makes_room_at_the_end_of_the_page_and_for_the_focus,
    it_stands_above_a_hostile_style_and_outlives_a_new_body,
    where_nothing_is_asked_there_is_none;
    chromium:
    // Printing is emulated through the DevTools.
    it_is_not_printed,
];

fn with_button(position: &str) -> Value {
    let mut config = config();
    config["revisit"] = json!({ "position": position });
    config
}

const BUTTON: &str = "document.querySelector('assent-revisit')?.shadowRoot.querySelector('button')";

const IS_SHOWN: &str =
    "document.querySelector('assent-revisit')?.shadowRoot.querySelector('button')?.checkVisibility()";

impl Page {
    async fn press_revisit(&self) -> Result<()> {
        let host = self.client.find(Locator::Css("assent-revisit")).await?;
        Ok(host.shadow_root().await?.find(Locator::Css("button")).await?.click().await?)
    }
}

async fn there_is_one_only_where_the_config_wants_it(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("reject").await?;
    page.reload().await?;
    page.settle().await?;
    same("buttons", page.js("document.querySelectorAll('assent-revisit').length").await?, json!(0))?;
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path.contains("revisit")), "{asked:?}");
    Ok(())
}

async fn it_stands_in_its_corner_once_the_visitor_has_answered(page: &Page) -> Result<()> {
    let place = format!(
        "(() => {{ const {{ left, right, top, bottom, width, height }} = {BUTTON}.getBoundingClientRect(), {{ clientWidth, clientHeight }} = document.documentElement; \
         return [top < clientHeight / 2 ? 'top' : 'bottom', left < clientWidth / 2 ? 'left' : 'right', \
           left >= 0 && top >= 0 && right <= clientWidth && bottom <= clientHeight, width >= 44 && height >= 44, document.activeElement.localName]; }})()"
    );
    for position in ["bottom-left", "bottom-right", "top-left", "top-right"] {
        page.serve_config(&with_button(position));
        page.visit("held.html").await?;
        page.until(BANNER_IS_SHOWN).await?;
        page.settle().await?;
        same("while it asks", page.js("!!document.querySelector('assent-revisit')").await?, json!(false))?;
        page.choose("reject").await?;
        page.until(IS_SHOWN).await?;
        let (edge, side) = position.split_once('-').unwrap_or_default();
        same(position, page.js(&place).await?, json!([edge, side, true, true, "body"]))?;
        same("its name", page.js(&format!("{BUTTON}.textContent")).await?, json!("Privacy settings"))?;
        page.js("localStorage.clear()").await?;
    }
    same("the console", page.console().await?, vec![])
}

async fn it_opens_the_panel_and_gets_the_focus_back(page: &Page) -> Result<()> {
    page.serve_config(&with_button("bottom-right"));
    page.visit("held.html").await?;
    page.choose("reject").await?;
    page.until(IS_SHOWN).await?;
    page.js(&format!("{BUTTON}.focus()")).await?;
    page.key(Key::Enter).await?;
    page.until(PANEL_IS_OPEN).await?;
    page.key(Key::Escape).await?;
    page.until("!__in('dialog[part~=panel][open]')").await?;
    same("the focus", page.js("document.activeElement.localName").await?, json!("assent-revisit"))?;
    page.press_revisit().await?;
    page.until(PANEL_IS_OPEN).await?;
    page.press(PANEL, "accept").await?;
    page.until("assent.granted('ads')").await?;
    page.until(IS_SHOWN).await
}

async fn a_returning_visitor_has_it_without_wasm(page: &Page) -> Result<()> {
    page.serve_config(&with_button("bottom-left"));
    page.visit("held.html").await?;
    page.choose("reject").await?;
    page.site.clear();
    page.reload().await?;
    page.until(IS_SHOWN).await?;
    page.settle().await?;
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path.contains("widget") || path.contains("choice")), "{asked:?}");
    // A choice that no longer holds is asked for again, and the button goes.
    page.js("localStorage.clear(), void window.dispatchEvent(new Event('storage'))").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.until("!document.querySelector('assent-revisit')").await
}

async fn a_built_page_has_it_in_its_language(page: &Page) -> Result<()> {
    let base = build(&with_button("bottom-left"), &[])?;
    for code in ["de", "en"] {
        let name = json_file(&format!("crates/catalogue/languages/{code}.json"))?["panel.title"].clone();
        let html = &format!("lang=\"{code}\"");
        page.visit_with("inpage.html", "", &[("{{HTML}}", html), ("{{KIT}}", &base), ("{{TAG}}", "")]).await?;
        page.choose("reject").await?;
        page.until(IS_SHOWN).await?;
        same("its name", page.js(&format!("{BUTTON}.textContent")).await?, name)?;
        page.js("localStorage.clear()").await?;
    }
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path.contains("widget") || path.ends_with("assent-revisit.js")), "{asked:?}");
    page.visit_with("inpage.html", "", &[("{{KIT}}", &base), ("{{TAG}}", "")]).await?;
    page.choose("reject").await?;
    page.until(IS_SHOWN).await?;
    page.press_revisit().await?;
    page.until(PANEL_IS_OPEN).await
}

/// Whether it covers the element of this id.
fn covers(id: &str) -> String {
    format!(
        "(() => {{ const [one, other] = [{BUTTON}, document.getElementById('{id}')].map((node) => node.getBoundingClientRect()); \
         return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top; }})()"
    )
}

async fn it_makes_room_at_the_end_of_the_page_and_for_the_focus(page: &Page) -> Result<()> {
    page.serve_config(&with_button("bottom-left"));
    page.visit("held.html").await?;
    page.choose("reject").await?;
    page.until(IS_SHOWN).await?;
    page.js("document.querySelector('footer').scrollIntoView({ behavior: 'instant', block: 'end' }), window.scrollTo({ top: 1e6, behavior: 'instant' })")
        .await?;
    page.until(&format!("!{}", covers("footer-link"))).await?;
    page.js("window.scrollTo({ top: 0, behavior: 'instant' })").await?;
    let low = format!("{BUTTON}.getBoundingClientRect().bottom > document.documentElement.clientHeight - 24");
    page.until(&low).await?;
    // A link in the middle of a page, that the browser has scrolled to just under it.
    let link = "<p style=\"position: absolute; left: 0; margin: 0; top: calc(100vh - 50px)\"><a id=\"under\" href=\"#x\">Under the button</a></p>";
    page.js(&format!("document.body.insertAdjacentHTML('beforeend', `{link}`)")).await?;
    same("before", page.js(&covers("under")).await?, json!(true))?;
    page.js("document.getElementById('under').focus({ preventScroll: true })").await?;
    page.until(&format!("!{}", covers("under"))).await?;
    page.js("document.getElementById('under').blur()").await?;
    page.until(&low).await
}

async fn it_stands_above_a_hostile_style_and_outlives_a_new_body(page: &Page) -> Result<()> {
    let hostile = "<style>* { all: unset !important; display: none !important } html, head ~ body, body > * { display: block !important; z-index: 9999 !important } \
        button { width: 400px !important } assent-revisit { position: static !important; display: none !important }</style>";
    page.serve_config(&with_button("bottom-left"));
    page.visit("held.html").await?;
    page.choose("reject").await?;
    page.visit_with("held.html", "", &[("{{BEFORE}}", hostile)]).await?;
    page.until(IS_SHOWN).await?;
    let rect =
        format!("(({{ left, width }}) => [Math.round(left), Math.round(width)])({BUTTON}.getBoundingClientRect())");
    same("place", page.js(&rect).await?, json!([16, 44]))?;
    page.js("document.body.replaceWith(document.body.cloneNode(true))").await?;
    page.until(IS_SHOWN).await?;
    same("buttons", page.js("document.querySelectorAll('assent-revisit').length").await?, json!(1))
}

async fn where_nothing_is_asked_there_is_none(page: &Page) -> Result<()> {
    page.serve_config(&json!({ "categories": [{ "id": "necessary", "required": true }], "revisit": {} }));
    page.visit("inpage.html").await?;
    page.settle().await?;
    page.open_panel().await?;
    same("buttons", page.js("document.querySelectorAll('assent-revisit').length").await?, json!(0))
}

async fn it_is_not_printed(page: &Page) -> Result<()> {
    page.serve_config(&with_button("bottom-left"));
    page.visit("held.html").await?;
    page.choose("reject").await?;
    page.until(IS_SHOWN).await?;
    page.cdp("Emulation.setEmulatedMedia", &json!({ "media": "print" })).await?;
    page.until(&format!("!({IS_SHOWN})")).await
}

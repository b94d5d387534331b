//! Panel and declaration in elements of the page.

use crate::page::{Page, config, same};
use crate::widget::{BANNER_IS_SHOWN, STATUS_IS_SHOWN};
use anyhow::Result;
use serde_json::{Value, json};

promises![
    the_panel_stands_in_the_page_and_obeys,
    the_declaration_tells_everything_and_asks_nothing,
    a_site_that_asks_nothing_has_a_declaration_too,
    what_a_router_puts_in_later_is_filled,
    an_element_that_cannot_be_filled_is_told,
    hostile_texts_are_text_and_can_be_read,
];

const PANEL: &str = "<div id='here' data-assent-panel><a href='#assent'>Settings</a></div>";
const DECLARATION: &str = "<div id='here' data-assent-declaration></div>";

/// An expression for the first match inside the element of the page.
fn inner(selector: &str) -> String {
    format!("document.querySelector('#here').shadowRoot?.querySelector('{selector}')")
}

async fn visit(page: &Page, top: &str) -> Result<()> {
    page.visit_with("held.html", "", &[("{{TOP}}", top)]).await
}

async fn press(page: &Page, selector: &str) -> Result<()> {
    let element = page.client.find(fantoccini::Locator::Css("#here")).await?.shadow_root().await?;
    Ok(element.find(fantoccini::Locator::Css(selector)).await?.click().await?)
}

async fn the_panel_stands_in_the_page_and_obeys(page: &Page) -> Result<()> {
    visit(page, PANEL).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.until(&inner(".inline [data-assent-category=analytics]")).await?;
    same("a dialog", page.js(&inner("dialog, [role=dialog], [data-assent-action=close]")).await?, Value::Null)?;
    press(page, "summary").await?;
    press(page, "[data-assent-category=marketing]").await?;
    press(page, "[data-assent-action=save]").await?;
    page.until(&format!("{}.textContent === 'Your choice is saved.'", inner(".status[role=status]"))).await?;
    let record = page.record().await?;
    same("categories", &record["categories"], &json!({ "necessary": true, "analytics": false, "marketing": true }))?;
    same("the notice, beside what is told here", page.js(STATUS_IS_SHOWN).await?, Value::Null)?;
    page.until(&inner(".receipt")).await?;
    press(page, "[data-assent-action=accept]").await?;
    page.until(&format!("{}.checked", inner("[data-assent-category=analytics]"))).await?;
    // What another place in the page chooses is seen here too.
    page.js("void assent.rejectAll()").await?;
    page.until(&format!("!{}.checked", inner("[data-assent-category=analytics]"))).await
}

async fn the_declaration_tells_everything_and_asks_nothing(page: &Page) -> Result<()> {
    visit(page, DECLARATION).await?;
    page.until(&inner(".declaration table")).await?;
    same("controls", page.js(&inner("input, button, details")).await?, Value::Null)?;
    let text = page.js(&format!("{}.textContent", inner(".declaration"))).await?;
    for said in ["Statistics", "Counter Ltd, New Zealand", "count_id", "30 days", "Draws where visitors click"] {
        anyhow::ensure!(text.as_str().unwrap_or_default().contains(said), "{said} is missing in {text}");
    }
    Ok(())
}

async fn a_site_that_asks_nothing_has_a_declaration_too(page: &Page) -> Result<()> {
    page.serve_config(&json!({
        "categories": [{ "id": "necessary", "required": true }],
        "services": [{ "id": "shop", "title": "Shop", "category": "necessary", "reason": "basket", "items": [] }]
    }));
    visit(page, DECLARATION).await?;
    page.until(&inner(".declaration h4")).await?;
    let text = page.js(&format!("{}.textContent", inner(".declaration > p"))).await?;
    same(
        "the first words",
        text,
        json!("This site uses only what it needs to work, so there is nothing to ask you. Here is what it uses."),
    )
}

async fn what_a_router_puts_in_later_is_filled(page: &Page) -> Result<()> {
    visit(page, "").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.js("document.querySelector('h1').insertAdjacentHTML('afterend', \"<div id='here' data-assent-panel></div>\")")
        .await?;
    page.until(&inner(".inline [data-assent-category=analytics]")).await?;
    page.js("window.__first = document.querySelector('#here').shadowRoot.firstChild, 0").await?;
    page.js("document.body.outerHTML = \"<body><h1>Next</h1><div id='here' data-assent-panel></div></body>\"").await?;
    page.until(&inner(".inline [data-assent-category=analytics]")).await?;
    same(
        "what stood in the old page has moved",
        page.js(&format!("{}.getRootNode().firstChild === __first", inner(".inline"))).await?,
        json!(true),
    )?;
    press(page, "[data-assent-category=marketing]").await?;
    press(page, "[data-assent-action=save]").await?;
    page.until("JSON.parse(localStorage.getItem('assent'))?.categories.marketing").await
}

async fn an_element_that_cannot_be_filled_is_told(page: &Page) -> Result<()> {
    visit(page, "<input data-assent-panel>").await?;
    page.until("document.querySelector('[data-assent-problem=unknown-element]')").await?;
    page.until(BANNER_IS_SHOWN).await
}

/// A config of many services with the worst texts.
fn hostile() -> Value {
    let mut config = config();
    let texts = ["x".repeat(5000), String::new(), "<b onclick='x'>&amp;</b>".into(), "Donaudampfschiffahrt".repeat(20)];
    let mut services = Vec::new();
    for number in 0..200 {
        let said = &texts[number % texts.len()];
        let category = if number % 2 == 0 { "analytics" } else { "marketing" };
        let title = if said.is_empty() { "Empty" } else { said };
        services.push(json!({ "id": format!("s{number}"), "title": title, "category": category, "purpose": title,
            "vendor": { "name": title }, "items": [{ "type": "cookie", "name": "n".repeat(300), "days": 3, "purpose": title }] }));
    }
    config["services"] = json!(services);
    config
}

async fn hostile_texts_are_text_and_can_be_read(page: &Page) -> Result<()> {
    page.serve_config(&hostile());
    visit(page, "<div id='other' data-assent-panel></div><div id='here' data-assent-declaration></div>").await?;
    page.until(&inner("section section:last-child table")).await?;
    page.until("document.querySelector('#other').shadowRoot?.querySelector('.service')").await?;
    same("markup that has become elements", page.js(&inner("b")).await?, Value::Null)?;
    page.js("document.querySelectorAll('#other').forEach((one) => one.shadowRoot.querySelectorAll('details').forEach((details) => { details.open = true; }))").await?;
    page.settle().await?;
    // What is wider than its place would be cut off, or would make the page scroll sideways.
    let wide = "['#here', '#other'].flatMap((id) => { const host = document.querySelector(id), edge = host.getBoundingClientRect(); \
        return [...host.shadowRoot.querySelectorAll('*')].filter((one) => { const box = one.getBoundingClientRect(); \
        return box.width && (box.right > edge.right + 1 || box.left < edge.left - 1); }) \
        .map((one) => id + ' ' + one.localName + '.' + one.className); }).slice(0, 5)";
    same("what stands out of its place", page.js(wide).await?, json!([]))
}

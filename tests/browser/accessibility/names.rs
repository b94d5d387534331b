//! What a screen reader is told: roles, names and states as the browser computes them. Knows no text but through the page.

use super::{Face, first_visit, full, show};
use crate::drivers::Own;
use crate::page::{Page, plain, same};
use crate::widget::{BANNER, NOTICE, PANEL, PANEL_IS_OPEN, category};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

promises![
    a_11_banner_and_panel_are_dialogs_with_a_name,
    a_11_switches_are_named_after_what_they_switch,
    a_11_the_name_of_a_switch_stays_when_it_is_moved,
    a_13_headings_make_an_outline,
    a_13_what_belongs_together_is_a_group_with_a_name,
    a_15_controls_are_called_what_is_written_on_them;
    chromium:
    // Firefox's driver has no access to the whole tree.
    a_11_the_accessibility_tree_has_what_the_panel_shows,
];

/// The role and the name of an element in the widget.
async fn told(page: &Page, selector: &str) -> Result<(String, String)> {
    let element = page.inside(selector).await?;
    let ask = async |what| -> Result<String> {
        let answer = page.client.issue_cmd(Own::of_element(&element.element_id(), what)).await;
        Ok(plain(&answer.with_context(|| format!("{what} of {selector}"))?))
    };
    Ok((ask("computedrole").await?, ask("computedlabel").await?))
}

/// The text of an element in the widget.
async fn text(page: &Page, selector: &str) -> Result<String> {
    Ok(plain(&page.js(&format!("__in(`{selector}`).textContent.trim()")).await?))
}

async fn a_11_banner_and_panel_are_dialogs_with_a_name(page: &Page) -> Result<()> {
    show(page, Face::Banner, &full(), &[]).await?;
    let title = text(page, "#banner-title").await?;
    ensure!(!title.is_empty(), "the banner has no title");
    same("banner", told(page, BANNER).await?, ("dialog".to_owned(), title))?;
    let described = page.js("__in('[part~=banner]').getRootNode().getElementById(__in('[part~=banner]').getAttribute('aria-describedby')).textContent.length > 40");
    same("described", described.await?, json!(true))?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    let title = text(page, "#panel-title").await?;
    same("panel", told(page, PANEL).await?, ("dialog".to_owned(), title))?;
    // A modal dialog of the browser says so by itself: https://www.w3.org/TR/html-aam-1.0/#el-dialog
    same(
        "modal",
        page.js("[__in('dialog').matches(':modal'), __in('dialog').getAttribute('aria-modal')]").await?,
        json!([true, null]),
    )
}

async fn a_11_switches_are_named_after_what_they_switch(page: &Page) -> Result<()> {
    show(page, Face::Details, &full(), &[]).await?;
    let all = page.js("[...__in('dialog').querySelectorAll('input:not([data-assent-objection])')].map((one) => \
        ({ kind: one.dataset.assentCategory ? 'category' : 'service', id: one.dataset.assentCategory || one.dataset.assentService, \
        parts: one.closest('.category').querySelectorAll('.service').length }))");
    let all = all.await?;
    let all = all.as_array().context("a list")?;
    ensure!(all.len() >= 5, "there are {} switches", all.len());
    for one in all {
        let (kind, id) = (plain(&one["kind"]), plain(&one["id"]));
        // One that may be on for some of its services has three states, and a switch has two.
        let is_group = kind == "category" && one["parts"].as_u64() > Some(1);
        let role = if is_group { "checkbox" } else { "switch" };
        let title = text(page, &format!("#{kind}-{id}")).await?;
        let selector = format!("input[data-assent-{kind}={id}]");
        same(&selector, told(page, &selector).await?, (role.to_owned(), title))?;
    }
    Ok(())
}

async fn a_11_the_name_of_a_switch_stays_when_it_is_moved(page: &Page) -> Result<()> {
    show(page, Face::Panel, &full(), &[]).await?;
    let switch = category("marketing");
    let before = told(page, &switch).await?;
    page.flip(&switch).await?;
    page.until(&format!("__in('{switch}').checked")).await?;
    same("moved", told(page, &switch).await?, before)
}

/// No level is left out on the way down: <https://www.w3.org/WAI/tutorials/page-structure/headings/>
const OUTLINE: &str =
    "[...__in('PART').querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => Number(one.localName[1]))";

async fn a_13_headings_make_an_outline(page: &Page) -> Result<()> {
    show(page, Face::Banner, &full(), &[]).await?;
    same("banner", page.js(&OUTLINE.replace("PART", BANNER)).await?, json!([2]))?;
    show(page, Face::Details, &full(), &[]).await?;
    let levels = page.js(&OUTLINE.replace("PART", "dialog")).await?;
    let levels: Vec<u64> = levels.as_array().context("a list")?.iter().filter_map(Value::as_u64).collect();
    same("first", levels.first(), Some(&2))?;
    ensure!(levels.contains(&3) && levels.contains(&4), "levels {levels:?}");
    let jump = levels.windows(2).find(|pair| pair[1] > pair[0] + 1);
    ensure!(jump.is_none(), "a level is left out: {levels:?}");
    Ok(())
}

async fn a_13_what_belongs_together_is_a_group_with_a_name(page: &Page) -> Result<()> {
    show(page, Face::Details, &full(), &[]).await?;
    let groups = "[...__in('dialog').querySelectorAll('section')].map((one) => { \
        const title = one.getRootNode().getElementById(one.getAttribute('aria-labelledby')); \
        return !!title && one.contains(title) && /^h[34]$/.test(title.localName); })";
    same("groups", page.js(groups).await?, json!(vec![true; 3 + 4]))?;
    let tables = "[...__in('dialog').querySelectorAll('table')].map((one) => !!one.caption?.textContent.trim() \
        && [...one.querySelectorAll('th')].every((cell) => ['col', 'row'].includes(cell.scope)))";
    same("tables", page.js(tables).await?, json!([true, true]))
}

async fn a_15_controls_are_called_what_is_written_on_them(page: &Page) -> Result<()> {
    for (face, part) in [(Face::Banner, BANNER), (Face::Panel, PANEL), (Face::Notice, NOTICE)] {
        show(page, face, &full(), &[]).await?;
        let buttons = format!("[...__in('{part}').querySelectorAll('button')].map((one) => one.dataset.assentAction)");
        let actions = page.js(&buttons).await?;
        for action in actions.as_array().context("a list")?.iter().map(plain) {
            let selector = format!("{part} [data-assent-action={action}]");
            let (role, name) = told(page, &selector).await?;
            let written = text(page, &selector).await?;
            same(&selector, role, "button".to_owned())?;
            ensure!(!name.is_empty() && name.contains(&written), "{selector} is called {name:?}, and says {written:?}");
        }
    }
    Ok(())
}

async fn a_11_the_accessibility_tree_has_what_the_panel_shows(page: &Page) -> Result<()> {
    first_visit(page, &full(), &[]).await?;
    let tree = tree(page).await?;
    let question = text(page, "#banner-title").await?;
    ensure!(tree.contains(&format!("dialog: {question}")), "the banner is not in {tree:?}");
    ensure!(tree.contains(&"button: Privacy settings".to_owned()), "the page is not in {tree:?}");
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.unfold().await?;
    page.settle().await?;
    let tree = self::tree(page).await?;
    ensure!(!tree.contains(&format!("dialog: {question}")), "the banner is still in {tree:?}");
    ensure!(!tree.contains(&"link: Start page".to_owned()), "the page behind is still in {tree:?}");
    let shown = page.js("['h2', 'h3', 'h4'].flatMap((name) => [...__in('dialog').querySelectorAll(name)].map((one) => 'heading: ' + one.textContent.trim()))").await?;
    let mut wanted: Vec<String> = shown.as_array().context("a list")?.iter().map(plain).collect();
    wanted.extend(
        ["switch: Counter", "switch: Advertisements", "columnheader: Name", "rowheader: count_id"].map(str::to_owned),
    );
    wanted.push(format!("dialog: {}", text(page, "#panel-title").await?));
    for one in wanted {
        ensure!(tree.contains(&one), "{one} is not in {tree:?}");
    }
    let unnamed: Vec<_> =
        tree.iter().filter(|one| ["button: ", "link: ", "switch: ", "dialog: "].contains(&one.as_str())).collect();
    ensure!(unnamed.is_empty(), "without a name: {unnamed:?}");
    Ok(())
}

/// What the tree has that is not ignored, each as `role: name`.
async fn tree(page: &Page) -> Result<Vec<String>> {
    let tree = page.cdp("Accessibility.getFullAXTree", &json!({})).await?;
    let nodes = tree["nodes"].as_array().context("a tree")?.iter().filter(|node| node["ignored"] != true);
    Ok(nodes.map(|node| format!("{}: {}", plain(&node["role"]["value"]), plain(&node["name"]["value"]))).collect())
}

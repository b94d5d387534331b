//! Where the focus begins, where it goes back to, and that nothing takes it away. Knows not how it looks.

use super::{PAGE, first_visit, focused, full, media, tab, tab_to};
use crate::page::{Page, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL, PANEL_IS_OPEN};
use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde_json::json;

promises![
    a_03_the_banner_comes_first_and_reads_as_it_looks,
    a_03_the_panel_opens_at_its_heading,
    a_03_the_focus_goes_back_to_what_opened_the_panel,
    a_03_after_a_choice_the_focus_is_where_the_visitor_was,
    a_03_after_a_choice_from_the_banner_the_focus_has_a_place,
    a_14_what_appears_takes_no_focus,
    a_14_texts_say_their_language;
    chromium:
    // Emulated through the DevTools.
    a_14_nothing_moves_for_who_wants_no_motion,
];

/// Links, and buttons: each left to right and top to bottom, as far as rows go. The two may stand side by side.
const ORDER: &str = "['a[href]', 'button'].every((name) => { const places = [...__in('[part~=banner]').querySelectorAll(name)].map((one) => { \
    const { top, left } = one.getBoundingClientRect(); return [Math.round(top / 8), left]; }); \
    const sorted = [...places].sort((one, other) => one[0] - other[0] || one[1] - other[1]); \
    return JSON.stringify(places) === JSON.stringify(sorted); })";

async fn a_03_the_banner_comes_first_and_reads_as_it_looks(page: &Page) -> Result<()> {
    for layout in super::LAYOUTS {
        let mut config = full();
        config["banner"] = json!({ "layout": layout });
        first_visit(page, &config, &[]).await?;
        tab(page).await?;
        let inside =
            page.js("__in('[part~=banner]').contains(document.activeElement.shadowRoot?.activeElement)").await?;
        same("the first is in the banner", inside, json!(true))?;
        same(layout, page.js(ORDER).await?, json!(true))?;
    }
    Ok(())
}

/// As the pattern has it where a dialog begins with something to read.
/// <https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/>
async fn a_03_the_panel_opens_at_its_heading(page: &Page) -> Result<()> {
    first_visit(page, &full(), &[]).await?;
    page.answer("open").await?;
    page.until("__focused() === 'panel-title'").await?;
    let heading =
        page.js("[__in('#panel-title').localName, __in('#panel-title').tabIndex, __in('dialog').matches(':modal')]");
    same("the heading", heading.await?, json!(["h2", -1, true]))
}

async fn a_03_the_focus_goes_back_to_what_opened_the_panel(page: &Page) -> Result<()> {
    for opener in ["open-button", "footer-link", "banner"] {
        for by_escape in [true, false] {
            first_visit(page, &full(), &[]).await?;
            let opener = open_from(page, opener).await?;
            match by_escape {
                true => page.key(Key::Escape).await?,
                false => page.press(PANEL, "close").await?,
            }
            page.until("!__in('dialog[open]')").await?;
            page.settle().await?;
            same("back", focused(page).await?, opener)?;
        }
    }
    Ok(())
}

/// Opens the panel by keyboard. Gives the name of what has opened it.
async fn open_from(page: &Page, opener: &str) -> Result<String> {
    if opener == "banner" {
        tab_to(page, "open").await?;
    } else {
        page.js(&format!("document.getElementById('{opener}').focus()")).await?;
    }
    let name = focused(page).await?;
    page.key(Key::Enter).await?;
    page.until(PANEL_IS_OPEN).await?;
    page.until("__focused() === 'panel-title'").await?;
    Ok(name)
}

async fn a_03_after_a_choice_the_focus_is_where_the_visitor_was(page: &Page) -> Result<()> {
    for action in ["save", "accept", "reject"] {
        first_visit(page, &full(), &[]).await?;
        open_from(page, "footer-link").await?;
        tab_to(page, action).await?;
        page.key(Key::Enter).await?;
        page.until(NOTHING_IS_SHOWN).await?;
        page.settle().await?;
        same(action, focused(page).await?, "footer-link".to_owned())?;
    }
    Ok(())
}

/// What had the focus is gone then. After an answer in the banner Tab goes on with the page, whose beginning it was before.
async fn a_03_after_a_choice_from_the_banner_the_focus_has_a_place(page: &Page) -> Result<()> {
    for action in ["reject", "accept"] {
        first_visit(page, &full(), &[]).await?;
        tab_to(page, action).await?;
        page.key(Key::Enter).await?;
        page.until(NOTHING_IS_SHOWN).await?;
        page.settle().await?;
        same(action, tab(page).await?, "first-link".to_owned())?;
    }
    for action in ["save", "accept", "reject"] {
        first_visit(page, &full(), &[]).await?;
        open_from(page, "banner").await?;
        tab_to(page, action).await?;
        page.key(Key::Enter).await?;
        page.until(NOTHING_IS_SHOWN).await?;
        page.settle().await?;
        let found = focused(page).await?;
        let is_seen =
            page.js("(document.activeElement.shadowRoot?.activeElement ?? document.activeElement).checkVisibility()");
        ensure!(
            is_seen.await? == true && !["body", "html", "assent-widget", ""].contains(&found.as_str()),
            "after {action} the focus is on {found:?}"
        );
    }
    Ok(())
}

async fn a_14_what_appears_takes_no_focus(page: &Page) -> Result<()> {
    let field = "<label>Search <input id=\"search\" autofocus></label>";
    first_visit(page, &full(), &[("{{AFTER}}", field)]).await?;
    page.until("__focused() === 'search'").await?;
    page.client.active_element().await?.send_keys("typed").await?;
    same("the field", page.js("document.getElementById('search').value").await?, json!("typed"))?;
    let modal =
        page.js("[__in('[part~=banner]').getAttribute('aria-modal'), __in('[part~=banner]').matches(':modal')]");
    same("modal", modal.await?, json!([null, false]))?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 1").await?;
    page.js("document.getElementById('search').focus()").await?;
    page.wait("assent.withdraw().then(() => 0)").await?;
    page.until(crate::widget::NOTICE_IS_SHOWN).await?;
    page.settle().await?;
    same("after the notice", focused(page).await?, "search".to_owned())
}

async fn a_14_texts_say_their_language(page: &Page) -> Result<()> {
    for (attribute, language) in [("lang=\"de-AT\"", "de"), ("lang=\"xx\"", "en")] {
        page.serve_config(&full());
        page.visit_with(
            PAGE,
            "",
            &[("{{HTML}}", attribute), ("{{TAG}}", &format!("data-config=\"/assent.json\" data-lang=\"{language}\""))],
        )
        .await?;
        page.until(BANNER_IS_SHOWN).await?;
        let said = "[...[__in('h2')].map((one) => (one.closest('[lang]') ?? one.getRootNode().host.closest('[lang]')).lang), \
            __in('h2').textContent.includes('privacy')]";
        same(attribute, page.js(said).await?, json!([language, language == "en"]))?;
    }
    Ok(())
}

/// All that could move, or fade: <https://www.w3.org/TR/WCAG22/#animation-from-interactions>
const MOTION: &str = "[...document.querySelector('assent-widget').shadowRoot.querySelectorAll('*')].flatMap((one) => \
    ['', '::before', '::after', '::backdrop', '::details-content'].map((pseudo) => [one.localName + pseudo, getComputedStyle(one, pseudo)])) \
    .filter(([, style]) => [style.transitionDuration, style.animationName === 'none' ? '0s' : style.animationDuration] \
      .some((time) => time.split(', ').some((one) => parseFloat(one) > 0)) || style.scrollBehavior === 'smooth').map(([name]) => name)";

async fn a_14_nothing_moves_for_who_wants_no_motion(page: &Page) -> Result<()> {
    media(page, &[("prefers-reduced-motion", "reduce")]).await?;
    first_visit(page, &full(), &[]).await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.unfold().await?;
    same("what moves", page.js(MOTION).await?, json!([]))
}

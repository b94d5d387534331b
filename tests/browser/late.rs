//! What comes later than the page: nodes that are added, pages that a router shows, pages that come back or are prepared, and choices made elsewhere.

use crate::page::{Page, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN};
use anyhow::{Result, ensure};
use serde_json::json;
use xtask::browsers::Engine;

promises![
    what_is_added_at_any_time_is_held_and_released,
    a_router_that_swaps_the_content_finds_the_same_rules,
    a_new_body_keeps_the_banner_and_the_panel,
    a_choice_in_another_tab_applies_here,
    a_page_that_comes_back_follows_what_was_chosen_since,
    a_page_that_is_shown_again_reads_the_storage_again,
    a_page_that_is_only_prepared_does_nothing;
    // Firefox does not prerender: https://developer.mozilla.org/en-US/docs/Web/API/Speculation_Rules_API
    chromium: a_prerendered_page_begins_when_it_is_visited,
];

/// A held image.
const HERE: &str = "<img id=\"here\" alt=\"\" data-assent=\"marketing\" data-src=\"{{THIRD}}/pixel/here.png\">";

impl Page {
    /// Waits until the image, the script and the frame of this name have been asked for, once each.
    async fn all_of(&self, name: &str) -> Result<()> {
        for path in [format!("/pixel/{name}.png"), format!("/echo/{name}.js"), format!("/frame/{name}.html")] {
            self.until_arrived(&path).await?;
            same(&path, self.arrived(&path), 1)?;
        }
        self.until(&format!("window.__ran?.filter((one) => one === '{name}').length === 1")).await
    }
}

async fn what_is_added_at_any_time_is_held_and_released(page: &Page) -> Result<()> {
    page.visit("late.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    // Deep in a tree that is added at once, and what a script makes element by element.
    let nested =
        |name: &str| format!("document.getElementById('content').append(parsed('{name}').querySelector('section'))");
    page.js(&nested("before")).await?;
    page.nothing_arrived().await?;
    page.choose("accept").await?;
    page.all_of("before").await?;
    page.js(&nested("after")).await?;
    page.all_of("after").await?;
    page.js("void assent.withdraw()").await?;
    page.until("!document.querySelector('img[src], iframe[src]')").await?;
    page.collector.clear();
    page.js(&nested("withdrawn")).await?;
    page.nothing_arrived().await
}

async fn a_router_that_swaps_the_content_finds_the_same_rules(page: &Page) -> Result<()> {
    let swap = |name: &str| {
        format!(
            "history.pushState(null, '', '/{name}'), document.getElementById('content').replaceChildren(parsed('{name}').querySelector('section'))"
        )
    };
    page.visit("late.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.js(&swap("first")).await?;
    page.nothing_arrived().await?;
    page.js(&swap("second")).await?;
    page.choose("accept").await?;
    page.all_of("second").await?;
    page.js(&swap("third")).await?;
    page.all_of("third").await?;
    // What was swapped out before it was agreed to is never asked for.
    ensure!(
        page.arrived("/pixel/first") + page.arrived("/echo/first") + page.arrived("/frame/first") == 0,
        "the first was asked for"
    );
    page.open_panel().await
}

/// As Turbo does it: <https://turbo.hotwired.dev/handbook/drive>
async fn a_new_body_keeps_the_banner_and_the_panel(page: &Page) -> Result<()> {
    let swap = |name: &str| format!("void document.body.replaceWith(document.adoptNode(parsed('{name}')))");
    page.visit("late.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.js(&swap("first")).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    // A panel that was open when the page went closes with it, and grants nothing.
    page.open_panel().await?;
    page.js(&swap("second")).await?;
    page.until(&format!("{BANNER_IS_SHOWN} && !__in('dialog[open]')")).await?;
    same("stored", page.js("localStorage.length").await?, json!(0))?;
    page.choose("accept").await?;
    page.all_of("second").await?;
    page.js(&swap("third")).await?;
    page.all_of("third").await?;
    page.open_panel().await?;
    page.press("[part~=panel]", "reject").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    page.until("!document.querySelector('iframe[src]')").await?;
    same("widgets", page.js("document.querySelectorAll('assent-widget').length").await?, json!(1))?;
    // The content of the body alone, as other routers have it.
    page.js("document.body.replaceChildren(...parsed('fourth').childNodes)").await?;
    page.open_panel().await?;
    same("errors", page.js("__seen.errors").await?, json!([]))
}

async fn a_choice_in_another_tab_applies_here(page: &Page) -> Result<()> {
    page.visit_with("late.html", "", &[("{{AFTER}}", HERE)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    let first = page.open_tab("/late.html").await?;
    page.choose("accept").await?;
    let second = page.switch_to(&first).await?;
    page.until("document.getElementById('here').naturalWidth > 0").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("events of change", page.events("change").await?.len(), 1)?;
    page.switch_to(&second).await?;
    page.js("void assent.withdraw()").await?;
    page.until("!document.getElementById('here').src").await?;
    page.switch_to(&first).await?;
    page.until("!document.getElementById('here').src").await?;
    same("granted", page.js("assent.granted('marketing')").await?, json!(false))
}

/// The cache keeps a page as it was left, with what is released in it: <https://web.dev/articles/bfcache>
async fn a_page_that_comes_back_follows_what_was_chosen_since(page: &Page) -> Result<()> {
    page.site.put("/other.html", "text/html; charset=utf-8", "<!doctype html><title>Another page of the site</title>");
    page.visit_with("late.html", "", &[("{{AFTER}}", HERE)]).await?;
    page.choose("accept").await?;
    page.until("document.getElementById('here').naturalWidth > 0").await?;
    page.js("window.__mine = 'kept'").await?;
    page.click("#link").await?;
    page.until("document.title === 'Another page of the site'").await?;
    // The choice of a person who withdrew there, as the gate on that page would have stored it.
    let withdraw = "(() => { const record = JSON.parse(localStorage.getItem('assent')); record.method = 'withdrawal'; \
        for (const list of [record.categories, record.services]) for (const id in list) list[id] = id === 'necessary' || id === 'shop'; \
        localStorage.setItem('assent', JSON.stringify(record)); })()";
    page.js(withdraw).await?;
    page.back().await?;
    page.until("window.__persisted !== undefined").await?;
    if page.engine == Engine::Chromium {
        // Under its driver Firefox loads the page anew instead; the promise holds either way.
        let kept = page.js("[__persisted, window.__mine]").await?;
        same("from the cache", kept, json!([true, "kept"]))?;
    }
    page.until("!assent.granted('marketing') && !document.getElementById('here').src").await
}

/// The same with an event of the test's own, since not every driver lets a page into the cache.
async fn a_page_that_is_shown_again_reads_the_storage_again(page: &Page) -> Result<()> {
    page.visit_with("late.html", "", &[("{{AFTER}}", HERE)]).await?;
    page.choose("reject").await?;
    page.nothing_arrived().await?;
    let grant = "(() => { const record = JSON.parse(localStorage.getItem('assent')); \
        for (const list of [record.categories, record.services]) for (const id in list) list[id] = true; \
        localStorage.setItem('assent', JSON.stringify(record)); })()";
    // A page is not told of what it writes itself: https://html.spec.whatwg.org/multipage/webstorage.html#send-a-storage-notification
    page.js(grant).await?;
    page.nothing_arrived().await?;
    page.js("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))").await?;
    page.until("document.getElementById('here').naturalWidth > 0").await?;
    page.js("localStorage.clear()").await?;
    page.js("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.until("!document.getElementById('here').src").await
}

/// Emulated, so that every engine shows it: the page is told that it is only prepared, and later that it is visited.
async fn a_page_that_is_only_prepared_does_nothing(page: &Page) -> Result<()> {
    page.visit("late.html").await?;
    page.choose("accept").await?;
    page.before_every_page(
        "Object.defineProperty(Document.prototype, 'prerendering', { get: () => !window.__visited, configurable: true })",
    )
    .await?;
    page.collector.clear();
    page.site.clear();
    page.visit_with("late.html", "", &[("{{AFTER}}", HERE)]).await?;
    page.until("window.__end").await?;
    page.nothing_arrived().await?;
    same("granted", page.js("assent.granted('marketing')").await?, json!(false))?;
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path == "/assent.json" || path.contains("assent-")), "{asked:?}");
    page.js("window.__visited = document.dispatchEvent(new Event('prerenderingchange'))").await?;
    page.until("document.getElementById('here').naturalWidth > 0").await
}

async fn a_prerendered_page_begins_when_it_is_visited(page: &Page) -> Result<()> {
    let told = "<script>addEventListener('load', () => fetch('/told/' + document.prerendering))</script>";
    page.serve_page("late.html", &[("{{AFTER}}", &(HERE.to_owned() + told))])?;
    let rules = "{\"prerender\": [{\"urls\": [\"/late.html\"], \"eagerness\": \"immediate\"}]}";
    let start = format!(
        "<!doctype html><title>Start</title><script type=\"speculationrules\">{rules}</script><a id=\"link\" href=\"/late.html\">Go</a>"
    );
    page.site.put("/start.html", "text/html; charset=utf-8", &start);
    for choice in ["none yet", "accept"] {
        page.collector.clear();
        page.site.clear();
        page.go("/start.html").await?;
        let stored = page.js("JSON.stringify({ ...localStorage })").await?;
        // The page itself says that it is being prepared, once it has loaded.
        while !page.site.requests().iter().any(|path| path.starts_with("/told/")) {
            page.settle().await?;
        }
        page.nothing_arrived().await?;
        let asked = page.site.requests();
        ensure!(asked.iter().any(|path| path == "/told/true"), "the page was not prerendered: {asked:?}");
        ensure!(!asked.iter().any(|path| path.contains("/assent-") || path == "/assent.json"), "{choice}: {asked:?}");
        same(choice, page.js("JSON.stringify({ ...localStorage })").await?, stored)?;
        page.click("#link").await?;
        page.until("document.title === 'What comes later'").await?;
        // The recorder is in pages that a visitor opens, and not in those that Chromium prepares.
        page.js("void (window.__in = (selector) => document.querySelector('assent-widget')?.shadowRoot?.querySelector(selector) ?? null)")
            .await?;
        if choice == "none yet" {
            page.choose("accept").await?;
        }
        page.until("document.getElementById('here').naturalWidth > 0").await?;
        same("requests", page.arrived("/pixel/here.png"), 1)?;
    }
    Ok(())
}

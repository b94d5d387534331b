//! What stands in the page while an element is held: it says who would be asked, keeps the size, and loads on a word.

use crate::built::build;
use crate::page::{Page, config, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL_IS_OPEN};
use anyhow::{Result, ensure};
use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};

pub mod room;

promises![
    a_held_frame_says_who_would_be_asked,
    loaded_once_is_recorded_nowhere_and_ends_with_the_page,
    always_grants_the_service_and_nothing_else,
    what_always_would_grant_beyond_its_words_leads_to_the_panel,
    a_returning_visitor_who_refused_sees_it_without_wasm,
    a_built_page_has_it_in_the_language_of_the_page,
    the_sites_own_takes_its_place,
    nothing_stands_in_for_what_nobody_would_miss,
    a_template_has_one_where_the_author_asks_and_loads_whole,
    the_focus_goes_to_what_was_loaded,
    it_follows_its_element_and_the_records_of_others,
    a_changed_element_is_asked_for_again,
    a_small_one_has_one_button_and_says_the_same,
];

/// A config with a service of the catalogue that frames come from, in a category of several.
fn with_video() -> Value {
    let mut config = config();
    let video = json!({ "use": "youtube", "id": "video", "hosts": ["localhost", "127.0.0.1"] });
    config["services"].as_array_mut().into_iter().for_each(|services| services.push(video.clone()));
    config
}

/// A frame, held as told.
fn frame(id: &str, more: &str) -> String {
    format!(
        "<iframe id=\"{id}\" title=\"How to bind a book\" {more} data-src=\"{{{{THIRD}}}}/frame/{id}.html\"></iframe>"
    )
}

const VIDEO: &str = "width=\"560\" height=\"315\" data-assent-service=\"video\"";

/// The placeholder behind the element of this id, as an expression.
fn cover(id: &str) -> String {
    format!("document.getElementById('{id}').nextElementSibling.shadowRoot")
}

/// True once it is there.
fn is_covered(id: &str) -> String {
    format!("document.querySelector('#{id} + assent-placeholder')?.shadowRoot?.querySelector('button')")
}

/// True while the element stands there itself.
fn is_bare(id: &str) -> String {
    format!(
        "!document.querySelector('#{id} + assent-placeholder') && document.getElementById('{id}').checkVisibility()"
    )
}

impl Page {
    async fn visit_covered(&self, top: &str) -> Result<()> {
        self.serve_config(&with_video());
        self.visit_with("inpage.html", "", &[("{{TOP}}", top)]).await
    }

    /// The value of an expression that was made for this question.
    async fn ask(&self, expression: String) -> Result<Value> {
        self.js(&expression).await
    }

    async fn button(&self, id: &str, action: &str) -> Result<Element> {
        let host = self.client.find(Locator::Css(&format!("#{id} + assent-placeholder"))).await?;
        Ok(host.shadow_root().await?.find(Locator::Css(&format!("[data-assent-action={action}]"))).await?)
    }

    /// Waits for the placeholder of an element, and presses one of its buttons.
    async fn press_there(&self, id: &str, action: &str) -> Result<()> {
        self.until(&is_covered(id)).await?;
        self.ask(format!("{}.host.scrollIntoView({{ behavior: 'instant', block: 'center' }})", cover(id))).await?;
        Ok(self.button(id, action).await?.click().await?)
    }
}

async fn a_held_frame_says_who_would_be_asked(page: &Page) -> Result<()> {
    page.visit_covered(&frame("film", VIDEO)).await?;
    page.until(&is_covered("film")).await?;
    page.until(BANNER_IS_SHOWN).await?;
    let words = page.ask(format!("[...{}.querySelectorAll('p, button')].map((one) => one.textContent)", cover("film")));
    let text = "To show it, your browser connects to Google LLC (United States), who then receives your IP address and may \
        store data on your device.";
    same("words", words.await?, json!(["Video from YouTube", text, "Load once", "Always load"]))?;
    let group = page.ask(format!("{}.querySelector('[role=group]').getAttribute('aria-label')", cover("film"))).await?;
    same("its name", group, json!("Video from YouTube: How to bind a book"))?;
    let host = page.ask(format!("(({{ lang, dir }}) => [lang, dir])({}.host)", cover("film"))).await?;
    same("its language", host, json!(["en", "ltr"]))?;
    page.nothing_arrived().await?;
    same("the console", page.console().await?, vec![])
}

async fn loaded_once_is_recorded_nowhere_and_ends_with_the_page(page: &Page) -> Result<()> {
    page.visit_covered(&(frame("film", VIDEO) + &frame("other", VIDEO))).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.press_there("film", "once").await?;
    page.until_arrived("/frame/film.html").await?;
    page.until(&is_bare("film")).await?;
    page.until(&is_covered("other")).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("the other", page.arrived("/frame/other.html"), 0)?;
    same("stored", page.js("localStorage.length").await?, json!(0))?;
    same("granted", page.js("assent.granted('video')").await?, json!(false))?;
    // A refusal of all concerns what comes, not what the visitor has just asked to see.
    page.answer("reject").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    page.settle().await?;
    same("still there", page.js("!!document.querySelector('#film[src]')").await?, json!(true))?;
    page.reload().await?;
    page.until(&is_covered("film")).await?;
    same("after", page.js("!!document.querySelector('#film[src]')").await?, json!(false))
}

async fn always_grants_the_service_and_nothing_else(page: &Page) -> Result<()> {
    page.visit_covered(&(frame("film", VIDEO) + &frame("next", VIDEO))).await?;
    page.press_there("film", "always").await?;
    for path in ["/frame/film.html", "/frame/next.html"] {
        page.until_arrived(path).await?;
    }
    page.until(&is_bare("next")).await?;
    let granted = page.js("['video', 'ads', 'counter', 'analytics'].map(assent.granted)").await?;
    same("granted", granted, json!([true, false, false, false]))?;
    same("method", page.record().await?["method"].clone(), json!("custom"))?;
    // Statistics were not answered, and are still asked for.
    page.until(BANNER_IS_SHOWN).await?;
    page.reload().await?;
    page.until("document.querySelector('#film[src]')").await
}

async fn what_always_would_grant_beyond_its_words_leads_to_the_panel(page: &Page) -> Result<()> {
    let by_category = "data-assent=\"marketing\"";
    let elsewhere =
        "<iframe id=\"elsewhere\" data-assent=\"marketing\" data-src=\"http://other.invalid/map\"></iframe>";
    page.visit_covered(&(frame("film", by_category) + elsewhere)).await?;
    // Its address tells whose it is.
    page.until(&is_covered("film")).await?;
    page.until(&is_covered("elsewhere")).await?;
    let say = |id: &str| format!("[...{}.querySelectorAll('.title, button')].map((one) => one.textContent)", cover(id));
    same("known", page.js(&say("film")).await?, json!(["Video from YouTube", "Load once", "Always load"]))?;
    let unknown = json!(["Content from other.invalid", "Load once", "Privacy settings"]);
    same("unknown", page.js(&say("elsewhere")).await?, unknown)?;
    page.press_there("elsewhere", "open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.key(Key::Escape).await?;
    page.until("!__in('dialog[part~=panel][open]')").await?;
    page.press_there("film", "always").await?;
    page.until_arrived("/frame/film.html").await?;
    same("granted", page.js("['video', 'ads'].map(assent.granted)").await?, json!([true, false]))
}

async fn a_returning_visitor_who_refused_sees_it_without_wasm(page: &Page) -> Result<()> {
    page.visit_covered(&frame("film", VIDEO)).await?;
    page.choose("reject").await?;
    page.site.clear();
    page.reload().await?;
    page.until(&is_covered("film")).await?;
    page.settle().await?;
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path.contains("widget") || path.contains("start")), "{asked:?}");
    page.nothing_arrived().await?;
    // An answer there needs none either.
    page.press_there("film", "always").await?;
    page.until_arrived("/frame/film.html").await?;
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path.contains("widget")), "{asked:?}");
    Ok(())
}

async fn a_built_page_has_it_in_the_language_of_the_page(page: &Page) -> Result<()> {
    let base = build(&with_video(), &[])?;
    for (html, language, expected) in
        [("lang=\"de-AT\"", "de", "Video von YouTube"), ("lang=\"en\"", "en", "Video from YouTube")]
    {
        let marks = [("{{HTML}}", html), ("{{KIT}}", &base), ("{{TAG}}", ""), ("{{TOP}}", &frame("film", VIDEO))];
        page.visit_with("inpage.html", "", &marks).await?;
        page.until(&is_covered("film")).await?;
        same(language, page.ask(format!("{}.host.lang", cover("film"))).await?, json!(language))?;
        let title = page.ask(format!("{}.querySelector('.title').textContent", cover("film"))).await?;
        same("title", title, json!(expected))?;
        same(
            "the file",
            page.site.requests().iter().filter(|path| path.ends_with(&format!("page.{language}.json"))).count(),
            1,
        )?;
        let asked = page.site.requests();
        ensure!(!asked.iter().any(|path| path.contains("widget")), "{asked:?}");
    }
    page.press_there("film", "always").await?;
    page.until_arrived("/frame/film.html").await?;
    same("the console", page.console().await?, vec![])
}

async fn the_sites_own_takes_its_place(page: &Page) -> Result<()> {
    let own = "<div id=\"own\" data-assent-placeholder hidden><button id=\"mine\" data-assent-action=\"once\">Show</button></div>";
    let none = frame("none", &format!("{VIDEO} data-assent-placeholder=\"none\""));
    let instead =
        frame("third", VIDEO) + "<img id=\"stand\" alt=\"\" data-assent-service=\"!video\" data-src=\"/favicon.svg\">";
    page.visit_covered(&[&frame("film", VIDEO), own, &none, &instead].concat()).await?;
    page.until("document.getElementById('own').checkVisibility()").await?;
    page.choose("reject").await?;
    page.until("document.querySelector('#stand[src]')").await?;
    page.settle().await?;
    same("ours", page.js("document.querySelectorAll('assent-placeholder').length").await?, json!(0))?;
    same("the frame", page.js("document.getElementById('film').checkVisibility()").await?, json!(false))?;
    page.click("#mine").await?;
    page.until_arrived("/frame/film.html").await?;
    page.until(
        "document.getElementById('film').checkVisibility() && !document.getElementById('own').checkVisibility()",
    )
    .await?;
    same("the others", page.arrived("/frame/"), 1)
}

async fn nothing_stands_in_for_what_nobody_would_miss(page: &Page) -> Result<()> {
    let src = "data-assent=\"marketing\" data-src=\"{{THIRD}}/pixel/x.png\"";
    let all = [
        format!("<img alt=\"\" width=\"1\" height=\"1\" {src}>"),
        format!("<img alt=\"\" style=\"width: 1px; height: 1px\" {src}>"),
        format!("<img alt=\"A chart\" {src}>"),
        format!("<img alt=\"\" width=\"300\" height=\"200\" hidden {src}>"),
        format!("<iframe width=\"0\" height=\"0\" {src}></iframe>"),
        format!("<iframe style=\"display: none\" {src}></iframe>"),
        format!("<iframe style=\"visibility: hidden\" {src}></iframe>"),
        format!("<audio {src}></audio>"),
        "<link rel=\"stylesheet\" data-assent=\"marketing\" data-href=\"{{THIRD}}/style/a.css\">".to_owned(),
        "<template data-assent=\"marketing\"><p>Held</p></template>".to_owned(),
        "<iframe id=\"unknown\" data-assent=\"nobody\" data-src=\"{{THIRD}}/frame/x.html\"></iframe>".to_owned(),
        frame("film", VIDEO),
    ];
    page.visit_covered(&all.concat()).await?;
    page.until(&is_covered("film")).await?;
    page.until("document.querySelector('#unknown[data-assent-problem]')").await?;
    page.settle().await?;
    same("placeholders", page.js("document.querySelectorAll('assent-placeholder').length").await?, json!(1))
}

async fn a_template_has_one_where_the_author_asks_and_loads_whole(page: &Page) -> Result<()> {
    let template = "<template id=\"post\" data-assent-service=\"video\" data-assent-placeholder><p id=\"inner\">A post</p>\
        <img id=\"shot\" alt=\"\" data-src=\"{{THIRD}}/pixel/shot.png\">\
        <img id=\"apart\" alt=\"\" data-assent=\"analytics\" data-src=\"{{THIRD}}/pixel/apart.png\">\
        <script data-src=\"{{THIRD}}/echo/post.js\"></script></template>";
    page.visit_covered(template).await?;
    page.until(&is_covered("post")).await?;
    page.nothing_arrived().await?;
    page.press_there("post", "once").await?;
    page.until("document.getElementById('inner') && window.__ran?.includes('post')").await?;
    page.until("document.getElementById('shot').naturalWidth > 0").await?;
    same("placeholders", page.js("document.querySelectorAll('#post + assent-placeholder').length").await?, json!(0))?;
    same("what says otherwise", page.arrived("/pixel/apart.png"), 0)?;
    same("stored", page.js("localStorage.length").await?, json!(0))
}

async fn the_focus_goes_to_what_was_loaded(page: &Page) -> Result<()> {
    page.visit_covered(&(frame("film", VIDEO) + &frame("next", VIDEO))).await?;
    page.until(&is_covered("film")).await?;
    for (id, action) in [("film", "once"), ("next", "always")] {
        page.ask(format!("{}.querySelector('[data-assent-action={action}]').focus()", cover(id))).await?;
        page.key(Key::Enter).await?;
        page.until(&is_bare(id)).await?;
        same(id, page.js("document.activeElement.id").await?, json!(id))?;
        same(
            "a mark",
            page.ask(format!("document.getElementById('{id}').hasAttribute('tabindex')")).await?,
            json!(false),
        )?;
    }
    Ok(())
}

async fn it_follows_its_element_and_the_records_of_others(page: &Page) -> Result<()> {
    page.visit_covered(&format!("<div id=\"one\">{}</div><div id=\"two\"></div>", frame("film", VIDEO))).await?;
    page.until(&is_covered("film")).await?;
    page.js("document.getElementById('two').append(document.getElementById('film'))").await?;
    page.until("document.querySelector('#two > #film + assent-placeholder') && !document.querySelector('#one > *')")
        .await?;
    // A router's copy of the page.
    page.js("(() => { const two = document.getElementById('two'); two.replaceWith(two.cloneNode(true)); })()").await?;
    page.until(&is_covered("film")).await?;
    same("placeholders", page.js("document.querySelectorAll('assent-placeholder').length").await?, json!(1))?;
    page.js("void assent.acceptAll()").await?;
    page.until(&is_bare("film")).await?;
    page.js("void assent.withdraw()").await?;
    page.until(&is_covered("film")).await?;
    page.js("document.getElementById('film').remove()").await?;
    page.until("!document.querySelector('assent-placeholder')").await
}

async fn a_changed_element_is_asked_for_again(page: &Page) -> Result<()> {
    page.visit_covered(&frame("film", VIDEO)).await?;
    page.press_there("film", "once").await?;
    page.until_arrived("/frame/film.html").await?;
    page.js("document.getElementById('film').dataset.assentService = 'ads'").await?;
    page.until(&is_covered("film")).await?;
    same("the address", page.js("document.getElementById('film').hasAttribute('src')").await?, json!(false))
}

async fn a_small_one_has_one_button_and_says_the_same(page: &Page) -> Result<()> {
    page.visit_covered(&frame("badge", "width=\"180\" height=\"60\" data-assent-service=\"video\"")).await?;
    page.until(&is_covered("badge")).await?;
    let buttons = page.ask(format!(
        "[...{}.querySelectorAll('button')].filter((one) => one.checkVisibility()).map((one) => one.textContent)",
        cover("badge")
    ));
    same("buttons", buttons.await?, json!(["Load once"]))?;
    let fits = page.ask(format!(
        "(({{ scrollWidth, scrollHeight, clientWidth, clientHeight }}) => scrollWidth <= clientWidth && scrollHeight <= clientHeight)({}.querySelector('.box'))",
        cover("badge")
    ));
    same("it fits", fits.await?, json!(true))?;
    let described = page.ask(format!(
        "(() => {{ const root = {}; return root.getElementById(root.querySelector('button').getAttribute('aria-describedby')).textContent.includes('Google LLC'); }})()",
        cover("badge")
    ));
    same("described", described.await?, json!(true))?;
    page.press_there("badge", "once").await?;
    page.until_arrived("/frame/badge.html").await
}

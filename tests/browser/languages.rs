//! The widget speaks the page's language, if the site has it, and another one as soon as it is told.

use crate::built::build;
use crate::page::{Page, config, json_file, plain, same};
use crate::widget::{BANNER, BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL, PANEL_IS_OPEN, category};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

promises![
    a_german_page_asks_in_german,
    the_tag_can_name_a_language,
    a_language_that_the_site_lacks_falls_back_to_its_first,
    chinese_is_written_as_the_visitor_reads_it,
    arabic_runs_from_right_to_left,
    numbers_and_dates_are_said_as_the_language_says_them,
    a_site_changes_the_language_of_the_banner,
    an_open_panel_changes_its_language_and_nothing_else,
    the_language_of_the_page_is_followed,
    a_language_that_the_site_named_is_not_overruled,
    after_a_choice_a_change_of_language_asks_for_nothing,
    a_language_that_the_site_does_not_have_is_told,
    a_language_whose_file_is_missing_changes_nothing,
    a_built_page_changes_its_language,
    a_built_page_of_one_language_says_so,
];

const TITLE: &str = "__in('#banner-title').textContent";
const LANGUAGE: &str = "document.querySelector('assent-widget').lang";

/// A text of a language file.
fn text(language: &str, key: &str) -> Result<String> {
    let file = json_file(&format!("crates/catalogue/languages/{language}.json"))?;
    file.get(key).map(plain).with_context(|| format!("{language}.json has no {key}"))
}

/// True in a page whose element has this text of a language.
fn says(selector: &str, language: &str, key: &str) -> Result<String> {
    Ok(format!("__in('{selector}')?.textContent === {}", json!(text(language, key)?)))
}

/// The config that most pages have, in these languages.
fn config_in(languages: &[&str]) -> Value {
    let mut config = config();
    config["languages"] = json!(languages);
    config
}

async fn a_german_page_asks_in_german(page: &Page) -> Result<()> {
    page.visit_with("held.html", "", &[("{{HTML}}", "lang=\"de\"")]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("title", page.js(TITLE).await?, json!(text("de", "banner.title")?))?;
    same("lang", page.js("document.querySelector('assent-widget').lang").await?, json!("de"))?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    same("panel", page.js("__in('#panel-title').textContent").await?, json!(text("de", "panel.title")?))?;
    page.press(crate::widget::PANEL, "reject").await?;
    page.until("localStorage.assent").await?;
    same("language of the record", &page.record().await?["language"], &json!("de"))
}

async fn the_tag_can_name_a_language(page: &Page) -> Result<()> {
    page.visit_with("held.html", "", &[("{{TAG}}", "data-config=\"/assent.json\" data-lang=\"de-AT\"")]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("title", page.js(TITLE).await?, json!(text("de", "banner.title")?))
}

async fn a_language_that_the_site_lacks_falls_back_to_its_first(page: &Page) -> Result<()> {
    page.before_every_page("Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['pt-BR', 'fr'] })")
        .await?;
    page.visit_with("held.html", "", &[("{{HTML}}", "lang=\"fr\"")]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("title", page.js(TITLE).await?, json!("Your privacy, your choice"))
}

async fn chinese_is_written_as_the_visitor_reads_it(page: &Page) -> Result<()> {
    let config = config_in(&["en", "zh-Hans", "zh-Hant"]);
    page.serve_config(&config);
    let base = build(&config, &[])?;
    for (wish, expected) in [("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("zh-SG", "zh-Hans"), ("zh", "zh-Hans")] {
        let html = format!("lang=\"{wish}\"");
        for marks in [vec![("{{HTML}}", html.as_str())], vec![("{{HTML}}", &html), ("{{KIT}}", &base), ("{{TAG}}", "")]]
        {
            page.visit_with("held.html", "", &marks).await?;
            page.until(BANNER_IS_SHOWN).await?;
            same(wish, page.js(LANGUAGE).await?, json!(expected))?;
            same(wish, page.js(TITLE).await?, json!(text(expected, "banner.title")?))?;
        }
    }
    Ok(())
}

async fn arabic_runs_from_right_to_left(page: &Page) -> Result<()> {
    page.serve_config(&config_in(&["en", "ar"]));
    page.visit_with("held.html", "", &[("{{HTML}}", "lang=\"ar\" dir=\"rtl\"")]).await?;
    page.until(&says("#banner-title", "ar", "banner.title")?).await?;
    let host = "(({ dir, lang }) => [dir, lang])(document.querySelector('assent-widget'))";
    same("the host", page.js(host).await?, json!(["rtl", "ar"]))?;
    let run = "getComputedStyle(__in('[part~=banner]')).direction";
    same("the banner", page.js(run).await?, json!("rtl"))?;
    page.wait("assent.setLanguage('en')").await?;
    same("after a change", page.js(host).await?, json!(["ltr", "en"]))?;
    same("after a change", page.js(run).await?, json!("ltr"))
}

async fn numbers_and_dates_are_said_as_the_language_says_them(page: &Page) -> Result<()> {
    for (language, date, cases) in [
        ("ar", "2026", [(1, "one"), (2, "two"), (3, "few"), (11, "many")]),
        ("uk", "1 травня 2026", [(1, "one"), (22, "few"), (5, "many"), (11, "many")]),
        ("en", "May 1, 2026", [(1, "one"), (2, "other"), (5, "other"), (11, "other")]),
    ] {
        let mut config = config_in(&[language]);
        let item =
            |(days, _): &(u32, &str)| json!({ "type": "cookie", "name": "any", "days": days, "purpose": "basket" });
        config["services"][0]["items"] = cases.iter().map(item).collect();
        page.serve_config(&config);
        page.visit("held.html").await?;
        page.answer("open").await?;
        page.until(PANEL_IS_OPEN).await?;
        let shown = plain(&page.js("__in('[part~=panel]').textContent").await?);
        for (days, form) in cases {
            let said = text(language, &format!("duration.days.{form}"))?.replace("{count}", &days.to_string());
            ensure!(shown.contains(&said), "{language}: {said} is not in {shown}");
        }
        ensure!(
            shown.contains(date) || language == "ar" && shown.contains("٢٠٢٦"),
            "{language}: {date} is not in {shown}"
        );
        ensure!(!shown.contains("2026-05-01"), "{language}: {shown}");
    }
    Ok(())
}

async fn a_site_changes_the_language_of_the_banner(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(&says("#banner-title", "en", "banner.title")?).await?;
    page.js("__in('[data-assent-action=open]').focus()").await?;
    page.wait("assent.setLanguage('de-AT')").await?;
    page.until(&says("#banner-title", "de", "banner.title")?).await?;
    same("its own language", page.js(LANGUAGE).await?, json!("de"))?;
    let focused = "document.querySelector('assent-widget').shadowRoot.activeElement?.dataset.assentAction";
    same("the focus", page.js(focused).await?, json!("open"))?;
    same("widgets", page.js("document.querySelectorAll('assent-widget').length").await?, json!(1))?;
    same(
        "banners",
        page.js("document.querySelector('assent-widget').shadowRoot.querySelectorAll('[part~=banner]').length").await?,
        json!(1),
    )?;
    page.choose("accept").await?;
    same("recorded", page.record().await?["language"].clone(), json!("de"))?;
    let kept = page.js("JSON.parse(localStorage.getItem('assent.plan')).language").await?;
    same("the kept plan", kept, json!("de"))?;
    same("the console", page.console().await?, vec![])
}

async fn an_open_panel_changes_its_language_and_nothing_else(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.unfold().await?;
    page.flip(&category("analytics")).await?;
    let before = page.switches().await?;
    page.js("__in('input[data-assent-category=analytics]').focus()").await?;
    page.wait("assent.setLanguage('de')").await?;
    page.until(&says("#panel-title", "de", "panel.title")?).await?;
    page.until(PANEL_IS_OPEN).await?;
    same("switches", page.switches().await?, before)?;
    let state = "(({ activeElement }) => [activeElement.dataset.assentCategory, !!activeElement.closest('details[open], [open]')])\
        (document.querySelector('assent-widget').shadowRoot)";
    same("the focus", page.js(state).await?, json!(["analytics", true]))?;
    page.save().await?;
    let record = page.record().await?;
    same(
        "recorded",
        json!([record["language"], record["method"], record["categories"]["analytics"]]),
        json!(["de", "custom", true]),
    )
}

async fn the_language_of_the_page_is_followed(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.until(&says("#banner-title", "en", "banner.title")?).await?;
    for language in ["de", "en"] {
        page.js(&format!("document.documentElement.lang = '{language}'")).await?;
        page.until(&says("#banner-title", language, "banner.title")?).await?;
        same("its own language", page.js(LANGUAGE).await?, json!(language))?;
    }
    same("the console", page.console().await?, vec![])
}

async fn a_language_that_the_site_named_is_not_overruled(page: &Page) -> Result<()> {
    page.visit_with("held.html", "", &[("{{TAG}}", "data-config=\"/assent.json\" data-lang=\"de\"")]).await?;
    page.until(&says("#banner-title", "de", "banner.title")?).await?;
    page.js("document.documentElement.lang = 'de-AT', document.documentElement.lang = 'en'").await?;
    page.settle().await?;
    same("by the tag", page.js(LANGUAGE).await?, json!("de"))?;
    page.wait("assent.setLanguage('en')").await?;
    page.until(&says("#banner-title", "en", "banner.title")?).await?;
    page.js("document.documentElement.lang = 'de'").await?;
    page.settle().await?;
    same("by the site's call", page.js(TITLE).await?, json!(text("en", "banner.title")?))?;
    page.wait("assent.setLanguage('de')").await?;
    page.until(&says("#banner-title", "de", "banner.title")?).await
}

async fn after_a_choice_a_change_of_language_asks_for_nothing(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    for is_reloaded in [false, true] {
        if is_reloaded {
            page.reload().await?;
            page.until("window.__ran?.length === 4").await?;
        }
        page.settle().await?;
        page.site.clear();
        page.js("document.documentElement.lang = 'de'").await?;
        page.wait("assent.setLanguage('de')").await?;
        page.settle().await?;
        let asked = page.site.requests();
        ensure!(asked.iter().all(|path| path == "/assent/assent-language.js"), "{asked:?}");
        page.open_panel().await?;
        page.until(&says("#panel-title", "de", "panel.title")?).await?;
        same("its own language", page.js(LANGUAGE).await?, json!("de"))?;
        page.press(PANEL, "close").await?;
        page.until(NOTHING_IS_SHOWN).await?;
    }
    Ok(())
}

async fn a_language_that_the_site_does_not_have_is_told(page: &Page) -> Result<()> {
    let told = |errors: Vec<Value>| errors.iter().map(|error| plain(&error["code"])).collect::<Vec<_>>();
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.wait("assent.setLanguage('de')").await?;
    for wish in ["fr", "", "?!", "__proto__"] {
        page.wait(&format!("assent.setLanguage('{wish}')")).await?;
        page.until(&says("#banner-title", "de", "banner.title")?).await?;
    }
    same("told", told(page.events("error").await?), vec!["language-not-offered".to_owned(); 4])?;
    let console = page.console().await?;
    ensure!(console.iter().any(|line| line.contains("\"fr\"") && line.contains("en, de")), "{console:?}");
    // Where nothing is on screen, it is told as soon as the site's languages are known.
    page.choose("reject").await?;
    page.reload().await?;
    page.settle().await?;
    page.wait("assent.setLanguage('fr')").await?;
    same("told", page.events("error").await?.len(), 0)?;
    page.open_panel().await?;
    page.until(&says("#panel-title", "en", "panel.title")?).await?;
    same("told", told(page.events("error").await?), vec!["language-not-offered".to_owned()])
}

async fn a_language_whose_file_is_missing_changes_nothing(page: &Page) -> Result<()> {
    page.serve_config(&config_in(&["en", "tlh"]));
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.wait("assent.setLanguage('tlh')").await?;
    page.until("__seen.console.length > 0").await?;
    let console = page.console().await?;
    ensure!(console.iter().any(|line| line.contains("tlh.json") && line.contains("[kit-incomplete]")), "{console:?}");
    same("title", page.js(TITLE).await?, json!(text("en", "banner.title")?))?;
    page.choose("accept").await?;
    same("recorded", page.record().await?["language"].clone(), json!("en"))
}

async fn a_built_page_changes_its_language(page: &Page) -> Result<()> {
    let config = config_in(&["en", "de", "ar"]);
    let base = build(&config, &[])?;
    page.visit_built("held.html", &base, "").await?;
    page.until(&says("#banner-title", "en", "banner.title")?).await?;
    page.js("__in('[data-assent-action=reject]').focus()").await?;
    page.wait("assent.setLanguage('de')").await?;
    page.until(&says("#banner-title", "de", "banner.title")?).await?;
    let focused = "document.querySelector('assent-widget').shadowRoot.activeElement?.dataset.assentAction";
    same("the focus", page.js(focused).await?, json!("reject"))?;
    let banners = "document.querySelector('assent-widget').shadowRoot.querySelectorAll('[part~=banner]').length";
    same("banners", page.js(banners).await?, json!(1))?;
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path.contains("panel.") || path.contains(".wasm")), "{asked:?}");

    page.press(BANNER, "open").await?;
    page.until(&says("#panel-title", "de", "panel.title")?).await?;
    page.flip(&category("marketing")).await?;
    page.wait("assent.setLanguage('ar')").await?;
    page.until(&says("#panel-title", "ar", "panel.title")?).await?;
    same("banners", page.js(banners).await?, json!(1))?;
    same("the banner below", page.js(TITLE).await?, json!(text("ar", "banner.title")?))?;
    let host = "(({ dir, lang }) => [dir, lang])(document.querySelector('assent-widget'))";
    same("the host", page.js(host).await?, json!(["rtl", "ar"]))?;
    same("the switch", page.switches().await?["marketing"].clone(), json!(true))?;
    page.save().await?;
    let record = page.record().await?;
    same("recorded", json!([record["language"], record["categories"]["marketing"]]), json!(["ar", true]))?;

    // After a choice nothing is fetched, and the page's language is followed when the panel opens.
    page.reload().await?;
    page.settle().await?;
    page.site.clear();
    page.js("document.documentElement.lang = 'de'").await?;
    page.settle().await?;
    same("asked for", page.site.requests(), vec![])?;
    page.open_panel().await?;
    page.until(&says("#panel-title", "de", "panel.title")?).await?;
    same("the console", page.console().await?, vec![])
}

async fn a_built_page_of_one_language_says_so(page: &Page) -> Result<()> {
    let base = build(&config_in(&["de"]), &[])?;
    page.visit_built("held.html", &base, "").await?;
    page.until(&says("#banner-title", "de", "banner.title")?).await?;
    page.wait("assent.setLanguage('de-CH')").await?;
    same("the console", page.console().await?, vec![])?;
    page.wait("assent.setLanguage('en')").await?;
    page.until("__seen.console.length > 0").await?;
    let console = page.console().await?;
    ensure!(console.iter().any(|line| line.contains("[language-not-offered]")), "{console:?}");
    page.until(&says("#banner-title", "de", "banner.title")?).await
}

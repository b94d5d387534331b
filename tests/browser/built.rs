//! A page whose file was made by `assent build`: the banner is there at once, an answer needs no WebAssembly, and the
//! panel is the same as without a build.

use crate::page::{Page, config, same, sorted};
use crate::widget::{BANNER, BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL, PANEL_IS_OPEN};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use xtask::paths;

promises![
    an_answer_needs_one_file_and_no_wasm,
    the_record_is_the_same_as_without_a_build,
    the_banner_is_the_same_as_without_a_build,
    a_later_visit_needs_one_file_and_stores_nothing_more,
    the_panel_stands_beside_the_banner_and_gives_the_focus_back,
    a_choice_in_detail_answers_the_built_plan,
    the_banner_speaks_the_language_of_the_page,
    the_panel_is_fetched_when_the_config_says_so,
    the_banner_needs_no_permission_for_wasm_or_requests,
    trusted_types_are_obeyed,
    a_missing_panel_is_told_and_changes_nothing,
    a_region_has_its_own_rules,
    where_nothing_is_asked_nothing_is_shown_until_the_panel_is_opened,
    google_hears_the_default_before_the_next_tag_runs,
];

/// A config, built: where its files are served.
pub fn build(config: &Value, more: &[&str]) -> Result<String> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let name = format!("{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let folder = paths::built().join(&name);
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("assent.json");
    std::fs::write(&file, config.to_string())?;
    let mut command = Command::new(paths::command());
    command.arg("build").arg(&file).arg("--out").arg(folder.join("out")).arg("--kit").arg(paths::dist()).args(more);
    let output = command.output().context("the command `assent` cannot be started: build it with cargo")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(format!("/built/{name}/out/"))
}

impl Page {
    /// Opens a page of `pages/` with the file that was made of a config.
    pub async fn visit_built(&self, file: &str, base: &str, policy: &str) -> Result<()> {
        self.visit_with(file, policy, &[("{{KIT}}", base), ("{{TAG}}", "")]).await
    }

    /// What was asked for of a build.
    fn asked(&self, base: &str) -> Vec<String> {
        let asked = self.site.requests().into_iter();
        sorted(asked.filter_map(|path| path.strip_prefix(base).map(str::to_owned)).collect())
    }
}

/// What the widget is made of.
const WIDGET: [&str; 4] = ["assent-start.js", "assent-widget.js", "assent-widget.wasm", "panel.en.json"];

async fn an_answer_needs_one_file_and_no_wasm(page: &Page) -> Result<()> {
    let base = build(&config(), &[])?;
    for answer in ["reject", "accept"] {
        page.visit_built("held.html", &base, "").await?;
        page.until(BANNER_IS_SHOWN).await?;
        page.settle().await?;
        same("before the answer", page.asked(&base), vec!["assent.js".to_owned()])?;
        page.nothing_arrived().await?;
        same("stored", page.js("localStorage.length").await?, json!(0))?;
        page.choose(answer).await?;
        if answer == "accept" {
            page.until("window.__ran?.length === 4").await?;
        }
        page.settle().await?;
        let asked = page.asked(&base);
        ensure!(!asked.iter().any(|file| WIDGET.contains(&file.as_str())), "after {answer}: {asked:?}");
        same("the console", page.console().await?, vec![])?;
        page.js("localStorage.clear()").await?;
        page.site.clear();
        page.collector.clear();
    }
    Ok(())
}

/// Without what is random or depends on the time.
async fn lasting(page: &Page) -> Result<Value> {
    let mut record = page.record().await?;
    for name in ["id", "at", "expires"] {
        record[name] = Value::Null;
    }
    Ok(record)
}

async fn the_record_is_the_same_as_without_a_build(page: &Page) -> Result<()> {
    let base = build(&config(), &[])?;
    for answer in ["accept", "reject"] {
        page.visit("held.html").await?;
        page.choose(answer).await?;
        let expected = lasting(page).await?;
        page.js("localStorage.clear()").await?;
        page.visit_built("held.html", &base, "").await?;
        page.choose(answer).await?;
        same(answer, lasting(page).await?, expected)?;
        page.js("localStorage.clear()").await?;
    }
    Ok(())
}

async fn the_banner_is_the_same_as_without_a_build(page: &Page) -> Result<()> {
    for (layout, position) in [("box", "top-right"), ("bar", "bottom")] {
        let mut config = config();
        config["banner"] = json!({ "layout": layout, "position": position });
        config["theme"] = json!({ "accent": if layout == "bar" { "#ffd54a" } else { "#7a1f5c" } });
        let base = build(&config, &[])?;
        page.serve_config(&config);
        // A colour as it is painted, however it is written.
        let look = "(() => { const paint = (color) => { const context = document.createElement('canvas').getContext('2d'); \
            context.fillStyle = color; context.fillRect(0, 0, 1, 1); return [...context.getImageData(0, 0, 1, 1).data].join(); }; \
            const banner = __in('[part~=banner]'), of = (node) => { const { x, y, width, height } = node.getBoundingClientRect(); \
            const { color, backgroundColor, font, borderRadius } = getComputedStyle(node); \
            return [node.localName, Math.round(x), Math.round(y), Math.round(width), Math.round(height), paint(color), paint(backgroundColor), font, borderRadius]; }; \
            const names = (node) => [...node.attributes].map(({ name, value }) => name + '=' + value).sort(); \
            return [banner, ...banner.querySelectorAll('*')].map((node) => [of(node), names(node), node.children.length ? '' : node.textContent]); })()";
        page.visit("held.html").await?;
        page.until(BANNER_IS_SHOWN).await?;
        let expected = page.js(look).await?;
        page.visit_built("held.html", &base, "").await?;
        page.until(BANNER_IS_SHOWN).await?;
        same(layout, page.js(look).await?, expected)?;
    }
    Ok(())
}

async fn a_later_visit_needs_one_file_and_stores_nothing_more(page: &Page) -> Result<()> {
    let base = build(&config(), &[])?;
    page.visit_built("held.html", &base, "").await?;
    page.choose("accept").await?;
    page.site.clear();
    page.reload().await?;
    page.until("window.__ran?.length === 4").await?;
    page.settle().await?;
    // The page has external scripts, which one part more is for.
    same("asked for", page.asked(&base), vec!["assent-late.js".to_owned(), "assent.js".to_owned()])?;
    same("stored", page.js("Object.keys(localStorage)").await?, json!(["assent"]))?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("widgets", page.js("document.querySelectorAll('assent-widget').length").await?, json!(0))
}

async fn the_panel_stands_beside_the_banner_and_gives_the_focus_back(page: &Page) -> Result<()> {
    let base = build(&config(), &[])?;
    page.visit_built("held.html", &base, "").await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    same("widgets", page.js("document.querySelectorAll('assent-widget').length").await?, json!(1))?;
    same("the banner", page.js("getComputedStyle(__in('[part~=banner]')).visibility").await?, json!("hidden"))?;
    page.key(fantoccini::key::Key::Escape).await?;
    page.until("!__in('dialog[part~=panel][open]')").await?;
    same("the banner", page.js("getComputedStyle(__in('[part~=banner]')).visibility").await?, json!("visible"))?;
    let focused =
        page.js("document.querySelector('assent-widget').shadowRoot.activeElement?.dataset.assentAction").await?;
    same("the focus", focused, json!("open"))?;
    same("stored", page.js("localStorage.length").await?, json!(0))?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.press(PANEL, "reject").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("the console", page.console().await?, vec![])
}

/// The panel makes its plan again, of the same config and with the same code: what it saves must answer the built one.
async fn a_choice_in_detail_answers_the_built_plan(page: &Page) -> Result<()> {
    let mut config = config();
    config["services"][1] = json!({ "use": "matomo", "id": "counter", "signals": {} });
    config["texts"] =
        json!({ "en": { "purpose.visitor-id": "Knows you again" }, "de": { "banner.title": "Ihre Wahl" } });
    let base = build(&config, &[])?;
    page.visit_built("held.html", &base, "").await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    let text = page.js("__in('[part~=panel]').textContent").await?;
    ensure!(text.as_str().is_some_and(|text| text.contains("Knows you again") && text.contains("Matomo")), "{text}");
    page.inside("input[data-assent-category=analytics]").await?.click().await?;
    page.press(PANEL, "save").await?;
    page.until(&format!("localStorage.getItem('assent') && {NOTHING_IS_SHOWN}")).await?;
    page.until("window.__ran?.length >= 2").await?;
    page.reload().await?;
    page.until("window.__ran?.length >= 2").await?;
    page.settle().await?;
    page.until(NOTHING_IS_SHOWN).await?;
    let record = page.record().await?;
    same("chosen", record["categories"].clone(), json!({ "necessary": true, "analytics": true, "marketing": false }))
}

async fn the_banner_speaks_the_language_of_the_page(page: &Page) -> Result<()> {
    let base = build(&config(), &[])?;
    let accept = "__in('[data-assent-action=accept]').textContent";
    for (html, file, expected) in [
        ("lang=\"de-AT\"", "assent.js", "Alle annehmen"),
        ("lang=\"en\"", "assent.js", "Accept all"),
        ("lang=\"en\"", "assent.de.js", "Alle annehmen"),
    ] {
        let tag = format!("<script src=\"{base}{file}\"></script>");
        page.visit_with(
            "queues.html",
            "",
            &[
                ("<script src=\"/assent/assent.js\" data-config=\"/assent.json\"></script>", &tag),
                ("lang=\"en\"", html),
            ],
        )
        .await?;
        page.until(BANNER_IS_SHOWN).await?;
        let label = page.js(accept).await?;
        let german = expected.starts_with("Alle");
        ensure!(label.as_str().is_some_and(|label| label.starts_with("Alle") == german), "{html}, {file}: {label}");
        let lang = page.js("document.querySelector('assent-widget').lang").await?;
        same("its own language", lang, json!(if german { "de" } else { "en" }))?;
        page.choose("accept").await?;
        same("recorded", page.record().await?["language"].clone(), json!(if german { "de" } else { "en" }))?;
        page.js("localStorage.clear()").await?;
    }
    Ok(())
}

async fn the_panel_is_fetched_when_the_config_says_so(page: &Page) -> Result<()> {
    let is_here = |base: &str| {
        format!("performance.getEntriesByName(location.origin + '{base}assent-widget.wasm')[0]?.responseEnd > 0")
    };
    for preload in ["none", "hover", "idle"] {
        let mut config = config();
        config["preload"] = json!(preload);
        let base = build(&config, &[])?;
        page.site.clear();
        page.visit_built("held.html", &base, "").await?;
        page.until(BANNER_IS_SHOWN).await?;
        if preload == "idle" {
            page.until(&is_here(&base)).await?;
            continue;
        }
        page.settle().await?;
        same(preload, page.asked(&base), vec!["assent.js".to_owned()])?;
        page.js("__in('[data-assent-action=open]').focus()").await?;
        if preload == "hover" {
            page.until(&is_here(&base)).await?;
        } else {
            page.settle().await?;
            same("on focus", page.asked(&base), vec!["assent.js".to_owned()])?;
        }
    }
    Ok(())
}

async fn the_banner_needs_no_permission_for_wasm_or_requests(page: &Page) -> Result<()> {
    let base = build(&config(), &[])?;
    let policy = format!("default-src 'none'; script-src 'self' 'unsafe-inline' {}", page.collector.origin());
    for answer in ["accept", "reject"] {
        page.visit_built("held.html", &base, &policy).await?;
        page.choose(answer).await?;
        page.settle().await?;
        same("the console", page.console().await?, vec![])?;
        if answer == "accept" {
            page.until("window.__ran?.length === 4").await?;
        }
        page.js("localStorage.clear()").await?;
    }
    Ok(())
}

async fn trusted_types_are_obeyed(page: &Page) -> Result<()> {
    let base = build(&config(), &[])?;
    for names in ["assent", "'none'"] {
        let policy = format!(
            "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' {}; require-trusted-types-for 'script'; trusted-types {names}",
            page.collector.origin()
        );
        page.site.clear();
        page.visit_built("held.html", &base, &policy).await?;
        page.until(BANNER_IS_SHOWN).await?;
        // Where our policy is refused, the widget draws the banner, without markup.
        let has_widget = page.asked(&base).contains(&"assent-widget.wasm".to_owned());
        same(names, has_widget, names == "'none'")?;
        same(
            "banners",
            page.js("document.querySelector('assent-widget').shadowRoot.querySelectorAll('[part~=banner]').length")
                .await?,
            json!(1),
        )?;
        page.press(BANNER, "reject").await?;
        page.until(NOTHING_IS_SHOWN).await?;
        page.js("localStorage.clear()").await?;
    }
    Ok(())
}

async fn a_missing_panel_is_told_and_changes_nothing(page: &Page) -> Result<()> {
    let base = build(&config(), &[])?;
    let folder = paths::built().join(base.trim_start_matches("/built/"));
    remove(&folder, "panel.en.json")?;
    page.visit_built("held.html", &base, "").await?;
    page.answer("open").await?;
    page.until("__seen.console.length > 0").await?;
    let console = page.console().await?;
    ensure!(
        console.iter().any(|line| line.contains("panel.en.json") && line.contains("[kit-incomplete]")),
        "{console:?}"
    );
    page.until(BANNER_IS_SHOWN).await?;
    same("stored", page.js("localStorage.length").await?, json!(0))?;
    page.choose("reject").await
}

fn remove(folder: &Path, name: &str) -> Result<()> {
    std::fs::remove_file(folder.join(name)).with_context(|| name.to_owned())
}

async fn a_region_has_its_own_rules(page: &Page) -> Result<()> {
    let mut config = config();
    config["regions"] = json!({ "US": { "model": "notice" }, "US-CA": { "model": "opt-out", "days": 30 } });
    let base = build(&config, &[])?;
    for (region, asks, runs) in [("us-ca", false, true), ("US-NY", true, true), ("AT", true, false)] {
        let tag = format!("data-region=\"{region}\"");
        page.visit_with("held.html", "", &[("{{KIT}}", &base), ("{{TAG}}", &tag)]).await?;
        if runs {
            page.until("window.__ran?.length === 4").await?;
        }
        page.settle().await?;
        same(&format!("asks in {region}"), page.js(&format!("!!({BANNER_IS_SHOWN})")).await?, json!(asks))?;
        same(&format!("runs in {region}"), !page.ran().await?.is_empty(), runs)?;
    }
    Ok(())
}

async fn where_nothing_is_asked_nothing_is_shown_until_the_panel_is_opened(page: &Page) -> Result<()> {
    let config = json!({
        "categories": [{ "id": "necessary", "required": true }],
        "services": [{ "id": "shop", "title": "Shop", "category": "necessary" }]
    });
    let base = build(&config, &[])?;
    page.visit_built("held.html", &base, "").await?;
    page.settle().await?;
    let asked = page.asked(&base);
    ensure!(!asked.iter().any(|file| WIDGET.contains(&file.as_str())), "{asked:?}");
    page.until(NOTHING_IS_SHOWN).await?;
    page.open_panel().await?;
    same("stored", page.js("localStorage.length").await?, json!(0))
}

async fn google_hears_the_default_before_the_next_tag_runs(page: &Page) -> Result<()> {
    let mut config = config();
    config["signals"] = json!({ "googleConsentMode": true });
    let base = build(&config, &[])?;
    let tag = format!(
        "<script src=\"{base}assent.js\"></script>\
        <script>__ran.push(...(window.dataLayer || []).map(([call, when]) => call + ' ' + when))</script>"
    );
    let gate = "<script src=\"/assent/assent.js\" data-config=\"/assent.json\"></script>";
    for (visit, expected) in [("first", vec!["consent default"]), ("later", vec!["consent default", "consent update"])]
    {
        page.visit_with("queues.html", "", &[(gate, &tag)]).await?;
        let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        same(&format!("on the {visit} visit"), page.ran().await?, expected)?;
        if visit == "first" {
            page.choose("reject").await?;
        }
    }
    Ok(())
}

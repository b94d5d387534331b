//! Whatever is broken, the page works, everything stays held, and one message says what, where and how to mend it.

use crate::page::{Page, config, json_file, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL_IS_OPEN};
use anyhow::{Result, ensure};
use serde_json::{Value, json};

promises![
    a_missing_config,
    a_tag_without_a_config,
    a_config_that_is_not_json,
    an_empty_config,
    a_config_that_is_null,
    a_config_that_is_not_an_object,
    a_wrong_type,
    an_unknown_key,
    a_service_in_an_unknown_category,
    two_services_with_one_id,
    an_unknown_card,
    a_missing_parameter,
    several_faults_are_told_in_one_message,
    missing_wasm,
    wasm_that_is_not_wasm,
    wasm_that_the_policy_forbids,
    missing_glue,
    a_missing_card,
    a_missing_language,
    a_mended_kit_works_without_a_reload,
    wasm_with_the_wrong_type_works_and_is_told_of,
    denied_storage_keeps_the_choice_for_the_page,
    full_storage_keeps_the_choice_for_the_page,
    a_broken_config_after_a_choice_leaves_the_choice_in_force,
    a_tag_that_is_there_twice_works_once,
    an_unknown_category_in_the_page_stays_held,
];

impl Page {
    /// Exactly one message in the console and one event, with this code; the message holds these words.
    pub async fn one_fault(&self, code: &str, words: &[&str]) -> Result<()> {
        self.until("__seen.events.some(({ type }) => type === 'error')").await?;
        self.settle().await?;
        let console = self.console().await?;
        ensure!(console.len() == 1, "there should be one message in the console, but there is {console:#?}");
        let code_of = format!("[{code}");
        for word in words.iter().copied().chain(["Assent: ", code_of.as_str()]) {
            ensure!(console[0].contains(word), "the message lacks {word:?}: {}", console[0]);
        }
        let told = self.events("error").await?;
        let codes: Vec<&Value> = told.iter().map(|detail| &detail["code"]).collect();
        same("the codes of assent:error", codes, vec![&json!(code)])?;
        for key in ["file", "message", "help"] {
            ensure!(
                told[0][key].as_str().is_some_and(|text| !text.is_empty()),
                "assent:error lacks {key}: {}",
                told[0]
            );
        }
        same("uncaught errors", self.js("__seen.errors").await?, json!([]))
    }

    /// The page itself works, nothing was granted, asked for or stored, and one message says why.
    async fn held_by_a_fault(&self, code: &str, words: &[&str]) -> Result<()> {
        self.one_fault(code, words).await?;
        self.until("window.__end").await?;
        self.nothing_arrived().await?;
        self.until(NOTHING_IS_SHOWN).await?;
        same("stored", &self.stored().await?["local"], &json!({}))?;
        same("ran", self.ran().await?, vec![])?;
        let granted = self.js("document.documentElement.dataset.assentGranted ?? ''").await?;
        same("granted", granted, json!(""))
    }

    async fn faulty_config(&self, config: &Value, code: &str, words: &[&str]) -> Result<()> {
        self.serve_config(config);
        self.visit("held.html").await?;
        self.held_by_a_fault(code, words).await
    }

    async fn faulty_kit(&self, kit: &str, policy: &str, words: &[&str], code: &str) -> Result<()> {
        self.visit_with("held.html", policy, &[("{{KIT}}", kit)]).await?;
        self.held_by_a_fault(code, words).await
    }
}

/// The usual config with one place changed, by its JSON pointer.
fn with(pointer: &str, value: Value) -> Value {
    let mut config = config();
    match config.pointer_mut(pointer) {
        Some(place) => *place = value,
        None => {
            let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
            if let Some(parent) = config.pointer_mut(parent) {
                parent[key] = value;
            }
        }
    }
    config
}

async fn a_missing_config(page: &Page) -> Result<()> {
    page.visit_with("held.html", "", &[("{{TAG}}", "data-config=\"/nowhere.json\"")]).await?;
    page.held_by_a_fault("config-missing", &["/nowhere.json", "404", "data-config"]).await
}

async fn a_tag_without_a_config(page: &Page) -> Result<()> {
    page.visit_with("held.html", "", &[("{{TAG}}", "")]).await?;
    page.held_by_a_fault("config-missing", &["assent.json", "data-config"]).await
}

async fn a_config_that_is_not_json(page: &Page) -> Result<()> {
    page.site.put("/assent.json", "application/json", "{ \"categories\": [ }");
    page.visit("held.html").await?;
    page.held_by_a_fault("config-not-json", &["/assent.json", "SyntaxError", "Correct the JSON"]).await
}

async fn a_config_that_is_not_an_object(page: &Page) -> Result<()> {
    page.faulty_config(&json!(["necessary"]), "wrong-type", &["/assent.json", "expected an object, found a list"])
        .await?;
    for (other, found) in [(json!(7), "a number"), (json!("necessary"), "a text")] {
        let expected = format!("expected an object, found {found}");
        page.faulty_config(&other, "wrong-type", &["/assent.json", &expected]).await?;
    }
    Ok(())
}

async fn an_empty_config(page: &Page) -> Result<()> {
    page.site.put("/assent.json", "application/json", "");
    page.visit("held.html").await?;
    page.held_by_a_fault("config-not-json", &["/assent.json", "Correct the JSON"]).await
}

async fn a_config_that_is_null(page: &Page) -> Result<()> {
    page.faulty_config(&Value::Null, "wrong-type", &["/assent.json", "expected an object"]).await
}

async fn a_wrong_type(page: &Page) -> Result<()> {
    let words =
        ["/assent.json", "categories[1].required", "expected true or false, found a text", "Write true or false"];
    page.faulty_config(&with("/categories/1/required", json!("yes")), "wrong-type", &words).await
}

async fn an_unknown_key(page: &Page) -> Result<()> {
    let words = ["/assent.json", "services[1].vender", "Did you mean \"vendor\"?"];
    page.faulty_config(&with("/services/1/vender", json!({})), "unknown-key", &words).await
}

async fn a_service_in_an_unknown_category(page: &Page) -> Result<()> {
    let words = ["/assent.json", "services[3].category", "\"ads\"", "Did you mean \"marketing\"?"];
    page.faulty_config(&with("/services/3/category", json!("marketin")), "unknown-category", &words).await
}

async fn two_services_with_one_id(page: &Page) -> Result<()> {
    let words = ["/assent.json", "services[2]", "two services \"counter\"", "Make them one"];
    page.faulty_config(&with("/services/2/id", json!("counter")), "duplicate-id", &words).await
}

async fn an_unknown_card(page: &Page) -> Result<()> {
    let words = ["/assent.json", "services[1].use", "Did you mean \"matomo\"?"];
    page.faulty_config(&with("/services/1", json!({ "use": "matamo" })), "unknown-card", &words).await
}

async fn a_missing_parameter(page: &Page) -> Result<()> {
    let service = json!({ "use": "matomo", "with": { "url": "https://stats.example.com/" } });
    let words = ["/assent.json", "services[1].with", "\"siteId\" is missing", "Add \"siteId\""];
    page.faulty_config(&with("/services/1", service), "missing-parameter", &words).await
}

async fn several_faults_are_told_in_one_message(page: &Page) -> Result<()> {
    let mut config = with("/revision", json!("one"));
    config["languages"] = json!("en");
    let words = ["revision: expected a whole number", "languages: expected a list, found a text"];
    page.faulty_config(&config, "wrong-type", &words).await
}

async fn missing_wasm(page: &Page) -> Result<()> {
    page.faulty_kit("/kit/no-wasm/", "", &["assent-widget.wasm", "404", "Serve the whole kit"], "widget-missing").await
}

async fn wasm_that_is_not_wasm(page: &Page) -> Result<()> {
    page.site.put("/kit/broken/assent-widget.wasm", "application/wasm", "<!doctype html>");
    page.faulty_kit("/kit/broken/", "", &["assent-widget.wasm", "Serve the whole kit"], "widget-missing").await
}

async fn wasm_that_the_policy_forbids(page: &Page) -> Result<()> {
    let policy = "script-src 'self' 'unsafe-inline'";
    let words = ["assent-widget.wasm", "'wasm-unsafe-eval'", "script-src"];
    page.faulty_kit("/assent/", policy, &words, "widget-missing").await
}

async fn missing_glue(page: &Page) -> Result<()> {
    page.faulty_kit("/kit/no-widget/", "", &["assent-widget.js", "Serve the whole kit"], "kit-incomplete").await
}

async fn a_missing_card(page: &Page) -> Result<()> {
    page.serve_config(&with("/services/1", json!({ "use": "matomo", "id": "counter" })));
    page.faulty_kit("/kit/no-cards/", "", &["/cards/", "could not be fetched", "Serve the whole kit"], "kit-incomplete")
        .await
}

async fn a_missing_language(page: &Page) -> Result<()> {
    page.faulty_kit("/kit/no-language/", "", &["languages/en.json", "404", "Serve the whole kit"], "kit-incomplete")
        .await
}

async fn a_mended_kit_works_without_a_reload(page: &Page) -> Result<()> {
    let language = "/kit/mended/languages/en.json";
    page.site.put(language, "application/json", "{");
    page.faulty_kit("/kit/mended/", "", &["languages/en.json", "Serve the whole kit"], "kit-incomplete").await?;
    page.site.put(language, "application/json", &json_file("dist/languages/en.json")?.to_string());
    page.click("#footer-link").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.press("[part~=panel]", "accept").await?;
    page.until("window.__ran?.length === 4").await
}

async fn wasm_with_the_wrong_type_works_and_is_told_of(page: &Page) -> Result<()> {
    page.visit_with("held.html", "", &[("{{KIT}}", "/kit/wrong-mime/")]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.one_fault("wasm-type", &["assent-widget.wasm", "application/wasm"]).await?;
    page.nothing_arrived().await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await
}

/// A choice takes effect, and the next page asks again.
async fn a_choice_for_the_page(page: &Page, code: &str) -> Result<()> {
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    page.answer("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    page.one_fault(code, &["localStorage", "A choice holds until the page is left"]).await?;
    page.open_panel().await?;
    page.flip("input[data-assent-category=marketing]").await?;
    page.press("[part~=panel]", "save").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("marketing", page.js("window.assent.granted('marketing')").await?, json!(false))?;
    same("analytics", page.js("window.assent.granted('analytics')").await?, json!(true))?;
    page.one_fault(code, &["localStorage"]).await?;
    page.collector.clear();
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await
}

async fn denied_storage_keeps_the_choice_for_the_page(page: &Page) -> Result<()> {
    let deny = "Object.defineProperty(window, 'localStorage', \
        { get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); } });";
    page.before_every_page(deny).await?;
    a_choice_for_the_page(page, "storage-denied").await
}

async fn full_storage_keeps_the_choice_for_the_page(page: &Page) -> Result<()> {
    let fill = "Storage.prototype.setItem = () => { throw new DOMException('The quota has been exceeded.', 'QuotaExceededError'); };";
    page.before_every_page(fill).await?;
    a_choice_for_the_page(page, "storage-full").await
}

async fn a_broken_config_after_a_choice_leaves_the_choice_in_force(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    page.site.put("/assent.json", "application/json", "<!doctype html>");
    page.reload().await?;
    page.until("window.__ran?.length === 4").await?;
    page.one_fault("config-not-json", &["/assent.json"]).await?;
    page.until(NOTHING_IS_SHOWN).await
}

async fn a_tag_that_is_there_twice_works_once(page: &Page) -> Result<()> {
    let second = "<script src=\"/assent/assent.js\" data-config=\"/assent.json\"></script>";
    page.visit_with("held.html", "", &[("{{AFTER}}", second)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.one_fault("included-twice", &["assent.js", "Keep the first"]).await?;
    same("widgets", page.js("document.querySelectorAll('assent-widget').length").await?, json!(1))?;
    page.nothing_arrived().await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    page.settle().await?;
    same("scripts that ran", page.ran().await?.len(), 4)?;
    same("events of change", page.events("change").await?.len(), 1)
}

async fn an_unknown_category_in_the_page_stays_held(page: &Page) -> Result<()> {
    let held = "<script type='text/plain' data-assent='analitycs' src='{{THIRD}}/echo/misspelt.js'></script>";
    page.visit_with("held.html", "", &[("{{AFTER}}", held)]).await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    page.one_fault("unknown-name", &["data-assent", "\"analitycs\"", "stays held"]).await?;
    same("scripts that ran", page.ran().await?.len(), 4)
}

//! When the question or the record changes, what is not surely agreed to is asked again, and meanwhile not granted.

use crate::page::{Page, config, json_file, plain, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL_IS_OPEN, category, service};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

promises![
    a_new_revision_asks_again,
    a_changed_service_asks_again_for_its_category_alone,
    a_new_category_asks_for_itself_alone,
    a_config_that_asks_nothing_any_more_ends_what_was_granted,
    a_cosmetic_change_does_not_ask_again_and_the_kept_plan_follows,
    a_corrupt_record_grants_nothing_and_is_asked_again,
    a_record_of_another_version_grants_nothing_and_is_asked_again,
    an_expired_record_grants_nothing_and_is_asked_again,
    a_corrupt_plan_is_made_anew,
    whatever_changes_is_asked_again_and_nothing_else,
    accept_grants_what_is_open_and_an_older_refusal_stays,
    a_service_that_was_refused_by_its_name_stays_refused_until_it_changes,
    the_panel_says_what_is_new_since_the_choice,
    what_only_the_new_config_knows_is_not_called_unknown,
    reject_refuses_also_what_was_granted_before,
    what_is_cosmetic_asks_nothing,
    a_choice_lasts_for_the_days_of_the_config_and_ten_are_remembered,
];

/// Accepts everything, then changes the config and opens the next page.
async fn after_accepting(page: &Page, change: impl FnOnce(&mut Value)) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    let mut changed = config();
    change(&mut changed);
    page.serve_config(&changed);
    page.collector.clear();
    Ok(())
}

/// Opens pages until the changed config has been read and its plan is kept. The first page after a change still
/// obeys the plan that was agreed to.
async fn until_it_is_known(page: &Page) -> Result<()> {
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await
}

async fn a_new_revision_asks_again(page: &Page) -> Result<()> {
    after_accepting(page, |config| config["revision"] = json!(2)).await?;
    until_it_is_known(page).await?;
    page.collector.clear();
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    same("granted", page.js("document.documentElement.dataset.assentGranted").await?, json!("necessary"))?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    let record = page.record().await?;
    same("revision", &record["revision"], &json!(2))?;
    same("choices remembered", record["history"].as_array().map(Vec::len), Some(1))
}

async fn a_changed_service_asks_again_for_its_category_alone(page: &Page) -> Result<()> {
    let change = |config: &mut Value| config["services"][1]["items"][0]["name"] = json!("count_everything");
    after_accepting(page, change).await?;
    until_it_is_known(page).await?;
    page.collector.clear();
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await?;
    same("ran", page.ran().await?, vec!["marketing".into()])?;
    same("granted", page.js("document.documentElement.dataset.assentGranted").await?, json!("necessary marketing"))
}

async fn a_new_category_asks_for_itself_alone(page: &Page) -> Result<()> {
    let change = |config: &mut Value| {
        if let Some(categories) = config["categories"].as_array_mut() {
            categories.push(json!({ "id": "functional" }));
        }
    };
    after_accepting(page, change).await?;
    until_it_is_known(page).await?;
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.until("window.__ran?.length === 4").await?;
    let granted = page.js("document.documentElement.dataset.assentGranted").await?;
    same("granted", granted, json!("necessary analytics marketing"))
}

async fn a_config_that_asks_nothing_any_more_ends_what_was_granted(page: &Page) -> Result<()> {
    let nothing = json!({ "categories": [{ "id": "necessary", "required": true }] });
    after_accepting(page, |config| *config = nothing).await?;
    page.reload().await?;
    page.until("!assent.granted('analytics')").await?;
    page.settle().await?;
    page.collector.clear();
    page.reload().await?;
    page.nothing_arrived().await?;
    page.until(NOTHING_IS_SHOWN).await
}

async fn a_cosmetic_change_does_not_ask_again_and_the_kept_plan_follows(page: &Page) -> Result<()> {
    after_accepting(page, |config| config["services"][1]["title"] = json!("Another name for the counter")).await?;
    let kept = "JSON.parse(localStorage.getItem('assent.plan')).digest";
    let (record, digest) = (page.record().await?, page.js(kept).await?);
    page.reload().await?;
    page.until(&format!("{kept} !== {digest}")).await?;
    page.until("window.__ran?.length === 4").await?;
    page.settle().await?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("the record", page.record().await?, record)?;
    page.site.clear();
    page.reload().await?;
    page.until("performance.getEntriesByName(location.origin + '/assent.json')[0]?.responseEnd > 0").await?;
    page.settle().await?;
    let asked = page.site.requests();
    ensure!(!asked.iter().any(|path| path.contains("assent-widget")), "the new plan was not kept: {asked:?}");
    Ok(())
}

/// Spoils the record and opens the next page: nothing optional is granted, the visitor is asked, and the fault is told.
async fn a_record_that_grants_nothing(page: &Page, spoil: &str, code: &str) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    page.js(&format!("localStorage.setItem('assent', {spoil})")).await?;
    page.collector.clear();
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    page.one_fault(code, &["localStorage", "assent", "asked again"]).await?;
    same("ran", page.ran().await?, vec![])?;
    page.choose("reject").await?;
    page.reload().await?;
    page.settle().await?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("the console once there is a new choice", page.console().await?, vec![])
}

async fn a_corrupt_record_grants_nothing_and_is_asked_again(page: &Page) -> Result<()> {
    a_record_that_grants_nothing(page, "'{\"version\": 1, \"categories\": {\"analytics\": true'", "record-unreadable")
        .await
}

async fn a_record_of_another_version_grants_nothing_and_is_asked_again(page: &Page) -> Result<()> {
    let newer = "JSON.stringify({ ...JSON.parse(localStorage.assent), version: 2 })";
    a_record_that_grants_nothing(page, newer, "record-version").await
}

async fn an_expired_record_grants_nothing_and_is_asked_again(page: &Page) -> Result<()> {
    let old = "JSON.stringify({ ...JSON.parse(localStorage.assent), expires: '2020-01-01T00:00:00.000Z' })";
    a_record_that_grants_nothing(page, old, "record-expired").await
}

async fn a_corrupt_plan_is_made_anew(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    let kept = "JSON.parse(localStorage.getItem('assent.plan'))";
    let spoiled = [
        "'{'",
        "'null'",
        "'[1]'",
        &format!("JSON.stringify({{ ...{kept}, version: 2 }})"),
        &format!("JSON.stringify({{ ...{kept}, categories: undefined }})"),
        &format!("JSON.stringify({{ ...{kept}, services: 7 }})"),
    ];
    for spoiled in spoiled {
        page.js(&format!("localStorage.setItem('assent.plan', {spoiled})")).await?;
        page.reload().await?;
        page.until("window.__end").await?;
        page.until("window.__ran?.length === 4").await?;
        page.until(&format!("{kept}?.services.length === 4")).await?;
        same("errors", page.js("__seen.errors").await?, json!([]))?;
    }
    Ok(())
}

/// A visitor who agreed to statistics and refused advertisements comes back to a page that has been changed.
async fn after_a_mixed_choice(page: &Page, change: impl FnOnce(&mut Value)) -> Result<()> {
    page.serve_config(&config());
    page.visit("held.html").await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.flip(&category("analytics")).await?;
    page.save().await?;
    page.until("window.__ran?.length === 3").await?;
    let mut changed = config();
    change(&mut changed);
    page.serve_config(&changed);
    page.collector.clear();
    Ok(())
}

type Change = fn(&mut Value);

fn add_service(config: &mut Value) {
    if let Some(services) = config["services"].as_array_mut() {
        services.push(json!({ "id": "new", "title": "New", "category": "analytics" }));
    }
}

/// Each change of what is asked, and the category that it is about.
const CHANGES: [(&str, Change, &str); 6] = [
    ("a new service", add_service, "analytics"),
    ("another purpose", |config| config["services"][1]["purpose"] = json!("advertising"), "analytics"),
    ("another vendor", |config| config["services"][1]["vendor"]["name"] = json!("Another Ltd"), "analytics"),
    ("another country", |config| config["services"][1]["vendor"]["country"] = json!("US"), "analytics"),
    ("a longer time", |config| config["services"][1]["items"][0]["days"] = json!(300), "analytics"),
    ("a new item", |config| config["services"][3]["items"] = json!([{ "type": "cookie", "name": "ad" }]), "marketing"),
];

/// The categories that the record does not answer, as the plan that is kept asks them.
const OPEN: &str = "String(JSON.parse(localStorage['assent.plan']).categories\
    .filter(({ id, asked }) => asked && asked !== assent.record().asked[id]).map(({ id }) => id))";

async fn whatever_changes_is_asked_again_and_nothing_else(page: &Page) -> Result<()> {
    after_a_mixed_choice(page, |_| ()).await?;
    let kept = "JSON.parse(localStorage['assent.plan']).digest";
    for (name, change, concerned) in CHANGES {
        let digest = page.js(kept).await?;
        let mut changed = config();
        change(&mut changed);
        page.serve_config(&changed);
        page.reload().await?;
        page.until(&format!("{kept} !== {digest}")).await.context(name)?;
        page.until(BANNER_IS_SHOWN).await.context(name)?;
        same(name, page.js(OPEN).await?, json!(concerned))?;
        let granted = if concerned == "analytics" { "necessary" } else { "necessary analytics" };
        same(name, page.js("document.documentElement.dataset.assentGranted").await?, json!(granted))?;
    }
    Ok(())
}

async fn accept_grants_what_is_open_and_an_older_refusal_stays(page: &Page) -> Result<()> {
    after_a_mixed_choice(page, add_service).await?;
    page.reload().await?;
    page.choose("accept").await?;
    let record = page.record().await?;
    same("categories", &record["categories"], &json!({ "necessary": true, "analytics": true, "marketing": false }))?;
    let services = json!({ "shop": true, "counter": true, "heatmap": true, "ads": false, "new": true });
    same("services", &record["services"], &services)?;
    page.collector.clear();
    page.reload().await?;
    page.until("window.__ran?.length === 3").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    page.settle().await?;
    same("what is refused", page.arrived("/echo/marketing.js"), 0)
}

async fn reject_refuses_also_what_was_granted_before(page: &Page) -> Result<()> {
    let change = CHANGES[5].1;
    after_a_mixed_choice(page, change).await?;
    page.reload().await?;
    page.choose("reject").await?;
    let record = page.record().await?;
    same("categories", &record["categories"], &json!({ "necessary": true, "analytics": false, "marketing": false }))?;
    page.collector.clear();
    page.reload().await?;
    page.nothing_arrived().await
}

async fn what_is_cosmetic_asks_nothing(page: &Page) -> Result<()> {
    let cosmetic = |config: &mut Value| {
        config["policy"]["url"] = json!("/other");
        config["services"][1]["title"] = json!("Another name");
        config["services"][1]["vendor"]["policy"] = json!("https://counter.example/privacy");
        let services = config["services"].as_array_mut();
        services.into_iter().for_each(|services| services.reverse());
    };
    after_a_mixed_choice(page, cosmetic).await?;
    let kept = "JSON.parse(localStorage['assent.plan']).digest";
    let (record, digest) = (page.record().await?, page.js(kept).await?);
    page.reload().await?;
    page.until(&format!("{kept} !== {digest}")).await?;
    page.until("window.__ran?.length === 3").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("what is open", page.js(OPEN).await?, json!(""))?;
    same("the record", page.record().await?, record)
}

async fn a_choice_lasts_for_the_days_of_the_config_and_ten_are_remembered(page: &Page) -> Result<()> {
    let mut config = config();
    config["storage"] = json!({ "days": 45 });
    page.serve_config(&config);
    page.visit("tags.html").await?;
    page.choose("accept").await?;
    let days = "(({ at, expires }) => (Date.parse(expires) - Date.parse(at)) / 864e5)(assent.record())";
    same("days", page.js(days).await?.as_f64(), Some(45.0))?;
    for number in 2..=12 {
        let call = if number % 2 == 0 { "assent.rejectAll()" } else { "assent.acceptAll()" };
        page.wait(&format!("{call}.then(() => 0)")).await?;
        let history = page.record().await?["history"].clone();
        let methods: Vec<String> =
            history.as_array().into_iter().flatten().map(|past| plain(&past["method"])).collect();
        let past =
            (1..number).map(|past| if past % 2 == 0 { "reject-all".to_owned() } else { "accept-all".to_owned() });
        let past: Vec<String> = past.collect();
        same("history", methods, past[past.len().saturating_sub(10)..].to_vec())?;
    }
    Ok(())
}

/// A visitor who agreed to statistics, but not to the counter, comes back to a page that has been changed.
async fn after_refusing_the_counter(page: &Page, change: Change) -> Result<()> {
    page.serve_config(&config());
    page.visit("held.html").await?;
    page.open_panel().await?;
    page.flip(&category("analytics")).await?;
    page.unfold().await?;
    page.flip(&service("counter")).await?;
    page.save().await?;
    page.until("window.__ran?.length === 2").await?;
    let mut changed = config();
    change(&mut changed);
    page.serve_config(&changed);
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await
}

async fn a_service_that_was_refused_by_its_name_stays_refused_until_it_changes(page: &Page) -> Result<()> {
    for (name, change, is_granted) in [("a new service", CHANGES[0].1, false), ("another purpose", CHANGES[1].1, true)]
    {
        after_refusing_the_counter(page, change).await.context(name)?;
        page.choose("accept").await?;
        let record = page.record().await?;
        same(name, &record["services"]["heatmap"], &json!(true))?;
        same(name, &record["services"]["counter"], &json!(is_granted))?;
        page.reload().await?;
        page.settle().await?;
        page.until(NOTHING_IS_SHOWN).await?;
        let ran = page.ran().await?.contains(&"counter".to_owned());
        same(name, ran, is_granted)?;
        page.js("localStorage.clear()").await?;
    }
    Ok(())
}

/// The titles under which the panel says that something is new.
const NEW: &str = "[...document.querySelector('assent-widget').shadowRoot.querySelectorAll('[part=changed]')]\
    .map((one) => one.parentElement.querySelector('h3, h4').textContent)";

async fn the_panel_says_what_is_new_since_the_choice(page: &Page) -> Result<()> {
    after_a_mixed_choice(page, |_| ()).await?;
    page.open_panel().await?;
    same("nothing has changed", page.js(NEW).await?, json!([]))?;
    for (name, change, titles) in [
        ("a new service", CHANGES[0].1, json!(["Statistics", "New"])),
        ("another purpose", CHANGES[1].1, json!(["Statistics", "Counter"])),
        ("a new item", CHANGES[5].1, json!(["Marketing", "Advertisements"])),
    ] {
        page.js("localStorage.clear()").await?;
        after_a_mixed_choice(page, change).await?;
        page.reload().await?;
        page.answer("open").await?;
        page.until(PANEL_IS_OPEN).await?;
        same(name, page.js(NEW).await?, titles)?;
        let sentence = json_file("crates/catalogue/languages/en.json")?["panel.changed"].clone();
        same(name, page.js("__in('[part=changed]').textContent").await?, sentence)?;
        page.save().await?;
        page.open_panel().await?;
        same("once it is answered", page.js(NEW).await?, json!([]))?;
    }
    Ok(())
}

/// A returning visitor's page obeys the plan that was agreed to until the config has been read.
async fn what_only_the_new_config_knows_is_not_called_unknown(page: &Page) -> Result<()> {
    page.visit("held.html").await?;
    page.choose("accept").await?;
    let mut changed = config();
    if let Some(categories) = changed["categories"].as_array_mut() {
        categories.push(json!({ "id": "functional" }));
    }
    page.serve_config(&changed);
    let held = "<img id=later alt='' data-assent=functional data-src='{{THIRD}}/pixel/later.png'><img id=wrong alt='' data-assent=functionel data-src='/a.png'>";
    page.visit_with("held.html", "", &[("{{AFTER}}", held)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.one_fault("unknown-name", &["functionel"]).await?;
    let marks = "['later', 'wrong'].map((id) => document.getElementById(id).getAttribute('data-assent-problem'))";
    same("marks", page.js(marks).await?, json!([null, "unknown-name"]))?;
    page.choose("accept").await?;
    page.until_arrived("/pixel/later.png").await?;
    page.reload().await?;
    page.one_fault("unknown-name", &["functionel"]).await
}

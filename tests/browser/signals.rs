//! Google's tags are told of each choice in Google's words, before anything else, and the data layer hears of it too.

use crate::page::{Page, config, same};
use crate::vendors::{heard, load_from_here};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL_IS_OPEN, category};
use anyhow::{Result, ensure};
use serde_json::{Value, json};

promises![
    consent_mode_comes_before_every_command_and_nothing_is_asked_of_google_before_a_choice,
    google_hears_each_category_apart_and_on_the_next_page_before_its_own_commands,
    a_tag_that_is_not_held_hears_of_each_choice,
    on_a_later_visit_the_default_stands_before_the_pages_own_commands,
    what_the_author_asks_of_consent_mode_is_said,
    in_basic_mode_the_card_is_held_and_switched_off_once_refused,
    in_advanced_mode_the_tag_is_loaded_before_the_choice_with_everything_denied,
    the_data_layer_hears_of_each_choice_under_the_names_that_the_author_chose,
];

/// What a site that has had Google's tag for years has in its head.
const COMMANDS: &str = "<script>\
    window.dataLayer = window.dataLayer || [];\
    function gtag() { dataLayer.push(arguments); }\
    gtag('js', new Date());\
    gtag('config', 'G-PAGE');\
    </script>";
const HELD_TAG: &str = "<script type=text/plain data-assent=analytics src=/google.js></script>";
const LOOSE_TAG: &str = "<script src=/google.js></script>";

fn with_signals(signals: Value, services: Value) -> Value {
    let mut config = config();
    config["signals"] = signals;
    config["services"] = services;
    config
}

/// Opens a page with these tags in its head, and Google's script at the site.
async fn open(page: &Page, config: &Value, head: &str) -> Result<()> {
    page.serve_config(config);
    page.site.put("/google.js", "text/javascript; charset=utf-8", include_str!("vendors/google.js"));
    page.visit_with("tags.html", "", &[("{{TOP}}", head)]).await?;
    page.until(BANNER_IS_SHOWN).await
}

async fn not_asked_for(page: &Page) -> Result<()> {
    page.nothing_arrived().await?;
    ensure!(!page.site.requests().contains(&"/google.js".to_owned()), "Google's script was asked for");
    Ok(())
}

/// All seven types. This config has no category for functional services.
fn types(analytics: &str, ads: &str) -> Value {
    json!({
        "ad_storage": ads, "ad_user_data": ads, "ad_personalization": ads, "analytics_storage": analytics,
        "functionality_storage": "denied", "personalization_storage": "denied", "security_storage": "granted"
    })
}

fn default() -> Value {
    json!(["consent", "default", types("denied", "denied")])
}

fn update(analytics: &str, ads: &str) -> Value {
    json!(["consent", "update", types(analytics, ads)])
}

/// The data layer while no tag reads it: commands as lists, and everything else as it is.
async fn layer(page: &Page) -> Result<Value> {
    let kind = "Object.prototype.toString.call";
    page.js(&format!(
        "dataLayer.map((one) => {kind}(one) === '[object Arguments]' ? Array.from(one, (word) => {kind}(word) === '[object Date]' ? 'a date' : word) : ['no command', one])"
    ))
    .await
}

async fn consent_mode_comes_before_every_command_and_nothing_is_asked_of_google_before_a_choice(
    page: &Page,
) -> Result<()> {
    open(page, &with_signals(json!({ "googleConsentMode": true }), json!([])), &[COMMANDS, HELD_TAG].concat()).await?;
    not_asked_for(page).await?;
    let own = [json!(["js", "a date"]), json!(["config", "G-PAGE"])];
    same("before the choice", layer(page).await?, json!([default(), own[0], own[1]]))?;
    page.choose("reject").await?;
    not_asked_for(page).await?;
    let told = json!([default(), update("denied", "denied"), own[0], own[1]]);
    same("after the refusal", layer(page).await?, told.clone())?;
    page.reload().await?;
    not_asked_for(page).await?;
    same("on the next page", layer(page).await?, told)
}

async fn google_hears_each_category_apart_and_on_the_next_page_before_its_own_commands(page: &Page) -> Result<()> {
    open(page, &with_signals(json!({ "googleConsentMode": true }), json!([])), &[COMMANDS, HELD_TAG].concat()).await?;
    page.answer("open").await?;
    page.until(PANEL_IS_OPEN).await?;
    page.flip(&category("analytics")).await?;
    page.save().await?;
    let mut told = vec![default(), update("granted", "denied"), json!(["js", "a date"]), json!(["config", "G-PAGE"])];
    heard(page, "after the choice", &json!(told)).await?;
    page.until_arrived("/google/G-PAGE/granted/denied").await?;
    page.collector.clear();
    page.reload().await?;
    heard(page, "on the next page", &json!(told)).await?;
    page.until_arrived("/google/G-PAGE/granted/denied").await?;
    page.open_panel().await?;
    page.flip(&category("marketing")).await?;
    page.save().await?;
    told.push(update("granted", "granted"));
    heard(page, "after a further grant", &json!(told)).await?;
    page.click("#withdraw-button").await?;
    page.until("JSON.parse(localStorage.assent).method === 'withdrawal'").await?;
    told.push(update("denied", "denied"));
    heard(page, "after the withdrawal", &json!(told)).await
}

/// The page loads Google's tag by itself, so that it may be there before the plan is.
async fn a_tag_that_is_not_held_hears_of_each_choice(page: &Page) -> Result<()> {
    let config = with_signals(json!({ "googleConsentMode": true }), json!([]));
    open(page, &config, &[COMMANDS, LOOSE_TAG].concat()).await?;
    page.until("__heard.length === 3").await?;
    page.choose("accept").await?;
    page.until("__heard.length === 4").await?;
    let told = page.js("__heard").await?;
    ensure!(told.as_array().is_some_and(|all| all.contains(&default())), "there is no default in {told}");
    same("the last word", &told[3], &update("granted", "granted"))?;
    page.click("#withdraw-button").await?;
    page.until("__heard.length === 5").await?;
    same("after the withdrawal", page.js("__heard[4]").await?, update("denied", "denied"))
}

/// As most pages have it: a snippet behind our tag, and Google's script whenever it comes. Here it comes late, so that what
/// it will read first can be seen.
async fn on_a_later_visit_the_default_stands_before_the_pages_own_commands(page: &Page) -> Result<()> {
    let config = with_signals(json!({ "googleConsentMode": true }), json!([]));
    open(page, &config, COMMANDS).await?;
    page.wait("assent.acceptAll().then(() => 0)").await?;
    page.reload().await?;
    page.until("window.__end && assent.granted('analytics') && dataLayer.length > 3").await?;
    let own = [json!(["js", "a date"]), json!(["config", "G-PAGE"])];
    let told = json!([default(), update("granted", "granted"), own[0], own[1]]);
    same("what Google's script will read", layer(page).await?, told.clone())?;
    page.js("document.head.append(Object.assign(document.createElement('script'), { src: '/google.js' }))").await?;
    heard(page, "what it has read", &told).await
}

async fn what_the_author_asks_of_consent_mode_is_said(page: &Page) -> Result<()> {
    let google = json!({
        "waitForUpdate": 500, "region": ["AT", "US-CA"], "adsDataRedaction": true, "urlPassthrough": true,
        "types": { "functionality_storage": "necessary", "personalization_storage": "marketing" }
    });
    open(page, &with_signals(json!({ "googleConsentMode": google }), json!([])), "").await?;
    page.until("window.dataLayer?.length === 3").await?;
    let (mut first, mut then) = (types("denied", "denied"), types("granted", "granted"));
    first["functionality_storage"] = json!("granted");
    then["functionality_storage"] = json!("granted");
    then["personalization_storage"] = json!("granted");
    let mut default = first;
    default["wait_for_update"] = json!(500);
    default["region"] = json!(["AT", "US-CA"]);
    let mut told = vec![
        json!(["consent", "default", default]),
        json!(["set", "ads_data_redaction", true]),
        json!(["set", "url_passthrough", true]),
    ];
    same("before the choice", layer(page).await?, json!(told))?;
    page.choose("accept").await?;
    told.push(json!(["consent", "update", then]));
    same("after the choice", layer(page).await?, json!(told))
}

fn card(mode: Value) -> Value {
    let services = json!([{ "use": "google-analytics", "with": { "id": "G-CARD" } }]);
    with_signals(json!({ "googleConsentMode": mode }), services)
}

const SWITCH: &str = "window['ga-disable-G-CARD'] ?? null";

async fn in_basic_mode_the_card_is_held_and_switched_off_once_refused(page: &Page) -> Result<()> {
    load_from_here(page, &[("google-analytics", "/google.js?id={id}")])?;
    open(page, &card(json!(true)), "").await?;
    not_asked_for(page).await?;
    same("before the choice", layer(page).await?, json!([default()]))?;
    page.choose("reject").await?;
    not_asked_for(page).await?;
    same("once refused", page.js(SWITCH).await?, json!(true))?;
    page.reload().await?;
    not_asked_for(page).await?;
    same("on the next page", page.js(SWITCH).await?, json!(true))?;
    page.open_panel().await?;
    page.press(crate::widget::PANEL, "accept").await?;
    let own = [json!(["js", "a date"]), json!(["config", "G-CARD"])];
    let mut told =
        vec![default(), update("denied", "denied"), update("granted", "granted"), own[0].clone(), own[1].clone()];
    heard(page, "once granted", &json!(told)).await?;
    same("once granted", page.js(SWITCH).await?, json!(false))?;
    page.until_arrived("/google/G-CARD/granted/granted").await?;
    page.reload().await?;
    told.remove(1);
    heard(page, "on the page after that", &json!(told)).await?;
    page.click("#withdraw-button").await?;
    page.until(&format!("({SWITCH}) === true")).await?;
    told.push(update("denied", "denied"));
    heard(page, "after the withdrawal", &json!(told)).await
}

async fn in_advanced_mode_the_tag_is_loaded_before_the_choice_with_everything_denied(page: &Page) -> Result<()> {
    load_from_here(page, &[("google-analytics", "/google.js?id={id}"), ("linkedin-insight", "/vendor.js")])?;
    let mut config = card(json!({ "advanced": true }));
    let cards = [config["services"][0].clone(), json!({ "use": "linkedin-insight", "with": { "id": "12" } })];
    config["services"] = json!(cards);
    open(page, &config, "").await?;
    page.until_arrived("/google/G-CARD/denied/denied").await?;
    let mut told = vec![default(), json!(["js", "a date"]), json!(["config", "G-CARD"])];
    heard(page, "before the choice", &json!(told)).await?;
    page.choose("reject").await?;
    told.push(update("denied", "denied"));
    heard(page, "after the refusal", &json!(told)).await?;
    same("the switch", page.js(SWITCH).await?, Value::Null)?;
    page.reload().await?;
    told.swap(1, 3);
    told.swap(2, 3);
    heard(page, "on the next page", &json!(told)).await?;
    let asked = page.site.requests();
    ensure!(!asked.contains(&"/vendor.js".to_owned()), "a vendor that knows no Consent Mode was loaded: {asked:?}");
    page.open_panel().await?;
    page.press(crate::widget::PANEL, "accept").await?;
    page.until(NOTHING_IS_SHOWN).await?;
    page.until("window._linkedin_partner_id === '12'").await?;
    same("how often Google's script was asked for", asked.iter().filter(|path| *path == "/google.js").count(), 2)
}

async fn the_data_layer_hears_of_each_choice_under_the_names_that_the_author_chose(page: &Page) -> Result<()> {
    let signals = json!({ "googleConsentMode": true, "dataLayer": { "name": "layer", "event": "privacy" } });
    open(page, &with_signals(signals, json!([])), "").await?;
    page.settle().await?;
    let events = "window.layer.filter((one) => one.event)";
    same("before the choice", page.js(events).await?, json!([]))?;
    let event = |analytics: &str, marketing: &str| json!({ "event": "privacy", "assent": { "necessary": "granted", "analytics": analytics, "marketing": marketing } });
    page.choose("accept").await?;
    same("after the choice", page.js(events).await?, json!([event("granted", "granted")]))?;
    same("Google, by the same name", page.js("[...layer[1]]").await?, update("granted", "granted"))?;
    same("Google, by the usual name", layer(page).await?, json!([default(), update("granted", "granted")]))?;
    page.reload().await?;
    page.until("window.layer?.length === 3").await?;
    same("on the next page", page.js(events).await?, json!([event("granted", "granted")]))?;
    page.click("#withdraw-button").await?;
    page.until("layer.length === 5").await?;
    same(
        "after the withdrawal",
        page.js(events).await?,
        json!([event("granted", "granted"), event("denied", "denied")]),
    )
}

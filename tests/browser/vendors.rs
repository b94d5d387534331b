//! What vendors' scripts hear of a choice: at load, after a withdrawal in the same page, and on later pages. The vendors
//! are played by the scripts in `vendors/`, which write down what real ones would take.

use crate::page::{Page, config, json_file, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL};
use anyhow::{Result, ensure};
use assent_model::digest;
use serde_json::{Value, json};

promises![
    matomo_needs_consent_first_and_is_given_it_on_every_page,
    meta_hears_its_first_word_before_init,
    meta_hears_of_limited_data_use_before_init,
    meta_in_a_snippet_of_the_page_hears_of_a_withdrawal,
    tiktok_holds_until_it_is_granted,
    pinterest_hears_of_each_choice,
    clarity_is_denied_first_and_never_granted_advertising,
    microsoft_advertising_takes_the_queue_over,
    linkedin_is_loaded_or_not,
    signals_that_are_turned_off_are_not_said,
];

const SCRIPT: &str = "/vendor.js";

/// A vendor, and what its script hears.
#[derive(Default)]
struct Vendor {
    /// The service as it stands in the config.
    service: Value,
    /// The vendor's script.
    script: &'static str,
    /// The page's own snippet.
    snippet: &'static str,
    /// Once granted, on this page and on later ones.
    at_load: Value,
    /// After a withdrawal on the same page.
    withdrawn: Value,
    /// Once granted on a page where it was refused at first; as at load if there is nothing here.
    at_last: Value,
}

/// Serves cards of the kit with their scripts at addresses of the site.
pub fn load_from_here(page: &Page, cards: &[(&str, &str)]) -> Result<()> {
    for (card, src) in cards {
        let file = format!("cards/{}.json", digest(card));
        let mut card = json_file(&format!("dist/{file}"))?;
        ensure!(card["script"]["src"].is_string(), "the card {card} loads no script");
        card["script"]["src"] = json!(src);
        page.site.put(&format!("/assent/{file}"), "application/json", &card.to_string());
    }
    Ok(())
}

/// Waits until the vendor's script has run, and compares what it has heard.
pub async fn heard(page: &Page, when: &str, wanted: &Value) -> Result<()> {
    page.until("window.__heard").await?;
    page.settle().await?;
    same(when, &page.js("window.__heard").await?, wanted)
}

/// That the vendor's script was not even asked for since the site forgot what was asked.
async fn not_loaded(page: &Page, when: &str) -> Result<()> {
    page.nothing_arrived().await?;
    ensure!(!page.site.requests().iter().any(|path| path == SCRIPT), "{when}, the script was asked for");
    same(when, page.js("window.__heard ?? null").await?, Value::Null)
}

fn both(first: &Value, then: &Value) -> Value {
    [first, then].iter().flat_map(|list| list.as_array().into_iter().flatten().cloned()).collect()
}

/// A visitor agrees, withdraws, comes back, and agrees again.
async fn live(page: &Page, vendor: Vendor) -> Result<()> {
    let mut config = config();
    config["services"] = json!([vendor.service]);
    page.serve_config(&config);
    page.site.put(SCRIPT, "text/javascript; charset=utf-8", vendor.script);
    page.visit_with("tags.html", "", &[("{{TOP}}", vendor.snippet)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    not_loaded(page, "before the choice").await?;
    page.choose("accept").await?;
    heard(page, "at load", &vendor.at_load).await?;
    page.click("#withdraw-button").await?;
    page.until("JSON.parse(localStorage.assent).method === 'withdrawal'").await?;
    heard(page, "after the withdrawal", &both(&vendor.at_load, &vendor.withdrawn)).await?;
    page.site.clear();
    page.collector.clear();
    page.reload().await?;
    page.until(NOTHING_IS_SHOWN).await?;
    not_loaded(page, "on the next page").await?;
    page.open_panel().await?;
    page.press(PANEL, "accept").await?;
    let at_last = if vendor.at_last.is_null() { &vendor.at_load } else { &vendor.at_last };
    heard(page, "once it is granted again", at_last).await?;
    page.reload().await?;
    heard(page, "on the page after that", &vendor.at_load).await
}

async fn matomo_needs_consent_first_and_is_given_it_on_every_page(page: &Page) -> Result<()> {
    // Its address is the site's own, so that the card is taken as it is.
    let script = include_str!("vendors/matomo.js");
    page.site.put("/matomo.js", "text/javascript; charset=utf-8", script);
    let rest = json!([["setTrackerUrl", "/matomo.php"], ["setSiteId", "7"], ["trackPageView"], ["enableLinkTracking"]]);
    let service = json!({ "use": "matomo", "with": { "url": "/", "siteId": "7" } });
    let at_load = both(&json!([["requireConsent"], ["setConsentGiven"]]), &rest);
    let at_last = both(&json!([["requireConsent"], ["requireConsent"], ["setConsentGiven"]]), &rest);
    let withdrawn = json!([["requireConsent"]]);
    live(page, Vendor { service, script, at_load, withdrawn, at_last, ..Vendor::default() }).await?;
    same("cookies", page.js("document.cookie").await?, json!(""))
}

fn meta_calls() -> Value {
    json!([["consent", "revoke"], ["init", "42"], ["track", "PageView"], ["consent", "grant"]])
}

async fn meta_hears_its_first_word_before_init(page: &Page) -> Result<()> {
    load_from_here(page, &[("meta-pixel", SCRIPT)])?;
    let vendor = Vendor {
        service: json!({ "use": "meta-pixel", "with": { "id": "42" } }),
        script: include_str!("vendors/meta-pixel.js"),
        at_load: meta_calls(),
        withdrawn: json!([["consent", "revoke"]]),
        ..Vendor::default()
    };
    live(page, vendor).await
}

/// An option of the pixel, for visitors in some states of the US.
async fn meta_hears_of_limited_data_use_before_init(page: &Page) -> Result<()> {
    load_from_here(page, &[("meta-pixel", SCRIPT)])?;
    let mut at_load = meta_calls();
    if let Some(calls) = at_load.as_array_mut() {
        calls.insert(1, json!(["dataProcessingOptions", ["LDU"], 0, 0]));
    }
    let vendor = Vendor {
        service: json!({ "use": "meta-pixel", "with": { "id": "42", "dataProcessingOptions": "LDU" } }),
        script: include_str!("vendors/meta-pixel.js"),
        at_load,
        withdrawn: json!([["consent", "revoke"]]),
        ..Vendor::default()
    };
    live(page, vendor).await
}

/// Like Meta's own snippet, this one does nothing where its function is there already.
async fn meta_in_a_snippet_of_the_page_hears_of_a_withdrawal(page: &Page) -> Result<()> {
    let vendor = Vendor {
        service: json!({ "use": "meta-pixel" }),
        script: include_str!("vendors/meta-pixel.js"),
        snippet: "<script type=text/plain data-assent-service=meta-pixel>\
            if (!window.fbq) {\
              window.fbq = (...words) => (fbq.callMethod ? fbq.callMethod(...words) : fbq.queue.push(words));\
              fbq.queue = [];\
              document.head.append(Object.assign(document.createElement('script'), { src: '/vendor.js' }));\
              fbq('init', '42');\
            }</script>",
        at_load: json!([["init", "42"]]),
        withdrawn: json!([["consent", "revoke"]]),
        ..Vendor::default()
    };
    live(page, vendor).await
}

async fn tiktok_holds_until_it_is_granted(page: &Page) -> Result<()> {
    load_from_here(page, &[("tiktok-pixel", SCRIPT)])?;
    let vendor = Vendor {
        service: json!({ "use": "tiktok-pixel", "with": { "id": "C0" } }),
        script: include_str!("vendors/tiktok-pixel.js"),
        at_load: json!([["holdConsent"], ["grantConsent"], ["page"]]),
        withdrawn: json!([["revokeConsent"]]),
        at_last: json!([["holdConsent"], ["revokeConsent"], ["grantConsent"], ["page"]]),
        ..Vendor::default()
    };
    live(page, vendor).await?;
    same("the pixels", page.js("Object.keys(ttq._i)").await?, json!(["C0"]))?;
    same("since when", page.js("Object.prototype.toString.call(ttq._t.C0)").await?, json!("[object Date]"))
}

async fn pinterest_hears_of_each_choice(page: &Page) -> Result<()> {
    load_from_here(page, &[("pinterest-tag", SCRIPT)])?;
    let vendor = Vendor {
        service: json!({ "use": "pinterest-tag", "with": { "id": "26" } }),
        script: include_str!("vendors/pinterest-tag.js"),
        at_load: json!([["load", "26"], ["setconsent", true], ["page"]]),
        withdrawn: json!([["setconsent", false]]),
        ..Vendor::default()
    };
    live(page, vendor).await
}

async fn clarity_is_denied_first_and_never_granted_advertising(page: &Page) -> Result<()> {
    load_from_here(page, &[("microsoft-clarity", SCRIPT)])?;
    let said = |word: &str| json!(["consentv2", { "ad_Storage": "denied", "analytics_Storage": word }]);
    let vendor = Vendor {
        service: json!({ "use": "microsoft-clarity", "with": { "id": "abc" } }),
        script: include_str!("vendors/microsoft-clarity.js"),
        at_load: json!([said("denied"), said("granted")]),
        withdrawn: json!([said("denied")]),
        at_last: json!([said("denied"), said("denied"), said("granted")]),
        ..Vendor::default()
    };
    live(page, vendor).await
}

async fn microsoft_advertising_takes_the_queue_over(page: &Page) -> Result<()> {
    let said = |verb: &str, word: &str| json!(["consent", verb, { "ad_storage": word }]);
    let (no, yes) = (said("update", "denied"), both(&said("update", "granted"), &json!(["pageLoad"])));
    let default = said("default", "denied");
    let vendor = Vendor {
        service: json!({ "use": "microsoft-uet" }),
        script: include_str!("vendors/microsoft-uet.js"),
        snippet: "<script type=text/plain data-assent-service=microsoft-uet>\
            document.head.append(Object.assign(document.createElement('script'), { src: '/vendor.js', onload() {\
              window.uetq = new UET({ ti: '1', q: window.uetq });\
              uetq.push('pageLoad');\
            } }));</script>",
        at_load: both(&default, &yes),
        at_last: both(&both(&default, &no), &yes),
        withdrawn: no,
    };
    live(page, vendor).await
}

async fn linkedin_is_loaded_or_not(page: &Page) -> Result<()> {
    load_from_here(page, &[("linkedin-insight", SCRIPT)])?;
    let vendor = Vendor {
        service: json!({ "use": "linkedin-insight", "with": { "id": "12" } }),
        script: include_str!("vendors/linkedin-insight.js"),
        at_load: json!(["12", "12"]),
        withdrawn: json!([]),
        ..Vendor::default()
    };
    live(page, vendor).await
}

async fn signals_that_are_turned_off_are_not_said(page: &Page) -> Result<()> {
    load_from_here(page, &[("tiktok-pixel", SCRIPT)])?;
    let vendor = Vendor {
        service: json!({ "use": "tiktok-pixel", "with": { "id": "C0" }, "signals": {} }),
        script: include_str!("vendors/tiktok-pixel.js"),
        at_load: json!([["page"]]),
        withdrawn: json!([]),
        ..Vendor::default()
    };
    live(page, vendor).await
}

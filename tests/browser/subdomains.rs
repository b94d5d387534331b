//! One choice for all hosts of a site, where the config names the domain that they share.

use crate::page::{Page, config, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

promises![
    a_choice_on_one_host_holds_on_the_others_without_asking,
    a_withdrawal_on_one_host_holds_on_the_others,
    before_a_choice_there_is_no_cookie,
    without_a_domain_each_host_asks_for_itself,
    a_domain_that_the_page_is_not_in_is_told_and_the_choice_holds_here,
];

const FIRST: &str = "www.site.localhost";
const SECOND: &str = "forum.site.localhost";
const PAGE: &str = "/shop/host.html";

/// Serves the page on every host, with this domain to share.
fn serve(page: &Page, domain: Option<&str>) -> Result<()> {
    let mut config = config();
    if let Some(domain) = domain {
        config["storage"] = json!({ "domain": domain });
    }
    page.serve_config(&config);
    let html = include_str!("pages/host.html");
    page.site.put(PAGE, "text/html; charset=utf-8", html);
    Ok(())
}

/// The record in the cookie, which must lie where every host of the domain has it.
async fn mirrored(page: &Page) -> Result<Value> {
    let cookies = page.client.get_all_cookies().await?;
    let ours: Vec<_> = cookies.iter().filter(|cookie| cookie.name() == "assent").collect();
    ensure!(ours.len() == 1, "there should be one cookie of ours: {cookies:?}");
    let cookie = ours.first().context("one")?;
    let place =
        (cookie.domain().map(|domain| domain.trim_start_matches('.').to_owned()), cookie.path().map(str::to_owned));
    same("its place", place, (Some("site.localhost".to_owned()), Some("/".to_owned())))?;
    page.js("JSON.parse(decodeURIComponent(document.cookie.match(/assent=([^;]*)/)[1]))").await
}

async fn a_choice_on_one_host_holds_on_the_others_without_asking(page: &Page) -> Result<()> {
    serve(page, Some("site.localhost"))?;
    page.go_on(FIRST, PAGE).await?;
    page.choose("accept").await?;
    let mut record = page.record().await?;
    let mirror = mirrored(page).await?;
    same("at", &mirror["at"], &record["at"])?;
    same("history in the cookie", &mirror["history"], &json!(null))?;
    page.go_on(SECOND, PAGE).await?;
    page.until("window.__ran?.includes('marketing')").await?;
    page.settle().await?;
    page.until(NOTHING_IS_SHOWN).await?;
    record["history"] = json!([]);
    same("the record on the second host", page.record().await?, record)?;
    same("errors", page.events("error").await?, vec![])
}

async fn a_withdrawal_on_one_host_holds_on_the_others(page: &Page) -> Result<()> {
    serve(page, Some("site.localhost"))?;
    page.go_on(FIRST, PAGE).await?;
    page.choose("accept").await?;
    let first = page.record().await?;
    page.go_on(SECOND, PAGE).await?;
    page.until("window.__ran?.includes('marketing')").await?;
    page.wait("assent.withdraw()").await?;
    same("method in the cookie", &mirrored(page).await?["method"], &json!("withdrawal"))?;
    page.go_on(FIRST, PAGE).await?;
    page.until("window.__end && !assent.granted('marketing') && assent.granted('necessary')").await?;
    page.collector.clear();
    page.nothing_arrived().await?;
    page.until(NOTHING_IS_SHOWN).await?;
    let record = page.record().await?;
    same("method", &record["method"], &json!("withdrawal"))?;
    let past = json!([{ "at": first["at"], "method": "accept-all", "categories": first["categories"], "services": first["services"] }]);
    same("history", &record["history"], &past)
}

async fn before_a_choice_there_is_no_cookie(page: &Page) -> Result<()> {
    serve(page, Some("site.localhost"))?;
    page.go_on(FIRST, PAGE).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.settle().await?;
    let cookies = page.client.get_all_cookies().await?;
    ensure!(cookies.is_empty(), "nothing may be stored before a choice: {cookies:?}");
    same("localStorage", page.js("localStorage.length").await?, json!(0))
}

async fn without_a_domain_each_host_asks_for_itself(page: &Page) -> Result<()> {
    serve(page, None)?;
    page.go_on(FIRST, PAGE).await?;
    page.choose("accept").await?;
    page.go_on(SECOND, PAGE).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("cookies", page.js("document.cookie").await?, json!(""))
}

async fn a_domain_that_the_page_is_not_in_is_told_and_the_choice_holds_here(page: &Page) -> Result<()> {
    serve(page, Some("other.localhost"))?;
    page.go_on(FIRST, PAGE).await?;
    page.choose("accept").await?;
    page.until("window.__ran?.includes('marketing')").await?;
    let faults = page.events("error").await?;
    let told: Vec<_> = faults.iter().map(|fault| json!([fault["code"], fault["path"]])).collect();
    same("faults", told, vec![json!(["mirror-refused", "storage.domain"])])?;
    let help = faults.first().and_then(|fault| fault["help"].as_str()).unwrap_or_default();
    ensure!(help.contains(FIRST), "the help should name what to write: {help}");
    same("cookies", page.js("document.cookie").await?, json!(""))?;
    page.reload().await?;
    page.until("window.__ran?.includes('marketing')").await
}

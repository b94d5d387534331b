//! One choice for all hosts of a site, where the config names the domain that they share.

use crate::page::{Page, config, same};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, category};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

promises![
    a_choice_on_one_host_holds_on_the_others_without_asking,
    a_withdrawal_on_one_host_holds_on_the_others,
    before_a_choice_there_is_no_cookie,
    without_a_domain_each_host_asks_for_itself,
    a_domain_that_the_page_is_not_in_is_told_and_the_choice_holds_here,
    a_public_suffix_is_found_out_and_told,
    cookies_of_ours_in_other_places_are_taken_away,
    a_withdrawal_on_one_host_cleans_up_on_the_others,
    a_grant_after_the_browsers_opt_out_holds_on_all_hosts,
    a_withdrawal_goes_before_a_grant_of_a_clock_that_was_ahead,
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
    is_refused(page, FIRST, "other.localhost").await
}

/// The page is below it, but a browser takes no cookie for it. There is no list of such domains here: it is tried.
async fn a_public_suffix_is_found_out_and_told(page: &Page) -> Result<()> {
    is_refused(page, "www.site.co.uk", "co.uk").await?;
    serve(page, Some("site.co.uk"))?;
    page.js("localStorage.clear()").await?;
    page.go_on("www.site.co.uk", PAGE).await?;
    page.choose("accept").await?;
    page.until("document.cookie.startsWith('assent=')").await?;
    same("errors", page.events("error").await?, vec![])
}

async fn is_refused(page: &Page, host: &str, domain: &str) -> Result<()> {
    serve(page, Some(domain))?;
    page.go_on(host, PAGE).await?;
    page.choose("accept").await?;
    page.until("window.__ran?.includes('marketing')").await?;
    let faults = page.events("error").await?;
    let told: Vec<_> = faults.iter().map(|fault| json!([fault["code"], fault["path"]])).collect();
    same("faults", told, vec![json!(["mirror-refused", "storage.domain"])])?;
    let help = faults.first().and_then(|fault| fault["help"].as_str()).unwrap_or_default();
    ensure!(help.contains(host), "the help should name what to write: {help}");
    same("cookies", page.js("document.cookie").await?, json!(""))?;
    page.reload().await?;
    page.until("window.__ran?.includes('marketing')").await
}

async fn cookies_of_ours_in_other_places_are_taken_away(page: &Page) -> Result<()> {
    serve(page, Some("site.localhost"))?;
    page.go_on(FIRST, PAGE).await?;
    page.choose("accept").await?;
    let record = page.record().await?;
    // Each place stands before the one that counts, and says that all was refused, longer ago.
    page.js(
        "['; Path=/', '; Path=/shop', '; Path=/shop/', '; Path=/shop/host.html', '; Path=/; Domain=www.site.localhost', \
          '; Path=/shop; Domain=www.site.localhost', '; Path=/shop; Domain=site.localhost'].forEach((place) => { \
            const { history, ...old } = { ...assent.record(), at: '2020-01-01T00:00:00.000Z', categories: {}, services: {}, domain: 'site.localhost' }; \
            document.cookie = `assent=${encodeURIComponent(JSON.stringify(old))}${place}; Max-Age=999`; })",
    )
    .await?;
    same("cookies before", page.js("document.cookie.split('assent=').length - 1").await?, json!(8))?;
    page.reload().await?;
    page.until("window.__ran?.includes('marketing')").await?;
    same("at", &mirrored(page).await?["at"], &record["at"])?;
    same("the record", page.record().await?, record)?;
    same("errors", page.events("error").await?, vec![])
}

/// What a service keeps for one host alone can be deleted there alone.
async fn a_withdrawal_on_one_host_cleans_up_on_the_others(page: &Page) -> Result<()> {
    serve(page, Some("site.localhost"))?;
    page.go_on(SECOND, PAGE).await?;
    page.choose("accept").await?;
    page.js("document.cookie = 'count_id=1; Path=/'").await?;
    page.go_on(FIRST, PAGE).await?;
    page.until("window.__ran?.includes('marketing')").await?;
    page.wait("assent.withdraw().then(() => 0)").await?;
    page.go_on(SECOND, PAGE).await?;
    page.until("__seen.events.some(({ type }) => type === 'sweep')").await?;
    let deleted = json!([{ "type": "cookie", "name": "count_id" }]);
    same("deleted", &page.events("sweep").await?[0]["deleted"], &deleted)?;
    same("cookies", page.js("document.cookie.includes('count_id')").await?, json!(false))?;
    page.reload().await?;
    page.settle().await?;
    same("clean-ups on the next page", page.events("sweep").await?, vec![])
}

async fn a_grant_after_the_browsers_opt_out_holds_on_all_hosts(page: &Page) -> Result<()> {
    let signal =
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true });";
    page.before_every_page(signal).await?;
    serve(page, Some("site.localhost"))?;
    let mut config = config();
    config["storage"] = json!({ "domain": "site.localhost" });
    config["categories"][2]["sale"] = json!(true);
    page.serve_config(&config);
    page.go_on(FIRST, PAGE).await?;
    page.open_panel().await?;
    page.flip(&category("marketing")).await?;
    page.save().await?;
    page.until("window.__ran?.includes('marketing')").await?;
    let record = page.record().await?;
    same("for what the signal counted", &record["gpc"], &json!(["marketing"]))?;
    for host in [SECOND, FIRST, SECOND] {
        page.go_on(host, PAGE).await?;
        page.until("window.__ran?.includes('marketing')").await.context(host)?;
        page.settle().await?;
        same(host, &page.record().await?["at"], &record["at"])?;
    }
    Ok(())
}

async fn a_withdrawal_goes_before_a_grant_of_a_clock_that_was_ahead(page: &Page) -> Result<()> {
    serve(page, Some("site.localhost"))?;
    page.go_on(FIRST, PAGE).await?;
    page.choose("accept").await?;
    let ahead = "new Date(Date.now() + 864e5).toISOString()";
    page.js(&format!("localStorage.setItem('assent', JSON.stringify({{ ...assent.record(), at: {ahead} }}))")).await?;
    for act in ["assent.withdraw()", "assent.acceptAll()"] {
        page.go_on(SECOND, PAGE).await?;
        page.until("assent.granted('marketing')").await?;
        page.go_on(FIRST, PAGE).await?;
        page.until("assent.granted('marketing')").await?;
        if act == "assent.withdraw()" {
            // By the panel too, whose choices the widget makes.
            page.open_panel().await?;
            page.flip(&category("marketing")).await?;
            page.save().await?;
        } else {
            page.wait("assent.withdraw().then(() => 0)").await?;
        }
        for host in [FIRST, SECOND] {
            page.go_on(host, PAGE).await?;
            page.until("assent.record() && !assent.granted('marketing')").await.context(host)?;
            page.settle().await?;
            same(host, page.js("assent.granted('marketing')").await?, json!(false))?;
        }
        page.wait("assent.acceptAll().then(() => 0)").await?;
    }
    Ok(())
}

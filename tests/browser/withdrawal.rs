//! After a refusal or a withdrawal, what the services had stored is gone, and what cannot go is told with its reason.

use crate::page::{Page, config, same};
use anyhow::{Result, ensure};
use fantoccini::cookies::Cookie;
use serde_json::{Value, json};

promises![
    what_was_declared_is_deleted_from_every_store,
    a_cookie_is_deleted_from_every_domain_and_path,
    a_first_refusal_deletes_what_was_there_before,
    what_a_page_cannot_delete_is_told_with_its_reason,
    what_nobody_declared_and_what_is_still_granted_stays,
    secure_host_and_partitioned_cookies_are_deleted,
    an_element_named_cookie_hides_none,
    a_refusal_of_another_question_cleans_up_what_was_granted_before,
    an_older_grant_does_not_outlive_a_full_storage,
];

const HOST: &str = "www.site.localhost";
const PAGE: &str = "/shop/deep/host.html";
const SWEPT: &str = "__seen.events.some(({ type }) => type === 'sweep')";

/// A page two folders down, where the counter declares these items and the advertisements those.
async fn open(page: &Page, counter: Value, ads: Value) -> Result<()> {
    let mut config = config();
    config["services"][1]["items"] = counter;
    config["services"][3]["items"] = ads;
    page.serve_config(&config);
    page.site.put(PAGE, "text/html; charset=utf-8", include_str!("pages/host.html"));
    page.go_on(HOST, PAGE).await
}

fn item(kind: &str, name: &str) -> Value {
    json!({ "type": kind, "name": name, "days": 0, "purpose": "visitor-id" })
}

/// The one clean-up that there was.
async fn swept(page: &Page) -> Result<Value> {
    page.until(SWEPT).await?;
    let found = page.events("sweep").await?;
    ensure!(found.len() == 1, "there should be one clean-up: {found:?}");
    Ok(found.into_iter().next().unwrap_or_default())
}

async fn names_of_cookies(page: &Page) -> Result<Vec<String>> {
    let mut names: Vec<String> =
        page.client.get_all_cookies().await?.iter().map(|cookie| cookie.name().to_owned()).collect();
    names.sort_unstable();
    Ok(names)
}

async fn what_was_declared_is_deleted_from_every_store(page: &Page) -> Result<()> {
    let kinds = ["cookie", "localStorage", "sessionStorage", "indexedDB", "cacheStorage"];
    open(page, kinds.iter().map(|kind| item(kind, "count_*")).collect(), json!([])).await?;
    page.choose("accept").await?;
    page.wait(
        "(async () => { document.cookie = 'count_1=1'; localStorage.count_1 = sessionStorage.count_1 = 1; \
         await new Promise((then) => (indexedDB.open('count_1').onsuccess = ({ target }) => then(target.result.close()))); \
         if (window.caches) await caches.open('count_1'); })()",
    )
    .await?;
    let boxes = page.js("!!window.caches").await?;
    page.click("#withdraw-button").await?;
    let found = swept(page).await?;
    let kinds = kinds.iter().filter(|kind| **kind != "cacheStorage" || boxes == true);
    let wanted: Vec<Value> = kinds.map(|kind| json!({ "type": kind, "name": "count_1" })).collect();
    same("deleted", &found, &json!({ "deleted": wanted, "left": [] }))?;
    let stored = page.stored().await?;
    let rest = json!([stored["cookies"], stored["session"], stored["databases"], stored["local"].get("count_1")]);
    same("stored", rest, json!(["", {}, [], null]))?;
    same("method", &page.record().await?["method"], &json!("withdrawal"))
}

async fn a_cookie_is_deleted_from_every_domain_and_path(page: &Page) -> Result<()> {
    let items = json!([item("cookie", "count_id"), item("cookie", "count.*"),
        { "type": "cookie", "name": "elsewhere", "days": 0, "purpose": "visitor-id", "path": "/checkout" }]);
    open(page, items, json!([])).await?;
    page.choose("accept").await?;
    page.js("['', '; Domain=www.site.localhost', '; Domain=site.localhost'].forEach((domain) => \
          ['/', '/shop', '/shop/', '/shop/deep', '/shop/deep/', '/shop/deep/host.html'].forEach((path) => \
           ['count_id', 'count.1'].forEach((name) => { document.cookie = `${name}=1; Path=${path}${domain}`; })))")
        .await?;
    page.js("['elsewhere=1; Path=/checkout', 'COUNT_ID=1; Path=/', 'countx1=1; Path=/'].forEach((text) => { document.cookie = text; })")
        .await?;
    page.click("#withdraw-button").await?;
    same("left", &swept(page).await?["left"], &json!([]))?;
    same("cookies", names_of_cookies(page).await?, vec!["COUNT_ID".to_owned(), "countx1".to_owned()])?;
    page.site.put("/checkout", "text/html; charset=utf-8", "<!doctype html><title>Checkout</title>");
    page.go_on(HOST, "/checkout").await?;
    same("on the other path", page.js("document.cookie.includes('elsewhere')").await?, json!(false))
}

async fn a_first_refusal_deletes_what_was_there_before(page: &Page) -> Result<()> {
    open(page, json!([item("cookie", "count_id")]), json!([item("localStorage", "ads")])).await?;
    page.js("(document.cookie = 'count_id=1; Path=/', localStorage.ads = 1)").await?;
    page.choose("reject").await?;
    let wanted = json!([{ "type": "cookie", "name": "count_id" }, { "type": "localStorage", "name": "ads" }]);
    same("deleted", &swept(page).await?["deleted"], &wanted)?;
    same("cookies", names_of_cookies(page).await?, vec![])
}

async fn what_a_page_cannot_delete_is_told_with_its_reason(page: &Page) -> Result<()> {
    let on = |domain: &str, name: &str| json!({ "type": "cookie", "name": name, "days": 0, "purpose": "visitor-id", "domains": [domain] });
    let items = json!([
        item("cookie", "hidden"),
        item("cookie", "absent"),
        on("tracker.example", "theirs"),
        on("shop.site.localhost", "basket"),
        item("indexedDB", "busy"),
    ]);
    open(page, items, json!([])).await?;
    let mut hidden = Cookie::new("hidden", "1");
    hidden.set_domain(HOST);
    hidden.set_path("/");
    hidden.set_http_only(true);
    hidden.set_secure(true); // else Firefox takes none, since the driver's cookies are for other sites too
    page.client.add_cookie(hidden).await?;
    page.choose("accept").await?;
    page.wait("new Promise((then) => (indexedDB.open('busy').onsuccess = ({ target }) => { window.busy = target.result; then(1); }))")
        .await?;
    page.click("#withdraw-button").await?;
    let left = swept(page).await?["left"].clone();
    let reasons: Vec<Value> =
        left.as_array().into_iter().flatten().map(|one| json!([one["name"], one["reason"]])).collect();
    let wanted =
        json!([["hidden", "http-only"], ["theirs", "other-site"], ["basket", "other-subdomain"], ["busy", "in-use"]]);
    same("left", json!(reasons), wanted)?;
    same("cookies", names_of_cookies(page).await?, vec!["hidden".to_owned()])
}

async fn what_nobody_declared_and_what_is_still_granted_stays(page: &Page) -> Result<()> {
    let shared = json!([item("cookie", "shared_*"), item("localStorage", "both")]);
    open(page, json!([item("cookie", "shared_1"), item("localStorage", "both"), item("localStorage", "as*")]), shared)
        .await?;
    page.choose("accept").await?;
    page.js("(document.cookie = 'shared_1=1; Path=/', document.cookie = 'mine=1; Path=/', localStorage.both = localStorage.mine = 1)")
        .await?;
    page.open_panel().await?;
    page.flip(&crate::widget::category("analytics")).await?;
    page.save().await?;
    same("the clean-up", swept(page).await?, json!({ "deleted": [], "left": [] }))?;
    same("cookies", names_of_cookies(page).await?, vec!["mine".to_owned(), "shared_1".to_owned()])?;
    let keys = page.js("Object.keys(localStorage).sort()").await?;
    same("localStorage", keys, json!(["assent", "assent.plan", "both", "mine"]))
}

/// Browsers take cookies with `Secure` from `localhost` as from https:
/// <https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy>
async fn secure_host_and_partitioned_cookies_are_deleted(page: &Page) -> Result<()> {
    let kinds = ["; Secure", "; Secure; Partitioned"];
    let names = ["count_id", "__Host-count", "__Secure-count"];
    open(page, names.iter().map(|name| item("cookie", name)).collect(), json!([])).await?;
    page.choose("accept").await?;
    same("a secure context", page.js("isSecureContext").await?, json!(true))?;
    for kind in kinds {
        page.js(&format!("{names:?}.forEach((name) => {{ document.cookie = `${{name}}=1; Path=/{kind}`; }})")).await?;
    }
    page.js("document.cookie = '__Secure-count=1; Path=/shop; Domain=site.localhost; Secure; Partitioned'").await?;
    page.js("document.cookie = 'mine=1; Path=/; Secure; Partitioned'").await?;
    let seen =
        page.js("document.cookie.split('; ').map((one) => one.split('=')[0]).filter((one) => one !== 'mine')").await?;
    let count = |name: &str| seen.as_array().into_iter().flatten().filter(|one| *one == name).count();
    // The jar for one site alone and that for all are two.
    same("cookies before", [count("count_id"), count("__Host-count"), count("__Secure-count")], [2, 2, 3])?;
    page.click("#withdraw-button").await?;
    let deleted: Vec<Value> = names.iter().map(|name| json!({ "type": "cookie", "name": name })).collect();
    same("swept", swept(page).await?, json!({ "deleted": deleted, "left": [] }))?;
    same("cookies", page.js("document.cookie").await?, json!("mine=1"))
}

/// <https://html.spec.whatwg.org/#dom-document-nameditem>
async fn an_element_named_cookie_hides_none(page: &Page) -> Result<()> {
    open(page, json!([item("cookie", "count_id")]), json!([])).await?;
    page.choose("accept").await?;
    page.js("(document.cookie = 'count_id=1; Path=/', document.body.insertAdjacentHTML('beforeend', '<img name=cookie alt>'))").await?;
    same("what the page sees", page.js("typeof document.cookie").await?, json!("object"))?;
    page.click("#withdraw-button").await?;
    let deleted = json!([{ "type": "cookie", "name": "count_id" }]);
    same("swept", swept(page).await?, json!({ "deleted": deleted, "left": [] }))?;
    same("cookies", names_of_cookies(page).await?, vec![])
}

async fn a_refusal_of_another_question_cleans_up_what_was_granted_before(page: &Page) -> Result<()> {
    let items = json!([item("cookie", "count_id")]);
    for change in ["another purpose", "a new revision"] {
        open(page, items.clone(), json!([])).await?;
        page.choose("accept").await?;
        page.js("document.cookie = 'count_id=1; Path=/'").await?;
        let mut config = config();
        config["services"][1]["items"] = items.clone();
        match change {
            "a new revision" => config["revision"] = json!(2),
            _ => config["services"][1]["purpose"] = json!("advertising"),
        }
        page.serve_config(&config);
        page.reload().await?;
        page.choose("reject").await?;
        same(change, &swept(page).await?["deleted"], &json!([{ "type": "cookie", "name": "count_id" }]))?;
        same(change, page.js("document.cookie").await?, json!(""))?;
        page.js("localStorage.clear()").await?;
    }
    Ok(())
}

async fn an_older_grant_does_not_outlive_a_full_storage(page: &Page) -> Result<()> {
    for by in ["the page", "the panel"] {
        open(page, json!([]), json!([])).await?;
        page.choose("accept").await?;
        page.js("(() => { for (let size = 2 ** 22, at = 0; size; size >>= 1) \
              for (;;) try { localStorage.setItem('full' + at++, 'x'.repeat(size)); } catch { break; } })()")
            .await?;
        if by == "the page" {
            page.wait("assent.withdraw().then(() => 0)").await?;
        } else {
            page.open_panel().await?;
            for id in ["analytics", "marketing"] {
                page.flip(&crate::widget::category(id)).await?;
            }
            page.save().await?;
        }
        page.until("!assent.granted('marketing')").await?;
        page.reload().await?;
        page.until("window.__end && assent.granted('necessary')").await?;
        page.settle().await?;
        same(by, page.js("assent.granted('marketing')").await?, json!(false))?;
        let method = if by == "the page" { "withdrawal" } else { "custom" };
        same(by, &page.record().await?["method"], &json!(method))?;
        page.js("localStorage.clear()").await?;
    }
    Ok(())
}

//! The gate is a guest: what is the page's own works as it would without it, and stays whole whatever a released script does.

use crate::page::{Page, config, same, sorted, texts};
use crate::widget::BANNER_IS_SHOWN;
use anyhow::{Result, ensure};
use serde_json::json;

promises![
    the_pages_own_import_map_is_obeyed,
    what_released_code_leaves_behind_writes_over_nothing,
    a_script_for_browsers_without_modules_is_not_asked_for,
    a_click_is_answered_while_the_page_still_loads,
    attributes_that_only_look_like_ours_are_kept,
    what_was_withdrawn_before_its_turn_is_loaded_once_it_is_granted_again,
];

const HELD: &str = "<script type=\"text/plain\" data-assent=\"analytics\"";

/// Firefox takes no import map after the first `import()`, so that one of ours would break the page's modules.
async fn the_pages_own_import_map_is_obeyed(page: &Page) -> Result<()> {
    let own = "<iframe title=\"\" data-assent=\"analytics\" data-src=\"{{THIRD}}/frame/a.html\"></iframe>\
        <script>{ const end = performance.now() + 300; while (performance.now() < end); }</script>\
        <script type=\"importmap\">{\"imports\": {\"bare\": \"{{THIRD}}/echo/mapped.mjs\"}}</script>\
        <script type=\"module\">import \"bare\"; __ran.push(\"own\");</script>";
    for visit in ["first", "later"] {
        page.visit_with("queues.html", "", &[("{{AFTER}}", own)]).await?;
        page.until("__ran.includes('own')").await?;
        same(&format!("on the {visit} visit"), sorted(page.ran().await?), vec!["mapped".to_owned(), "own".to_owned()])?;
        same("errors", page.js("__seen.errors").await?, json!([]))?;
        if visit == "first" {
            page.choose("accept").await?;
        }
    }
    Ok(())
}

async fn what_released_code_leaves_behind_writes_over_nothing(page: &Page) -> Result<()> {
    let behind = "const later = document.createElement('script'); later.text = '/* added */ document.write(1); __ran.push(\"added\")'; \
        document.body.append(later);";
    // Without a turn between two scripts the next one runs while the last one still hears that it has loaded.
    let before = format!(
        "<script>performance.now = () => 0; window.__ran.push = (name) => {{ Array.prototype.push.call(__ran, name); \
         if (name === 'adder') {{ {behind} }} \
         if (name === 'timer') setTimeout(function timer() {{ document.write(2); Array.prototype.push.call(__ran, 'timed'); }}); }}</script>"
    );
    let tags = format!(
        "{HELD} src=\"{{{{THIRD}}}}/echo/adder.js\"></script>\
         {HELD} src=\"{{{{THIRD}}}}/echo/handler.js\" onload=\"document.write(3); __ran.push('told')\"></script>\
         {HELD}>/* inline adds */ {behind}</script>"
    );
    page.visit_with("queues.html", "", &[("{{BEFORE}}", &before), ("{{AFTER}}", &tags)]).await?;
    page.choose("accept").await?;
    page.until("__ran.filter((one) => one === 'added').length === 2 && __ran.includes('told')").await?;
    // The sentences of faults come from a part of their own.
    let told = "['/* added */', '/echo/handler.js'].every((name) => \
        __seen.console.some((line) => line.includes(name) && line.includes('[document-write]')))";
    page.until(told).await?;
    let whole = "[!!document.querySelector('#first'), !!document.querySelector('#last')]";
    same("whole", page.js(whole).await?, json!([true, true]))
}

async fn a_script_for_browsers_without_modules_is_not_asked_for(page: &Page) -> Result<()> {
    let tags = format!(
        "{HELD} nomodule defer src=\"{{{{THIRD}}}}/echo/old.js\"></script>\
         {HELD} src=\"{{{{THIRD}}}}/echo/first.js?delay=50\"></script>\
         {HELD} nomodule src=\"{{{{THIRD}}}}/echo/old.js?2\"></script>\
         {HELD} src=\"{{{{THIRD}}}}/echo/new.js\"></script>"
    );
    page.visit_with("queues.html", "", &[("{{AFTER}}", &tags)]).await?;
    page.choose("accept").await?;
    page.until("__ran.includes('new')").await?;
    page.settle().await?;
    same("ran", page.ran().await?, vec!["first".to_owned(), "new".to_owned()])?;
    same("asked for", page.arrived("/echo/old.js"), 0)
}

async fn a_click_is_answered_while_the_page_still_loads(page: &Page) -> Result<()> {
    let watch = "<script>(() => { const { port1, port2 } = new MessageChannel(); \
        port1.onmessage = () => { if (__ran.at(-1) === 'script') __ran.push('turn'); port2.postMessage(0); }; \
        port2.postMessage(0); })()</script>";
    let busy = format!(
        "{HELD}>{{ const end = performance.now() + 10; while (performance.now() < end); __ran.push('script'); }}</script>"
    );
    // Its image never comes, so that it is never complete. In a frame, since the driver waits until a page has loaded.
    let tags = busy.repeat(20) + "<img alt=\"\" src=\"{{THIRD}}/hang/pixel.png\">";
    page.serve_page("queues.html", &[("{{BEFORE}}", watch), ("{{AFTER}}", &tags)])?;
    page.site.put("/around.html", "text/html; charset=utf-8", "<!doctype html><title>Around</title><body></body>");
    page.go("/around.html").await?;
    page.js("void document.body.append(Object.assign(document.createElement('iframe'), { src: '/queues.html' }))")
        .await?;
    page.until("frames[0]?.__in?.('[part~=banner]')?.checkVisibility()").await?;
    page.js("void frames[0].assent.acceptAll()").await?;
    page.until("frames[0].__ran.filter((one) => one === 'script').length === 20").await?;
    same("complete", page.js("frames[0].document.readyState").await?, json!("interactive"))?;
    let ran = texts(&page.js("frames[0].__ran").await?)?;
    let longest = ran.split(|one| one != "script").map(<[String]>::len).max();
    ensure!(longest <= Some(3), "{longest:?} scripts ran in one go");
    Ok(())
}

async fn attributes_that_only_look_like_ours_are_kept(page: &Page) -> Result<()> {
    let names = "data-typeform=\"1\" data-types=\"2\" data-src-set=\"3\" type-of=\"4\" nonce-of=\"5\" class=\"six\" id=\"seven\"";
    let tag = format!(
        "{HELD} {names}>__ran.push([...document.currentScript.attributes].map(({{ name }}) => name).join())</script>"
    );
    page.visit_with("queues.html", "", &[("{{AFTER}}", &tag)]).await?;
    page.choose("accept").await?;
    page.until("__ran.length === 1").await?;
    same(
        "attributes",
        page.js("__ran[0]").await?,
        json!("data-typeform,data-types,data-src-set,type-of,nonce-of,class,id"),
    )
}

async fn what_was_withdrawn_before_its_turn_is_loaded_once_it_is_granted_again(page: &Page) -> Result<()> {
    let mut config = config();
    config["services"] = json!([
        { "use": "matomo", "with": { "url": "{{THIRD}}/matomo/", "siteId": "1" } },
        { "id": "heatmap", "title": "Heat map", "category": "analytics" },
        { "id": "counter", "title": "Counter", "category": "analytics" }
    ]);
    page.serve_config(&config);
    page.visit("held.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.wait("assent.acceptAll().then(() => assent.withdraw())").await?;
    page.settle().await?;
    same("after the withdrawal", page.arrived("/matomo"), 0)?;
    page.wait("assent.acceptAll().then(() => 0)").await?;
    page.until_arrived("/matomo/matomo.js").await?;
    page.settle().await?;
    same("page views", page.js("_paq.filter(([name]) => name === 'trackPageView').length").await?, json!(1))
}

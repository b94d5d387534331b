//! Released code that waits for an event which the page has had is called, once; nobody else is, and nobody else notices.

use crate::page::{Page, same, texts};
use anyhow::{Result, ensure};
use serde_json::json;

promises![
    modules_that_run_side_by_side_each_get_their_call,
    what_the_page_adds_while_a_module_is_on_its_way_is_not_called,
    a_handler_of_the_page_is_called_once,
    a_script_that_comes_after_all_gets_its_call,
    a_listener_that_is_called_late_cannot_wipe_the_page,
    whoever_wraps_the_listeners_later_sees_every_call,
    whoever_wrapped_them_before_is_still_asked,
];

/// A script whose name begins so waits for both events; what it is told stands in `__ran`, too.
const WAITS: &str = "<script>__ran.push = (...names) => { Array.prototype.push.apply(__ran, names); \
    for (const name of names) if (name.startsWith('waits-')) { const told = ({ type }) => Array.prototype.push.call(__ran, name + ' ' + type); \
    document.addEventListener('DOMContentLoaded', told); addEventListener('load', told, { once: true }); } }</script>";

const HELD: &str = "<script type=\"text/plain\" data-assent=\"analytics\"";

/// Opens a page with these tags on which every script waits, and agrees once it has loaded.
async fn accepted(page: &Page, before: &str, tags: &str) -> Result<()> {
    page.visit_with("queues.html", "", &[("{{BEFORE}}", &(WAITS.to_owned() + before)), ("{{AFTER}}", tags)]).await?;
    page.settle().await?;
    page.choose("accept").await
}

/// How often this was called for each event.
async fn calls(page: &Page, name: &str) -> Result<Vec<String>> {
    Ok(page
        .ran()
        .await?
        .into_iter()
        .filter_map(|one| one.strip_prefix(name).map(|rest| rest.trim().to_owned()))
        .collect())
}

async fn modules_that_run_side_by_side_each_get_their_call(page: &Page) -> Result<()> {
    let module = |name: &str, delay: u32| {
        format!("{HELD} data-type=\"module\" async src=\"{{{{THIRD}}}}/echo/waits-{name}.mjs?delay={delay}\"></script>")
    };
    let inline = format!("{HELD} data-type=\"module\">__ran.push('waits-inline')</script>");
    accepted(page, "", &[module("slow", 600), module("quick", 0), module("other", 300), inline].concat()).await?;
    for name in ["slow", "quick", "other", "inline"] {
        page.until(&format!("__ran.includes('waits-{name} load')")).await?;
    }
    page.settle().await?;
    for name in ["slow", "quick", "other", "inline"] {
        let wanted = ["", "DOMContentLoaded", "load"].map(str::to_owned).to_vec();
        same(name, calls(page, &format!("waits-{name}")).await?, wanted)?;
    }
    Ok(())
}

async fn what_the_page_adds_while_a_module_is_on_its_way_is_not_called(page: &Page) -> Result<()> {
    let tag = format!("{HELD} data-type=\"module\" src=\"{{{{THIRD}}}}/echo/waits-module.mjs?delay=600\"></script>");
    accepted(page, "", &tag).await?;
    page.until_arrived("/echo/waits-module.mjs").await?;
    page.wait("new Promise((then) => setTimeout(() => { __ran.push('waits-own'); window.onload = () => __ran.push('own handler'); then(); }))").await?;
    page.until("__ran.includes('waits-module load')").await?;
    page.settle().await?;
    same("the page's own", calls(page, "waits-own").await?, vec![String::new()])?;
    same("its handler", calls(page, "own handler").await?, vec![])?;
    // What it sends itself is heard as ever, and what was called once is not called again.
    page.js("dispatchEvent(new Event('load'))").await?;
    same("heard", calls(page, "waits-own").await?, vec![String::new(), "load".to_owned()])?;
    same("once", calls(page, "waits-module").await?.into_iter().filter(|one| one == "load").count(), 1)
}

async fn a_handler_of_the_page_is_called_once(page: &Page) -> Result<()> {
    // The image holds `load` back until the handler is there, which comes after the first script has ended.
    let tags = format!(
        "{HELD} src=\"{{{{THIRD}}}}/echo/first.js\"></script><img alt=\"\" src=\"{{{{THIRD}}}}/pixel/slow.png?delay=1500\">\
         <script>const wait = setInterval(() => {{ if (!__ran.includes('first')) return; clearInterval(wait); \
         setTimeout(() => {{ window.onload = () => __ran.push('own handler'); document.onreadystatechange = () => __ran.push('own state'); }}, 50); }}, 10);</script>"
    );
    accepted(page, "", &tags).await?;
    page.reload().await?;
    page.until("__ran.includes('own handler')").await?;
    let add = format!(
        "void document.body.append(document.createRange().createContextualFragment(`{HELD}>__ran.push('added')</script>`))"
    );
    page.js(&add).await?;
    page.until("__ran.includes('added')").await?;
    page.settle().await?;
    same("the page's own", calls(page, "own").await?, ["state", "handler"].map(str::to_owned).to_vec())?;
    // One that released code sets is called, on the window or by way of the body, and of two the last.
    let add = add.replace(
        "__ran.push('added')",
        "window.onload = () => __ran.push('lost'); document.body.onload = () => __ran.push('theirs');",
    );
    page.js(&add).await?;
    page.until("__ran.includes('theirs')").await?;
    page.settle().await?;
    same("of released code", (calls(page, "theirs").await?.len(), calls(page, "lost").await?.len()), (1, 0))
}

async fn a_script_that_comes_after_all_gets_its_call(page: &Page) -> Result<()> {
    let tags = format!(
        "{HELD} src=\"{{{{THIRD}}}}/echo/waits-late.js?delay=11500\"></script>{HELD}>__ran.push('behind')</script>"
    );
    accepted(page, "", &tags).await?;
    page.until("__ran.includes('behind')").await?;
    same("overtaken", page.js("__ran.includes('waits-late')").await?, json!(false))?;
    page.until("__ran.includes('waits-late load')").await?;
    page.settle().await?;
    same("calls", calls(page, "waits-late").await?, ["", "DOMContentLoaded", "load"].map(str::to_owned).to_vec())
}

async fn a_listener_that_is_called_late_cannot_wipe_the_page(page: &Page) -> Result<()> {
    let writes = "document.write('<p id=\"written\"></p>'); Array.prototype.push.call(__ran, 'wrote')";
    let tags = format!(
        "{HELD}>/* inline */ document.addEventListener('DOMContentLoaded', () => {{ {writes} }})</script>\
         {HELD} data-type=\"module\">/* module */ addEventListener('load', () => {{ {writes} }})</script>"
    );
    accepted(page, "", &tags).await?;
    page.until("__ran.filter((one) => one === 'wrote').length === 2 && __seen.console.length >= 2").await?;
    let whole =
        "[!!document.querySelector('#first'), !!document.querySelector('#last'), !!document.querySelector('#written')]";
    same("the page", page.js(whole).await?, json!([true, true, false]))?;
    let console = texts(&page.js("__seen.console").await?)?;
    for name in ["/* inline */", "/* module */"] {
        let told = console.iter().any(|line| line.contains(name) && line.contains("[document-write]"));
        ensure!(told, "{name} is not named: {console:?}");
    }
    Ok(())
}

async fn whoever_wraps_the_listeners_later_sees_every_call(page: &Page) -> Result<()> {
    let wrap = "<script>window.__wrap = () => { const native = EventTarget.prototype.addEventListener; window.__heard = []; \
        EventTarget.prototype.addEventListener = function (type, ...rest) { __heard.push(type); return native.call(this, type, ...rest); }; \
        window.addEventListener('one', () => {}); document.addEventListener('two', () => {}); document.body.addEventListener('three', () => {}); \
        addEventListener('load', () => {}); return [__heard, [native.name, native.length]]; };</script>";
    accepted(page, wrap, &format!("{HELD} src=\"{{{{THIRD}}}}/echo/waits-first.js\"></script>")).await?;
    page.until("__ran.includes('waits-first load')").await?;
    let wanted = json!([["one", "two", "three", "load"], ["addEventListener", 2]]);
    same("heard, and what it looks like", page.js("__wrap()").await?, wanted)?;
    // Through the wrapper as well, what comes late is called.
    page.js(&format!("void document.body.append(document.createRange().createContextualFragment(`{HELD}>__ran.push('waits-second')</script>`))"))
        .await?;
    page.until("__ran.includes('waits-second load')").await
}

async fn whoever_wrapped_them_before_is_still_asked(page: &Page) -> Result<()> {
    let wrap = "<script>window.__heard = []; for (const target of [window, document]) { const native = target.addEventListener; \
        target.addEventListener = function (type, ...rest) { __heard.push(type); return native.call(this, type, ...rest); }; }</script>";
    accepted(page, wrap, &format!("{HELD} src=\"{{{{THIRD}}}}/echo/waits-first.js\"></script>")).await?;
    page.until("__ran.includes('waits-first load')").await?;
    same("heard", page.js("__heard.slice(-2)").await?, json!(["DOMContentLoaded", "load"]))?;
    same("calls", calls(page, "waits-first").await?, ["", "DOMContentLoaded", "load"].map(str::to_owned).to_vec())
}

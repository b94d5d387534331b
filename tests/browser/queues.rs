//! Held scripts share the page: one that hangs holds back only its own service, each is asked for and runs once, and
//! the page stays usable, and whole, while they run.

use crate::page::{Page, same, sorted, texts};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN};
use anyhow::{Result, ensure};
use serde_json::json;

promises![
    a_script_that_hangs_holds_back_only_its_own_service_and_is_overtaken,
    every_script_is_asked_for_once,
    every_script_runs_once_whatever_is_chosen_after,
    the_page_gets_its_turn_between_released_scripts,
    a_click_on_accept_is_painted_before_the_first_script_runs,
    a_click_on_accept_is_painted_before_the_first_frame_comes,
    what_a_released_script_writes_wipes_nothing,
    the_pages_own_scripts_write_as_ever,
];

async fn a_script_that_hangs_holds_back_only_its_own_service_and_is_overtaken(page: &Page) -> Result<()> {
    let tags = "<script type=\"text/plain\" data-assent-service=\"counter\" src=\"{{THIRD}}/hang/counter.js\"></script>\
        <script type=\"text/plain\" data-assent-service=\"counter\" id=\"behind\">__ran.push('behind')</script>\
        <script type=\"text/plain\" data-assent-service=\"counter\" id=\"next\" src=\"{{THIRD}}/echo/next.js\"></script>\
        <script type=\"text/plain\" data-assent-service=\"heatmap\" src=\"{{THIRD}}/echo/heatmap.js?delay=50\"></script>\
        <script type=\"text/plain\" data-assent-service=\"heatmap\">__ran.push('behind heatmap')</script>\
        <script type=\"text/plain\" data-assent=\"analytics\" src=\"{{THIRD}}/echo/rest.js\"></script>\
        <script type=\"text/plain\" data-assent=\"marketing\">__ran.push('behind rest')</script>";
    page.visit_with("queues.html", "", &[("{{AFTER}}", tags)]).await?;
    page.choose("accept").await?;
    page.until("__ran.length >= 4").await?;
    let others = ["behind heatmap", "behind rest", "heatmap", "rest"];
    same("while it hangs", sorted(page.ran().await?), others.map(str::to_owned).to_vec())?;
    same("overtaken so far", page.js("__overtaken").await?, json!([]))?;
    page.until("__ran.length >= 6").await?;
    same("after it was overtaken", page.ran().await?.split_off(4), vec!["behind".to_owned(), "next".to_owned()])?;
    same("overtaken", page.js("__overtaken").await?, json!([["behind", "/hang/counter.js"]]))?;
    same("requests for it", page.arrived("/hang/"), 1)?;
    same("requests for the next", page.arrived("/echo/next.js"), 1)
}

/// With everything in which a preload hint must be the same as the script, so that the browser takes it for that.
const OF_ALL_KINDS: &str = "{{HELD}} src=\"{{THIRD}}/echo/a.js?delay=100\"></script>\
    {{HELD}} src=\"{{THIRD}}/echo/behind.js\"></script>\
    {{HELD}} src=\"{{THIRD}}/echo/anonymous.js\" crossorigin></script>\
    {{HELD}} src=\"{{THIRD}}/echo/credentials.js\" crossorigin=\"use-credentials\"></script>\
    {{HELD}} src=\"{{THIRD}}/echo/a.js?whole\" crossorigin=\"anonymous\" integrity=\"sha256-ogWOCak2kS6x8WqmRRYCK3LdkLd1g45FOiepquQv9Ek=\"></script>\
    {{HELD}} src=\"{{THIRD}}/echo/referrer.js\" referrerpolicy=\"no-referrer\"></script>\
    {{HELD}} src=\"{{THIRD}}/echo/priority.js\" fetchpriority=\"low\"></script>\
    {{HELD}} src=\"{{THIRD}}/echo/deferred.js\" defer></script>\
    {{HELD}} src=\"{{THIRD}}/echo/async.js\" async></script>\
    {{HELD}} src=\"{{THIRD}}/echo/module.mjs\" data-type=\"module\"></script>\
    {{HELD}} src=\"{{THIRD}}/echo/trusted.mjs\" data-type=\"module\" crossorigin=\"use-credentials\"></script>\
    {{HELD}} data-src=\"{{THIRD}}/echo/later.js\"></script>";
const HELD: &str = "<script type=\"text/plain\" data-assent=\"analytics\"";

async fn every_script_is_asked_for_once(page: &Page) -> Result<()> {
    let tags = OF_ALL_KINDS.replace("{{HELD}}", HELD);
    page.visit_with("queues.html", "", &[("{{AFTER}}", &tags)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    for visit in ["after Accept", "on the next page"] {
        if visit == "after Accept" {
            page.choose("accept").await?;
        } else {
            page.collector.clear();
            page.reload().await?;
        }
        page.until("__ran.length >= 12").await?;
        page.settle().await?;
        let hits = page.collector.hits().into_iter().map(|hit| format!("{}?{}", hit.path, hit.query));
        let asked = sorted(hits.collect());
        let mut once = asked.clone();
        once.dedup();
        same(&format!("requests {visit}"), &asked, &once)?;
        same(&format!("how many {visit}"), asked.len(), 12)?;
        same(&format!("what ran {visit}"), page.ran().await?.len(), 12)?;
    }
    Ok(())
}

async fn every_script_runs_once_whatever_is_chosen_after(page: &Page) -> Result<()> {
    let tags = OF_ALL_KINDS.replace("{{HELD}}", HELD)
        + &format!(
            "{HELD}>__ran.push('inline')</script>{HELD} data-type=\"module\">__ran.push('inline module')</script>"
        );
    let add = format!(
        "void document.body.append(document.createRange().createContextualFragment(`{HELD}>__ran.push('new')</script>`))"
    );
    page.visit_with("queues.html", "", &[("{{AFTER}}", &tags)]).await?;
    page.choose("accept").await?;
    page.js(&add).await?; // while the others are on their way
    page.until("__ran.length >= 15").await?;
    page.wait("assent.rejectAll().then(() => assent.acceptAll())").await?;
    page.js(&add).await?;
    page.until("__ran.length >= 16").await?;
    page.js("document.querySelectorAll('body script').forEach((script) => document.body.append(script))").await?;
    page.settle().await?;
    let ran = sorted(page.ran().await?);
    let count = |name: &str| ran.iter().filter(|one| *one == name).count();
    same("everything", ran.len(), 16)?;
    same("the new ones, and both of the same name", (count("new"), count("a")), (2, 2))
}

async fn the_page_gets_its_turn_between_released_scripts(page: &Page) -> Result<()> {
    // Writes "turn" whenever the page has had its turn, and "frame" whenever it was painted.
    let watch = "<script>(() => { const { port1, port2 } = new MessageChannel(); const note = (what) => \
        __ran.at(-1) === 'script' && __ran.push(what); port1.onmessage = () => { note('turn'); port2.postMessage(0); }; \
        port2.postMessage(0); (function frame() { window.__frames = (window.__frames || 0) + 1; \
        requestAnimationFrame(frame); })(); })()</script>";
    let busy = format!(
        "{HELD}>(() => {{ window.__first ??= __frames; window.__last = __frames; const end = performance.now() + 6; \
         while (performance.now() < end); __ran.push('script'); }})()</script>"
    );
    page.visit_with("queues.html", "", &[("{{BEFORE}}", watch), ("{{AFTER}}", &busy.repeat(60))]).await?;
    page.choose("accept").await?;
    page.until("__ran.filter((one) => one === 'script').length === 60").await?;
    let ran = page.ran().await?;
    let longest = ran.split(|one| one != "script").map(<[String]>::len).max();
    ensure!(longest <= Some(3), "{longest:?} scripts ran in one go");
    let frames = page.js("__last - __first").await?;
    ensure!(frames.as_u64() >= Some(3), "the page was painted {frames} times while sixty scripts ran");
    Ok(())
}

async fn a_click_on_accept_is_painted_before_the_first_script_runs(page: &Page) -> Result<()> {
    // After a frame, a task: by then the frame is on screen. The part is there already, so that only the paint is waited for.
    let watch = "<script src=\"/assent/assent-late.js\"></script><script>addEventListener('click', () => requestAnimationFrame(() => setTimeout(() => { \
        window.__painted = true; })), true)</script>";
    let first = format!("{HELD}>__ran.push(window.__painted === true, Boolean({BANNER_IS_SHOWN}))</script>");
    page.visit_with("queues.html", "", &[("{{BEFORE}}", watch), ("{{AFTER}}", &first)]).await?;
    page.choose("accept").await?;
    page.until("__ran.length === 2").await?;
    same("painted, and the banner shown", page.js("__ran").await?, json!([true, false]))
}

async fn a_click_on_accept_is_painted_before_the_first_frame_comes(page: &Page) -> Result<()> {
    let watch = "<script src=\"/assent/assent-embeds.js\"></script><script>addEventListener('click', () => requestAnimationFrame(() => setTimeout(() => { \
        window.__painted = true; })), true); document.addEventListener('assent:release', () => __ran.push(window.__painted === true))</script>";
    let frame = "<iframe title=\"\" data-assent=\"analytics\" data-src=\"{{THIRD}}/frame/inner.html\"></iframe>";
    page.visit_with("queues.html", "", &[("{{BEFORE}}", watch), ("{{AFTER}}", frame)]).await?;
    page.choose("accept").await?;
    page.until("__ran.length === 1").await?;
    same("painted", page.js("__ran").await?, json!([true]))?;
    page.until_arrived("/frame/inner.html").await
}

async fn what_a_released_script_writes_wipes_nothing(page: &Page) -> Result<()> {
    // A third party's script calls `push`, which writes in its name.
    let writer = "<script>window.__ran.push = (name) => { Array.prototype.push.call(__ran, name); \
        if (name.includes('write')) document.write('<p id=\"written\">written</p>'); }</script>";
    let tags = format!(
        "{HELD} src=\"{{{{THIRD}}}}/echo/write-external.js\"></script>\
         {HELD}>/* inline */ document.write('<p id=\"written\"></p>'); __ran.push('inline')</script>\
         {HELD}>/* line */ document.writeln('<p id=\"written\"></p>'); __ran.push('line')</script>\
         {HELD}>/* opens */ document.open(); __ran.push('opens')</script>"
    );
    page.visit_with("queues.html", "", &[("{{BEFORE}}", writer), ("{{AFTER}}", &tags)]).await?;
    for visit in ["after Accept", "on the next page"] {
        if visit == "after Accept" {
            page.choose("accept").await?;
        } else {
            page.reload().await?;
        }
        page.until("__ran.length === 4 && __seen.console.length >= 4").await?;
        page.settle().await?;
        let whole = page.js("[!!document.querySelector('#first'), !!document.querySelector('#last'), !!document.querySelector('#written')]");
        same(visit, whole.await?, json!([true, true, false]))?;
        let console = sorted(texts(&page.js("__seen.console").await?)?);
        same("messages", console.len(), 4)?;
        for name in ["/echo/write-external.js", "/* inline */", "/* line */", "/* opens */"] {
            let told = console.iter().any(|line| line.contains(name) && line.contains("[document-write]"));
            ensure!(told, "{name} is not named {visit}: {console:?}");
        }
        let codes = page.events("error").await?.iter().filter(|detail| detail["code"] == "document-write").count();
        same("faults", codes, 4)?;
    }
    Ok(())
}

async fn the_pages_own_scripts_write_as_ever(page: &Page) -> Result<()> {
    let tags = format!(
        "{HELD}>__ran.push('held')</script><script>document.write('<p id=\"own\">own</p><script>__ran.push(\"written\")<\\/script>')</script>\
         <script>document.writeln('<p id=\"line\">line</p>'); __ran.push(document.querySelector('#own + script + p, #line').id)</script>"
    );
    page.visit_with("queues.html", "", &[("{{AFTER}}", &tags)]).await?;
    page.choose("accept").await?;
    page.until("__ran.includes('held')").await?;
    same("at first", page.ran().await?, ["written", "line", "held"].map(str::to_owned).to_vec())?;
    page.reload().await?;
    page.until("__ran.length === 3").await?;
    same("on the next page", page.ran().await?, ["held", "written", "line"].map(str::to_owned).to_vec())?;
    same(
        "the page",
        page.js("[...document.querySelectorAll('p')].map(({ id }) => id)").await?,
        json!(["first", "own", "line", "last"]),
    )?;
    page.until(NOTHING_IS_SHOWN).await?;
    same("the console", page.console().await?, vec![])
}

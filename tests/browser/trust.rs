//! The gate trusts nothing in the page that could be another's: no element without the nonce, no name, no prototype, no frame around it.

use crate::page::{Page, config, same, sorted};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL_IS_OPEN};
use anyhow::{Result, ensure};
use serde_json::json;
use xtask::browsers::Engine;

promises![
    what_lacks_the_nonce_is_never_released,
    everything_works_under_trusted_types,
    where_our_policy_is_refused_code_stays_held,
    names_of_elements_stand_in_for_nothing,
    names_before_the_tag_stand_in_for_nothing,
    no_json_reaches_the_prototypes,
    no_step_of_a_spoilt_plan_runs_code,
    a_frame_of_the_site_follows_the_page_around_it,
    a_frame_in_another_site_asks_by_itself,
    a_sandboxed_frame_asks_and_remembers_nothing,
];

const NONCE: &str = "r4nd0m";

/// Two policies by nonce: scripts of ours may load others in both, by trust or by origin.
const BY_NONCE: [&str; 2] = ["'strict-dynamic'", "'self'"];

async fn what_lacks_the_nonce_is_never_released(page: &Page) -> Result<()> {
    let foreign = |nonce: &str| {
        format!(
            "<script type=\"text/plain\" data-assent=\"marketing\" data-src=\"{{{{THIRD}}}}/echo/f{nonce}.js\" {nonce}></script>\
             <script type=\"text/plain\" data-assent=\"marketing\" {nonce}>(window.__ran ||= []).push('foreign');</script>\
             <link data-assent=\"marketing\" rel=\"stylesheet\" data-href=\"{{{{THIRD}}}}/style/f.css\" {nonce}>\
             <template data-assent=\"marketing\"><script {nonce}>(window.__ran ||= []).push('foreign');</script></template>"
        )
    };
    let wrong = foreign("") + &foreign("nonce=\"guessed\"");
    for (round, trust) in BY_NONCE.into_iter().enumerate() {
        let policy = format!("script-src 'nonce-{NONCE}' {trust} 'wasm-unsafe-eval'");
        page.visit_with("typed.html", &policy, &[("{{NONCE}}", NONCE), ("{{AFTER}}", &wrong)]).await?;
        if round == 0 {
            page.choose("accept").await?;
        }
        page.until("['inline', 'template'].every((name) => window.__ran?.includes(name))").await?;
        page.until("document.querySelectorAll('[data-assent-problem=missing-nonce]').length === 8").await?;
        page.settle().await?;
        ensure!(!page.ran().await?.iter().any(|name| name == "foreign"), "a foreign script ran");
        let asked = page.arrived("/echo/f") + page.arrived("/style/f.css");
        same("asked for", asked, 0)?;
        let console = page.console().await?;
        ensure!(!console.is_empty() && console.iter().all(|line| line.contains("[missing-nonce]")), "{console:?}");
        same("blocked by the browser, and so tried", page.js("__seen.blocked").await?, json!(0))?;
    }
    Ok(())
}

/// What runs in `pages/typed.html`, and what is shown there.
const TYPED: [&str; 6] = ["async", "external", "imported", "inline", "module", "template"];

/// Where scripts are made of text and addresses, only a policy of the name `assent` may make them.
/// <https://w3c.github.io/trusted-types/dist/spec/#injection-sinks>
async fn everything_works_under_trusted_types(page: &Page) -> Result<()> {
    let policy = format!(
        "script-src 'nonce-{NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types assent"
    );
    page.visit_with("typed.html", &policy, &[("{{NONCE}}", NONCE)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    page.open_panel().await?;
    page.press("[part~=panel]", "accept").await?;
    page.until(&format!("window.__ran?.length === {}", TYPED.len())).await?;
    same("ran", sorted(page.ran().await?), TYPED.map(str::to_owned).to_vec())?;
    for path in ["/frame/iframe.html", "/pixel/image.png", "/pixel/object.png", "/pixel/embed.png", "/style/sheet.css"]
    {
        page.until_arrived(path).await?;
    }
    page.js("void assent.withdraw()").await?;
    page.until("!document.querySelector('iframe[src], object[data], embed[src]')").await?;
    same("blocked", page.js("__seen.blocked").await?, json!(0))?;
    same("the console", page.console().await?, vec![])?;
    // The policy is in force: what a script makes without us is refused.
    let refused =
        "(() => { try { document.createElement('script').src = '/x.js'; return false; } catch { return true; } })()";
    same("in force", page.js(refused).await?, json!(true))
}

async fn where_our_policy_is_refused_code_stays_held(page: &Page) -> Result<()> {
    let policy = format!(
        "script-src 'nonce-{NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'"
    );
    page.visit_with("typed.html", &policy, &[("{{NONCE}}", NONCE)]).await?;
    page.choose("accept").await?;
    // The five scripts and the template with one, and where they count as code still, as they did in the standard at
    // first, the object and the embed. The address of a frame or an image is no code.
    let marked = if page.engine == Engine::Chromium { 8 } else { 6 };
    page.until(&format!("document.querySelectorAll('[data-assent-problem=trusted-types]').length === {marked}"))
        .await?;
    page.until_arrived("/pixel/image.png").await?;
    page.until_arrived("/frame/iframe.html").await?;
    page.settle().await?;
    same("ran", page.ran().await?, vec![])?;
    if page.engine == Engine::Chromium {
        same("objects", page.arrived("/pixel/object.png") + page.arrived("/pixel/embed.png"), 0)?;
    }
    let console = page.console().await?;
    let ours: Vec<_> = console.iter().filter(|line| line.starts_with("Assent:")).collect();
    ensure!(!ours.is_empty() && ours.iter().all(|line| line.contains("[trusted-types]")), "{console:?}");
    let mut once = ours.clone();
    once.sort_unstable();
    once.dedup();
    same("told once", once.len(), ours.len())?;
    page.open_panel().await?;
    same("the page", page.js("window.__end").await?, json!(true))
}

/// Names of members of a document that elements can stand in for, wherever they are in the page.
/// <https://html.spec.whatwg.org/multipage/dom.html#dom-document-nameditem>
const NAMES: [&str; 20] = [
    "assent",
    "currentScript",
    "body",
    "head",
    "documentElement",
    "createElement",
    "createElementNS",
    "createTextNode",
    "createTreeWalker",
    "querySelector",
    "querySelectorAll",
    "addEventListener",
    "dispatchEvent",
    "readyState",
    "prerendering",
    "write",
    "trustedTypes",
    "defaultView",
    "scripts",
    "cookie",
];

/// Each name by a form and by an image, as name and as id.
fn stand_ins() -> String {
    let one = |name: &&str| format!("<form name=\"{name}\" id=\"{name}\"></form><img alt=\"\" name=\"{name}\">");
    NAMES.iter().map(one).collect()
}

const TAG: &str = "<script src=\"/assent/assent.js\" data-config=\"/assent.json\"></script>";

impl Page {
    /// Everything that a visitor does on `pages/clobbered.html`.
    async fn works_as_ever(&self) -> Result<()> {
        self.until(BANNER_IS_SHOWN).await?;
        same("requests before", self.collector.hits().len(), 0)?;
        same("stored before", self.js("localStorage.length").await?, json!(0))?;
        self.press_in_page("open-button").await?;
        self.until(PANEL_IS_OPEN).await?;
        self.press_in_widget("reject").await?;
        self.until("localStorage.getItem('assent')").await?;
        same("refused", self.collector.hits().len(), 0)?;
        self.press_in_page("accept-button").await?;
        self.until("['inline', 'module', 'inside'].every((name) => window.__ran?.includes(name))").await?;
        self.until("window.here.naturalWidth > 0 && window.filled").await?;
        self.press_in_page("open-button").await?;
        self.until(PANEL_IS_OPEN).await?;
        self.press_in_widget("reject").await?;
        self.until("!window.here.src && !window.filled").await?;
        same("sent by the form", self.js("location.search").await?, json!(""))?;
        same("errors", self.js("__seen.errors").await?, json!([]))?;
        same("the console", self.console().await?, vec![])
    }

    /// The drivers look for elements by the document's own methods, which are hidden here.
    async fn press_in_widget(&self, action: &str) -> Result<()> {
        self.js(&format!("void __in('[part~=panel] [data-assent-action={action}]').click()")).await?;
        Ok(())
    }

    /// A click that needs nothing of the document but the element of this id, which is known by its name.
    async fn press_in_page(&self, id: &str) -> Result<()> {
        self.js(&format!("void window['{id}'].click()")).await?;
        Ok(())
    }
}

async fn names_of_elements_stand_in_for_nothing(page: &Page) -> Result<()> {
    page.visit_with("clobbered.html", "", &[("{{BEFORE}}", TAG), ("{{TOP}}", &stand_ins())]).await?;
    page.works_as_ever().await
}

async fn names_before_the_tag_stand_in_for_nothing(page: &Page) -> Result<()> {
    page.visit_with("clobbered.html", "", &[("{{TOP}}", &(stand_ins() + TAG))]).await?;
    page.works_as_ever().await
}

/// `JSON.parse` makes a member of the name `__proto__`, which a careless copy then takes for the prototype.
/// <https://cheatsheetseries.owasp.org/cheatsheets/Prototype_Pollution_Prevention_Cheat_Sheet.html>
async fn no_json_reaches_the_prototypes(page: &Page) -> Result<()> {
    let clean = "[({}).polluted, [].polluted, (() => 0).polluted, window.polluted].every((one) => one === undefined)";
    for (place, code) in [
        ("\"__proto__\": { \"polluted\": true }", "unknown-key"),
        ("\"constructor\": { \"prototype\": { \"polluted\": true } }", "unknown-key"),
        ("\"texts\": { \"__proto__\": { \"polluted\": \"yes\" } }", ""),
        (
            "\"services\": [{ \"id\": \"s\", \"title\": \"S\", \"category\": \"analytics\", \"purpose\": \"advertising\", \
            \"script\": { \"steps\": [{ \"set\": \"Object.prototype.polluted\", \"value\": true }] } }]",
            "unsafe-path",
        ),
        (
            "\"services\": [{ \"id\": \"s\", \"title\": \"S\", \"category\": \"analytics\", \"purpose\": \"advertising\", \
            \"script\": { \"steps\": [{ \"set\": \"x.__proto__.polluted\", \"value\": true }] } }]",
            "unsafe-path",
        ),
    ] {
        let text = config().to_string();
        let text = format!("{}, {place}}}", text.strip_suffix('}').unwrap_or_default());
        page.site.put("/assent.json", "application/json", &text);
        page.visit("held.html").await?;
        page.until("__in('[part~=banner]') || __seen.console.length").await?;
        page.settle().await?;
        let console = page.console().await?;
        ensure!(code.is_empty() || console.iter().any(|line| line.contains(code)), "{place}: {console:?}");
        same(place, page.js(clean).await?, json!(true))?;
    }
    page.serve_config(&config());
    page.visit("held.html").await?;
    page.choose("reject").await?;
    let spoil = "(() => { const proto = '\"__proto__\":{\"polluted\":true,\"analytics\":true,\"counter\":true},\"constructor\":{\"prototype\":{\"polluted\":true}},'; \
        for (const key of ['assent', 'assent.plan']) localStorage.setItem(key, localStorage.getItem(key).replaceAll('{\"', '{' + proto + '\"')); \
        const plan = JSON.parse(localStorage.getItem('assent.plan')); \
        const steps = ['Object.prototype.polluted', '__proto__.__proto__.__proto__.polluted', 'constructor.polluted'].map((set) => ({ set, value: true })); \
        plan.services[0].script = { steps }; plan.signals = { before: steps }; plan.parts = ['steps']; \
        localStorage.setItem('assent.plan', JSON.stringify(plan)); })()";
    page.js(spoil).await?;
    page.collector.clear();
    page.reload().await?;
    page.until("assent.record()").await?;
    page.settle().await?;
    same("a spoilt record and plan", page.js(clean).await?, json!(true))?;
    let names =
        "['__proto__', 'constructor', 'prototype', 'toString', 'analytics', 'counter'].map((id) => assent.granted(id))";
    same("granted", page.js(names).await?, json!([false, false, false, false, false, false]))?;
    page.nothing_arrived().await?;
    page.js("void assent.acceptAll()").await?;
    page.until("window.__ran?.length === 4").await?;
    same("after a choice", page.js(clean).await?, json!(true))
}

/// Steps are data. Rust refuses these paths in a config; here they stand in the storage, where others may write.
async fn no_step_of_a_spoilt_plan_runs_code(page: &Page) -> Result<()> {
    // What a monitoring script does to a function of the browser makes it no vendor's.
    let before = "<noscript id=named></noscript><script>window.alias = eval; \
        window.setTimeout = ((native) => (...words) => native(...words))(setTimeout);</script>";
    page.visit_with("held.html", "", &[("{{BEFORE}}", before)]).await?;
    page.choose("reject").await?;
    let spoil = "(() => { \
        const plan = JSON.parse(localStorage.getItem('assent.plan')), code = 'window.ran = 1', markup = '<img src=x onerror=\"window.ran = 2\">'; \
        const calls = ['eval', 'alias', 'setTimeout', 'setInterval', 'Function', 'self.eval', 'window.setTimeout', 'document.write', 'Reflect.apply', \
          'named.insertAdjacentHTML', 'named.setHTMLUnsafe', 'addEventListener', 'open', 'history.pushState', 'localStorage.setItem', 'navigator.sendBeacon'] \
          .map((call) => ({ call, arguments: call.endsWith('HTML') ? ['beforeend', markup] : [code, code, '#spoilt'] })); \
        const sets = ['location', 'location.hash', 'document.title', 'document.documentElement.innerHTML', 'named.innerHTML', 'onerror', 'onclick', 'name', 'alert', 'history.state'] \
          .map((set) => ({ set, value: set.startsWith('location') ? '#spoilt' : markup })); \
        plan.signals = { before: [...calls, ...sets, { set: 'marker.value', value: 7 }, { queue: 'named.list' }] }; plan.parts = ['steps']; \
        localStorage.setItem('assent.plan', JSON.stringify(plan)); })()";
    page.js(spoil).await?;
    page.reload().await?;
    page.until("window.marker").await?;
    page.settle().await?;
    let found = "[window.ran ?? null, location.hash, document.title, window.name, document.getElementById('named').innerHTML, \
        typeof alert, window.onerror, window.onclick, localStorage.length, marker.value, named.list]";
    let wanted = json!([null, "", "Held", "", "", "function", null, null, 2, 7, []]);
    same("what the steps did", page.js(found).await?, wanted)
}

/// The image that a page in a frame holds.
const FRAMED: &str = "<img id=\"here\" alt=\"\" data-assent=\"marketing\" data-src=\"{{THIRD}}/pixel/here.png\">";

/// The recorder's look into the widget, for frames in a process of their own, where Chromium's driver does not put it.
const LOOK: &str = "void (window.__in ??= (selector) => document.querySelector('assent-widget')?.shadowRoot?.querySelector(selector) ?? null)";

async fn a_frame_of_the_site_follows_the_page_around_it(page: &Page) -> Result<()> {
    page.serve_page("late.html", &[("{{AFTER}}", FRAMED)])?;
    page.visit_with("held.html", "", &[("{{TOP}}", "<iframe id=\"inner\" title=\"\" src=\"/late.html\"></iframe>")])
        .await?;
    page.until(BANNER_IS_SHOWN).await?;
    let inner = "document.getElementById('inner').contentWindow";
    page.until(&format!("{inner}.__end && {inner}.__seen.events.some(({{ type }}) => type === 'ready')")).await?;
    page.nothing_arrived().await?;
    same("asks", page.js(&format!("!!{inner}.__in('[part~=banner]')")).await?, json!(false))?;
    page.choose("accept").await?;
    page.until(&format!("{inner}.document.getElementById('here').naturalWidth > 0")).await?;
    page.js("void assent.withdraw()").await?;
    page.until(&format!("!{inner}.document.getElementById('here').src")).await?;
    same("asks after", page.js(&format!("!!{inner}.__in('[part~=banner]')")).await?, json!(false))
}

async fn a_frame_in_another_site_asks_by_itself(page: &Page) -> Result<()> {
    page.serve_page("late.html", &[("{{AFTER}}", FRAMED)])?;
    let frame = format!(
        "<iframe id=\"inner\" title=\"\" width=\"900\" height=\"700\" src=\"{}/late.html\"></iframe>",
        page.site.origin()
    );
    page.serve_page("held.html", &[("{{TOP}}", &frame)])?;
    page.go_on("www.site.localhost", "/held.html").await?;
    page.choose("accept").await?;
    page.until("window.__ran?.length === 4").await?;
    page.enter_frame("#inner").await?;
    page.js(LOOK).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("the choice of the page around", page.arrived("/pixel/here.png"), 0)?;
    page.choose("accept").await?;
    page.until("document.getElementById('here').naturalWidth > 0").await
}

/// Its origin is that of no site, so that every storage is denied: <https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-sandbox>
async fn a_sandboxed_frame_asks_and_remembers_nothing(page: &Page) -> Result<()> {
    let inline = format!("<script type=\"application/json\" data-assent-config>{}</script>", config());
    page.site.put("/sandboxed.html", "text/html; charset=utf-8", &format!(
        "<!doctype html><html lang=\"en\"><title>In a sandbox</title>{inline}<script src=\"/kit/open/assent.js\"></script><body>{FRAMED}</body></html>"));
    page.visit_with("held.html", "", &[("{{TOP}}", "<iframe id=\"inner\" title=\"\" width=\"900\" height=\"700\" sandbox=\"allow-scripts\" src=\"/sandboxed.html\"></iframe>")])
        .await?;
    page.choose("reject").await?;
    for _ in 0..2 {
        page.enter_frame("#inner").await?;
        page.js(LOOK).await?;
        page.answer("accept").await?;
        page.until("document.getElementById('here').naturalWidth > 0").await?;
        page.until(NOTHING_IS_SHOWN).await?;
        same("granted", page.js("assent.granted('marketing')").await?, json!(true))?;
        page.js("void assent.withdraw()").await?;
        page.until("!document.getElementById('here').src").await?;
        page.leave_frame().await?;
        same("the page around", page.ran().await?, vec![])?;
        page.reload().await?;
        page.until("window.__end").await?;
    }
    Ok(())
}

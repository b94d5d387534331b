//! Every kind of element can be held: nothing is asked for before consent, each comes with it, and goes with it.

use crate::page::{Page, same, sorted};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL_IS_OPEN, category, service};
use anyhow::{Result, ensure};
use serde_json::{Value, json};

promises![
    every_kind_of_element_comes_with_consent_and_goes_with_it,
    an_element_of_several_categories_needs_them_all,
    an_element_can_stand_in_for_one_that_is_refused,
    an_element_of_a_service_follows_the_service,
    an_address_or_a_name_that_changes_is_followed,
    scripts_in_a_template_run_in_order_and_need_the_nonce,
    what_a_template_held_leaves_nothing_behind,
    an_address_in_a_template_is_told_of,
    what_cannot_be_held_right_stays_held_and_is_told_once,
];

/// What is asked for by the elements of `pages/embeds.html`. A browser may ask for a medium in several pieces.
const FILES: [&str; 11] = [
    "/frame/embed.html",
    "/frame/inner.html",
    "/frame/object.html",
    "/media/film.wav",
    "/media/reel.wav",
    "/media/sound.wav",
    "/pixel/choice.png",
    "/pixel/image.png",
    "/pixel/inner.png",
    "/pixel/poster.png",
    "/pixel/variant.png",
];

/// What shows that each is there: pages in frames, pictures with a size, media that are known, a sheet in force.
const THERE: &str = "(() => { const at = (id) => document.getElementById(id); return { \
    pages: [...Array(length)].filter((_, i) => { try { return !frames[i].document; } catch { return true; } }).length, \
    images: ['image', 'choice', 'inner'].map((id) => at(id)?.naturalWidth ?? 'gone'), \
    picture: at('picture').currentSrc.split('/').pop(), \
    media: ['film', 'cinema', 'sound'].map((id) => at(id).readyState > 0), \
    sheet: getComputedStyle(document.documentElement).getPropertyValue('--sheet').trim(), \
    text: at('filled')?.textContent.trim() ?? 'gone' }; })()";

fn everything() -> Value {
    json!({ "pages": 3, "images": [1, 1, 1], "picture": "variant.png", "media": [true, true, true],
        "sheet": "loaded", "text": "Any HTML" })
}

fn nothing() -> Value {
    json!({ "pages": 0, "images": [0, 0, "gone"], "picture": "favicon.svg", "media": [false, false, false],
        "sheet": "", "text": "gone" })
}

impl Page {
    /// Waits until what is there is this.
    async fn until_there(&self, wanted: &Value) -> Result<()> {
        // Firefox compares objects by their own order of keys, which is that of `THERE` on both sides.
        let text = "JSON.stringify(Object.entries(FOUND).sort())";
        let (found, wanted) = (text.replace("FOUND", THERE), text.replace("FOUND", &format!("({wanted})")));
        let came = self.until(&format!("{found} === {wanted}")).await;
        if came.is_err() {
            same("what is there", self.js(THERE).await?.to_string(), wanted)?;
        }
        came
    }

    /// Every address that an element of the page has, and every one that is kept for it.
    async fn addresses(&self) -> Result<Value> {
        self.js("['src', 'srcset', 'href', 'poster', 'data'].map((name) => [name, `data-${name}`].map( \
             (one) => document.querySelectorAll(`[data-assent][${one}]`).length))")
            .await
    }

    async fn withdraw(&self) -> Result<()> {
        self.js("void assent.withdraw()").await?;
        self.until("assent.record()?.method === 'withdrawal'").await
    }

    /// Sends a request of its own, behind which nothing can still be on its way, and gives what has arrived before it.
    async fn heard(&self) -> Result<Vec<String>> {
        self.settle().await?;
        let third = self.collector.origin();
        self.wait(&format!("fetch('{third}/sentinel', {{ mode: 'no-cors' }}).then(() => 0)")).await?;
        let paths = self.collector.hits().into_iter().map(|hit| hit.path).filter(|path| path != "/sentinel");
        Ok(sorted(paths.collect()))
    }
}

async fn every_kind_of_element_comes_with_consent_and_goes_with_it(page: &Page) -> Result<()> {
    page.visit("embeds.html").await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.until_there(&nothing()).await?;
    page.nothing_arrived().await?;
    page.choose("accept").await?;
    page.until_there(&everything()).await?;
    let mut heard = page.heard().await?;
    // A medium may be asked for piece by piece; of everything else, one request is the promise.
    heard.dedup_by(|next, last| next.starts_with("/media/") && next == last);
    let wanted = FILES.iter().copied().chain(["/style/sheet.css"]).map(str::to_owned).collect();
    same("requests", heard, wanted)?;
    same("kept addresses", page.addresses().await?, json!([[7, 7], [2, 2], [1, 1], [1, 1], [1, 1]]))?;
    same("events of release", page.events("release").await?.len(), 12)?;
    page.collector.clear();
    page.withdraw().await?;
    page.until_there(&nothing()).await?;
    same("addresses after", page.addresses().await?, json!([[0, 6], [0, 2], [0, 1], [0, 1], [0, 1]]))?;
    page.nothing_arrived().await?;
    page.js("void assent.acceptAll()").await?;
    page.until_there(&everything()).await?;
    same("errors", page.js("__seen.errors").await?, json!([]))?;
    same("the console", page.console().await?, vec![])
}

/// An image of a name, held as told.
fn image(name: &str, held: &str) -> String {
    format!("<img id=\"{name}\" alt=\"\" {held} data-src=\"{{{{THIRD}}}}/pixel/{name}.png\">")
}

/// Whether each image is there now.
fn images(names: &[&str]) -> String {
    format!("JSON.stringify({}.map((id) => document.getElementById(id).naturalWidth > 0))", json!(names))
}

impl Page {
    /// Opens the panel, moves a switch and saves.
    async fn decide(&self, switch: &str) -> Result<()> {
        self.js("void assent.open()").await?;
        self.until(PANEL_IS_OPEN).await?;
        self.unfold().await?;
        self.flip(switch).await?;
        self.save().await
    }
}

async fn an_element_of_several_categories_needs_them_all(page: &Page) -> Result<()> {
    let both = image("both", "data-assent=\"analytics marketing\"");
    let mixed = image("mixed", "data-assent=\"marketing\" data-assent-service=\"counter\"");
    page.visit_with("held.html", "", &[("{{TOP}}", &(both + &mixed))]).await?;
    let look = images(&["both", "mixed"]);
    page.decide(&category("analytics")).await?;
    page.until("window.__ran?.length === 3").await?;
    same("one of the two", page.js(&look).await?, json!("[false,false]"))?;
    same("requests", page.arrived("/pixel/"), 0)?;
    page.decide(&category("marketing")).await?;
    page.until(&format!("{look} === '[true,true]'")).await?;
    page.decide(&category("analytics")).await?;
    page.until(&format!("{look} === '[false,false]'")).await
}

async fn an_element_can_stand_in_for_one_that_is_refused(page: &Page) -> Result<()> {
    let instead = image("instead", "data-assent=\"!marketing\"") + &image("required", "data-assent=\"!necessary\"");
    page.visit_with("held.html", "", &[("{{TOP}}", &instead)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    // Who has not answered has not refused.
    page.nothing_arrived().await?;
    let look = images(&["instead", "required"]);
    page.choose("reject").await?;
    page.until(&format!("{look} === '[true,false]'")).await?;
    page.js("void assent.acceptAll()").await?;
    page.until(&format!("{look} === '[false,false]'")).await?;
    same("requests", page.arrived("/pixel/required.png"), 0)
}

async fn an_element_of_a_service_follows_the_service(page: &Page) -> Result<()> {
    let services = ["counter", "heatmap"].map(|id| image(id, &format!("data-assent-service=\"{id}\""))).concat();
    page.visit_with("held.html", "", &[("{{TOP}}", &services)]).await?;
    page.choose("accept").await?;
    let look = images(&["counter", "heatmap"]);
    page.until(&format!("{look} === '[true,true]'")).await?;
    page.decide(&service("heatmap")).await?;
    page.until(&format!("{look} === '[true,false]'")).await
}

/// As frameworks do it: the element stays, and gets another attribute.
async fn an_address_or_a_name_that_changes_is_followed(page: &Page) -> Result<()> {
    let tags = image("picture", "data-assent=\"marketing\"")
        + "<img id=\"empty\" alt=\"\" data-assent=\"marketing\" data-src=\"\">\
           <iframe id=\"frame-here\" title=\"\" data-assent=\"marketing\" data-src=\"{{THIRD}}/frame/one.html\"></iframe>";
    page.visit_with("held.html", "", &[("{{TOP}}", &tags)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    let set = |id: &str, name: &str, value: &str| {
        format!(
            "document.getElementById('{id}').dataset.{name} = `{value}`.replace('THIRD', '{}')",
            page.collector.origin()
        )
    };
    page.js(&set("picture", "src", "THIRD/pixel/before.png")).await?;
    page.nothing_arrived().await?;
    page.choose("accept").await?;
    for path in ["/pixel/before.png", "/frame/one.html"] {
        page.until_arrived(path).await?;
    }
    page.js(&set("picture", "src", "THIRD/pixel/after.png")).await?;
    page.js(&set("frame-here", "src", "THIRD/frame/two.html")).await?;
    page.js(&set("empty", "src", "THIRD/pixel/filled.png")).await?;
    for path in ["/pixel/after.png", "/frame/two.html", "/pixel/filled.png"] {
        page.until_arrived(path).await?;
    }
    same("mended", page.js("document.getElementById('empty').dataset.assentProblem ?? null").await?, json!(null))?;
    page.js(&set("picture", "assent", "!marketing")).await?;
    page.js(&set("frame-here", "src", "javascript:parent.__hacked=1")).await?;
    page.until("!document.querySelector('#picture[src], #frame-here[src]')").await?;
    same(
        "mark",
        page.js("document.getElementById('frame-here').dataset.assentProblem").await?,
        json!("unsafe-address"),
    )?;
    page.settle().await?;
    page.collector.clear();
    page.withdraw().await?;
    page.until("document.getElementById('picture').naturalWidth > 0 && !document.querySelector('#empty[src]')").await?;
    same("others", page.arrived("/frame/") + page.arrived("/pixel/filled"), 0)
}

const NONCE: &str = "r4nd0m";

async fn scripts_in_a_template_run_in_order_and_need_the_nonce(page: &Page) -> Result<()> {
    let push = |name: &str| format!("(window.__ran ||= []).push('{name}')");
    let template = format!(
        "<script nonce=\"{NONCE}\" type=\"text/plain\" data-assent=\"marketing\" src=\"{{{{THIRD}}}}/echo/before.js?delay=200\"></script>\
         <template id=\"scripts\" data-assent=\"marketing\">\
         <script nonce=\"{NONCE}\" data-src=\"{{{{THIRD}}}}/echo/slow.js?delay=200\"></script>\
         <script nonce=\"{NONCE}\">{}</script>\
         <div><script nonce=\"{NONCE}\" type=\"text/javascript\" data-src=\"{{{{THIRD}}}}/echo/quick.js\"></script></div>\
         <script data-src=\"{{{{THIRD}}}}/echo/foreign.js\"></script><script>{}</script>\
         <script nonce=\"{NONCE}\" type=\"application/json\" id=\"data\">{{\"a\": 1}}</script>\
         <script nonce=\"{NONCE}\" data-assent=\"analytics\">{}</script>\
         <script nonce=\"{NONCE}\" type=\"module\">{}</script></template>\
         <script nonce=\"{NONCE}\" type=\"text/plain\" data-assent=\"marketing\">{}</script>",
        push("inline"),
        push("foreign"),
        push("other"),
        push("module"),
        push("after"),
    );
    let policy = format!("script-src 'nonce-{NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'");
    page.visit_with("embeds.html", &policy, &[("{{TOP}}", &template), ("{{NONCE}}", NONCE)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    page.decide(&category("marketing")).await?;
    page.until("['after', 'module'].every((name) => window.__ran?.includes(name))").await?;
    page.settle().await?;
    let ordered = page.ran().await?.into_iter().filter(|name| name != "module");
    same("ran", ordered.collect(), ["before", "slow", "inline", "quick", "after"].map(str::to_owned).to_vec())?;
    same("data", page.js("JSON.parse(document.getElementById('data').textContent).a").await?, json!(1))?;
    same("foreign", page.arrived("/echo/foreign.js"), 0)?;
    let marked = page.js("document.querySelectorAll('script[data-assent-problem=missing-nonce]').length").await?;
    same("marked", marked, json!(2))?;
    let console = page.console().await?;
    ensure!(console.len() == 2 && console.iter().all(|line| line.contains("[missing-nonce]")), "{console:?}");
    page.decide(&category("analytics")).await?;
    page.until("__ran.includes('other')").await
}

/// Firefox's speculative parser asks for scripts, style sheets and images in a template before there is a template; the
/// standard has none of it fetched. <https://html.spec.whatwg.org/multipage/parsing.html#speculative-html-parsing>
async fn an_address_in_a_template_is_told_of(page: &Page) -> Result<()> {
    let address = "{{THIRD}}/pixel/seen.png";
    let wrong = format!(
        "<template data-assent=\"marketing\" id=\"wrong\"><img id=\"seen\" alt=\"\" src=\"{address}\"></template>"
    );
    let right = format!(
        "<template data-assent=\"marketing\" id=\"right\"><img alt=\"\" loading=\"lazy\" src=\"{address}\">\
        <iframe src=\"{{{{THIRD}}}}/frame/in.html\"></iframe><img alt=\"\" src=\"/favicon.svg\" data-src=\"x\" loading=\"lazy\"></template>"
    );
    page.visit_with("embeds.html", "", &[("{{TOP}}", &(wrong + &right))]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    same("frames", page.arrived("/frame/"), 0)?;
    page.choose("accept").await?;
    page.until("document.getElementById('seen')?.naturalWidth > 0").await?;
    page.settle().await?;
    let marks =
        page.js("['wrong', 'right'].map((id) => document.getElementById(id).dataset.assentProblem ?? '')").await?;
    same("marks", marks, json!(["address-in-template", ""]))?;
    let console = page.console().await?;
    ensure!(
        console.len() == 1 && console[0].contains("data-src") && console[0].contains("[address-in-template]"),
        "{console:?}"
    );
    Ok(())
}

/// Scripts are replaced when they run, so that what stands in the page is not what the template put there.
async fn what_a_template_held_leaves_nothing_behind(page: &Page) -> Result<()> {
    let template = "<div id=\"room\"><template data-assent=\"marketing\">text <b>bold</b>\
        <template data-assent=\"marketing\"><i>nested</i><script>(window.__ran ||= []).push('nested')</script></template>\
        <script data-src=\"{{THIRD}}/echo/last.js\"></script></template><u>behind</u></div>";
    let look = "document.getElementById('room').textContent.replace(/\\(window.*?;?\\)$/, '')";
    page.visit_with("embeds.html", "", &[("{{TOP}}", template)]).await?;
    for round in 1..=2 {
        page.until("window.assent").await?;
        page.js("void assent.acceptAll()").await?;
        page.until("window.__ran?.includes('last') && document.querySelector('#room i')").await?;
        page.until(&format!("window.__ran.filter((name) => name === 'last').length === {round}")).await?;
        page.settle().await?;
        page.withdraw().await?;
        page.until(&format!("{look} === 'behind'")).await?;
        let left = page.js("[...document.getElementById('room').children].map(({ localName }) => localName)").await?;
        same("left", left, json!(["template", "u"]))?;
    }
    // A router may put a copy of the page back: what came from a template is known there too, and goes.
    page.js("void assent.acceptAll()").await?;
    page.until("document.querySelector('#room i')").await?;
    page.settle().await?;
    page.js("document.body.append(document.getElementById('room').cloneNode(true)), void document.getElementById('room').remove()")
        .await?;
    page.withdraw().await?;
    page.until(&format!("{look} === 'behind'")).await
}

async fn what_cannot_be_held_right_stays_held_and_is_told_once(page: &Page) -> Result<()> {
    let third = "{{THIRD}}/pixel/";
    let wrong = [
        ("unknown-name", format!("<img alt=\"\" data-assent=\"marketin\" data-src=\"{third}a.png\">")),
        ("two-addresses", format!("<img alt=\"\" data-assent=\"marketing\" src=\"/favicon.svg\" data-src=\"{third}b.png\">")),
        ("two-addresses", "<img alt=\"\" data-assent=\"marketing\" src=\"/assent.svg\">".to_owned()),
        ("empty-address", "<img alt=\"\" data-assent=\"marketing\" data-src=\"\">".to_owned()),
        ("empty-address", "<iframe data-assent=\"marketing\"></iframe>".to_owned()),
        ("unsafe-address", "<iframe data-assent=\"marketing\" data-src=\"javascript:parent.__hacked=1\"></iframe>".to_owned()),
        ("unsafe-address", "<iframe data-assent=\"marketing\" data-src=\" Java\nscript:parent.__hacked=2\"></iframe>".to_owned()),
        ("unsafe-address", "<object data-assent=\"marketing\" data-data=\"data:text/html,x\"></object>".to_owned()),
        ("unsafe-address", "<img alt=\"\" data-assent=\"marketing\" data-src=\"http://[\">".to_owned()),
        ("unsafe-address", "<script type=\"text/plain\" data-assent=\"marketing\" data-src=\"data:text/javascript,__hacked=3\"></script>".to_owned()),
        ("two-addresses", format!("<script type=\"text/plain\" data-assent=\"marketing\" src=\"{third}c.js\" data-src=\"{third}c.js\"></script>")),
        ("empty-address", "<script type=\"text/plain\" data-assent=\"marketing\" data-src=\"\"></script>".to_owned()),
        ("unknown-element", "<div data-assent=\"marketing\" data-src=\"/x\"></div>".to_owned()),
        ("unknown-element", "<form data-assent=\"marketing\"><input name=\"matches\"><input name=\"setAttribute\"></form>".to_owned()),
    ];
    let (codes, elements): (Vec<_>, Vec<_>) = wrong.into_iter().unzip();
    let room = format!("<div id=\"wrong\">{}</div>", elements.concat());
    page.visit_with("embeds.html", "", &[("{{TOP}}", &room)]).await?;
    page.choose("accept").await?;
    page.until_there(&json!(everything())).await.ok();
    page.until("document.getElementById('frame').hasAttribute('src')").await?;
    // Whatever happens in the page later, nothing is told again.
    page.js("document.body.append(Object.assign(document.createElement('img'), { alt: '' }))").await?;
    page.js("document.body.lastChild.setAttribute('data-assent', 'marketing')").await?;
    page.js("document.body.append(document.getElementById('image').cloneNode())").await?;
    page.settle().await?;
    let marks = page
        .js("[...document.getElementById('wrong').children].map((one) => \
        Element.prototype.getAttribute.call(one, 'data-assent-problem'))")
        .await?;
    same("marks", marks, json!(codes))?;
    page.until(NOTHING_IS_SHOWN).await?;
    let console = sorted(page.console().await?);
    let told: Vec<_> = console.iter().filter_map(|line| line.rsplit_once('[')?.1.strip_suffix(']')).collect();
    ensure!(codes.iter().all(|code| told.contains(code)), "{console:?}");
    let mut once = console.clone();
    once.dedup();
    same("told once", &console, &once)?;
    same("code that ran", page.js("window.__hacked ?? null").await?, json!(null))?;
    same("released", page.js("document.querySelectorAll('#wrong [data-assent-released]').length").await?, json!(0))?;
    let asked: Vec<String> = page
        .heard()
        .await?
        .into_iter()
        .filter(|path| ["a.png", "b.png", "c.js"].iter().any(|name| path.ends_with(name)))
        .collect();
    // The address beside data-src is the page's own fault, and a script of this type is not fetched: https://html.spec.whatwg.org/#prepare-the-script-element
    same("asked for", asked, vec![])
}

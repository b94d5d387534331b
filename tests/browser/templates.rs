//! A held template is a place like any other: its scripts come in their turn, and nothing in it is code that its markup would not have been in the page itself.

use crate::page::{Page, same};
use crate::widget::BANNER_IS_SHOWN;
use anyhow::{Result, ensure};
use serde_json::json;

promises![
    what_stands_in_a_template_comes_in_document_order,
    no_markup_in_a_template_is_code_that_it_would_not_be_outside,
    a_nonce_that_an_open_tag_has_taken_is_worth_nothing,
    a_script_of_another_kind_stays_held_and_is_told,
];

/// An inline script that tells that it has run.
fn tells(name: &str) -> String {
    format!("<script>(window.__ran ||= []).push('{name}')</script>")
}

/// The same, held.
fn held(name: &str) -> String {
    tells(name).replace("<script", "<script type=\"text/plain\" data-assent=\"marketing\"")
}

fn template(content: &str) -> String {
    format!("<template data-assent=\"marketing\">{content}</template>")
}

async fn what_stands_in_a_template_comes_in_document_order(page: &Page) -> Result<()> {
    let slow = |name: &str| format!("<script data-src=\"{{{{THIRD}}}}/echo/{name}.js?delay=150\"></script>");
    let inner = [tells("2"), slow("3"), template(&(tells("4") + &slow("5"))), tells("6")].concat();
    let tags = [held("1"), template(&inner), held("7"), template(&tells("8")), held("9")].concat();
    page.visit_with("held.html", "", &[("{{TOP}}", &tags)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.nothing_arrived().await?;
    for visit in ["after Accept", "on the next page"] {
        if visit == "after Accept" {
            page.choose("accept").await?;
        } else {
            page.reload().await?;
        }
        page.until("window.__ran?.includes('9')").await?;
        page.settle().await?;
        let ran = page.ran().await?.into_iter().filter(|name| name.len() == 1).collect::<String>();
        same(visit, ran.as_str(), "123456789")?;
    }
    Ok(())
}

const NONCE: &str = "r4nd0m";

/// Where whatever our own scripts put into the page is trusted, which is what a release could be abused for.
fn policy() -> String {
    format!("script-src 'nonce-{NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'")
}

/// Markup that brings code, of somebody who knows no nonce; `CODE` is that code, and `FILE` an address of such.
const MARKUP: [&str; 16] = [
    "<script src=\"FILE\"></script><script>CODE</script><script type=\"module\">CODE</script>",
    "<svg><script href=\"FILE\"></script></svg>",
    "<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><script xlink:href=\"FILE\"></script></svg>",
    "<svg><script>CODE</script></svg>",
    "<svg><foreignObject><script src=\"FILE\"></script></foreignObject></svg>",
    "<math><mtext><script src=\"FILE\"></script></mtext></math>",
    "<div><template shadowrootmode=\"open\" shadowrootclonable><script src=\"FILE\"></script><script>CODE</script></template></div>",
    "<div><template shadowrootmode=\"closed\" shadowrootclonable><script src=\"FILE\"></script></template></div>",
    "<div><template shadowrootmode=\"open\" shadowrootclonable shadowrootserializable><p><b><template \
        shadowrootmode=\"closed\" shadowrootclonable shadowrootserializable><svg><script href=\"FILE\"></script></svg></template></b></p></template></div>",
    "<template data-assent=\"necessary\"><svg><script href=\"FILE\"></script></svg><div><template shadowrootmode=\"open\" \
        shadowrootclonable><script src=\"FILE\"></script></template></div></template>",
    "<iframe title=\"\" srcdoc=\"<script src='FILE'></script><script>with (parent) CODE</script>\"></iframe>",
    "<iframe title=\"\" src=\"javascript:void parent.eval('CODE')\"></iframe><object data=\"javascript:CODE\"></object>",
    "<iframe title=\"\" data-src=\"javascript:void parent.eval('CODE')\"></iframe>",
    "<img alt=\"\" src=\"data:,\" onerror=\"CODE\"><svg onload=\"CODE\"></svg><details open ontoggle=\"CODE\"></details>",
    "<link rel=\"import\" href=\"FILE\"><script type=\"importmap\">{\"imports\": {\"x\": \"FILE\"}}</script>",
    "<noscript><script src=\"FILE\"></script></noscript><p title=\"</noscript><script src='FILE'></script>\"></p>",
];

async fn no_markup_in_a_template_is_code_that_it_would_not_be_outside(page: &Page) -> Result<()> {
    let markup = MARKUP
        .concat()
        .replace("FILE", "{{THIRD}}/echo/foreign.js")
        .replace("CODE", "(window.__ran ||= []).push(`foreign`)");
    let last = format!(
        "<script nonce=\"{NONCE}\" type=\"text/plain\" data-assent=\"necessary\">(window.__ran ||= []).push('last')</script>"
    );
    for (form, markup) in
        [("as it is", markup.clone()), ("held", format!("<template data-assent=\"necessary\">{markup}</template>"))]
    {
        page.visit_with("embeds.html", &policy(), &[("{{NONCE}}", NONCE), ("{{TOP}}", &(markup + &last))]).await?;
        page.until("window.__ran?.includes('last')").await?;
        if form == "held" {
            page.until("document.querySelector('template[data-assent-released] ~ math')").await?;
            page.until("document.querySelector('template[data-assent-released] + svg')").await?;
        }
        page.nothing_arrived().await?;
        same(form, page.ran().await?, vec!["last".to_owned()])?;
    }
    Ok(())
}

/// <https://w3c.github.io/webappsec-csp/#is-element-nonceable>
async fn a_nonce_that_an_open_tag_has_taken_is_worth_nothing(page: &Page) -> Result<()> {
    let script = "<script type=\"text/plain\" data-assent=\"necessary\" data-src=\"{{THIRD}}/echo/foreign.js\"";
    let link = "<link data-assent=\"necessary\" rel=\"stylesheet\" data-href=\"{{THIRD}}/style/foreign.css\"";
    let own = format!("<script nonce=\"{NONCE}\">window.__own = true;</script>");
    let taken = format!("{script} {own}{script} x={own}{link} {own}{link} x=<style nonce=\"{NONCE}\">");
    page.visit_with("embeds.html", &policy(), &[("{{NONCE}}", NONCE), ("{{TOP}}", &taken)]).await?;
    page.until(BANNER_IS_SHOWN).await?;
    page.until("document.querySelectorAll('[data-assent-problem=missing-nonce]').length === 4").await?;
    page.nothing_arrived().await?;
    same("ran", page.ran().await?, vec![])
}

async fn a_script_of_another_kind_stays_held_and_is_told(page: &Page) -> Result<()> {
    let inner =
        "<svg><script>(window.__ran ||= []).push('a')</script><script>(window.__ran ||= []).push('b')</script></svg>";
    let plain = "<svg><script type=\"text/plain\" data-assent=\"marketing\">(window.__ran ||= []).push('c')</script>\
        <template data-assent=\"marketing\"></template></svg>";
    page.visit_with("embeds.html", "", &[("{{TOP}}", &(template(inner) + plain))]).await?;
    page.choose("accept").await?;
    page.until("document.querySelectorAll('[data-assent-problem=unknown-element]').length === 4").await?;
    page.settle().await?;
    same("ran", page.ran().await?, vec![])?;
    let console = page.console().await?;
    ensure!(!console.is_empty() && console.iter().all(|line| line.contains("[unknown-element]")), "{console:?}");
    same("errors", page.js("__seen.errors").await?, json!([]))
}

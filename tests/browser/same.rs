//! A held script behaves, once released, as the same tag would have without us: each combination of tags is opened as plain
//! tags, held and granted already, and held until Accept, and the order of what they did is compared. Writes docs/release.md.

use crate::page::{Page, json_file, plain, texts};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::fmt::Write as _;
use xtask::browsers::Engine;
use xtask::paths;

promises![released_tags_do_what_plain_ones_would_have_done];

const COMBINATIONS: &str = "tests/browser/same/combinations.json";
const MODES: [&str; 3] = ["plain", "returning", "accept"];
const INTRODUCTION: &str = include_str!("same/introduction.md");

/// A list of tags with what they did, by mode.
struct Combination {
    group: String,
    about: Value,
    orders: Vec<Vec<String>>,
}

async fn released_tags_do_what_plain_ones_would_have_done(page: &Page) -> Result<()> {
    let mut combinations = read()?;
    serve(page, &combinations)?;
    page.go("/same/stage.html").await?;
    for mode in MODES {
        if mode == "returning" {
            page.choose("accept").await?;
        }
        let list: Vec<Value> =
            combinations.iter().enumerate().map(|(number, one)| one.wanted(number, mode, page.engine)).collect();
        let found = page.wait(&format!("modes.{mode}({})", json!(list))).await?;
        for (one, order) in combinations.iter_mut().zip(found.as_array().context("orders")?) {
            one.orders.push(texts(order)?);
        }
    }
    let broken: Vec<String> = combinations.iter().filter_map(|one| one.broken(page.engine)).collect();
    ensure!(broken.is_empty(), "{} differ:\n{}", broken.len(), broken.join("\n"));
    compare_document(page.engine, &combinations)
}

fn read() -> Result<Vec<Combination>> {
    let groups = json_file(COMBINATIONS)?;
    let groups = groups.as_array().context("groups")?;
    let of = |group: &Value| {
        let list = group["combinations"].as_array().cloned().unwrap_or_default();
        let title = plain(&group["title"]);
        list.into_iter().map(move |about| Combination { group: title.clone(), about, orders: vec![] })
    };
    Ok(groups.iter().flat_map(of).collect())
}

/// Each combination has third parties under a name of its own, since a browser asks one host for six things at a time.
fn serve(page: &Page, combinations: &[Combination]) -> Result<()> {
    const HTML: &str = "text/html; charset=utf-8";
    const GATE: &str = "<script src=\"/assent/assent.js\" data-config=\"/assent.json\"></script>";
    page.site.put("/same/stage.html", HTML, include_str!("same/stage.html"));
    for (number, one) in combinations.iter().enumerate() {
        let third = format!("http://third-{number}.localhost:{}", page.collector.addr.port());
        let tags = texts(&one.about["tags"])?;
        // Where something has a nonce, so has the gate: it could not tell otherwise what is the site's own.
        let nonce = if tags.iter().any(|tag| tag.contains(" nonce=abc")) { "<script nonce=abc " } else { "<script " };
        for (mode, gate) in [("plain", ""), ("held", &*GATE.replace("<script ", nonce))] {
            let tags: String = tags.iter().map(|tag| addressed(&as_in(mode, tag), &third) + "\n").collect();
            let html = include_str!("same/frame.html").replace("{{GATE}}", gate).replace("{{TAGS}}", &tags);
            page.site.put(&format!("/same/{number}/{mode}.html"), HTML, &html);
        }
    }
    Ok(())
}

/// A tag as it is without us, or as a site's owner would hold it.
fn as_in(mode: &str, tag: &str) -> String {
    let own = tag.contains(" own>") || tag.contains(" own ");
    if mode == "plain" || own {
        let plain = ["analytics marketing", "marketing"].iter().fold(tag.replace(" own", ""), |tag, names| {
            tag.replace(&format!(" data-assent=\"{names}\""), "").replace(&format!(" data-assent={names}"), "")
        });
        return plain;
    }
    let name = if tag.contains("data-assent=") { "" } else { " data-assent=analytics" };
    if tag.starts_with("<script") {
        let (open, body) = tag.split_once('>').unwrap_or((tag, ""));
        let open = open.replace(" type=", " data-type=").replacen("<script", "<script type=text/plain", 1);
        return format!("{open}{name}>{body}");
    }
    let held = tag.replace(" src=", " data-src=").replace(" href=", " data-href=");
    let (element, rest) = held.split_once(' ').unwrap_or((&held, ""));
    format!("{element}{name} {rest}")
}

/// Short names of files become addresses of the third parties.
fn addressed(tag: &str, third: &str) -> String {
    let mut tag = tag.replace("{{ECHO}}", &format!("{third}/echo/")).replace("{{THIRD}}", third);
    for attribute in ["src=", "href="] {
        let Some((before, after)) = tag.split_once(attribute) else { continue };
        let file = after.split([' ', '>', '?']).next().unwrap_or_default();
        let room = match file.rsplit_once('.').map_or("", |(_, ending)| ending) {
            _ if file == "missing.js" => "",
            "js" | "mjs" => "echo/",
            "png" => "pixel/",
            "html" => "frame/",
            _ => "style/",
        };
        tag = format!("{before}{attribute}{third}/{room}{after}");
    }
    tag
}

impl Combination {
    /// What the stage needs to know: where it is, and after how much it is over.
    fn wanted(&self, number: usize, mode: &str, engine: Engine) -> Value {
        let page = if mode == "plain" { "plain" } else { "held" };
        let count = if mode == "plain" { 0 } else { self.expected(mode, engine).len() };
        json!({ "address": format!("/same/{number}/{page}.html"), "wanted": count })
    }

    /// What the held ones should do: what the plain ones did, unless a difference is documented.
    fn expected(&self, mode: &str, engine: Engine) -> Vec<String> {
        let places = [&self.about[engine.name()], &self.about];
        match places.into_iter().find_map(|place| place[mode].as_str().or_else(|| place["held"].as_str())) {
            Some(order) => order.split(", ").map(str::to_owned).collect(),
            None => self.orders.first().map(|order| held(order)).unwrap_or_default(),
        }
    }

    /// What there is to say if one of the orders is not as it should be.
    fn broken(&self, engine: Engine) -> Option<String> {
        let wrong = MODES.iter().zip(&self.orders).skip(1).filter_map(|(mode, order)| {
            let (found, wanted) = (held(order), self.expected(mode, engine));
            (found != wanted)
                .then(|| format!("  {}, {mode}: found {found:?}, wanted {wanted:?}", plain(&self.about["name"])))
        });
        let wrong: Vec<String> = wrong.collect();
        (!wrong.is_empty()).then(|| wrong.join("\n"))
    }
}

/// Without what the page's own scripts did.
fn held(order: &[String]) -> Vec<String> {
    order.iter().filter(|effect| !effect.starts_with("own")).cloned().collect()
}

/// Fails unless docs/release.md says what was found; `UPDATE=1` writes it.
fn compare_document(engine: Engine, combinations: &[Combination]) -> Result<()> {
    let file = paths::root().join("docs/release.md");
    let written = document(combinations)?;
    if engine == Engine::Chromium && std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &written)?;
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    ensure!(
        found == written,
        "docs/release.md is stale: `UPDATE=1 cargo test -p xtask --test browser -- same chromium` writes it"
    );
    Ok(())
}

fn document(combinations: &[Combination]) -> Result<String> {
    let mut text = INTRODUCTION.to_owned();
    let mut group = "";
    for one in combinations {
        if one.group != group {
            group = &one.group;
            write!(
                text,
                "\n### {group}\n\n| tags | plain | held, granted before | held, after Accept | |\n|---|---|---|---|---|\n"
            )?;
        }
        writeln!(text, "{}", one.row())?;
    }
    Ok(text)
}

impl Combination {
    fn row(&self) -> String {
        let mut orders: Vec<String> = self.orders.iter().map(|order| order.join(", ")).collect();
        let firefox = self.about["firefox"]["why"].as_str();
        if firefox.is_some() {
            // The table shows Chromium's orders, and says of these rows in words what Firefox does.
            orders = vec![orders.first().cloned().unwrap_or_default(); MODES.len()];
        }
        let same = orders.iter().all(|order| Some(order) == orders.first());
        let why = [&self.about["differs"], &self.about["beside"]].into_iter().find_map(Value::as_str);
        let mut verdict = if same { "same" } else { why.unwrap_or("not the same") }.to_owned();
        if let Some(why) = firefox {
            verdict += &format!("; Firefox, held: {why}");
        }
        format!("| {} | {} | {verdict} |", plain(&self.about["name"]), orders.join(" | "))
    }
}

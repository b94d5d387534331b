//! One page with all the pictures of `shots.rs`, and a picture of that page. Knows the names of files alone.

use crate::page::Page;
use anyhow::{Context, Result};
use serde_json::json;
use std::fmt::Write as _;
use xtask::paths;

promises![
    ;
    chromium:
    // A window as high as the page is to be had from the DevTools alone.
    every_picture_is_on_one_sheet,
];

const STYLE: &str = "body { margin: 24px; font: 12px/1.4 system-ui; background: #ccc } h2 { margin: 32px 0 8px } \
    section { display: flex; flex-wrap: wrap; gap: 12px; align-items: start } figure { margin: 0 } \
    img { display: block; max-height: 420px; max-width: 480px; box-shadow: 0 1px 4px #0006 }";

async fn every_picture_is_on_one_sheet(page: &Page) -> Result<()> {
    let file = paths::shots().join("sheet.html");
    std::fs::write(&file, sheet(&pictures()?))?;
    page.client.goto(&format!("file://{}", file.display())).await?;
    page.until("document.readyState === 'complete'").await?;
    resize(page, 900).await?;
    resize(page, page.js("document.documentElement.scrollHeight").await?.as_u64().context("the sheet has no height")?)
        .await?;
    page.settle().await?;
    Ok(std::fs::write(paths::shots().join("sheet.png"), page.client.screenshot().await?)?)
}

async fn resize(page: &Page, height: u64) -> Result<()> {
    let metrics = json!({ "width": 1600, "height": height, "deviceScaleFactor": 1, "mobile": false });
    page.cdp("Emulation.setDeviceMetricsOverride", &metrics).await.map(drop)
}

/// The names of all pictures, in the order of the sheet.
fn pictures() -> Result<Vec<String>> {
    let entries = std::fs::read_dir(paths::shots()).context("there are no pictures: run `cargo xtask shots`")?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.filter(|name| name.ends_with(".png") && name != "sheet.png").collect();
    names.sort_unstable();
    Ok(names)
}

/// A section for each first part of the names.
fn sheet(names: &[String]) -> String {
    let mut html = format!("<!doctype html><meta charset=utf-8><title>Pictures</title><style>{STYLE}</style><section>");
    let mut last = "";
    for name in names {
        let (place, what) = name.trim_end_matches(".png").split_once(" · ").unwrap_or(("", name));
        if place != last {
            let _ = write!(html, "</section><h2>{place}</h2><section>");
            last = place;
        }
        let _ = write!(html, "<figure><a href=\"{name}\"><img src=\"{name}\" alt=\"\"></a>{what}</figure>");
    }
    html + "</section>"
}

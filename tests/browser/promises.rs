//! The promises, each kept in a real browser. Knows pages and what must hold on them, not how the kit is built.

use anyhow::{Context, Result};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use xtask::browsers::Driver;
use xtask::collector::Collector;
use xtask::site::Site;

async fn client(driver: &Driver) -> Result<Client> {
    let wanted = driver.capabilities();
    let wanted = wanted.as_object().context("capabilities are an object")?.clone();
    Ok(ClientBuilder::new(HttpConnector::new()).capabilities(wanted).connect(&driver.url).await?)
}

#[tokio::test]
async fn the_kit_is_served_and_the_gate_runs() -> Result<()> {
    let driver = Driver::start().await?;
    let collector = Collector::start(0).await?;
    let site = Site::start(&collector).await?;
    let client = client(&driver).await?;
    client.goto(&format!("{}/pages/smoke.html?csp=script-src%20'self'", site.origin())).await?;
    let title = client.title().await?;
    let version = client.execute("return window.assent && window.assent.version", vec![]).await?;
    client.close().await?;
    assert_eq!(title, "Smoke");
    assert!(version.as_str().is_some_and(|version| version.contains('+')), "the gate did not run: {version}");
    assert!(site.requests().contains(&"/assent/assent.js".to_owned()));
    assert!(collector.hits().is_empty());
    Ok(())
}

//! What `cargo xtask bench` measures in a browser. Each subject writes what it measured to `target/bench/`; what comes of the
//! numbers is not known here.

use crate::page::{Page, config};
use crate::widget::{BANNER, BANNER_IS_SHOWN, PANEL_IS_OPEN, category};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use xtask::bench::{Measure, Subject};

promises![
    ; chromium:
    // Slowed down, and timed by event, in Chromium alone.
    interaction,
    interaction_slowed_down,
    interaction_with_many_services,
];

/// How often each thing is done.
const RUNS: usize = 15;

/// Measures the next click: `__done` is the time from the click until its effect has been painted, `__next` that from the
/// click to the next paint, as Event Timing tells it in steps of 8 ms, from 16 on. What a frame has painted is done before
/// the next task. <https://www.w3.org/TR/event-timing/>
const ARM: &str = "void (() => { \
    let longest = 0; const take = (list) => list.forEach((one) => { if (one.interactionId) longest = Math.max(longest, one.duration); }); \
    const observer = new PerformanceObserver((list) => take(list.getEntries())); \
    observer.observe({ type: 'event', durationThreshold: 16 }); \
    window.__next = () => { take(observer.takeRecords()); observer.disconnect(); return longest; }; \
    window.__done = new Promise((then) => addEventListener('click', ({ timeStamp }) => { \
      const look = () => requestAnimationFrame(() => { if (!(EFFECT)) return look(); \
        const { port1, port2 } = new MessageChannel(); port1.onmessage = () => then(performance.now() - timeStamp); port2.postMessage(0); }); \
      look(); }, { capture: true, once: true })); })()";

/// A config with so many services, each with a vendor and three items.
fn with_services(count: usize) -> Value {
    let categories = ["necessary", "analytics", "marketing"];
    let service = |number: usize| {
        let items: Vec<_> = ["id", "session", "seen"]
            .map(|name| json!({ "type": "cookie", "name": format!("s{number}_{name}"), "days": 30, "purpose": "visitor-id" }))
            .into();
        let mut service = json!({ "id": format!("service-{number}"), "title": format!("Service {number}"), "items": items,
            "category": categories[number % 3], "purpose": "audience-measurement", "vendor": { "name": "Counter Ltd", "country": "NZ" } });
        if number.is_multiple_of(3) {
            service["reason"] = json!("basket");
        }
        service
    };
    let mut config = config();
    config["services"] = (0..count).map(service).collect();
    config
}

/// What is done: the click, and how its effect shows. The panel's is there once its heading has the focus.
#[derive(Clone, Copy)]
enum Act {
    Accept,
    Open,
    Switch,
}

impl Act {
    fn name(self) -> &'static str {
        match self {
            Self::Accept => "Accept",
            Self::Open => "opening the panel",
            Self::Switch => "a switch",
        }
    }

    fn effect(self) -> String {
        match self {
            Self::Accept => format!("!({BANNER_IS_SHOWN})"),
            Self::Open => format!("{PANEL_IS_OPEN} && __focused() === 'panel-title'"),
            Self::Switch => "__in('input[data-assent-service=service-2]').checked".to_owned(),
        }
    }
}

/// Does a thing on a first visit. Gives how long it took until its effect was painted, and until the next paint.
async fn once(page: &Page, act: Act, slowdown: u32) -> Result<(f64, f64)> {
    page.visit("accessible.html").await?;
    page.js("localStorage.clear()").await?;
    page.reload().await?;
    page.until(BANNER_IS_SHOWN).await?;
    if matches!(act, Act::Switch) {
        page.answer("open").await?;
        page.until(PANEL_IS_OPEN).await?;
    }
    page.settle().await?;
    page.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": slowdown })).await?;
    page.js(&ARM.replace("EFFECT", &act.effect())).await?;
    match act {
        Act::Accept => page.press(BANNER, "accept").await?,
        Act::Open => page.press(BANNER, "open").await?,
        Act::Switch => page.flip(&category("marketing")).await?,
    }
    let done = page.wait("__done").await?.as_f64().context("a time")?;
    page.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": 1 })).await?;
    page.settle().await?;
    Ok((done, page.js("__next()").await?.as_f64().context("a time")?))
}

async fn measure(page: &Page, name: &str, services: usize, acts: &[Act], slowdown: u32, most: f64) -> Result<()> {
    page.serve_config(&with_services(services));
    let mut measures = Vec::new();
    for act in acts {
        let (mut done, mut next) = (Vec::new(), Vec::new());
        // The first fills the browser's cache, and is not counted.
        once(page, *act, slowdown).await?;
        for _ in 0..RUNS {
            let (until_effect, until_paint) = once(page, *act, slowdown).await?;
            done.push(until_effect);
            next.push(until_paint);
        }
        let what = format!("{}, {services} services, {slowdown} x slower", act.name()).replace(", 1 x slower", "");
        measures.push(Measure { what, most, done, next });
    }
    let browser = page.cdp("Browser.getVersion", &json!({})).await?["product"].as_str().unwrap_or_default().to_owned();
    let date = page.js("new Date().toISOString().slice(0, 10)").await?.as_str().unwrap_or_default().to_owned();
    Subject { browser, date, measures }.write(name)
}

const ALL: [Act; 3] = [Act::Accept, Act::Open, Act::Switch];

async fn interaction(page: &Page) -> Result<()> {
    measure(page, "interaction-1", 10, &ALL, 1, 50.0).await
}

async fn interaction_slowed_down(page: &Page) -> Result<()> {
    measure(page, "interaction-2", 10, &ALL, 4, 200.0).await
}

async fn interaction_with_many_services(page: &Page) -> Result<()> {
    measure(page, "interaction-3", 100, &[Act::Open], 1, 100.0).await
}

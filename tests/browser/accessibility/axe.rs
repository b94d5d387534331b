//! What axe-core finds by itself, on every face and in every dress. Knows no rule, but those that are left open with a reason.

use super::{Face, LAYOUTS, full, media, show};
use crate::page::{Page, same, texts};
use crate::widget::BANNER_IS_SHOWN;
use anyhow::{Context, Result};
use serde_json::json;
use xtask::npm::Npm;
use xtask::paths;

promises![
    a_06_a_07_a_11_a_13_a_15_axe_finds_nothing_on_any_face,
    a_06_a_07_a_11_a_13_a_15_axe_finds_nothing_from_right_to_left,
    axe_sees_into_the_widget;
    chromium:
    // Emulated through the DevTools.
    a_07_axe_finds_nothing_in_the_dark,
    a_07_axe_finds_nothing_where_the_system_chooses_the_colours,
    a_06_axe_finds_nothing_on_a_phone,
];

/// WCAG 2.2 at level AA and best practices, and what is not on by itself: `target-size` is off although it is of level AA,
/// the others are experimental. <https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md>
const OPTIONS: &str = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'], \
    resultTypes: ['violations', 'incomplete'], rules: Object.fromEntries(['target-size', 'label-content-name-mismatch', \
    'focus-order-semantics', 'css-orientation-lock', 'td-has-header', 'table-fake-caption', 'p-as-heading'] \
    .map((rule) => [rule, { enabled: true }])) }";

/// What axe cannot decide by itself: in which dress, how its line begins and ends, and why nothing is wrong there.
const OPEN: [(&str, &str, &str, &str); 1] = [(
    "forced colours",
    "color-contrast: assent-widget",
    "Element has a 1:1 contrast ratio with the background",
    "it reads -webkit-text-fill-color, to which Chromium gives the author's colour and not the one that it paints; \
     `contrast` computes it of what is painted",
)];

/// Everything that axe has against the page, one line each.
async fn findings(page: &Page) -> Result<Vec<String>> {
    let path = Npm::ready()?.file("axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&path).with_context(|| paths_of(&path))?;
    page.client.execute(&axe, vec![]).await?;
    let run = format!(
        "axe.run(document, {OPTIONS}).then(({{ violations, incomplete }}) => [...violations, ...incomplete].flatMap((rule) => \
         rule.nodes.map((node) => `${{rule.id}}: ${{node.target.flat().join(' ')}}: ` + \
         [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; '))))"
    );
    texts(&page.wait(&run).await?)
}

fn paths_of(path: &std::path::Path) -> String {
    let path = path.strip_prefix(paths::root()).unwrap_or(path);
    format!("{} cannot be read", path.display())
}

async fn nothing_is_found(page: &Page, on: &str) -> Result<()> {
    let mut found = findings(page).await?;
    let is_open = |line: &str| {
        OPEN.iter().any(|(dress, start, end, _)| on.contains(dress) && line.starts_with(start) && line.ends_with(end))
    };
    found.retain(|line| !is_open(line));
    same(on, found, Vec::new())
}

async fn on_every_face(page: &Page, dress: &str, marks: &[(&str, &str)]) -> Result<()> {
    for face in Face::ALL {
        show(page, face, &full(), marks).await?;
        nothing_is_found(page, &format!("{face:?}, {dress}")).await?;
    }
    for layout in LAYOUTS {
        let mut config = full();
        config["banner"] = json!({ "layout": layout });
        show(page, Face::Banner, &config, marks).await?;
        nothing_is_found(page, &format!("{layout}, {dress}")).await?;
    }
    Ok(())
}

async fn a_06_a_07_a_11_a_13_a_15_axe_finds_nothing_on_any_face(page: &Page) -> Result<()> {
    on_every_face(page, "as it comes", &[]).await
}

async fn a_06_a_07_a_11_a_13_a_15_axe_finds_nothing_from_right_to_left(page: &Page) -> Result<()> {
    on_every_face(page, "from right to left", &[("{{HTML}}", "lang=\"ar\" dir=\"rtl\"")]).await
}

async fn a_07_axe_finds_nothing_in_the_dark(page: &Page) -> Result<()> {
    media(page, &[("prefers-color-scheme", "dark")]).await?;
    on_every_face(page, "in the dark", &[]).await
}

async fn a_07_axe_finds_nothing_where_the_system_chooses_the_colours(page: &Page) -> Result<()> {
    for scheme in ["light", "dark"] {
        media(page, &[("forced-colors", "active"), ("prefers-color-scheme", scheme)]).await?;
        on_every_face(page, &format!("forced colours, {scheme}"), &[]).await?;
    }
    Ok(())
}

async fn a_06_axe_finds_nothing_on_a_phone(page: &Page) -> Result<()> {
    let phone = json!({ "width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": true });
    page.cdp("Emulation.setDeviceMetricsOverride", &phone).await?;
    on_every_face(page, "on a phone", &[]).await
}

/// Each fault is made by hand, to show that axe would find it inside the shadow root.
async fn axe_sees_into_the_widget(page: &Page) -> Result<()> {
    let faults = [
        ("button-name", "__in('[data-assent-action=accept]').textContent = ''"),
        ("aria-dialog-name", "__in('[part~=banner]').removeAttribute('aria-labelledby')"),
        (
            "target-size",
            "__in('[part~=banner]').insertAdjacentHTML('beforeend', '<div>' + '<button style=\"all: unset; display: inline-block; \
             inline-size: 9px; block-size: 9px; font-size: 9px\">x</button>'.repeat(2) + '</div>')",
        ),
        ("color-contrast", "__in('[data-assent-action=accept]').style.color = '#777'"),
        ("label-content-name-mismatch", "__in('[data-assent-action=reject]').setAttribute('aria-label', 'Dismiss')"),
    ];
    for (rule, fault) in faults {
        show(page, Face::Banner, &full(), &[]).await?;
        page.until(BANNER_IS_SHOWN).await?;
        same("before", findings(page).await?, Vec::new())?;
        page.js(fault).await?;
        let rules = findings(page).await?.into_iter().filter_map(|line| Some(line.split_once(':')?.0.to_owned()));
        let mut rules: Vec<String> = rules.collect();
        rules.dedup();
        same("found", json!(rules), json!([rule]))?;
    }
    Ok(())
}

//! The widget as a visitor finds it: banner, panel, buttons, switches. Knows the public names of DESIGN, no component.

use crate::page::Page;
use anyhow::{Context, Result};
use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::Value;

/// The banner.
pub const BANNER: &str = "[part~=banner]";

/// The panel.
pub const PANEL: &str = "[part~=panel]";

/// The offer to load the page again.
pub const NOTICE: &str = "[part~=notice]:has([data-assent-action=reload])";

/// True in a page whose offer is on screen.
pub const NOTICE_IS_SHOWN: &str = "__in('[part~=notice]:has([data-assent-action=reload])')?.checkVisibility()";

/// True in a page that tells what became of the choice, in a notice.
pub const STATUS_IS_SHOWN: &str = "__in('[part~=notice].passing')?.checkVisibility()";

/// True in a page whose banner is on screen.
pub const BANNER_IS_SHOWN: &str = "__in('[part~=banner]')?.checkVisibility()";

/// True in a page whose panel is open.
pub const PANEL_IS_OPEN: &str = "__in('dialog[part~=panel][open]')?.checkVisibility() && __in('#panel-title')";

/// True in a page that shows neither.
pub const NOTHING_IS_SHOWN: &str =
    "!__in('[part~=banner]')?.checkVisibility() && !__in('dialog[part~=panel][open]')?.checkVisibility()";

impl Page {
    /// An element inside the widget.
    pub async fn inside(&self, selector: &str) -> Result<Element> {
        let host = self.client.find(Locator::Css("assent-widget")).await.context("there is no widget in the page")?;
        let root = host.shadow_root().await?;
        root.find(Locator::Css(selector)).await.with_context(|| format!("{selector} is not in the widget"))
    }

    /// Clicks the control of an action in the banner or the panel.
    pub async fn press(&self, part: &str, action: &str) -> Result<()> {
        let selector = format!("{part} [data-assent-action={action}]");
        self.inside(&selector).await?.click().await.with_context(|| format!("a click at {selector}"))
    }

    /// Waits for the banner and presses one of its buttons.
    pub async fn answer(&self, action: &str) -> Result<()> {
        self.until(BANNER_IS_SHOWN).await?;
        self.press(BANNER, action).await
    }

    /// Waits for the banner, gives this answer, and waits until it has taken effect.
    pub async fn choose(&self, action: &str) -> Result<()> {
        self.answer(action).await?;
        self.until(&format!("localStorage.getItem('assent') && {NOTHING_IS_SHOWN}")).await
    }

    /// Opens the panel by the button in the page.
    pub async fn open_panel(&self) -> Result<()> {
        self.click("#open-button").await?;
        self.until(PANEL_IS_OPEN).await
    }

    /// Moves a switch of the panel, by a click.
    pub async fn flip(&self, switch: &str) -> Result<()> {
        self.inside(switch).await?.click().await.with_context(|| format!("a click at {switch}"))
    }

    /// Saves what the switches say, and waits until it has taken effect.
    pub async fn save(&self) -> Result<()> {
        self.press(PANEL, "save").await?;
        self.until(&format!("localStorage.getItem('assent') && {NOTHING_IS_SHOWN}")).await
    }

    /// Opens the details of every category.
    pub async fn unfold(&self) -> Result<()> {
        let unfold = "[...document.querySelector('assent-widget').shadowRoot.querySelectorAll('details')]\
            .forEach((details) => { details.open = true; })";
        self.js(unfold).await?;
        Ok(())
    }

    /// Every switch of the panel with its state.
    pub async fn switches(&self) -> Result<Value> {
        self.js("Object.fromEntries([...document.querySelector('assent-widget').shadowRoot.querySelectorAll('input')]\
             .map((input) => [input.dataset.assentCategory || input.dataset.assentService, input.indeterminate ? 'mixed' : input.checked]))")
            .await
    }
}

/// The switch of a category.
pub fn category(id: &str) -> String {
    format!("input[data-assent-category={id}]")
}

/// The switch of a service.
pub fn service(id: &str) -> String {
    format!("input[data-assent-service={id}]")
}

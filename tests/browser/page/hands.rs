//! Keys and clicks, as a visitor makes them.

use super::Page;
use anyhow::{Context, Result};
use fantoccini::Locator;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};

impl Page {
    /// Clicks an element of the page.
    pub async fn click(&self, selector: &str) -> Result<()> {
        let element = self.client.find(Locator::Css(selector)).await?;
        // At once, because a page that scrolls smoothly would still be moving when the click comes.
        self.js(&format!(
            "document.querySelector(`{selector}`).scrollIntoView({{ behavior: 'instant', block: 'center' }})"
        ))
        .await?;
        element.click().await.with_context(|| format!("a click at {selector}"))
    }

    /// Presses and lets go of a key, wherever the focus is.
    pub async fn key(&self, key: impl Into<char>) -> Result<()> {
        let value = key.into();
        let press = KeyActions::new("keyboard".into()).then(KeyAction::Down { value }).then(KeyAction::Up { value });
        Ok(self.client.perform_actions(press).await?)
    }
}

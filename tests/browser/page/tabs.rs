//! Tabs, frames and the history of a browser.

use super::Page;
use anyhow::{Context, Result};
use fantoccini::Locator;
use fantoccini::wd::WindowHandle;

impl Page {
    /// Opens an address of the site in a new tab and goes on there. Gives the tab that was left, for `switch_to`.
    pub async fn open_tab(&self, path: &str) -> Result<WindowHandle> {
        let left = self.client.window().await?;
        let tab = self.client.new_window(true).await?;
        self.client.switch_to_window(tab.handle).await?;
        self.repeat_in_new_tab().await?;
        self.go(path).await?;
        Ok(left)
    }

    /// Goes on in another tab. Gives the one that was left.
    pub async fn switch_to(&self, tab: &WindowHandle) -> Result<WindowHandle> {
        let left = self.client.window().await?;
        self.client.switch_to_window(tab.clone()).await?;
        Ok(left)
    }

    /// Goes back in the tab's history.
    pub async fn back(&self) -> Result<()> {
        Ok(self.client.back().await?)
    }

    /// Goes forward in the tab's history.
    pub async fn forward(&self) -> Result<()> {
        Ok(self.client.forward().await?)
    }

    /// Goes on in a frame of the page, until `leave_frame`.
    pub async fn enter_frame(&self, selector: &str) -> Result<()> {
        let frame = self.client.find(Locator::Css(selector)).await?;
        frame.enter_frame().await.with_context(|| format!("into the frame {selector}"))
    }

    /// Goes back to the page that the frame stands in.
    pub async fn leave_frame(&self) -> Result<()> {
        Ok(self.client.enter_parent_frame().await?)
    }
}

//! The five example sites show what their configs say, in each of their languages, and nothing else.

mod words;

use crate::page::{Page, json_file, same, texts};
use crate::widget::{BANNER_IS_SHOWN, NOTHING_IS_SHOWN, PANEL, PANEL_IS_OPEN};
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use words::Words;

promises![
    proxmox_asks_and_tells_everything,
    ispconfig_asks_and_tells_everything,
    exoscale_asks_and_tells_everything,
    nomachine_has_nothing_to_ask_and_says_what_it_uses,
    qubes_os_has_nothing_to_ask_and_says_so,
];

/// Every text that a visitor sees or hears in the widget.
const ON_SCREEN: &str = "(() => { \
    const root = document.querySelector('assent-widget').shadowRoot, found = []; \
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT); \
    while (walker.nextNode()) if (walker.currentNode.data.trim()) found.push(walker.currentNode.data.trim()); \
    for (const element of root.querySelectorAll('*')) \
      for (const name of ['aria-label', 'aria-description', 'title', 'alt', 'placeholder']) \
        if (element.getAttribute(name)) found.push(element.getAttribute(name)); \
    return found; })()";

struct Site {
    name: &'static str,
    config: Value,
}

impl Site {
    fn new(name: &'static str) -> Result<Self> {
        Ok(Self { name, config: json_file(&format!("examples/sites/{name}/assent.json"))? })
    }

    fn languages(&self) -> Result<Vec<String>> {
        texts(&self.config["languages"])
    }

    /// Opens the demo's page of this site; for the other languages, a page that says no more than its language.
    async fn open(&self, page: &Page, language: &str) -> Result<()> {
        if language == "en" {
            return page.go(&format!("/sites/{}.html", self.name)).await;
        }
        let html = format!("lang=\"{language}\"");
        let tag = format!("data-config=\"/sites/{}/assent.json\"", self.name);
        page.visit_with("site.html", "", &[("{{HTML}}", &html), ("{{TAG}}", &tag)]).await
    }

    /// What is on screen comes from config, cards and language file, and holds what the config names.
    async fn check_texts(&self, page: &Page, language: &str) -> Result<()> {
        let words = Words::new(&self.config, language, self.date(page, language).await?)?;
        let shown = texts(&page.js(ON_SCREEN).await?)?;
        let own: Vec<&String> = shown.iter().filter(|text| !words.explain(text)).collect();
        ensure!(own.is_empty(), "{} in {language}: these are in no config, card or language file: {own:#?}", self.name);
        Ok(())
    }

    /// The date of the policy as the browser writes it.
    async fn date(&self, page: &Page, language: &str) -> Result<Option<String>> {
        let date = &self.config["policy"]["effectiveDate"];
        let format = format!("new Intl.DateTimeFormat('{language}', {{ dateStyle: 'long', timeZone: 'UTC' }})");
        let said = page.js(&format!("{date} && {format}.format(new Date({date}))")).await?;
        Ok(said.as_str().map(str::to_owned))
    }

    async fn check_panel(&self, page: &Page, language: &str) -> Result<()> {
        page.unfold().await?;
        self.check_texts(page, language).await?;
        let shown = texts(&page.js(ON_SCREEN).await?)?;
        for wanted in Words::needed(&self.config, language)? {
            ensure!(
                shown.iter().any(|text| text.contains(&wanted)),
                "{} in {language} does not show {wanted:?}",
                self.name
            );
        }
        same("lang", page.js("document.querySelector('assent-widget').lang").await?, json!(language))
    }
}

async fn it_asks_and_tells_everything(page: &Page, name: &'static str) -> Result<()> {
    let site = Site::new(name)?;
    for language in site.languages()? {
        site.open(page, &language).await?;
        page.until(BANNER_IS_SHOWN).await?;
        site.check_texts(page, &language).await?;
        page.answer("open").await?;
        page.until(PANEL_IS_OPEN).await?;
        site.check_panel(page, &language).await?;
        page.nothing_arrived().await?;
        same("stored", page.js("Object.keys(localStorage)").await?, json!([]))?;
        same("console", page.console().await?, vec![])?;
    }
    page.press(PANEL, "accept").await?;
    page.until("localStorage.assent").await?;
    same("method", &page.record().await?["method"], &json!("accept-all"))
}

async fn it_has_nothing_to_ask(page: &Page, name: &'static str) -> Result<()> {
    let site = Site::new(name)?;
    let empty = json!({ "local": {}, "session": {}, "cookies": "", "databases": [] });
    for language in site.languages()? {
        page.site.clear();
        site.open(page, &language).await?;
        page.until("__seen.events.some(({ type }) => type === 'ready')").await?;
        page.nothing_arrived().await?;
        page.until(NOTHING_IS_SHOWN).await?;
        let asked = page.site.requests();
        ensure!(!asked.iter().any(|path| path.contains("assent-widget")), "the widget was fetched: {asked:?}");
        same("stored", page.stored().await?, empty.clone())?;
        page.click("footer a[href='#assent']").await?;
        page.until(PANEL_IS_OPEN).await?;
        site.check_panel(page, &language).await?;
        let answers = "['accept', 'reject', 'save'].filter((action) => __in(`[data-assent-action=${action}]`))";
        same("buttons for a choice", page.js(answers).await?, json!([]))?;
        page.press(PANEL, "close").await?;
        page.until(NOTHING_IS_SHOWN).await?;
        same("stored after a look", page.stored().await?, empty.clone())?;
        same("console", page.console().await?, vec![])?;
    }
    Ok(())
}

async fn proxmox_asks_and_tells_everything(page: &Page) -> Result<()> {
    it_asks_and_tells_everything(page, "proxmox").await
}

async fn ispconfig_asks_and_tells_everything(page: &Page) -> Result<()> {
    it_asks_and_tells_everything(page, "ispconfig").await
}

async fn exoscale_asks_and_tells_everything(page: &Page) -> Result<()> {
    it_asks_and_tells_everything(page, "exoscale").await
}

async fn nomachine_has_nothing_to_ask_and_says_what_it_uses(page: &Page) -> Result<()> {
    it_has_nothing_to_ask(page, "nomachine").await
}

async fn qubes_os_has_nothing_to_ask_and_says_so(page: &Page) -> Result<()> {
    it_has_nothing_to_ask(page, "qubes-os").await
}

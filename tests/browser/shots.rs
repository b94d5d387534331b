//! Pictures of banner and panel, for people to look at: `cargo xtask shots` writes them to `target/shots/`, and
//! `sheet.rs` puts them on one page. Knows what is worth looking at, not whether it is right.

use crate::page::{Page, config};
use crate::widget::{BANNER_IS_SHOWN, PANEL_IS_OPEN};
use anyhow::Result;
use serde_json::{Value, json};
use xtask::paths;

promises![
    ;
    chromium:
    // Phones, schemes and contrasts are emulated through the DevTools.
    layouts_from_left_to_right,
    layouts_from_right_to_left,
    other_places,
    panels_from_left_to_right,
    panels_from_right_to_left,
    small_screens,
    long_words,
    hard_cases,
    other_colours,
];

/// Width and height in pixels of CSS.
type Device = (&'static str, u32, u32);

const PHONE: Device = ("phone", 390, 844);
const DESKTOP: Device = ("desktop", 1280, 720);
const SCHEMES: [&str; 2] = ["light", "dark"];
const LAYOUTS: [(&str, &str); 3] = [("box", "bottom-left"), ("bar", "bottom"), ("dialog", "center")];

/// A page on a device, in a colour scheme.
struct Scene<'p> {
    page: &'p Page,
    device: Device,
    scheme: &'static str,
    config: Value,
}

impl Scene<'_> {
    /// Opens the page, and waits for the banner.
    async fn open(&self) -> Result<()> {
        let (_, width, height) = self.device;
        self.resize(width, height).await?;
        self.media(&[("prefers-color-scheme", self.scheme)]).await?;
        self.page.serve_config(&self.config);
        self.page.visit_with("look.html", "", &[("{{HTML}}", &html(&self.config))]).await?;
        self.page.until(BANNER_IS_SHOWN).await?;
        self.page.settle().await
    }

    async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.page.cdp("Emulation.setDeviceMetricsOverride", &metrics).await.map(drop)
    }

    async fn media(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.page.cdp("Emulation.setEmulatedMedia", &json!({ "features": features })).await.map(drop)
    }

    /// The panel; unfolded it is as high as what is in it.
    async fn open_panel(&self, is_unfolded: bool) -> Result<()> {
        self.page.js("__in('[part~=banner] [data-assent-action=open]').click()").await?;
        self.page.until(PANEL_IS_OPEN).await?;
        if is_unfolded {
            self.page.unfold().await?;
            let free = "(() => { const root = document.querySelector('assent-widget').shadowRoot, sheet = new CSSStyleSheet(); \
                sheet.replaceSync('.panel { max-block-size: none !important; margin-block: 0 !important }'); \
                root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]; \
                return __in('.panel').offsetHeight + [...root.querySelectorAll('.body')].reduce((sum, body) => sum + body.scrollHeight - body.clientHeight, 0); })()";
            let height = self.page.js(free).await?.as_u64().unwrap_or_default();
            self.resize(self.device.1, u32::try_from(height.min(9000)).unwrap_or_default()).await?;
        }
        self.page.settle().await
    }

    /// Writes the picture: its place on the sheet, and what it shows.
    async fn take(&self, place: &str, what: &str) -> Result<()> {
        let folder = paths::shots();
        std::fs::create_dir_all(&folder)?;
        let name = format!("{place} · {what} · {} {}.png", self.device.0, self.scheme);
        Ok(std::fs::write(folder.join(name), self.page.client.screenshot().await?)?)
    }
}

/// The page speaks as the widget does.
fn html(config: &Value) -> String {
    let language = config["languages"][0].as_str().unwrap_or("en");
    let direction = config["texts"][language]["direction"].as_str().unwrap_or("ltr");
    format!("lang=\"{language}\" dir=\"{direction}\"")
}

fn with_banner(mut config: Value, layout: &str, position: &str) -> Value {
    config["banner"] = json!({ "layout": layout, "position": position });
    config
}

/// A site with real services, in one language.
fn site(language: &str) -> Value {
    let mut site = config();
    site["languages"] = json!([language]);
    site["categories"] = json!([
        { "id": "necessary", "required": true }, { "id": "functional" }, { "id": "analytics" }, { "id": "marketing" }
    ]);
    site["services"] = json!([
        { "use": "assent" }, { "use": "stripe" }, { "use": "google-maps" }, { "use": "youtube" },
        { "use": "matomo", "with": { "url": "https://stats.example.com/", "siteId": "1" } }, { "use": "hotjar" }
    ]);
    site
}

/// Arabic words for what the pictures show first, so that one sees how the shapes sit.
fn right_to_left() -> Value {
    let mut site = site("en");
    site["controller"]["name"] = json!("شركة المثال");
    site["texts"]["en"] = json!({
        "direction": "rtl", "banner.title": "خصوصيتك، اختيارك",
        "banner.text": "ترغب {controller} في استخدام خدمات تخزّن معلومات على جهازك أو تقرأها. تبقى متوقفة ما لم توافق، ويمكنك تغيير رأيك في أي وقت.",
        "button.reject": "رفض الكل", "button.accept": "قبول الكل", "button.open": "اختيار التفاصيل", "button.save": "حفظ الاختيار",
        "panel.title": "إعدادات الخصوصية"
    });
    site
}

async fn layouts(page: &Page, site: &Value, direction: &str) -> Result<()> {
    for (layout, position) in LAYOUTS {
        for device in [DESKTOP, PHONE] {
            for scheme in SCHEMES {
                let scene = Scene { page, device, scheme, config: with_banner(site.clone(), layout, position) };
                scene.open().await?;
                scene.take("1 Layouts", &format!("{direction} · {layout}")).await?;
            }
        }
    }
    Ok(())
}

async fn layouts_from_left_to_right(page: &Page) -> Result<()> {
    layouts(page, &site("en"), "ltr").await
}

async fn layouts_from_right_to_left(page: &Page) -> Result<()> {
    layouts(page, &right_to_left(), "rtl").await
}

async fn other_places(page: &Page) -> Result<()> {
    for (layout, position) in [("box", "bottom-right"), ("box", "top-left"), ("box", "top-right"), ("bar", "top")] {
        for device in [DESKTOP, PHONE] {
            let scene = Scene { page, device, scheme: "light", config: with_banner(site("en"), layout, position) };
            scene.open().await?;
            scene.take("2 Other places", &format!("{layout} {position}")).await?;
        }
    }
    Ok(())
}

async fn panels(page: &Page, site: &Value, direction: &str) -> Result<()> {
    for device in [DESKTOP, PHONE] {
        for scheme in SCHEMES {
            for (is_unfolded, what) in [(false, "panel"), (true, "unfolded")] {
                let scene = Scene { page, device, scheme, config: site.clone() };
                scene.open().await?;
                scene.open_panel(is_unfolded).await?;
                let place = if is_unfolded { "4 Panel unfolded" } else { "3 Panel" };
                scene.take(place, &format!("{direction} · {what}")).await?;
            }
        }
    }
    Ok(())
}

async fn panels_from_left_to_right(page: &Page) -> Result<()> {
    panels(page, &site("en"), "ltr").await
}

async fn panels_from_right_to_left(page: &Page) -> Result<()> {
    panels(page, &right_to_left(), "rtl").await
}

async fn small_screens(page: &Page) -> Result<()> {
    for device in [("320x256", 320, 256), ("320x568", 320, 568), ("844x390", 844, 390)] {
        for (layout, position) in LAYOUTS {
            let scene = Scene { page, device, scheme: "light", config: with_banner(site("de"), layout, position) };
            scene.open().await?;
            scene.take("5 Small screens", layout).await?;
            if layout == "box" {
                scene.open_panel(false).await?;
                scene.take("5 Small screens", "panel").await?;
            }
        }
    }
    Ok(())
}

/// A site in words that are as long as German and Finnish can make them.
fn in_long_words() -> Value {
    let mut site = site("de");
    site["controller"]["name"] =
        json!("Donaudampfschifffahrtsgesellschaft mit beschränkter Haftung & Co. Kommanditgesellschaft");
    site["texts"]["de"] = json!({
        "button.reject": "Hylkää kaikki valinnaiset evästeet", "button.accept": "Hyväksy kaikki valinnaiset evästeet",
        "button.open": "Yksityiskohtaiset tietosuoja-asetukset", "button.save": "Tallenna tietosuojavalinnat",
        "category.analytics.title": "Kävijätilastojen epäjärjestelmällistyttämättömyys"
    });
    for service in site["services"].as_array_mut().into_iter().flatten() {
        service["title"] = json!(
            "Besucherstatistikauswertungsdienst für Rindfleischetikettierung und Überwachung (Enterprise Edition)"
        );
    }
    site
}

async fn long_words(page: &Page) -> Result<()> {
    for device in [DESKTOP, PHONE] {
        for (layout, position) in LAYOUTS {
            let scene = Scene { page, device, scheme: "light", config: with_banner(in_long_words(), layout, position) };
            scene.open().await?;
            scene.take("6 Long words", layout).await?;
        }
        let scene = Scene { page, device, scheme: "light", config: in_long_words() };
        scene.open().await?;
        scene.open_panel(true).await?;
        scene.take("6 Long words", "panel").await?;
    }
    Ok(())
}

/// The same words with other texts for the banner.
fn saying(title: &str, text: &str) -> Value {
    let mut site = site("en");
    site["texts"]["en"] = json!({ "banner.title": title, "banner.text": text });
    site
}

/// Many services of one's own.
fn many() -> Value {
    let mut site = site("en");
    let one = |number: u32| {
        let category = if number.is_multiple_of(2) { "analytics" } else { "marketing" };
        json!({ "id": format!("service-{number}"), "title": format!("Service number {number}"), "category": category,
            "purpose": "Tells which of our pages are read", "vendor": { "name": format!("Vendor {number} Ltd"), "country": "AT" } })
    };
    site["services"] = (1..=30).map(one).collect();
    site
}

async fn hard_cases(page: &Page) -> Result<()> {
    let markup = "<b>Bold</b> & <script>alert(1)</script> </style> {controller}";
    let cases = [
        ("5000 characters", saying(&"Your privacy ".repeat(385), "Short.")),
        ("no spaces", saying(&"Privacy".repeat(40), &"x".repeat(900))),
        ("markup", saying(markup, markup)),
        ("hardly a word", saying("?", ".")),
    ];
    for (name, config) in cases {
        for (layout, position) in LAYOUTS {
            for device in [DESKTOP, PHONE] {
                let config = with_banner(config.clone(), layout, position);
                let scene = Scene { page, device, scheme: "light", config };
                scene.open().await?;
                scene.take("7 Hard cases", &format!("{name} · {layout}")).await?;
            }
        }
    }
    let scene = Scene { page, device: DESKTOP, scheme: "light", config: many() };
    scene.open().await?;
    scene.open_panel(true).await?;
    scene.take("7 Hard cases", "30 services").await
}

async fn other_colours(page: &Page) -> Result<()> {
    for (name, feature) in
        [("forced colours", ("forced-colors", "active")), ("more contrast", ("prefers-contrast", "more"))]
    {
        for scheme in SCHEMES {
            let scene = Scene { page, device: DESKTOP, scheme, config: site("en") };
            scene.open().await?;
            scene.media(&[("prefers-color-scheme", scheme), feature]).await?;
            page.settle().await?;
            scene.take("8 Other colours", &format!("{name} · banner")).await?;
            scene.open_panel(false).await?;
            page.flip("input[data-assent-category=functional]").await?;
            page.settle().await?;
            scene.take("8 Other colours", &format!("{name} · panel")).await?;
        }
    }
    Ok(())
}

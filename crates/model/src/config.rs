//! What the site's author wrote, as it was written: defaults unfilled, references unresolved. Knows no catalogue.

use crate::fault::{Fault, Faults};
use crate::read::{self, Node};
use crate::service::{self, Service};
use crate::time::is_date;
use crate::value::Value;

/// The author's `assent.json`, version 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// Who is responsible for the site.
    pub controller: Option<Controller>,
    /// The site's privacy policy.
    pub policy: Option<Policy>,
    /// Raised by the author to ask every visitor again.
    pub revision: Option<u32>,
    /// The languages of the site, the first being the one to fall back to. BCP 47.
    pub languages: Vec<String>,
    /// What is asked, in the order of the panel.
    pub categories: Vec<Category>,
    /// What is used.
    pub services: Vec<Entry>,
    /// Where the banner stands.
    pub banner: Banner,
    /// The accent colour, `#rrggbb`.
    pub accent: Option<String>,
    /// How long a choice holds, in days.
    pub days: Option<u32>,
    /// The author's own texts by language, each a list of key and text.
    pub texts: Vec<(String, Vec<(String, String)>)>,
    /// Keys that this version reads but does not act on yet: their places in the file.
    pub later: Vec<String>,
}

/// Who is responsible for the site: GDPR Art. 4(7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controller {
    /// The name, with its legal form.
    pub name: String,
    /// Where visitors turn to: a link.
    pub contact: Option<String>,
}

/// The site's privacy policy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// The policy itself.
    pub url: Option<String>,
    /// The legal notice.
    pub imprint: Option<String>,
    /// Since when the policy holds: `2026-05-01`.
    pub effective_date: Option<String>,
}

/// Why something is asked for; the visitor's switch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// `necessary`, `functional`, `analytics`, `marketing`, or the author's own.
    pub id: String,
    /// Whether the site works only with it. What is required is not asked.
    pub required: bool,
}

/// One service as the config has it: a card to start from, and what is said in place.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Where it stands in the file.
    pub path: String,
    /// Its id; that of the card where there is none.
    pub id: Option<String>,
    /// The card to start from.
    pub card: Option<String>,
    /// What the card's script is told. With it the gate loads the script; without it the page does.
    pub with: Option<Vec<(String, String)>>,
    /// What is said in place.
    pub service: Service,
}

/// Where the banner stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Banner {
    /// A box in a corner, or a bar along an edge.
    pub layout: Layout,
    /// The corner or the edge.
    pub position: Option<&'static str>,
}

/// The shape of the banner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// A box in a corner.
    #[default]
    Box,
    /// A bar along the top or the bottom.
    Bar,
}

impl Config {
    /// Reads a config. Every fault is told in one go.
    ///
    /// # Errors
    /// The faults: a wrong type, an unknown or missing key, a text that cannot be what it should be.
    pub fn read(value: &Value) -> Result<Config, Vec<Fault>> {
        let faults = Faults::default();
        let config = Config::read_root(&Node::new(value, ""), &faults);
        match (config, faults.into_vec()) {
            (Some(config), faults) if faults.is_empty() => Ok(config),
            (_, faults) => Err(faults),
        }
    }

    /// The site's language for a visitor: the first that matches a wish, otherwise the site's first, otherwise `en`.
    pub fn language(&self, wishes: &[&str]) -> &str {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let exact = |wish: &&str| self.languages.iter().find(|own| own.eq_ignore_ascii_case(wish));
        let near = |wish: &&str| self.languages.iter().find(|own| primary(own) == primary(wish));
        let chosen = wishes.iter().find_map(|wish| exact(wish).or_else(|| near(wish)));
        chosen.or(self.languages.first()).map_or("en", String::as_str)
    }

    fn read_root(node: &Node<'_>, faults: &Faults) -> Option<Config> {
        let mut object = node.object(faults)?;
        object.optional("$schema", read::text);
        let mut config = Config {
            controller: object.optional("controller", Controller::read),
            policy: object.optional("policy", Policy::read),
            revision: object.optional("revision", read::whole),
            languages: object.list("languages", service::id),
            categories: object
                .required("categories", |node, faults| node.list(Category::read, faults))
                .unwrap_or_default(),
            services: object.list("services", Entry::read),
            banner: object.optional("banner", Banner::read).unwrap_or_default(),
            accent: object.optional("theme", theme).flatten(),
            days: None,
            texts: object.optional("texts", |node, faults| read::map(node, texts, faults)).unwrap_or_default(),
            later: Vec::new(),
        };
        if let Some((days, later)) = object.optional("storage", storage) {
            config.days = days;
            config.later = later;
        }
        for key in ["revisit", "regions", "signals"] {
            config.later.extend(object.node(key).map(|node| node.path().to_owned()));
        }
        config.later.extend(sale(node.value()));
        Some(config)
    }
}

impl Controller {
    fn read(node: &Node<'_>, faults: &Faults) -> Option<Controller> {
        let mut object = node.object(faults)?;
        let name = object.required("name", read::text);
        let contact = object.optional("contact", read::link);
        Some(Controller { name: name?, contact })
    }
}

impl Policy {
    fn read(node: &Node<'_>, faults: &Faults) -> Option<Policy> {
        let mut object = node.object(faults)?;
        Some(Policy {
            url: object.optional("url", read::link),
            imprint: object.optional("imprint", read::link),
            effective_date: object.optional("effectiveDate", date),
        })
    }
}

impl Category {
    fn read(node: &Node<'_>, faults: &Faults) -> Option<Category> {
        let mut object = node.object(faults)?;
        let id = object.required("id", service::id);
        let required = object.optional("required", read::flag) == Some(true);
        object.optional("sale", read::flag);
        Some(Category { id: id?, required })
    }
}

impl Entry {
    fn read(node: &Node<'_>, faults: &Faults) -> Option<Entry> {
        let mut object = node.object(faults)?;
        let entry = Entry {
            path: node.path().to_owned(),
            id: object.optional("id", service::id),
            card: object.optional("use", read::text),
            with: object.optional("with", |node, faults| read::map(node, read::text, faults)),
            service: Service::read(&mut object),
        };
        if object.node("id").is_none() && object.node("use").is_none() {
            let help = "Write {\"use\": \"matomo\"} for a service of the catalogue, or an \"id\" for your own.".into();
            faults.add("missing-key", node.path(), "this service has neither \"id\" nor \"use\"".into(), help);
        }
        Some(entry)
    }
}

impl Banner {
    fn read(node: &Node<'_>, faults: &Faults) -> Option<Banner> {
        let mut object = node.object(faults)?;
        let shapes = |node: &Node<'_>, faults: &Faults| {
            read::one_of(node, &[("box", Layout::Box), ("bar", Layout::Bar)], faults)
        };
        let layout = object.optional("layout", shapes).unwrap_or_default();
        let position = object.optional(
            "position",
            match layout {
                Layout::Box => {
                    |node, faults| places(node, &["bottom-left", "bottom-right", "top-left", "top-right"], faults)
                }
                Layout::Bar => |node, faults| places(node, &["bottom", "top"], faults),
            },
        );
        Some(Banner { layout, position })
    }
}

fn places(node: &Node<'_>, places: &[&'static str], faults: &Faults) -> Option<&'static str> {
    let words: Vec<(&'static str, &'static str)> = places.iter().map(|place| (*place, *place)).collect();
    read::one_of(node, &words, faults)
}

fn texts(node: &Node<'_>, faults: &Faults) -> Option<Vec<(String, String)>> {
    read::map(node, read::text, faults)
}

fn theme(node: &Node<'_>, faults: &Faults) -> Option<Option<String>> {
    let mut object = node.object(faults)?;
    Some(object.optional("accent", color))
}

fn storage(node: &Node<'_>, faults: &Faults) -> Option<(Option<u32>, Vec<String>)> {
    let mut object = node.object(faults)?;
    let days = object.optional("days", days);
    let later = ["domain", "reload"].into_iter().filter_map(|key| Some(object.node(key)?.path().to_owned()));
    Some((days, later.collect()))
}

/// The places of `"sale": true`, which this version reads but does not act on yet.
fn sale(config: &Value) -> Vec<String> {
    let Some(Value::List(categories)) = config.get("categories") else { return Vec::new() };
    let sold = categories.iter().enumerate().filter(|(_, category)| category.get("sale") == Some(&Value::Bool(true)));
    sold.map(|(place, _)| format!("categories[{place}].sale")).collect()
}

/// Reads how long a choice holds. After no time at all it would be asked on every page.
fn days(node: &Node<'_>, faults: &Faults) -> Option<u32> {
    let days = read::whole(node, faults)?;
    if (1..=3650).contains(&days) {
        return Some(days);
    }
    let help = "Write a number of days from 1 to 3650; 180 is the default.".into();
    faults.add("impossible-days", node.path(), "a choice cannot hold for that long".into(), help);
    None
}

fn date(node: &Node<'_>, faults: &Faults) -> Option<String> {
    let date = read::text(node, faults)?;
    if is_date(&date) {
        return Some(date);
    }
    let help = "Write year, month and day: \"2026-05-01\".".into();
    faults.add("malformed-date", node.path(), ["\"", &date, "\" is not a date"].concat(), help);
    None
}

fn color(node: &Node<'_>, faults: &Faults) -> Option<String> {
    let color = read::text(node, faults)?;
    let digits = color.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(color);
    }
    let help = "Write a colour as \"#rrggbb\", such as \"#1b5e20\".".into();
    faults.add("malformed-color", node.path(), ["\"", &color, "\" is not a colour"].concat(), help);
    None
}

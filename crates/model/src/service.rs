//! What is said of one service, by a card of the catalogue or by the author. Knows no category but by its id.

use crate::fault::{Faults, did_you_mean, listed};
use crate::read::{self, Node, Object};
use crate::value::Value;

/// One service as far as somebody described it: a card says most, an entry of the config the rest.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Service {
    /// The id of its category.
    pub category: Option<String>,
    /// Its name for people.
    pub title: Option<String>,
    /// What it is for: a text, or the name of one (`purpose.<name>` in the languages).
    pub purpose: Option<String>,
    /// Why the site cannot do without it: a text, or the name of one (`reason.<name>`).
    pub reason: Option<String>,
    /// On what its use rests.
    pub basis: Option<Basis>,
    /// What it stores on the visitor's device.
    pub items: Option<Vec<Item>>,
    /// Who runs it.
    pub vendor: Option<Vendor>,
    /// The hosts it is loaded from.
    pub hosts: Option<Vec<String>>,
    /// What the gate loads once it is granted.
    pub script: Option<Script>,
}

impl Service {
    /// This description, with the gaps filled from another.
    pub fn or(self, other: Service) -> Service {
        Service {
            category: self.category.or(other.category),
            title: self.title.or(other.title),
            purpose: self.purpose.or(other.purpose),
            reason: self.reason.or(other.reason),
            basis: self.basis.or(other.basis),
            items: self.items.or(other.items),
            vendor: self.vendor.or(other.vendor),
            hosts: self.hosts.or(other.hosts),
            script: self.script.or(other.script),
        }
    }

    pub(crate) fn read(object: &mut Object<'_, '_>) -> Service {
        Service {
            category: object.optional("category", id),
            title: object.optional("title", read::text),
            purpose: object.optional("purpose", read::text),
            reason: object.optional("reason", read::text),
            basis: object.optional("basis", Basis::read),
            items: object.optional("items", |node, faults| node.list(Item::read, faults)),
            vendor: object.optional("vendor", Vendor::read),
            hosts: object.optional("hosts", |node, faults| node.list(read::text, faults)),
            script: object.optional("script", Script::read),
        }
    }
}

/// On what the use of a service rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// Why something may be stored or read on the device: ePrivacy Directive, Art. 5(3).
    pub storage: Option<&'static str>,
    /// Why personal data may be processed: GDPR, Art. 6(1)(a) to (f). There may be several.
    pub processing: Vec<&'static str>,
}

impl Basis {
    fn read(node: &Node<'_>, faults: &Faults) -> Option<Basis> {
        let mut object = node.object(faults)?;
        Some(Basis {
            storage: object
                .optional("storage", |node, faults| word(node, &["consent", "transmission", "requested"], faults)),
            processing: object.list("processing", |node, faults| {
                let articles = [
                    "consent",
                    "contract",
                    "legal-obligation",
                    "vital-interests",
                    "public-task",
                    "legitimate-interests",
                ];
                word(node, &articles, faults)
            }),
        })
    }
}

/// Who runs a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendor {
    /// The company's name.
    pub name: String,
    /// Its country: ISO 3166-1, two capital letters.
    pub country: Option<String>,
    /// Its privacy policy.
    pub policy: Option<String>,
}

impl Vendor {
    fn read(node: &Node<'_>, faults: &Faults) -> Option<Vendor> {
        let mut object = node.object(faults)?;
        let name = object.required("name", read::text);
        let country = object.optional("country", country);
        let policy = object.optional("policy", read::link);
        Some(Vendor { name: name?, country, policy })
    }
}

/// One thing that a service keeps on the visitor's device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Where it is kept: `cookie`, `localStorage`, `sessionStorage`, `indexedDB` or `cacheStorage`.
    pub kind: &'static str,
    /// Its name, exact or with `*`; nothing where the vendor gives none.
    pub name: Option<String>,
    /// How long it is kept, in days; 0 is until the browser is closed.
    pub days: Option<u32>,
    /// What it is for: a text, or the name of one (`purpose.<name>`).
    pub purpose: Option<String>,
    /// The hosts it is kept for, where that is not the page's own.
    pub domains: Vec<String>,
    /// The path of a cookie, where it is not `/`.
    pub path: Option<String>,
    /// Whether a cookie is kept apart for each site: <https://developer.mozilla.org/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies>
    pub partitioned: bool,
}

impl Item {
    fn read(node: &Node<'_>, faults: &Faults) -> Option<Item> {
        let mut object = node.object(faults)?;
        let kind = object.required("type", |node, faults| {
            word(node, &["cookie", "localStorage", "sessionStorage", "indexedDB", "cacheStorage"], faults)
        });
        let unnamed = object.optional("unnamed", read::flag) == Some(true);
        let name = if unnamed { object.optional("name", name) } else { object.required("name", name) };
        let purpose =
            if unnamed { object.required("purpose", read::text) } else { object.optional("purpose", read::text) };
        let days = object.optional("days", read::whole);
        let domains = object.list("domains", read::text);
        let path = object.optional("path", read::text);
        let partitioned = object.optional("partitioned", read::flag) == Some(true);
        let item = Item { kind: kind?, name, days, purpose, domains, path, partitioned };
        (unnamed || item.name.is_some()).then_some(item)
    }
}

/// What the gate loads once a service is granted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Script {
    /// The script's address: http, https or a path of this site. None: the steps are all there is.
    pub src: Option<String>,
    /// What must be in place before it runs, as data: never code.
    pub steps: Vec<Value>,
}

impl Script {
    fn read(node: &Node<'_>, faults: &Faults) -> Option<Script> {
        let mut object = node.object(faults)?;
        Some(Script { src: object.optional("src", read::text), steps: object.list("steps", step) })
    }
}

/// A step puts a value into a queue (`push`, with `value` or `arguments`) or at a path of `window` (`set`).
fn step(node: &Node<'_>, faults: &Faults) -> Option<Value> {
    let mut object = node.object(faults)?;
    let pushes = object.optional("push", read::text).is_some();
    if pushes {
        object.optional("set", read::text)
    } else {
        object.required("set", read::text)
    };
    let arguments = object.node("arguments").filter(|_| pushes);
    if let Some(arguments) = arguments {
        arguments.list(anything, faults)?;
    } else {
        object.required("value", anything)?;
    }
    Some(node.value().clone())
}

fn anything(node: &Node<'_>, _: &Faults) -> Option<Value> {
    Some(node.value().clone())
}

/// What the catalogue knows of one service.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The description.
    pub service: Service,
    /// What the service's own script needs to be told, by name.
    pub parameters: Vec<(String, Parameter)>,
}

/// What kind of text a card asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameter {
    /// Any text, such as an id.
    Text,
    /// An address: http or https.
    Url,
}

impl Card {
    /// Reads one card.
    pub fn read(node: &Node<'_>, faults: &Faults) -> Option<Card> {
        let mut object = node.object(faults)?;
        object.required("id", id);
        let service = Service::read(&mut object);
        let parameters = object.optional("parameters", |node, faults| read::map(node, parameter, faults));
        Some(Card { service, parameters: parameters.unwrap_or_default() })
    }
}

fn parameter(node: &Node<'_>, faults: &Faults) -> Option<Parameter> {
    let mut object = node.object(faults)?;
    object.optional("example", read::text);
    object.required("type", |node, faults| {
        read::one_of(node, &[("text", Parameter::Text), ("url", Parameter::Url)], faults)
    })
}

/// The catalogue as it lies in the kit: one object, a card under each id. Cards are read when they are used.
#[derive(Debug, Clone)]
pub struct Cards(Value);

impl Cards {
    /// The catalogue from its JSON.
    pub fn new(catalogue: Value) -> Cards {
        Cards(catalogue)
    }

    /// The card of this id; a fault at `path` if there is none.
    pub fn find(&self, id: &str, path: &str, faults: &Faults) -> Option<Card> {
        let Some(card) = self.0.get(id) else {
            let known = self.0.entries().iter().map(|(id, _)| id.as_str());
            let own = "Or describe the service yourself: give it an \"id\" in place of \"use\".".to_owned();
            let message = ["the catalogue has no card \"", id, "\""].concat();
            faults.add("unknown-card", path, message, [did_you_mean(id, known), own].concat());
            return None;
        };
        Card::read(&Node::new(card, &["catalogue: ", id].concat()), faults)
    }
}

/// Reads an id: letters, digits, `-`, `_` and `.`, because ids stand in space-separated attributes.
pub(crate) fn id(node: &Node<'_>, faults: &Faults) -> Option<String> {
    let id = read::text(node, faults)?;
    if id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) {
        return Some(id);
    }
    let help = "Use letters a to z, digits, \"-\", \"_\" and \".\".".into();
    faults.add("malformed-id", node.path(), ["\"", &id, "\" cannot be an id"].concat(), help);
    None
}

/// Reads an item's name. A bare `*` would stand for everything that the site itself keeps.
fn name(node: &Node<'_>, faults: &Faults) -> Option<String> {
    let name = read::text(node, faults)?;
    if name.chars().any(|c| c != '*') {
        return Some(name);
    }
    let help = "Name the part that is fixed, such as \"_pk_*\", or write \"unnamed\": true with a purpose.".into();
    faults.add("bare-wildcard", node.path(), "this name stands for every item".into(), help);
    None
}

fn country(node: &Node<'_>, faults: &Faults) -> Option<String> {
    let code = read::text(node, faults)?;
    if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Some(code);
    }
    let help = "Write the two capital letters of ISO 3166-1, such as \"AT\".".into();
    faults.add("malformed-country", node.path(), ["\"", &code, "\" is not a country code"].concat(), help);
    None
}

/// Reads one of a few words that mean themselves.
fn word(node: &Node<'_>, words: &[&'static str], faults: &Faults) -> Option<&'static str> {
    let written = read::text(node, faults)?;
    if let Some(word) = words.iter().find(|word| **word == written) {
        return Some(word);
    }
    let help = [
        did_you_mean(&written, words.iter().copied()),
        "It is one of ".into(),
        listed(words.iter().copied()),
        ".".into(),
    ];
    faults.add(
        "unknown-word",
        node.path(),
        ["\"", &written, "\" is not a word for this place"].concat(),
        help.concat(),
    );
    None
}

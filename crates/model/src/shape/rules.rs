//! The rules for texts: what an id, a link, a path or a code must look like. Knows not where each of them stands.

use super::Shape::{self, Ruled};
use crate::time::is_date;

/// A rule for a text.
#[derive(Debug)]
pub struct Rule {
    /// The code of the fault.
    pub code: &'static str,
    /// Whether a text keeps it.
    pub holds: fn(&str) -> bool,
    /// What a text is that breaks it: `"…" is <this>`.
    pub(super) message: &'static str,
    pub(super) help: &'static str,
}

pub(super) const ID: Shape = Ruled(&Rule {
    code: "malformed-id",
    // Ids stand in space-separated attributes, and "!" before one means its refusal. They are keys of objects too.
    holds: |id| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) && id != "__proto__",
    message: "not an id",
    help: "Use letters a to z, digits, \"-\", \"_\" and \".\".",
});

pub(super) const LINK: Shape = Ruled(&Rule {
    code: "unsafe-link",
    holds: is_link,
    message: "not a link that a page may hold",
    help: "Use https, http, mailto, tel or a path of this site.",
});

pub(super) const DATE: Shape = Ruled(&Rule {
    code: "malformed-date",
    holds: is_date,
    message: "not a date",
    help: "Write year, month and day: \"2026-05-01\".",
});

pub(super) const COLOR: Shape = Ruled(&Rule {
    code: "malformed-color",
    holds: |color| {
        color.len() == 7 && color.strip_prefix('#').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_hexdigit()))
    },
    message: "not a colour",
    help: "Write a colour as \"#rrggbb\", such as \"#1b5e20\".",
});

pub(super) const COUNTRY: Shape = Ruled(&Rule {
    code: "malformed-country",
    holds: |code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()),
    message: "not a country code",
    help: "Write the two capital letters of ISO 3166-1, such as \"AT\".",
});

pub(super) const NAME: Shape = Ruled(&Rule {
    code: "bare-wildcard",
    // It would stand for everything that the site itself keeps.
    holds: |name| name.bytes().any(|byte| byte != b'*'),
    message: "a name that stands for every item",
    help: "Name the part that is fixed, such as \"_pk_*\", or write \"unnamed\": true with a purpose.",
});

pub(super) const DOMAIN: Shape = Ruled(&Rule {
    code: "malformed-domain",
    holds: is_domain,
    message: "not a domain",
    help: "Write a bare name, such as \"example.com\".",
});

pub(super) const REGION: Shape = Ruled(&Rule {
    code: "malformed-region",
    holds: is_region,
    message: "not a region",
    help: "Write a code of ISO 3166, such as \"US-CA\".",
});

pub(super) const PATH: Shape = Ruled(&PATH_RULE);

/// What the path of a step must be: it comes from `window`, and must lead neither to what all objects share nor to what
/// takes a text for code, as `eval`, `location` and the page do.
pub static PATH_RULE: Rule = Rule {
    code: "unsafe-path",
    holds: is_safe_path,
    message: "not a path for a step",
    help: "Name something of the vendor's, in letters, digits, \"_\", \"$\", \"-\" and \".\".",
};

/// Host names of at least two parts: <https://www.rfc-editor.org/rfc/rfc1123#section-2>
fn is_domain(name: &str) -> bool {
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    // An address in numbers ends in one, and no cookie can be set for a part of such an address.
    name.contains('.') && name.ends_with(|last: char| last.is_ascii_alphabetic()) && name.split('.').all(is_label)
}

/// ISO 3166-1, or ISO 3166-2: the country, a hyphen, and up to three letters or digits.
fn is_region(code: &str) -> bool {
    let (country, part) = code.split_once('-').unwrap_or((code, "0"));
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (1..=3).contains(&part.len())
        && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// What belongs to the browser, or to a library that takes markup, and leads to code. `www/parts/steps.js` has the same
/// names, and touches nothing that the browser itself has brought.
const CODE: [&str; 17] = [
    "eval",
    "Function",
    "setTimeout",
    "setInterval",
    "open",
    "opener",
    "document",
    "location",
    "navigation",
    "navigator",
    "window",
    "self",
    "top",
    "parent",
    "frames",
    "globalThis",
    "jQuery",
];

/// Whether a path begins at nothing that leads to code, and each of its names is one that cannot lead to a prototype.
fn is_safe_path(path: &str) -> bool {
    let first = path.split('.').next().unwrap_or_default();
    let is_handler = first.len() > 2 && first.starts_with("on") && first.bytes().all(|byte| byte.is_ascii_lowercase());
    !is_handler
        && first != "$"
        && !CODE.contains(&first)
        && path.split('.').all(|name| {
            !["", "__proto__", "prototype", "constructor"].contains(&name)
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_$-".contains(&byte))
        })
}

/// Whether a link has one of the schemes that cannot run code, or none at all.
pub fn is_link(link: &str) -> bool {
    // Browsers drop tabs, line ends and leading control characters before they look for a scheme, so
    // "java\nscript:" is a scheme: https://url.spec.whatwg.org/#concept-basic-url-parser
    if link.bytes().any(|byte| byte < b' ' || byte == b'\\') || link.starts_with(' ') {
        return false;
    }
    let start = link.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((scheme, _)) = start.split_once(':') else { return true };
    ["https", "http", "mailto", "tel"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe))
}

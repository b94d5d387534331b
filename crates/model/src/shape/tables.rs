//! The table of a config: every key, what it holds, and what it is for. Knows not how it is read.
//!
//! The sentences are what an editor shows beside a key (`assent.schema.json`), and what the manual says
//! (`docs/config.md`). Defaults and examples are JSON.

use super::Shape::{self, Any, Flag, FlagOr, List, Map, Object, OneOf, Text, Whole};
use super::key::{Key, may, must};
use super::rules::{COLOR, DATE, DOMAIN, ID, LINK, PATH, REGION};
use super::service::{ENTRY, SERVICE};

/// What a page has no use for is not checked in a page, where it would be Wasm that every visitor fetches.
const fn native(shape: Shape) -> Shape {
    if cfg!(target_arch = "wasm32") { Any } else { shape }
}

/// The config, version 1.
pub static CONFIG: Shape = Object(&[&[
    may("$schema", Text, "Where an editor finds the schema of this file. Assent does not read it.")
        .such_as(r#""./assent.schema.json""#),
    may(
        "controller",
        Object(&[CONTROLLER]),
        "Who is responsible for the site: GDPR, Art. 4(7). Without it the banner says \"This site\".",
    ),
    may("policy", Object(&[POLICY]), "The site's privacy policy and legal notice."),
    may("revision", Whole(0, u32::MAX), "A number; when it changes, every visitor is asked again.").or("0"),
    may(
        "languages",
        List(&ID),
        "The languages of the site (BCP 47), the first being the one to fall back to. The kit has those of \
         docs/languages.md; for another one, put its file into the kit's `languages/`.",
    )
    .or(r#"["en"]"#)
    .such_as(r#"["en", "de"]"#),
    must("categories", List(&Object(&[CATEGORY])), "What is asked, in the order of the panel; at least one.")
        .such_as(r#"[{"id": "necessary", "required": true}, {"id": "analytics"}]"#),
    may(
        "services",
        List(&Object(&[SERVICE, ENTRY])),
        "What the site uses. An entry starts from a card of the catalogue (`use`), or describes a service \
         of your own (`id`).",
    )
    .or("[]")
    .such_as(r#"[{"use": "matomo", "with": {"url": "https://stats.example.com/", "siteId": "1"}}]"#),
    may("banner", Object(&[BANNER]), "Where the banner stands."),
    may("theme", Object(&[THEME]), "What it looks like."),
    may("storage", Object(&[STORAGE]), "How a choice is kept."),
    may(
        "revisit",
        Object(&[REVISIT]),
        "A button that opens the panel, at a corner of every page: shown once the visitor has answered. Without it there \
         is none, and your pages need a link to `#assent`.",
    )
    .such_as(r#"{"position": "bottom-right"}"#),
    may(
        "regions",
        Map(&REGION, &Object(&[REGIONS])),
        "What is different where. The keys are codes of ISO 3166; where a visitor is, your own server says \
         in the tag.",
    )
    .or("{}")
    .such_as(r#"{"US": {"model": "notice"}, "US-CA": {"model": "opt-out", "days": 365}}"#),
    may(
        "net",
        OneOf(&["report", "block"]),
        "A second line behind the tags that are held, for requests to the `hosts` of services that are not \
         granted: `report` tells of them, `block` also stops those that a script of the page can stop. \
         Without it there is none.",
    ),
    may("signals", Object(&[SIGNALS]), "What is told to others and heard from the browser.").or("{}"),
    may("texts", Map(&ID, &Map(&Text, &Text)), "Your own texts by language. They go before those of the kit.")
        .such_as(r#"{"en": {"banner.title": "Your choice"}}"#),
    may(
        "preload",
        native(OneOf(PRELOADS)),
        "When a page made by `assent build` fetches the panel's files ahead: `none`: once the panel is \
         opened; `hover`: once the pointer or the focus comes to the banner's third button; `idle`: when \
         the page is idle. Not acted on in a page without a build.",
    )
    .or(r#""none""#),
    may(
        "jurisdictions",
        native(List(&OneOf(JURISDICTIONS))),
        "Where the site's visitors are, as far as the rules of `assent check` differ. Without it the \
         strictest rules hold.",
    )
    .such_as(r#"["EU", "FR", "UK"]"#),
    may("lint", native(Object(&[LINT])), "What `assent check` is told."),
]]);

const CONTROLLER: &[Key] = &[
    must("name", Text, "The name, with its legal form.").such_as(r#""Example GmbH""#),
    may("contact", LINK, "A link to reach them.").such_as(r#""mailto:privacy@example.com""#),
];

const POLICY: &[Key] = &[
    may("url", LINK, "A link to the privacy policy.").such_as(r#""/privacy""#),
    may("imprint", LINK, "A link to the legal notice.").such_as(r#""/imprint""#),
    may("effectiveDate", DATE, "Since when the policy holds.").such_as(r#""2026-05-01""#),
];

const CATEGORY: &[Key] = &[
    must(
        "id",
        ID,
        "`necessary`, `functional`, `analytics` and `marketing` have texts; any other id brings its own in \
         `texts`: `category.<id>.title` and `category.<id>.text`.",
    )
    .such_as(r#""analytics""#),
    may("required", Flag, "`true`: the site works only with it, so it is granted and not asked.").or("false"),
    may(
        "sale",
        Flag,
        "`true`: what is in it sells or shares data, as the laws of some states of the US mean it. A \
         visitor whose browser sends [Global Privacy Control](https://w3c.github.io/gpc/) has then refused \
         it before any question. It has no effect on what is required.",
    )
    .or("false"),
];

const BANNER: &[Key] = &[
    may(
        "layout",
        OneOf(&["box", "bar", "dialog"]),
        "`box`: in a corner. `bar`: along an edge. `dialog`: in the middle, before the page, which waits for an \
         answer; to refuse takes one click there too.",
    )
    .or(r#""box""#),
    may(
        "position",
        Text,
        "The corner of a box: `bottom-left`, `bottom-right`, `top-left` or `top-right`; the edge of a bar: \
         `bottom` or `top`; a dialog is at the `center`. Without it a box is at the bottom left, a bar at the \
         bottom. Where a language is written from right to left, left and right change places.",
    ),
];

const REVISIT: &[Key] = &[may(
    "position",
    OneOf(CORNERS),
    "Its corner: `bottom-left`, `bottom-right`, `top-left` or `top-right`. In languages that run from right to left, \
     left and right change places, as they do for the banner.",
)
.or(r#""bottom-left""#)];

const THEME: &[Key] = &[may(
    "accent",
    COLOR,
    "The colour of buttons. Text on it is black or white, whichever can be read. Without it they are blue. The rest of \
     the look is set by custom properties: [theme.md](theme.md).",
)
.such_as(r##""#1b5e20""##)];

const STORAGE: &[Key] = &[
    may("days", DAYS, "How long a choice holds, in days.").or("180"),
    may(
        "domain",
        DOMAIN,
        "The domain whose subdomains share one choice. The choice is then also in a cookie there, which \
         your servers receive with each request. Without it each origin asks for itself.",
    )
    .such_as(r#""example.com""#),
    may(
        "reload",
        OneOf(RELOADS),
        "What happens on a withdrawal to what runs already: `never`: nothing; `ask`: the visitor is offered \
         to reload the page; `always`: it is reloaded.",
    )
    .or(r#""ask""#),
];

const REGIONS: &[Key] = &[
    may(
        "model",
        OneOf(MODELS),
        "`opt-in`: nothing before a choice. `opt-out`: everything until it is refused, and no banner on the \
         first visit. `notice`: everything until it is refused, and the banner is shown.",
    )
    .or(r#""opt-in""#),
    may("days", DAYS, "How long a choice holds there, in days. Without it: `storage.days`."),
];

const LINT: &[Key] = &[
    may(
        "allow",
        Map(&Text, &Text),
        "Findings that you know of and accept: the code of each, and why. The reason is obligatory.",
    )
    .such_as(r#"{"unnamed-item": "the vendor changes the name with each release"}"#),
    may(
        "csp",
        Text,
        "The site's Content Security Policy, as its servers send it: then `assent check` tells which hosts \
         it would refuse.",
    )
    .such_as(r#""default-src 'self'; script-src 'self' https://stats.example.com""#),
];

/// Where a box or a button can stand.
const CORNERS: &[&str] = &["bottom-left", "bottom-right", "top-left", "top-right"];

/// When the panel's files are fetched ahead in a built page.
pub const PRELOADS: &[&str] = &["none", "hover", "idle"];

/// Where the site's visitors are, as far as the rules of `assent check` differ.
pub const JURISDICTIONS: &[&str] = &["EU", "AT", "DE", "FR", "IT", "CH", "UK", "US", "US-CA", "CA-QC", "BR"];

const DAYS: Shape = Whole(1, 3650);

const RELOADS: &[&str] = &["never", "ask", "always"];

const MODELS: &[&str] = &["opt-in", "opt-out", "notice"];

/// What is told to others, and heard from the browser.
const SIGNALS: &[Key] = &[
    may(
        "googleConsentMode",
        FlagOr(&Object(&[GOOGLE])),
        "`true`, or an object: Google's tags are told of each choice by [Consent \
         Mode](https://developers.google.com/tag-platform/security/guides/consent), everything being denied \
         at first.",
    )
    .or("false"),
    may(
        "dataLayer",
        FlagOr(&Object(&[DATA_LAYER])),
        "`true`, or an object: each choice is put into the data layer as `{\"event\": \"assent\", \
         \"assent\": {\"analytics\": \"granted\", …}}`, when the page opens and when it changes.",
    )
    .or("false"),
    may("doNotTrack", Flag, "`true`: \"Do Not Track\" counts as Global Privacy Control does.").or("false"),
];

const DATA_LAYER: &[Key] = &[
    may("name", PATH, "The name of the queue, which Consent Mode then uses besides `dataLayer`.").or(r#""dataLayer""#),
    may("event", Text, "The name of the event.").or(r#""assent""#),
];

/// <https://developers.google.com/tag-platform/security/guides/consent>
const GOOGLE: &[Key] = &[
    may(
        "advanced",
        Flag,
        "`true`: tags of cards that obey Consent Mode are loaded **before** a choice, and send requests \
         without cookies. That is Google's \"advanced\" mode; data protection authorities in the EU take it \
         for access to the device that needs consent.",
    )
    .or("false"),
    may(
        "waitForUpdate",
        Whole(0, 60_000),
        "For how many milliseconds Google's tags wait for the choice. Without it they are not told.",
    ),
    may(
        "region",
        List(&REGION),
        "Codes of ISO 3166: where the first denial holds. Elsewhere Google takes the types for granted \
         until a choice. Without it the denial holds everywhere.",
    )
    .such_as(r#"["AT", "US-CA"]"#),
    may("adsDataRedaction", Flag, "`true` tells Google to redact data on advertisements.").or("false"),
    may("urlPassthrough", Flag, "`true` tells Google to pass identifiers on in the addresses of links.").or("false"),
    may("types", Object(&[TYPES]), "Which category answers a type. A category that you do not have denies its types.")
        .such_as(r#"{"ad_storage": "marketing"}"#),
];

const TYPES: &[Key] = &[
    may("ad_storage", ID, "The category that lets advertisements store.").or(r#""marketing""#),
    may("ad_user_data", ID, "The category that lets data of visitors go to Google for advertisements.")
        .or(r#""marketing""#),
    may("ad_personalization", ID, "The category that lets advertisements be personal.").or(r#""marketing""#),
    may("analytics_storage", ID, "The category that lets statistics store.").or(r#""analytics""#),
    may("functionality_storage", ID, "The category that lets functions of the site store.").or(r#""functional""#),
    may("personalization_storage", ID, "The category that lets recommendations store.").or(r#""functional""#),
    may(
        "security_storage",
        ID,
        "The category that lets what protects the site store. Without it, it is always granted.",
    ),
];

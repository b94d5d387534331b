//! The tables of a service, as the author or a card describes it: every key, what it holds, and what it is for.
//! Knows not how they are read.

use super::Shape::{self, Any, Flag, List, Map, Object, OneOf, Text, Whole};
use super::key::{Key, may, must};
use super::rules::{COUNTRY, ID, LINK, NAME};

/// A card of the catalogue.
pub static CARD: Shape = Object(&[SERVICE, OF_CARDS]);

const OF_CARDS: &[Key] = &[
    must("id", ID, "Its id: the name of its file."),
    may("parameters", Map(&Text, &PARAMETER), "What its script needs to know of the site."),
];

const PARAMETER: Shape = Object(&[&[
    must("type", OneOf(&["text", "url"]), "`text`, or `url`: an address to load from."),
    may("example", Text, "What one may write."),
    may("optional", Flag, "Without it, the steps that name it are left out."),
]]);

/// What an entry of the config has besides what a card may say too.
pub(super) const ENTRY: &[Key] = &[
    may("id", ID, "Its id: letters, digits, `-`, `_`, `.`. Without it: that of the card.").such_as(r#""shop""#),
    may("use", Text, "The id of a card.").such_as(r#""matomo""#),
    may(
        "with",
        Map(&Text, &Text),
        "The card's parameters. With them the gate loads the service's script, without them your page does; \
         where a card has none, write `{}`.",
    )
    .such_as(r#"{"url": "https://stats.example.com/", "siteId": "1"}"#),
];

/// What is said of a service, by a card or by the author.
pub(super) const SERVICE: &[Key] = &[
    may("category", ID, "The category that it is asked for in. Needed, unless the card has one.")
        .such_as(r#""analytics""#),
    may("title", Text, "Its name: a text, or the name of one (`title.<name>`). Needed, unless the card has one.")
        .such_as(r#""Shop""#),
    may(
        "purpose",
        Text,
        "What it is for: a text, or the name of one (`purpose.<name>` in the language files or your \
         `texts`).",
    )
    .such_as(r#""audience-measurement""#),
    may("reason", Text, "Why the site cannot do without it: a text, or the name of one (`reason.<name>`).")
        .such_as(r#""keeps the basket""#),
    may("basis", Object(&[BASIS]), "On what it rests in law."),
    may("items", List(&Object(&[ITEM])), "What it stores.")
        .such_as(r#"[{"type": "cookie", "name": "basket_*", "days": 7, "purpose": "the basket"}]"#),
    may("vendor", Object(&[VENDOR]), "Who runs it."),
    may("hosts", List(&Text), "Where it is loaded from, for the visitor to read, and for `net`.")
        .such_as(r#"["stats.example.com"]"#),
    may(
        "placeholder",
        Text,
        "What its placeholder is headed with while a frame or an image of it is held: `video`, `map`, `post` and others \
         (`placeholder.<name>` in the language files), or your own words. Without it: \"Content from …\".",
    )
    .such_as(r#""video""#),
    may("script", Object(&[SCRIPT]), "What the gate loads once the service is granted."),
    may(
        "signals",
        Object(&[CALLS]),
        "The vendor's own calls for consent, as steps. They are made whether the gate loads the script or \
         your page does; steps that name a parameter which `with` does not give are left out. `{}` turns \
         off those of a card.",
    ),
];

const BASIS: &[Key] = &[
    may(
        "storage",
        OneOf(STORAGE_BASES),
        "Why it may store or read on the device: ePrivacy Directive, Art. 5(3). `consent`; `transmission`: \
         it does nothing but carry a message; `requested`: the visitor has asked for what it does.",
    )
    .such_as(r#""consent""#),
    may(
        "processing",
        List(&OneOf(PROCESSING_BASES)),
        "Why data of persons may be processed: GDPR, Art. 6(1)(a) to (f).",
    )
    .such_as(r#"["consent"]"#),
];

const SCRIPT: &[Key] = &[
    may("src", Text, "The address of the script. It may begin with `https://`, `http://` or `/`.")
        .such_as(r#""/stats.js""#),
    may("steps", STEPS, "What must be in place before it runs, as steps."),
    may("consentMode", Flag, "`true`: the script obeys Google Consent Mode, so that `advanced` loads it early.")
        .or("false"),
];

const CALLS: &[Key] = &[
    may("before", STEPS, "Made before anything is released."),
    may("granted", STEPS, "Made once it is granted."),
    may("denied", STEPS, "Made once it is denied."),
];

const VENDOR: &[Key] = &[
    must("name", Text, "The name, with its legal form.").such_as(r#""InnoCraft Ltd""#),
    may("country", COUNTRY, "The country in two capital letters (ISO 3166-1).").such_as(r#""NZ""#),
    may("policy", LINK, "A link to its privacy policy.").such_as(r#""https://example.com/privacy""#),
    may(
        "transfer",
        OneOf(TRANSFERS),
        "On what a transfer out of the European Economic Area rests: GDPR, Art. 45, 46 and 49. `adequacy`: \
         a decision that the country protects data as well; `data-privacy-framework`: the decision on \
         companies in the US that have joined it; `standard-clauses`: the Commission's standard contractual \
         clauses; `binding-rules`: binding corporate rules; `consent`: the visitor's explicit consent to \
         it; `contract`: it is needed for a contract with the visitor.",
    ),
];

/// On what a transfer out of the European Economic Area rests: GDPR, Art. 45, 46 and 49.
const TRANSFERS: &[&str] =
    &["adequacy", "data-privacy-framework", "standard-clauses", "binding-rules", "consent", "contract"];

/// ePrivacy Directive, Art. 5(3).
const STORAGE_BASES: &[&str] = &["consent", "transmission", "requested"];

/// GDPR, Art. 6(1)(a) to (f).
const PROCESSING_BASES: &[&str] =
    &["consent", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interests"];

const ITEM: &[Key] = &[
    must(
        "type",
        OneOf(&["cookie", "localStorage", "sessionStorage", "indexedDB", "cacheStorage"]),
        "Where it is kept.",
    ),
    may("name", NAME, "Its name: exact, or with `*` in it; a `*` alone is an error. Needed, unless it is `unnamed`.")
        .such_as(r#""basket_*""#),
    may("unnamed", Flag, "`true` where there is no fixed name; then `purpose` is needed.").or("false"),
    may("days", Whole(0, u32::MAX), "How long it is kept, in days; 0: until the browser is closed.").such_as("7"),
    may("purpose", Text, "What it is for: a text, or the name of one (`purpose.<name>`).").such_as(r#""the basket""#),
    may("domains", List(&Text), "The domains where it lies, if not on the page's own host: needed to delete it."),
    may("path", Text, "The path where it lies, if not `/`: needed to delete it.").such_as(r#""/shop""#),
    may("partitioned", Flag, "`true` where it lies in the partitioned store: needed to delete it.").or("false"),
];

const STEPS: Shape = List(&Object(&[STEP]));

const STEP: &[Key] = &[
    may(
        "push",
        Text,
        "The path of a queue, from `window`: `value` is put into it, or `arguments` as an Arguments object, \
         as Google's scripts want it. The queue is made if it is not there.",
    )
    .such_as(r#""_paq""#),
    may("set", Text, "The path of a value, from `window`, that becomes `value`.").such_as(r#""app.mode""#),
    may(
        "call",
        Text,
        "The path of a function, from `window`, that is called with `arguments` if it is there. Where its \
         holder is still a list, the call is put into that.",
    )
    .such_as(r#""clarity.consent""#),
    may(
        "queue",
        Text,
        "The path of an empty list that is put there, if nothing is. With `value`, a function is, that \
         keeps its calls in its list of this name until the vendor's script takes over.",
    )
    .such_as(r#""dataLayer""#),
    may(
        "value",
        Any,
        "What is put there. In it the text `\"$now\"` is the time, and `\"$granted:analytics\"` is \
         `\"granted\"` or `\"denied\"`, for any category or service.",
    )
    .such_as(r#"["setSiteId", "1"]"#),
    may("arguments", List(&Any), "What a function is called with, as `value` is written.").such_as("[false]"),
];

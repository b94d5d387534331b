//! Every card is whole, readable and honest. Each message names the file and the cure.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may stop")]

use assent_catalogue::{TRACKERS, bare, texts};
use assent_model::Cards;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const STOCK: [&str; 4] = ["necessary", "functional", "analytics", "marketing"];

/// What may stand where. The first word is the place, the others are its fields.
const FIELDS: &[(&str, &[&str])] = &[
    (
        "card",
        &[
            "id",
            "title",
            "category",
            "purpose",
            "reason",
            "basis",
            "vendor",
            "note",
            "sources",
            "hosts",
            "parameters",
            "script",
            "signals",
            "items",
            "placeholder",
        ],
    ),
    ("basis", &["storage", "processing"]),
    ("vendor", &["name", "country", "policy", "transfer", "note"]),
    ("parameter", &["type", "example", "optional", "note"]),
    ("script", &["src", "steps", "consentMode", "note"]),
    ("signals", &["before", "granted", "denied", "note"]),
    ("step", &["queue", "push", "set", "call", "value", "arguments"]),
    (
        "item",
        &[
            "type",
            "name",
            "unnamed",
            "days",
            "purpose",
            "domains",
            "path",
            "partitioned",
            "certainty",
            "source",
            "note",
        ],
    ),
];

/// Names that may stand in two cards, each with its reason: it is the same thing, or two vendors chose one word.
const SHARED_NAMES: &str = include_str!("shared-names.json");

/// Our own card needs no source: what it says is in this repository.
const OUR_OWN: &str = "assent";

struct CardFile {
    name: String,
    text: String,
    json: Value,
}

fn card_files() -> Vec<CardFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("services");
    let mut files: Vec<CardFile> =
        fs::read_dir(&folder).unwrap().map(|entry| card_file(&entry.unwrap().path())).collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn card_file(path: &Path) -> CardFile {
    let name = format!("services/{}", path.file_name().unwrap().to_str().unwrap());
    let text = fs::read_to_string(path).unwrap();
    let json =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name} is not JSON: {error}. Mend it there."));
    CardFile { name, text, json }
}

impl CardFile {
    fn text(&self, field: &str) -> &str {
        self.json[field].as_str().unwrap_or_default()
    }

    fn items(&self) -> &[Value] {
        self.json["items"].as_array().map_or(&[], Vec::as_slice)
    }

    fn is_necessary(&self) -> bool {
        self.text("category") == "necessary"
    }
}

/// The text of a field, or nothing.
fn field<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}

#[test]
fn the_file_has_the_name_of_the_card() {
    for file in card_files() {
        let expected = format!("services/{}.json", file.text("id"));
        assert_eq!(file.name, expected, "{}: rename the file to {expected}, or mend its \"id\".", file.name);
    }
}

#[test]
fn only_known_fields_are_used() {
    for file in card_files() {
        check_fields(&file, "card", &file.json);
        for place in ["basis", "vendor", "script", "signals"] {
            check_fields(&file, place, &file.json[place]);
        }
        for parameter in file.json["parameters"].as_object().into_iter().flat_map(|parameters| parameters.values()) {
            check_fields(&file, "parameter", parameter);
        }
        let signals = file.json["signals"].as_object().into_iter().flat_map(|signals| signals.values());
        for step in signals.chain([&file.json["script"]["steps"]]).filter_map(Value::as_array).flatten() {
            check_fields(&file, "step", step);
        }
        file.items().iter().for_each(|item| check_fields(&file, "item", item));
    }
}

fn check_fields(file: &CardFile, place: &str, value: &Value) {
    let known = FIELDS.iter().find(|(name, _)| *name == place).unwrap().1;
    for name in value.as_object().into_iter().flat_map(|fields| fields.keys()) {
        let cure = format!("Known there: {}.", known.join(", "));
        assert!(known.contains(&name.as_str()), "{}: a {place} has no field \"{name}\". {cure}", file.name);
    }
}

#[test]
fn the_model_reads_it_without_a_fault() {
    for file in card_files() {
        let value = bare(file.json.clone()).into();
        let faults = Cards::check(&value).err().unwrap_or_default();
        let lines: Vec<String> = faults.iter().map(assent_model::Fault::line).collect();
        assert!(lines.is_empty(), "{} has faults:\n{}", file.name, lines.join("\n"));
    }
}

#[test]
fn the_catalogue_of_the_kit_holds_every_card_and_no_field_for_readers() {
    let catalogue = assent_catalogue::cards_json().unwrap();
    let mut expected: Vec<String> = card_files().iter().map(|file| file.text("id").to_owned()).collect();
    // Files are in the order of their names, where "shopify-analytics.json" comes before "shopify.json".
    expected.sort();
    let found: Vec<&String> = catalogue.as_object().unwrap().keys().collect();
    assert_eq!(found, expected.iter().collect::<Vec<_>>(), "Build anew: the embedded folder is not that on disk.");
    for name in ["certainty", "note", "source", "sources"] {
        let quoted = format!("\"{name}\":");
        assert!(!catalogue.to_string().contains(&quoted), "\"{name}\" is for readers: strip it in src/lib.rs.");
    }
}

#[test]
fn every_card_says_the_essentials() {
    for file in card_files() {
        for name in ["title", "category", "purpose"] {
            assert!(!file.text(name).is_empty(), "{}: add \"{name}\".", file.name);
        }
        let category = file.text("category");
        assert!(STOCK.contains(&category), "{}: \"{category}\" is no stock category. Use one of {STOCK:?}.", file.name);
        assert!(!field(&file.json["basis"], "storage").is_empty(), "{}: add \"basis\" with \"storage\".", file.name);
        let cure = "Add \"items\": \"unnamed\" where no name is known, and an empty list where nothing is stored.";
        assert!(file.json["items"].is_array(), "{}: what does it store? {cure}", file.name);
    }
}

/// Visitors are told that such a service stores nothing, so the card says whose word that is.
#[test]
fn what_stores_nothing_says_who_says_so() {
    for file in card_files().iter().filter(|file| file.items().is_empty()) {
        let note = file.text("note").to_lowercase();
        let is_on_storage = ["cookie", "storage", "stores", "stored"].iter().any(|word| note.contains(word));
        let cure = "Say in \"note\" what the vendor says about storage, or list what is stored.";
        assert!(is_on_storage, "{}: \"items\" is empty. {cure}", file.name);
    }
}

#[test]
fn whatever_a_card_names_has_a_text() {
    let english = texts("en").unwrap();
    for file in card_files() {
        let mut keys = vec![format!("purpose.{}", file.text("purpose"))];
        keys.extend(file.items().iter().map(|item| format!("purpose.{}", field(item, "purpose"))));
        keys.extend(file.json["reason"].as_str().map(|reason| format!("reason.{reason}")));
        keys.extend(file.json["placeholder"].as_str().map(|kind| format!("placeholder.{kind}")));
        keys.extend(file.json["vendor"]["country"].as_str().map(|country| format!("country.{country}")));
        for key in keys {
            assert!(
                english.has(&key),
                "{}: add \"{key}\" to every file of languages/, or use a name there is.",
                file.name
            );
        }
    }
}

#[test]
fn a_vendor_is_named_with_country_and_policy() {
    for file in card_files().iter().filter(|file| file.text("id") != OUR_OWN) {
        let vendor = &file.json["vendor"];
        for name in ["name", "country"] {
            assert!(!field(vendor, name).is_empty(), "{}: add \"{name}\" to \"vendor\".", file.name);
        }
        let policy = field(vendor, "policy");
        assert!(policy.starts_with("https://"), "{}: \"vendor.policy\" must begin with https://.", file.name);
    }
}

#[test]
fn hosts_are_bare_host_names() {
    for file in card_files() {
        let own = file.json["hosts"].as_array().into_iter().flatten();
        let of_items = file.items().iter().flat_map(|item| item["domains"].as_array().into_iter().flatten());
        for host in own.chain(of_items) {
            let host = host.as_str().unwrap();
            let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
            let is_bare =
                host.chars().all(allowed) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
            assert!(is_bare, "{}: write \"{host}\" as a bare host name, such as www.example.com.", file.name);
        }
    }
}

#[test]
fn every_item_tells_how_sure_it_is_and_where_it_was_found() {
    for file in card_files() {
        for item in file.items() {
            let certainty = field(item, "certainty");
            let known = ["documented", "reported", "assumed"];
            assert!(known.contains(&certainty), "{}: \"certainty\" of {item} must be one of {known:?}.", file.name);
            let is_sourced = field(item, "source").starts_with("https://") || file.text("id") == OUR_OWN;
            assert!(is_sourced, "{}: \"source\" of {item} must be an https address.", file.name);
        }
    }
}

#[test]
fn what_is_necessary_has_a_reason_and_no_tracker() {
    for file in card_files().iter().filter(|file| file.is_necessary()) {
        assert!(!file.text("reason").is_empty(), "{}: say in \"reason\" why a site cannot do without it.", file.name);
        let storage = field(&file.json["basis"], "storage");
        let cure = "Use \"requested\" or \"transmission\", or put the card into another category.";
        assert!(
            ["requested", "transmission"].contains(&storage),
            "{}: a necessary service is not asked. {cure}",
            file.name
        );
        for item in file.items() {
            let name = field(item, "name");
            let is_tracker = TRACKERS.iter().chain(&["_pk_"]).any(|tracker| name.starts_with(tracker));
            assert!(!is_tracker, "{}: \"{name}\" is a tracker. Put the card into another category.", file.name);
        }
    }
}

#[test]
fn what_is_optional_rests_on_consent() {
    for file in card_files().iter().filter(|file| !file.is_necessary()) {
        let basis = &file.json["basis"];
        assert_eq!(field(basis, "storage"), "consent", "{}: \"basis.storage\" must be \"consent\".", file.name);
        let processing: Vec<&str> =
            basis["processing"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let cure = "Add \"consent\": what is stored with consent is not then used without it.";
        assert!(processing.contains(&"consent"), "{}: \"basis.processing\" is {processing:?}. {cure}", file.name);
    }
}

#[test]
fn no_item_is_in_two_cards() {
    let shared: BTreeMap<String, String> = serde_json::from_str(SHARED_NAMES).unwrap();
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for file in card_files() {
        for name in file.items().iter().filter_map(|item| item["name"].as_str()) {
            if shared.contains_key(name) {
                continue;
            }
            let other = owners.insert(name.to_owned(), file.name.clone()).unwrap_or_else(|| file.name.clone());
            let cure = "Leave it in one, or add it to tests/shared-names.json with the reason.";
            assert_eq!(other, file.name, "{}: \"{name}\" is in {other} too. {cure}", file.name);
        }
    }
}

#[test]
fn parameters_and_placeholders_belong_together() {
    for file in card_files() {
        let script = file.json["script"].to_string();
        let declared: Vec<&String> =
            file.json["parameters"].as_object().into_iter().flat_map(|all| all.keys()).collect();
        for name in &declared {
            let is_used = script.contains(&format!("{{{name}}}"));
            // A parameter that only a signal names would be asked for by "with", which is for loading a script.
            assert!(
                is_used,
                "{}: no part of \"script\" has {{{name}}}. Use it, or leave out the parameter.",
                file.name
            );
        }
        for name in placeholders(&format!("{script}{}", file.json["signals"])) {
            assert!(declared.contains(&&name), "{}: declare \"{name}\" in \"parameters\".", file.name);
        }
    }
}

/// The words in braces: `{url}`. JSON's own braces hold no bare word.
fn placeholders(text: &str) -> Vec<String> {
    let after_brace = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let words = after_brace.map(|(word, _)| word).filter(|word| !word.is_empty());
    words.filter(|word| word.chars().all(char::is_alphanumeric)).map(str::to_owned).collect()
}

#[test]
fn files_are_short_and_indented_by_two() {
    for file in card_files() {
        let lines = file.text.lines().count();
        assert!((10..=45).contains(&lines), "{}: {lines} lines. A card has 10 to 45; join or break some.", file.name);
        assert!(file.text.ends_with("}\n"), "{}: end the file with a single line end.", file.name);
        for (number, line, depth) in indented(&file.text) {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let place = format!("{}, line {number}", file.name);
            assert_eq!(spaces, depth * 2, "{place}: indent by {} spaces.", depth * 2);
            assert!(!line.contains('\t') && line.trim_end() == line, "{place}: leave out tabs and spaces at the end.");
        }
    }
}

/// Each line with its number and how deep it lies. Texts in cards hold no brackets that do not close.
fn indented(text: &str) -> Vec<(usize, &str, usize)> {
    let mut depth = 0_usize;
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let closes = line.trim_start().starts_with(['}', ']']);
        lines.push((number + 1, line, depth.saturating_sub(usize::from(closes))));
        let opened = line.matches(['{', '[']).count();
        depth = (depth + opened).saturating_sub(line.matches(['}', ']']).count());
    }
    lines
}

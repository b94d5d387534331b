//! What the tables tell people: that it is there, and that what one may copy from it is right.

#![allow(clippy::unwrap_used)] // a test may stop where its data is not what it needs

use assent_model::schema::json;
use assent_model::shape::{CARD, CONFIG, Found, Key, Shape, check};

/// Every key of a shape and below it, with its place.
fn keys(shape: &'static Shape, place: &str, all: &mut Vec<(String, &'static Key)>) {
    match shape {
        Shape::List(inner) | Shape::Map(_, inner) | Shape::FlagOr(inner) => keys(inner, place, all),
        Shape::Object(groups) => {
            for key in groups.iter().flat_map(|group| group.iter()) {
                let place = format!("{place}.{}", key.name);
                keys(&key.shape, &place, all);
                all.push((place, key));
            }
        }
        _ => {}
    }
}

fn all() -> Vec<(String, &'static Key)> {
    let mut all = Vec::new();
    keys(&CONFIG, "", &mut all);
    keys(&CARD, "card", &mut all);
    all
}

#[test]
fn every_key_is_explained_in_sentences() {
    assert!(all().len() > 100);
    for (place, key) in all() {
        let about = key.said.about;
        let starts = about.starts_with(|first: char| first.is_ascii_uppercase() || first == '`');
        assert!(starts && about.ends_with('.') && !about.contains("  "), "{place}: {about}");
    }
}

#[test]
fn what_is_named_as_default_or_example_may_be_written() {
    for (place, key) in all() {
        for text in [key.said.default, key.said.example].into_iter().flatten() {
            let mut found = Found::default();
            check(&json(text).unwrap_or_else(|| panic!("{place}: {text} is no JSON")), &key.shape, "", &mut found);
            let faults: Vec<String> = found.faults.all().iter().map(|fault| fault.line()).collect();
            assert!(faults.is_empty(), "{place}: {text}: {faults:?}");
        }
    }
}

/// An editor offers the words of a closed list, and shows this sentence beside them.
#[test]
fn every_word_of_a_choice_is_explained() {
    let known = ["type", "jurisdictions", "processing"];
    for (place, key) in all().into_iter().filter(|(_, key)| !known.contains(&key.name)) {
        let Shape::OneOf(words) = &key.shape else { continue };
        for word in *words {
            assert!(key.said.about.contains(&format!("`{word}`")), "{place}: {word:?} is not explained");
        }
    }
}

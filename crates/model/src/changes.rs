//! What has changed since a visitor was asked. Knows how `asked` is written, and not what any word of it stands for.

use crate::plan::Plan;
use crate::value::Value;

/// One thing that is not as it was when the visitor answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'a> {
    /// The id of the category that was answered.
    pub category: &'a str,
    /// The id of the service.
    pub service: &'a str,
    /// What it is that changed.
    pub kind: Kind,
}

/// What can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The service is used for this category, and was not.
    NewService,
    /// The service was used for this category, and is not.
    RemovedService,
    /// What it is for.
    Purpose,
    /// Who runs it, or in which country.
    Vendor,
    /// The legal basis.
    Basis,
    /// It stores something that it did not, or for another time or purpose.
    NewItem,
    /// It does not store something any more that it did.
    RemovedItem,
}

impl Kind {
    /// The kind as a word, for texts and for machines.
    pub fn name(self) -> &'static str {
        match self {
            Kind::NewService => "new-service",
            Kind::RemovedService => "removed-service",
            Kind::Purpose => "purpose",
            Kind::Vendor => "vendor",
            Kind::Basis => "basis",
            Kind::NewItem => "new-item",
            Kind::RemovedItem => "removed-item",
        }
    }
}

/// What has changed since a record was made, for each category that it answers. A category that it does not name has
/// not changed: it is new. Records of the first version have a digest only, so that nothing can be told of them but
/// that something changed ([`crate::Stored::must_ask`]).
pub fn changes<'a>(record: &'a Value, plan: &'a Plan) -> Vec<Change<'a>> {
    let mut changes = Vec::new();
    for category in &plan.categories {
        let before = record.get("asked").and_then(|asked| asked.text(&category.id)).unwrap_or_default();
        let after = category.asked.as_deref().unwrap_or_default();
        let (Some((_, before)), Some((_, after))) = (before.split_once(' '), after.split_once(' ')) else { continue };
        let mut add = |service, kind| changes.push(Change { category: &category.id, service, kind });
        for word in words(before).filter(|word| find(after, id(word)).is_none()) {
            add(id(word), Kind::RemovedService);
        }
        for word in words(after) {
            match find(before, id(word)) {
                None => add(id(word), Kind::NewService),
                Some(old) => compare(old, word, &mut |kind| add(id(word), kind)),
            }
        }
    }
    changes
}

/// The words of a question; a category without services has none.
fn words(question: &str) -> impl Iterator<Item = &str> {
    question.split(' ').filter(|word| !word.is_empty())
}

/// The id of the service that a word is about.
fn id(word: &str) -> &str {
    word.split(':').next().unwrap_or_default()
}

/// The word of a service.
fn find<'a>(question: &'a str, service: &str) -> Option<&'a str> {
    words(question).find(|word| id(word) == service)
}

/// Tells in what two words of a service differ: four digits each for purpose, vendor and basis, then for each item.
fn compare(before: &str, after: &str, add: &mut dyn FnMut(Kind)) {
    let (old, new) = (digits(before, 1), digits(after, 1));
    for (at, kind) in [(0, Kind::Purpose), (4, Kind::Vendor), (8, Kind::Basis)] {
        if old.get(at..at + 4) != new.get(at..at + 4) {
            add(kind);
        }
    }
    let (old, new) = (digits(before, 2), digits(after, 2));
    for (list, other, kind) in [(old, new, Kind::NewItem), (new, old, Kind::RemovedItem)] {
        if is_short_of(list, other) {
            add(kind);
        }
    }
}

fn digits(word: &str, place: usize) -> &str {
    word.split(':').nth(place).unwrap_or_default()
}

/// Whether one list lacks something that the other has, two of the same being two.
fn is_short_of(list: &str, other: &str) -> bool {
    let count = |items: &str, item: &[u8]| items.as_bytes().chunks(4).filter(|known| *known == item).count();
    other.as_bytes().chunks(4).any(|item| count(list, item) < count(other, item))
}

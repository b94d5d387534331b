//! What has changed since a visitor was asked. Knows how `asked` is written, and not what any word of it stands for.

use crate::plan::Plan;
use crate::value::Value;

/// One thing that is not as it was when the visitor answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The id of the category that was answered.
    pub category: String,
    /// The id of the service.
    pub service: String,
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
pub fn changes(record: &Value, plan: &Plan) -> Vec<Change> {
    let mut changes = Vec::new();
    for category in &plan.categories {
        let before = record.get("asked").and_then(|asked| asked.text(&category.id)).and_then(Words::read);
        let after = category.asked.as_deref().and_then(Words::read);
        if let (Some(before), Some(after)) = (before, after) {
            let kinds = before.compare(&after).into_iter();
            let change =
                |(service, kind): (&str, Kind)| Change { category: category.id.clone(), service: service.into(), kind };
            changes.extend(kinds.map(change));
        }
    }
    changes
}

/// The words of one `asked`, one for each service.
struct Words<'a>(Vec<Word<'a>>);

struct Word<'a> {
    id: &'a str,
    /// Purpose, vendor and basis.
    parts: Vec<&'a [u8]>,
    items: Vec<&'a [u8]>,
}

impl<'a> Words<'a> {
    fn read(asked: &'a str) -> Option<Words<'a>> {
        let (_, words) = asked.split_once(' ')?;
        words.split_whitespace().map(Word::read).collect::<Option<_>>().map(Words)
    }

    fn find(&self, id: &str) -> Option<&Word<'a>> {
        self.0.iter().find(|word| word.id == id)
    }

    fn compare(&self, after: &Words<'a>) -> Vec<(&'a str, Kind)> {
        let removed = self.0.iter().filter(|word| after.find(word.id).is_none());
        let mut kinds: Vec<_> = removed.map(|word| (word.id, Kind::RemovedService)).collect();
        for word in &after.0 {
            match self.find(word.id) {
                Some(before) => kinds.extend(before.compare(word).into_iter().map(|kind| (word.id, kind))),
                None => kinds.push((word.id, Kind::NewService)),
            }
        }
        kinds
    }
}

impl<'a> Word<'a> {
    fn read(word: &'a str) -> Option<Word<'a>> {
        let (id, digits) = word.split_once(':')?;
        let (parts, items) = digits.split_once(':').unwrap_or((digits, ""));
        Some(Word { id, parts: parts.as_bytes().chunks(4).collect(), items: items.as_bytes().chunks(4).collect() })
    }

    fn compare(&self, after: &Word<'a>) -> Vec<Kind> {
        let parts = self.parts.iter().zip(&after.parts).zip([Kind::Purpose, Kind::Vendor, Kind::Basis]);
        let mut kinds: Vec<Kind> = parts.filter(|((old, new), _)| old != new).map(|(_, kind)| kind).collect();
        kinds.extend(is_short_of(&self.items, &after.items).then_some(Kind::NewItem));
        kinds.extend(is_short_of(&after.items, &self.items).then_some(Kind::RemovedItem));
        kinds
    }
}

/// Whether one list lacks something that the other has, two of the same being two.
fn is_short_of(list: &[&[u8]], other: &[&[u8]]) -> bool {
    let count = |items: &[&[u8]], item: &[u8]| items.iter().filter(|known| **known == item).count();
    other.iter().any(|item| count(list, item) < count(other, item))
}

//! Which services are not what they were when a visitor was asked, for the widget, where [`crate::changes`] would be
//! too much Wasm. Knows how `asked` is written, and not what any word of it stands for.

use crate::plan::Plan;
use crate::value::Value;

/// The services that are not what they were when the visitor answered, each behind its category: new ones, and those
/// with another purpose, vendor, legal basis or item. A category that the record does not name has not changed: it is
/// new. Records of the first version have a digest only, so that nothing can be told of them but that something changed
/// ([`crate::Stored::must_ask`]).
pub fn renewed<'p>(record: &Value, plan: &'p Plan) -> Vec<(&'p str, &'p str)> {
    let mut renewed = Vec::new();
    for category in &plan.categories {
        let before = record.get("asked").and_then(|asked| asked.text(&category.id)).unwrap_or_default();
        let after = category.asked.as_deref().unwrap_or_default();
        let (Some((_, before)), Some((_, after))) = (before.split_once(' '), after.split_once(' ')) else { continue };
        for word in after.split(' ') {
            if !word.is_empty() && !before.split(' ').any(|old| old == word) {
                renewed.push((category.id.as_str(), word.split(':').next().unwrap_or_default()));
            }
        }
    }
    renewed
}

//! Mends the text of a config, and leaves all else in it as its author wrote it. Knows no rule.

use crate::diagnostic::Fix;
use crate::source::Source;
use assent_model::Value;
use jsonc_parser::ParseOptions;
use jsonc_parser::cst::{CstInputValue, CstNode, CstObject, CstObjectProp, CstRootNode};

/// What a browser reads.
const STRICT: ParseOptions =
    ParseOptions { allow_comments: false, allow_loose_object_property_names: false, allow_trailing_commas: false };

/// The text once these changes were made; nothing where that changes nothing, or where the text is not plain JSON: what
/// browsers do not read, or read otherwise than it looks, is for its author to mend first.
///
/// Changes are given in the order of the text, and made from its end, so that none moves the place of another.
pub fn mend(text: &str, fixes: &[&Fix]) -> Option<String> {
    if !Source::read(text).1.is_empty() {
        return None;
    }
    let mut mended = text.to_owned();
    for (place, fix) in fixes.iter().enumerate().rev() {
        // Two rules may want the same, and a member of a list that was removed twice would be two members.
        if !fixes.iter().skip(place + 1).any(|later| later == fix) {
            mended = added_in_line(&mended, fix).or_else(|| changed(&mended, fix)).unwrap_or(mended);
        }
    }
    (mended != text && Source::read(&mended).1.is_empty()).then_some(mended)
}

/// The text with a further member in an object or a list that stands on one line, and goes on to do so.
fn added_in_line(text: &str, fix: &Fix) -> Option<String> {
    let (source, _) = Source::read(text);
    let (around, member) = match fix {
        Fix::Append(path, value) => (path.as_str(), serde_json::to_string(value).ok()?),
        Fix::Set(path, value) if !source.has(path) => {
            let around = source.nearest(path);
            let keys = Some(inner(path.strip_prefix(around)?)).filter(|keys| !keys.contains('['))?;
            let (first, rest) = keys.split_once('.').map_or((keys, None), |(first, rest)| (first, Some(rest)));
            let value = rest
                .into_iter()
                .flat_map(|rest| rest.rsplit('.'))
                .fold(value.clone(), |value, key| Value::object([(key, value)]));
            let [key, value] = [&first.into(), &value].map(serde_json::to_string);
            (around, format!("{}: {}", key.ok()?, value.ok()?))
        }
        _ => return None,
    };
    let range = source.range(around).filter(|range| !text.get(range.clone()).is_none_or(|text| text.contains('\n')))?;
    let (start, end) = (text.get(..range.end)?, text.get(range.end..)?);
    let (open, close) = match fix {
        Fix::Append(..) => (start.strip_suffix(']')?, ']'),
        _ => (start.strip_suffix('}')?, '}'),
    };
    let filled = open.trim_end();
    let gap = open.get(filled.len()..)?;
    let comma = if filled.ends_with(['{', '[']) { "" } else { ", " };
    Some(format!("{filled}{comma}{member}{gap}{close}{end}"))
}

/// The text with a change that may take lines of its own.
fn changed(text: &str, fix: &Fix) -> Option<String> {
    let root = CstRootNode::parse(text, &STRICT).ok()?;
    apply(&root, fix)?;
    Some(root.to_string())
}

/// Makes a change; one whose place is not there any more changes nothing.
fn apply(root: &CstRootNode, fix: &Fix) -> Option<()> {
    let object = root.object_value()?;
    match fix {
        Fix::Set(path, value) => set(object, path, input(value)),
        Fix::Remove(path) => match find(object.into(), path)? {
            Place::Member(member) => member.remove(),
            Place::Element(element) => element.remove(),
        },
        Fix::Append(path, value) => {
            let list = match find(object.clone().into(), path) {
                Some(Place::Member(member)) => member.array_value()?,
                Some(Place::Element(element)) => element.as_array()?,
                None => {
                    set(object, path, CstInputValue::Array(vec![input(value)]));
                    return Some(());
                }
            };
            list.append(input(value));
        }
    }
    Some(())
}

/// A place in the text.
enum Place {
    /// A key of an object with its value.
    Member(CstObjectProp),
    /// A member of a list.
    Element(CstNode),
}

/// What stands at a path of keys and places, such as `services[2].items[0].name`.
fn find(node: CstNode, path: &str) -> Option<Place> {
    if let Some((place, rest)) = path.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let element = node.as_array()?.elements().into_iter().nth(place.parse().ok()?)?;
        return if rest.is_empty() { Some(Place::Element(element)) } else { find(element, inner(rest)) };
    }
    let (member, rest) = member(&node.as_object()?, path)?;
    if rest.is_empty() { Some(Place::Member(member)) } else { find(member.value()?, inner(rest)) }
}

/// The member of an object at which a path begins, and what follows. Keys may hold dots, so that the longest counts.
fn member<'p>(object: &CstObject, path: &'p str) -> Option<(CstObjectProp, &'p str)> {
    let named = object.properties().into_iter().filter_map(|member| {
        let name = member.name()?.decoded_value().ok()?;
        let rest = path.strip_prefix(&name)?;
        (rest.is_empty() || rest.starts_with(['.', '['])).then_some((member, rest))
    });
    named.min_by_key(|(_, rest)| rest.len())
}

fn inner(rest: &str) -> &str {
    rest.strip_prefix('.').unwrap_or(rest)
}

/// Gives a key a value. Objects that are not there yet are made on the way, but no lists.
fn set(object: CstObject, path: &str, value: CstInputValue) {
    if let Some(place) = find(object.clone().into(), path) {
        match place {
            Place::Member(member) => member.set_value(value),
            Place::Element(element) => replace(element, value),
        }
        return;
    }
    if let Some((member, rest)) = member(&object, path) {
        set_within(member.value(), inner(rest), value);
    } else if path.contains('[') {
        // A list that is not there has no members to be given a value.
    } else if let Some((first, rest)) = path.split_once('.') {
        set(object.object_value_or_set(first), rest, value);
    } else {
        object.append(path, value);
    }
}

fn set_within(node: Option<CstNode>, path: &str, value: CstInputValue) {
    let Some(node) = node else { return };
    let place = path.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match (node.as_object(), place) {
        (Some(object), _) => set(object, path, value),
        (None, Some((place, rest))) => {
            let elements = node.as_array().map(|list| list.elements()).unwrap_or_default();
            let element = place.parse().ok().and_then(|place: usize| elements.into_iter().nth(place));
            set_within(element, inner(rest), value);
        }
        (None, None) => {}
    }
}

fn replace(element: CstNode, value: CstInputValue) {
    if let Some(text) = element.as_string_lit() {
        text.replace_with(value);
    } else if let Some(number) = element.as_number_lit() {
        number.replace_with(value);
    }
}

fn input(value: &Value) -> CstInputValue {
    match value {
        Value::Null => CstInputValue::Null,
        Value::Bool(flag) => CstInputValue::Bool(*flag),
        Value::Number(number) => CstInputValue::Number(number.to_string()),
        Value::Text(text) => CstInputValue::String(text.clone()),
        Value::List(items) => CstInputValue::Array(items.iter().map(input).collect()),
        Value::Object(entries) => {
            CstInputValue::Object(entries.iter().map(|(key, value)| (key.clone(), input(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_mended_keeps_its_form() {
        let text = "{\r\n\t\"a\": { \"b.c\": 1,   \"d\": [1, 2, 3] },\r\n\t\"e\": \"x\"\r\n}\r\n";
        let mended = |fix: &Fix| mend(text, &[fix]).unwrap();
        assert_eq!(mended(&Fix::Set("a.b.c".into(), 7.into())), text.replace("1, ", "7, ").replace("[7, ", "[1, "));
        assert_eq!(mended(&Fix::Remove("e".into())), "{\r\n\t\"a\": { \"b.c\": 1,   \"d\": [1, 2, 3] }\r\n}\r\n");
        assert_eq!(mended(&Fix::Remove("a.d[1]".into())), text.replace("[1, 2, 3]", "[1, 3]"));
        assert_eq!(mended(&Fix::Append("a.d".into(), 4.into())), text.replace("3]", "3, 4]"));
        assert_eq!(mended(&Fix::Set("a.d[0]".into(), 4.into())), text.replace("[1", "[4"));
        assert_eq!(
            mended(&Fix::Set("a.x".into(), 4.into())),
            text.replace("3] }", "3], \"x\":4 }").replace(":4", ": 4")
        );
        let made = mended(&Fix::Set("f.g".into(), true.into()));
        assert_eq!(made, text.replace("\"x\"\r\n", "\"x\",\r\n\t\"f\": {\r\n\t\t\"g\": true\r\n\t}\r\n"));
    }

    #[test]
    fn members_of_lists_are_removed_once_and_from_the_end() {
        let fixes = [Fix::Remove("a[0]".into()), Fix::Remove("a[0]".into()), Fix::Remove("a[2]".into())];
        let fixes: Vec<&Fix> = fixes.iter().collect();
        assert_eq!(mend(r#"{"a": [1, 2, 3, 4]}"#, &fixes).unwrap(), r#"{"a": [ 2, 4]}"#);
    }

    #[test]
    fn what_is_not_plain_json_or_not_there_is_left_alone() {
        let fix = Fix::Remove("a".into());
        for text in ["", "[1]", "{\"a\": 1,}", "{\"a\": 1, \"a\": 2}", "{\"b\": 1}"] {
            assert_eq!(mend(text, &[&fix]), None, "{text}");
        }
        for path in ["b.c.d", "b[3]", "b[x]", "[0]", "b..", "", "."] {
            assert_eq!(mend("{\"b\": [1]}", &[&Fix::Remove(path.into())]), None, "{path}");
        }
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(serde_json::Value::from),
            any::<i32>().prop_map(serde_json::Value::from),
            "[a-c.\\[\\]\"\\\\ é]{0,4}".prop_map(serde_json::Value::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let keys = prop_oneof![Just("a"), Just("b"), Just("a.b"), Just("c[0]")];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
                prop::collection::btree_map(keys.prop_map(str::to_owned), inner, 0..4)
                    .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_change_breaks_the_json(
            value in any_json(), is_pretty in any::<bool>(), path in "[abc](\\.[ab]|\\[[0-2]\\]){0,3}", kind in 0..3,
        ) {
            let text = if is_pretty { format!("{value:#}") } else { value.to_string() };
            let fix = match kind {
                0 => Fix::Set(path, "é\"\\".into()),
                1 => Fix::Remove(path),
                _ => Fix::Append(path, Value::object([("x", 1.into())])),
            };
            if let Some(mended) = mend(&text, &[&fix]) {
                prop_assert!(serde_json::from_str::<serde_json::Value>(&mended).is_ok(), "{}", mended);
            }
        }
    }
}

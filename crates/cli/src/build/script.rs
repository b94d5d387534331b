//! Values as JavaScript, shorter than JSON: a name that is a word stands without quotes. Knows no value's meaning.

use assent_model::Value;

/// A value as an expression. It holds no `</`, so that the file may stand in a page too, between script tags.
pub(super) fn expression(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::List(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                text.push_str(if place == 0 { "" } else { "," });
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(entries) => {
            text.push('{');
            for (place, (key, value)) in entries.iter().enumerate() {
                text.push_str(if place == 0 { "" } else { "," });
                text.push_str(&name(key));
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
        Value::Text(words) => text.push_str(&quoted(words)),
        other => text.push_str(&json(other)),
    }
}

/// A text between the quotes that it has fewer of: HTML has many double ones.
fn quoted(text: &str) -> String {
    let whole = json(&Value::from(text));
    let inside = whole.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inside {
        // Without a backslash before a backslash, each one before a quote is the quote's own.
        Some(inside) if text.matches('"').count() > text.matches('\'').count() && !text.contains('\\') => {
            format!("'{}'", inside.replace("\\\"", "\"").replace('\'', "\\'"))
        }
        _ => whole,
    }
}

/// A key. `__proto__` would set the prototype of a literal, unless it is computed:
/// <https://tc39.es/ecma262/#sec-__proto__-property-names-in-object-initializers>
fn name(key: &str) -> String {
    let is_word = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_word { key.to_owned() } else { format!("[{}]", json(&Value::from(key))) }
}

/// As JSON has it, but that what would end a script is written otherwise.
fn json(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default().replace("</", "<\\/").replace("<!--", "<\\!--")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn written(json: &str) -> String {
        expression(&serde_json::from_str::<serde_json::Value>(json).unwrap().into())
    }

    #[test]
    fn words_need_no_quotes_and_other_names_keep_them() {
        assert_eq!(written(r#"{"a":1,"b_2":[true,null,"x"],"c-d":-0.5}"#), r#"{a:1,b_2:[true,null,"x"],["c-d"]:-0.5}"#);
        assert_eq!(written(r#"{"__proto__":{"x":1},"":2,"2a":3}"#), r#"{[""]:2,["2a"]:3,["__proto__"]:{x:1}}"#);
    }

    #[test]
    fn quotes_are_those_that_need_fewer_escapes() {
        assert_eq!(written(r#"["a \"b\" it's","it's","\"\\\""]"#), r#"['a "b" it\'s',"it's","\"\\\""]"#);
    }

    #[test]
    fn nothing_in_it_ends_a_script() {
        let text = written(r#"{"html":"</script><!--<script>"}"#);
        assert!(!text.contains("</") && !text.contains("<!--"), "{text}");
    }
}

//! JSON as people write a config: a line for each key, and for each member of a list of objects. Knows no key.

use assent_model::Value;

/// The text of a config.
pub fn lines(config: &Value) -> String {
    let lines: Vec<String> =
        config.entries().iter().map(|(key, value)| format!("  {}: {}", quoted(key), member(value))).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

fn member(value: &Value) -> String {
    match value {
        Value::List(items) if items.iter().any(|item| matches!(item, Value::Object(_))) => {
            let lines: Vec<String> = items.iter().map(|item| format!("    {}", in_line(item))).collect();
            format!("[\n{}\n  ]", lines.join(",\n"))
        }
        other => in_line(other),
    }
}

/// A value on one line.
pub fn in_line(value: &Value) -> String {
    match value {
        Value::Object(entries) if !entries.is_empty() => {
            let members: Vec<String> =
                entries.iter().map(|(key, value)| format!("{}: {}", quoted(key), in_line(value))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        Value::List(items) => format!("[{}]", items.iter().map(in_line).collect::<Vec<_>>().join(", ")),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}

fn quoted(text: &str) -> String {
    in_line(&text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_and_each_service_has_its_line() {
        let config = serde_json::json!({ "a": ["b", "c"], "d": [{ "e": "\"", "f": {} }], "g": { "h": true } });
        let text = lines(&config.clone().into());
        let expected = "{\n  \"a\": [\"b\", \"c\"],\n  \"d\": [\n    { \"e\": \"\\\"\", \"f\": {} }\n  ],\n  \"g\": { \"h\": true }\n}\n";
        assert_eq!(text, expected);
    }
}

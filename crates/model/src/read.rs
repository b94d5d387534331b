//! Reading a value as what it should be, and saying where it is not. Knows no particular config.

use crate::fault::{Faults, did_you_mean, listed};
use crate::value::Value;

/// A value together with its place in the file.
#[derive(Debug, Clone)]
pub struct Node<'v> {
    value: &'v Value,
    path: String,
}

/// How one value becomes a `T`: `None` once a fault has been added.
pub type Read<T> = fn(&Node<'_>, &Faults) -> Option<T>;

impl<'v> Node<'v> {
    /// A value at a path; the whole file has the empty path.
    pub fn new(value: &'v Value, path: &str) -> Node<'v> {
        Node { value, path: path.to_owned() }
    }

    /// Where it stands: `services[2].items[0].name`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The bare value.
    pub fn value(&self) -> &'v Value {
        self.value
    }

    /// Opens an object for reading.
    pub fn object<'f>(&self, faults: &'f Faults) -> Option<Object<'v, 'f>> {
        match self.value {
            Value::Object(entries) => {
                Some(Object { entries, path: self.path.clone(), asked: Vec::new(), open: false, faults })
            }
            _ => self.not("an object", faults),
        }
    }

    /// Reads every member of a list; those with faults are left out.
    pub fn list<T>(&self, read: Read<T>, faults: &Faults) -> Option<Vec<T>> {
        let Value::List(items) = self.value else { return self.not("a list", faults) };
        let nodes = items.iter().enumerate().map(|(i, value)| Node { value, path: format!("{}[{i}]", self.path) });
        Some(nodes.filter_map(|node| read(&node, faults)).collect())
    }

    /// Adds the fault of a wrong type.
    pub fn not<T>(&self, expected: &str, faults: &Faults) -> Option<T> {
        let message = ["expected ", expected, ", found ", self.value.kind()].concat();
        faults.add("wrong-type", &self.path, message, ["Write ", expected, " here."].concat());
        None
    }
}

/// Reads a text that is not empty.
pub fn text(node: &Node<'_>, faults: &Faults) -> Option<String> {
    match node.value {
        Value::Text(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Text(_) => {
            faults.add("empty-text", &node.path, "this text is empty".into(), "Write it, or leave out the key.".into());
            None
        }
        _ => node.not("a text", faults),
    }
}

/// Reads `true` or `false`.
pub fn flag(node: &Node<'_>, faults: &Faults) -> Option<bool> {
    let Value::Bool(flag) = node.value else { return node.not("true or false", faults) };
    Some(*flag)
}

/// Reads a whole number, zero or more.
pub fn whole(node: &Node<'_>, faults: &Faults) -> Option<u32> {
    node.value.as_whole().or_else(|| node.not("a whole number, 0 or more", faults))
}

/// Reads a link: http, https, mailto, tel or relative. Anything else could run code in the page.
pub fn link(node: &Node<'_>, faults: &Faults) -> Option<String> {
    let link = text(node, faults)?;
    if is_link(&link) {
        return Some(link);
    }
    let help = "Use https, http, mailto, tel or a path of this site.".into();
    faults.add("unsafe-link", &node.path, ["\"", &link, "\" is not a link that a page may hold"].concat(), help);
    None
}

/// Whether a link has one of the schemes that cannot run code, or none at all.
pub fn is_link(link: &str) -> bool {
    // Browsers drop tabs, line ends and leading control characters before they look for a scheme, so
    // "java\nscript:" is a scheme: https://url.spec.whatwg.org/#concept-basic-url-parser
    if link.chars().any(|c| c.is_control() || c == '\\') || link.starts_with(' ') {
        return false;
    }
    let scheme = link.split(['/', '?', '#']).next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme);
    scheme.is_none_or(|scheme| ["https", "http", "mailto", "tel"].iter().any(|s| scheme.eq_ignore_ascii_case(s)))
}

/// Reads one of a few words.
pub fn one_of<T: Copy>(node: &Node<'_>, words: &[(&'static str, T)], faults: &Faults) -> Option<T> {
    let written = text(node, faults)?;
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == written) {
        return Some(*value);
    }
    let known = || words.iter().map(|(word, _)| *word);
    let help = [did_you_mean(&written, known()), ["It is one of ", &listed(known()), "."].concat()].concat();
    faults.add("unknown-word", &node.path, ["\"", &written, "\" is not a word for this place"].concat(), help);
    None
}

/// Reads an object whose keys are the author's own, each value by the same reader.
pub fn map<T>(node: &Node<'_>, read: Read<T>, faults: &Faults) -> Option<Vec<(String, T)>> {
    let object = node.object(faults)?;
    Some(object.rest().filter_map(|(key, node)| Some((key.to_owned(), read(&node, faults)?))).collect())
}

/// An object while it is read. It remembers the keys that were asked for, and on drop the others are faults: so
/// each key is named once, where it is used.
#[derive(Debug)]
pub struct Object<'v, 'f> {
    entries: &'v [(String, Value)],
    path: String,
    asked: Vec<&'static str>,
    open: bool,
    faults: &'f Faults,
}

impl<'v> Object<'v, '_> {
    /// Where it stands.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The place of one of its keys.
    pub fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { [&self.path, ".", key].concat() }
    }

    /// The member of this name, if it is there.
    pub fn node(&mut self, key: &'static str) -> Option<Node<'v>> {
        self.asked.push(key);
        let (_, value) = self.entries.iter().find(|(name, _)| name == key)?;
        Some(Node { value, path: self.path_of(key) })
    }

    /// Reads a member that may be missing.
    pub fn optional<T>(&mut self, key: &'static str, read: Read<T>) -> Option<T> {
        let node = self.node(key)?;
        read(&node, self.faults)
    }

    /// Reads a member that must be there.
    pub fn required<T>(&mut self, key: &'static str, read: Read<T>) -> Option<T> {
        let node = self.node(key);
        if node.is_none() {
            let message = ["\"", key, "\" is missing"].concat();
            self.faults.add("missing-key", &self.path, message, ["Add \"", key, "\"."].concat());
        }
        read(&node?, self.faults)
    }

    /// Reads a list that may be missing.
    pub fn list<T>(&mut self, key: &'static str, read: Read<T>) -> Vec<T> {
        self.node(key).and_then(|node| node.list(read, self.faults)).unwrap_or_default()
    }

    /// Every member, for objects whose keys are the author's own.
    pub fn rest(mut self) -> impl Iterator<Item = (&'v str, Node<'v>)> {
        self.open = true;
        let path = self.path.clone();
        self.entries.iter().map(move |(key, value)| (key.as_str(), Node { value, path: [&path, ".", key].concat() }))
    }
}

impl Drop for Object<'_, '_> {
    fn drop(&mut self) {
        if self.open {
            return;
        }
        for (key, _) in self.entries {
            if !self.asked.contains(&key.as_str()) {
                let mut known = self.asked.clone();
                known.sort_unstable();
                known.dedup();
                let help = [did_you_mean(key, known.iter().copied()), "Known here: ".into(), listed(known), ".".into()];
                let message = ["\"", key, "\" is not a key of this object"].concat();
                self.faults.add("unknown-key", &self.path_of(key), message, help.concat());
            }
        }
    }
}

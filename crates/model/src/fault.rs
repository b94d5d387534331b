//! What is wrong with a config, said once and for people: what, where, how to mend it. Knows no renderer.

use std::cell::RefCell;

/// One fault of a config.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault: stable, kebab-case, reads as "allow …".
    pub code: &'static str,
    /// Where, as a path of keys: `services[2].items[0].name`. Empty for the whole file.
    pub path: String,
    /// What is wrong, without a full stop at its end.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl Fault {
    /// The fault as one line for the console.
    pub fn line(&self) -> String {
        let place = if self.path.is_empty() { "" } else { ": " };
        [&self.path, place, &self.message, ". ", &self.help, " [", self.code, "]"].concat()
    }
}

/// The faults found so far. Reading goes on after a fault, so that one run tells them all.
#[derive(Debug, Default)]
pub struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    /// Adds a fault.
    pub fn add(&self, code: &'static str, path: &str, message: String, help: String) {
        self.0.borrow_mut().push(Fault { code, path: path.to_owned(), message, help });
    }

    /// All of them, in the order they were found.
    pub fn into_vec(self) -> Vec<Fault> {
        self.0.into_inner()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }
}

/// The candidate nearest to what was written, as a sentence to put before other help; empty if none is near.
pub fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    let limit = written.chars().count() / 3 + 1;
    candidates
        .into_iter()
        .map(|candidate| (distance(written, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| ["Did you mean \"", candidate, "\"? "].concat())
        .unwrap_or_default()
}

/// The words as a list for a sentence: `"a", "b", "c"`.
pub fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| ["\"", word, "\""].concat()).collect();
    quoted.join(", ")
}

/// How many characters must be put in, left out or changed (Levenshtein), upper and lower case being the same.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, a) in one.to_lowercase().chars().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(&other) {
            let changed = diagonal + usize::from(a != *b);
            diagonal = *cell;
            left = changed.min(left + 1).min(*cell + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_candidate_is_offered() {
        assert_eq!(did_you_mean("catagories", ["services", "categories"]), "Did you mean \"categories\"? ");
        assert_eq!(did_you_mean("Matamo", ["matomo"]), "Did you mean \"matomo\"? ");
        assert_eq!(did_you_mean("colour", ["services", "categories"]), "");
    }

    #[test]
    fn the_distance_counts_edits() {
        assert_eq!(distance("", ""), 0);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}

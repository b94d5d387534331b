//! What is wrong with a config, said once and for people: what, where, how to mend it. Knows no renderer.

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
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds a fault; message and help are given in parts.
    pub fn add(&mut self, code: &'static str, path: &[&str], message: &[&str], help: &[&str]) {
        self.0.push(Fault { code, path: path.concat(), message: message.concat(), help: help.concat() });
    }

    /// The value, if no fault was found.
    ///
    /// # Errors
    /// The faults, in the order they were found.
    pub fn none_or<T>(self, value: T) -> Result<T, Vec<Fault>> {
        if self.0.is_empty() { Ok(value) } else { Err(self.0) }
    }

    /// The faults, in the order they were found.
    pub fn all(self) -> Vec<Fault> {
        self.0
    }

    /// How many there are so far.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

/// The candidate nearest to what was written, as a sentence to put before other help; empty if none is near.
pub fn did_you_mean(written: &str, candidates: &[&str]) -> String {
    let near = candidates.iter().map(|candidate| (distance(written, candidate), candidate)).min();
    match near {
        Some((distance, candidate)) if distance <= written.len() / 3 + 1 => {
            ["Did you mean \"", candidate, "\"? "].concat()
        }
        _ => String::new(),
    }
}

/// The words as a list for a sentence: `"a", "b", "c"`.
pub fn listed(words: &[&str]) -> String {
    ["\"", &words.join("\", \""), "\""].concat()
}

/// How many bytes must be put in, left out or changed (Levenshtein), upper and lower case being the same.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, a) in one.bytes().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(other.bytes()) {
            let changed = diagonal + usize::from(!a.eq_ignore_ascii_case(&b));
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
        assert_eq!(did_you_mean("catagories", &["services", "categories"]), "Did you mean \"categories\"? ");
        assert_eq!(did_you_mean("Matamo", &["matomo"]), "Did you mean \"matomo\"? ");
        assert_eq!(did_you_mean("colour", &["services", "categories"]), "");
        assert_eq!(did_you_mean("colour", &[]), "");
    }

    #[test]
    fn the_distance_counts_edits() {
        assert_eq!(distance("", ""), 0);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}

//! A key of an object: its name, what it holds, and what people are told of it. Knows no object by name.

use super::Shape;

/// A key of an object.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it must be there.
    pub need: Need,
    /// What people are told of it.
    pub said: Said,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Must,
    /// It may.
    May,
}

/// What the manual and an editor say of a key.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, Copy)]
pub struct Said {
    /// What it is for, in a few sentences. Markdown, for the names that are in it.
    pub about: &'static str,
    /// What holds without it, as JSON.
    pub default: Option<&'static str>,
    /// What one may write, as JSON.
    pub example: Option<&'static str>,
}

/// In a page nobody reads it. A sentence that no constant holds is in no Wasm either: only what is reachable from a
/// static is written out.
#[cfg(target_arch = "wasm32")]
#[derive(Debug, Clone, Copy)]
pub struct Said;

#[cfg(not(target_arch = "wasm32"))]
impl Said {
    const fn new(about: &'static str) -> Said {
        Said { about, default: None, example: None }
    }

    const fn or(self, default: &'static str) -> Said {
        Said { default: Some(default), ..self }
    }

    const fn such_as(self, example: &'static str) -> Said {
        Said { example: Some(example), ..self }
    }
}

#[cfg(target_arch = "wasm32")]
impl Said {
    const fn new(_: &'static str) -> Said {
        Said
    }

    const fn or(self, _: &'static str) -> Said {
        self
    }

    const fn such_as(self, _: &'static str) -> Said {
        self
    }
}

impl Key {
    /// This key with what holds where it is left out, as JSON.
    pub(super) const fn or(self, default: &'static str) -> Key {
        Key { said: self.said.or(default), ..self }
    }

    /// This key with something that one may write, as JSON.
    pub(super) const fn such_as(self, example: &'static str) -> Key {
        Key { said: self.said.such_as(example), ..self }
    }
}

pub(super) const fn must(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, need: Need::Must, said: Said::new(about) }
}

pub(super) const fn may(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, need: Need::May, said: Said::new(about) }
}

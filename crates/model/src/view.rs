//! What the widget shows, every text chosen and filled. Knows no element and no language.

use crate::config::{Banner, Controller};
use crate::texts::Texts;

/// Everything on screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct View {
    /// The sentences.
    pub texts: Texts,
    /// Where the banner stands.
    pub banner: Banner,
    /// The accent colour, `#rrggbb`.
    pub accent: Option<String>,
    /// Who is responsible.
    pub controller: Option<Controller>,
    /// Links to policy and legal notice: text and address.
    pub links: Vec<(String, String)>,
    /// The sentence on the date of the policy.
    pub policy_date: Option<String>,
    /// The categories, in order.
    pub categories: Vec<CategoryView>,
}

/// A category on screen.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Why it is asked for.
    pub text: String,
    /// Whether it is required, so that it has no switch.
    pub required: bool,
    /// Its services.
    pub services: Vec<ServiceView>,
}

/// A service on screen.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// Whether it runs without being asked for, on a legitimate interest, so that the visitor can object to it.
    /// <https://eur-lex.europa.eu/eli/reg/2016/679/oj#art_21>
    pub objection: bool,
    /// What else there is to know, each with its label.
    pub facts: Vec<Fact>,
    /// What it stores.
    pub items: Vec<ItemView>,
}

/// One labelled fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What is told.
    pub label: String,
    /// The fact.
    pub text: String,
    /// Where it leads, if it is a link.
    pub link: Option<String>,
}

/// A cookie or storage item on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemView {
    /// Its name.
    pub name: String,
    /// Where it is kept.
    pub kind: String,
    /// What it is for.
    pub purpose: String,
    /// How long it is kept.
    pub duration: String,
}

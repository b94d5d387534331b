//! The pure core: what a config means, what a page needs, what a visitor chose. Knows no DOM, no clock, no I/O.
//!
//! Read in this order: [`shape`] says what may be written, [`config`] is what the author wrote, [`texts`] every
//! sentence the widget can say, [`resolve()`] joins them with the cards of the catalogue into a [`plan`], and
//! [`record`] holds the visitor's choice and the rules that say what it grants.

pub mod cards;
pub mod changes;
pub mod choice;
pub mod config;
pub mod digest;
pub mod fault;
pub mod plan;
pub mod record;
pub mod renewed;
pub mod resolve;
#[cfg(all(feature = "json", not(target_arch = "wasm32")))]
pub mod schema;
pub mod shape;
mod steps;
pub mod texts;
pub mod time;
pub mod value;
pub mod view;

pub use cards::Cards;
pub use changes::{Change, Kind, changes};
pub use choice::Choice;
pub use config::Config;
pub use digest::digest;
pub use fault::{Fault, Faults};
pub use plan::{Model, Plan};
pub use record::Stored;
pub use renewed::renewed;
pub use resolve::{Surroundings, resolve};
pub use texts::Texts;
pub use value::Value;

//! Assent in Yew applications: [`Consent`] puts the kit to work, [`use_consent`] follows the choice, [`Held`] waits for it.
#![doc = ""]
#![doc = include_str!("../README.md")]

mod calls;
mod component;
mod config;
mod held;
mod hooks;
mod page;
mod record;
mod tag;

pub use calls::{accept_all, close, granted, open, record, reject_all, set, set_language, withdraw};
pub use component::{Consent, ConsentProps};
pub use config::Config;
pub use held::{Held, HeldProps};
pub use hooks::{use_consent, use_record};
pub use record::Record;

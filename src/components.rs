//! What visitors see, one component per file. They show the view and tell of actions; they decide nothing.
//!
//! They are plain functions of the view: only the app has a state, and each Yew component of its own would bring a
//! life cycle into the Wasm for a state that it does not have.

mod banner;
mod button;
mod category;
mod declaration;
mod element;
mod links;
mod notice;
mod panel;
mod receipt;
mod service;

pub use banner::banner;
pub use declaration::declaration;
pub use element::{element, hears, special};
pub use notice::notice;
pub use panel::{Seen, inline, panel};

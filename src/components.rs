//! What visitors see, one component per file. They show the view and tell of actions; they decide nothing.

mod banner;
mod button;
mod category;
mod panel;
mod service;

pub use banner::Banner;
pub use panel::Panel;

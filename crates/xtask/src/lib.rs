//! The project's own tasks, as a library: the command line and the browser tests both call it. Knows the tree's layout, not what the product decides.

pub mod bench;
pub mod browsers;
pub mod codegen;
pub mod collector;
pub mod example;
pub mod kit;
pub mod npm;
pub mod paths;
pub mod serve;
pub mod shots;
pub mod site;
pub mod size;
pub mod test;
pub mod toolchain;

mod apt;
mod http;
mod run;
mod say;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may stop where its data is not what it needs
mod tidy;

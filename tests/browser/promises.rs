//! The promises, each kept in a real browser, with the kit of `dist/` over HTTP.
//!
//! `cargo test -p xtask --test browser -- accept` runs those with `accept` in their names, `-- firefox` those of that
//! engine; `-- --ignored shots` writes screenshots to `target/shots/`, and `cargo xtask bench` measures. A module is a promise to visitors or site owners, and its tests are what it means.
#![allow(clippy::indexing_slicing, reason = "a missing member of a JSON value is null, which a test then shows")]

#[macro_use]
mod run;
mod drivers;
mod page;
mod sessions;
mod widget;

mod accept;
mod accessibility;
mod bench;
mod built;
mod change_of_mind;
mod demo;
mod embeds;
mod faults;
mod first_visit;
mod gpc;
mod guest;
mod harness;
mod languages;
mod late;
mod mistakes;
mod moments;
mod net;
mod numbers;
mod parameters;
mod policy;
mod preferences;
mod queues;
mod records;
mod regions;
mod reject;
mod reload;
mod same;
mod shots;
mod signals;
mod sites;
mod subdomains;
mod tag;
mod templates;
mod trust;
mod vendors;
mod withdrawal;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let promises = [
        harness::PROMISES,
        first_visit::PROMISES,
        accept::PROMISES,
        built::PROMISES,
        demo::PROMISES,
        reject::PROMISES,
        preferences::PROMISES,
        change_of_mind::PROMISES,
        records::PROMISES,
        faults::PROMISES,
        mistakes::PROMISES,
        guest::PROMISES,
        policy::PROMISES,
        sites::PROMISES,
        languages::PROMISES,
        parameters::PROMISES,
        tag::PROMISES,
        withdrawal::PROMISES,
        subdomains::PROMISES,
        net::PROMISES,
        embeds::PROMISES,
        signals::PROMISES,
        vendors::PROMISES,
        gpc::PROMISES,
        regions::PROMISES,
        reload::PROMISES,
        same::PROMISES,
        queues::PROMISES,
        late::PROMISES,
        moments::PROMISES,
        templates::PROMISES,
        trust::PROMISES,
        numbers::PROMISES,
        accessibility::axe::PROMISES,
        accessibility::contrast::PROMISES,
        accessibility::focus::PROMISES,
        accessibility::keyboard::PROMISES,
        accessibility::names::PROMISES,
        accessibility::room::PROMISES,
        accessibility::sight::PROMISES,
        accessibility::status::PROMISES,
    ];
    match run::run(&run::Wanted::from_args(), &promises.concat(), &[shots::PROMISES, bench::PROMISES].concat()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

//! The promises, each kept in a real browser, with the kit of `dist/` over HTTP.
//!
//! `cargo test -p xtask --test browser -- accept` runs those with `accept` in their names, `-- firefox` those of that
//! engine; `-- --ignored shots` writes screenshots to `target/shots/`, as `cargo xtask shots` does; `cargo xtask bench` measures.
//! A module is a promise to visitors or site owners, and its tests are what it means.
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
mod by_name;
mod change_of_mind;
mod demo;
mod embeds;
mod faults;
mod first_visit;
mod gpc;
mod guest;
mod harness;
mod in_page;
mod languages;
mod late;
mod layouts;
mod mistakes;
mod moments;
mod net;
mod numbers;
mod parameters;
mod placeholders;
mod policy;
mod preferences;
mod queues;
mod records;
mod regions;
mod reject;
mod reload;
mod revisit;
mod same;
mod sheet;
mod shots;
mod signals;
mod sites;
mod subdomains;
mod tag;
mod templates;
mod theme;
mod toggles;
mod trust;
mod vendors;
mod withdrawal;
mod yew;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let promises = [
        harness::PROMISES,
        first_visit::PROMISES,
        accept::PROMISES,
        by_name::PROMISES,
        built::PROMISES,
        demo::PROMISES,
        reject::PROMISES,
        preferences::PROMISES,
        in_page::PROMISES,
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
        placeholders::PROMISES,
        placeholders::room::PROMISES,
        toggles::PROMISES,
        revisit::PROMISES,
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
        layouts::PROMISES,
        theme::PROMISES,
        numbers::PROMISES,
        accessibility::axe::PROMISES,
        accessibility::contrast::PROMISES,
        accessibility::focus::PROMISES,
        accessibility::keyboard::PROMISES,
        accessibility::names::PROMISES,
        accessibility::room::PROMISES,
        accessibility::sight::PROMISES,
        accessibility::status::PROMISES,
        yew::PROMISES,
    ];
    let others = [shots::PROMISES, sheet::PROMISES, bench::PROMISES].concat();
    match run::run(&run::Wanted::from_args(), &promises.concat(), &others).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

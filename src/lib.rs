//! The widget's entry: what the gate calls. Knows the model, and nothing else of ours.

mod app;
mod browser;
mod components;
mod gate;
#[cfg(feature = "ssr")]
pub mod render;
mod setup;
mod state;
mod style;

use app::{App, Message};
use gate::Gate;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use yew::AppHandle;

/// Smaller than the standard one by 2 kB, and as quick however many blocks there are: with one that searches a list, a
/// panel of 200 services took ten times as long to open.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

thread_local! {
    static APP: RefCell<Option<AppHandle<App>>> = const { RefCell::new(None) };
}

/// Makes the plan and stands ready to show it. Gives the plan, or undefined once every fault has been reported.
#[wasm_bindgen]
pub async fn start(gate: Gate) -> JsValue {
    let Some(plan) = setup::plan(&gate).await else { return JsValue::UNDEFINED };
    let made = browser::to_js(&plan.to_value());
    // The plan lives as long as the page does: what is never freed needs no code that frees it.
    match app::mount(Box::leak(Box::new(plan)), gate.clone()) {
        Ok(app) => APP.set(Some(app)),
        Err(error) => {
            gate.report("widget-failed", "this page", &browser::message(&error), "Reload the page", "assent-widget");
            return JsValue::UNDEFINED;
        }
    }
    made
}

/// Shows the banner, the panel, or the offer to reload the page. The gate alone decides which.
#[wasm_bindgen]
pub fn show(banner: bool, panel: bool, reload: bool) {
    APP.with_borrow(|app| {
        if let Some(app) = app {
            app.send_message(Message::Show { banner, panel, reload });
        }
    });
}

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
use assent_model::Plan;
use gate::Gate;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use yew::AppHandle;

/// A page is one thread, and an allocator made for that is 2 kB smaller than the standard one.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());

thread_local! {
    static APP: RefCell<Option<AppHandle<App>>> = const { RefCell::new(None) };
}

/// Makes the plan and stands ready to show it; called again, shows the new one in the place of the last. Gives the plan, or
/// undefined once every fault has been reported.
#[wasm_bindgen]
pub async fn start(gate: Gate) -> JsValue {
    let Some(plan) = setup::plan(&gate).await else { return JsValue::UNDEFINED };
    let made = browser::to_js(&plan.to_value());
    // The plan lives as long as the page does: what is never freed needs no code that frees it.
    let plan: &'static Plan = Box::leak(Box::new(plan));
    if APP.with_borrow(|app| app.as_ref().map(|app| app.send_message(Message::Plan(plan))).is_some()) {
        return made;
    }
    match app::mount(plan, gate.clone()) {
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

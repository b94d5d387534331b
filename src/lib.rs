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

use app::{App, AppProps, Message, Mode};
use assent_model::Plan;
use gate::Gate;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::AppHandle;

/// Smaller than the standard one by 2 kB, and as quick however many blocks there are: with one that searches a list, a
/// panel of 200 services took ten times as long to open.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The widget, wherever it stands in the page.
struct Widget {
    props: AppProps,
    /// What lies over the page, and behind it what stands in the page.
    apps: Vec<AppHandle<App>>,
}

thread_local! {
    static WIDGET: RefCell<Option<Widget>> = const { RefCell::new(None) };
}

/// Makes the plan and stands ready to show it; called again, shows the new one in the place of the last. Gives the plan, or
/// undefined once every fault has been reported.
#[wasm_bindgen]
pub async fn start(gate: Gate) -> JsValue {
    let Some(plan) = setup::plan(&gate).await else { return JsValue::UNDEFINED };
    let made = browser::to_js(&plan.to_value());
    // The plan lives as long as the page does: what is never freed needs no code that frees it.
    let plan: &'static Plan = Box::leak(Box::new(plan));
    if replace(plan) {
        return made;
    }
    let props = AppProps { plan, gate, mode: Mode::Overlay };
    match app::place(&props) {
        Ok(app) => WIDGET.set(Some(Widget { props, apps: vec![app] })),
        Err(error) => {
            let message = browser::message(&error);
            props.gate.report("widget-failed", "this page", &message, "Reload the page", "assent-widget");
            return JsValue::UNDEFINED;
        }
    }
    made
}

/// Shows this plan wherever the widget stands; false if it stands nowhere yet.
fn replace(plan: &'static Plan) -> bool {
    WIDGET.with_borrow_mut(|widget| {
        let Some(widget) = widget else { return false };
        widget.props.plan = plan;
        for app in &widget.apps {
            app.send_message(Message::Plan(plan));
        }
        true
    })
}

/// Shows the banner, the panel, or the offer to reload the page. The gate alone decides which.
#[wasm_bindgen]
pub fn show(banner: bool, panel: bool, reload: bool) {
    WIDGET.with_borrow(|widget| {
        if let Some(app) = widget.as_ref().and_then(|widget| widget.apps.first()) {
            app.send_message(Message::Show { banner, panel, reload });
        }
    });
}

/// Shows the panel, or else the declaration, in an element of the page.
#[wasm_bindgen]
pub fn inside(root: Element, is_panel: bool) {
    WIDGET.with_borrow_mut(|widget| {
        let Some(widget) = widget else { return };
        let mode = if is_panel { Mode::Panel } else { Mode::Declaration };
        widget.apps.push(app::mount(root, AppProps { mode, ..widget.props.clone() }));
    });
}

/// Tells what has become of a choice: `Message::Heard`. The texts are leaked, as the plan is: a visitor makes few choices.
#[wasm_bindgen]
pub fn heard(status: String, names: String, in_page: bool) {
    let (status, names) = (status.leak(), names.leak());
    WIDGET.with_borrow(|widget| {
        for app in widget.iter().flat_map(|widget| &widget.apps) {
            app.send_message(Message::Heard { status, names, in_page });
        }
    });
}

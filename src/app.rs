//! The one place where plan, state, components and browser meet.

use crate::browser;
use crate::components;
use crate::gate::Gate;
use crate::state::{Draft, State};
use crate::style;
use assent_model::{Choice, Plan, Stored};
use wasm_bindgen::JsValue;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

/// Puts the widget into the page, showing nothing yet.
///
/// # Errors
/// The browser's error, if the page has no body or knows no shadow roots.
pub fn mount(plan: &'static Plan, gate: Gate) -> Result<AppHandle<App>, JsValue> {
    let root = gate.place(&style::accent(plan), &plan.language, plan.view.texts.get("direction"))?;
    Ok(yew::Renderer::<App>::with_root_and_props(root, AppProps { plan, gate }).render())
}

/// What the app is given, once.
#[derive(Properties, Clone)]
pub struct AppProps {
    /// The plan.
    pub plan: &'static Plan,
    /// The gate.
    pub gate: Gate,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &AppProps) -> bool {
        std::ptr::eq(self.plan, other.plan)
    }
}

/// What can happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// The gate wants this on screen.
    Show {
        /// The banner.
        banner: bool,
        /// The panel.
        panel: bool,
        /// The offer to load the page anew.
        reload: bool,
    },
    /// A category's switch was moved.
    Category(&'static str, bool),
    /// A service's switch was moved.
    Service(&'static str, bool),
    /// This is the plan from now on, in another language. All else stays: what is open, what is switched on, where the focus is.
    Plan(&'static Plan),
    /// The switches are the visitor's choice.
    Save,
    /// The dialog closed itself, as it does on Escape.
    Closed,
}

/// The widget.
#[derive(Debug, Default)]
pub struct App {
    plan: Option<&'static Plan>,
    state: State,
    dialog: NodeRef,
    heading: NodeRef,
}

impl Component for App {
    type Message = Message;
    type Properties = AppProps;

    fn create(_: &Context<App>) -> App {
        App::default()
    }

    fn update(&mut self, context: &Context<App>, message: Message) -> bool {
        let AppProps { plan, gate } = context.props();
        let plan = self.plan.unwrap_or(plan);
        match message {
            Message::Plan(plan) => self.plan = Some(plan),
            Message::Show { banner, panel, reload } => {
                if panel && !self.state.panel {
                    self.state.draft = Draft::from_stored(plan, &stored(gate));
                }
                self.state.banner = banner;
                self.state.panel = panel;
                self.state.reload = reload;
            }
            Message::Category(id, on) => self.state.draft.set_category(plan, id, on),
            Message::Service(id, on) => self.state.draft.set_service(plan, id, on),
            Message::Save => save(plan, gate, &self.state.draft),
            Message::Closed => gate.close(),
        }
        true
    }

    fn view(&self, context: &Context<App>) -> Html {
        let AppProps { plan, gate } = context.props();
        let plan = self.plan.unwrap_or(plan);
        let act = context.link().callback(|message| message);
        html! {
            <>
                // It is there before its words are, because what comes with its words may not be read out:
                // https://www.w3.org/TR/WCAG22-TECHS/ARIA22
                <div role="status">
                    if self.state.reload && !self.state.banner {
                        { components::notice(plan) }
                    }
                </div>
                if self.state.banner {
                    { components::banner(plan) }
                }
                <dialog ref={&self.dialog} part="panel" class="panel" aria-labelledby="panel-title"
                    onclose={act.reform(|_| Message::Closed)}>
                    if self.state.panel {
                        { components::panel(plan, &self.state.draft, gate.opted_out(), &self.heading, &act) }
                    }
                </dialog>
            </>
        }
    }

    /// Brings the dialog to the state. As a modal dialog the browser keeps the focus inside, and gives it back.
    fn rendered(&mut self, _: &Context<App>, _: bool) {
        let Some(dialog) = self.dialog.cast::<HtmlDialogElement>() else { return };
        if self.state.panel && !dialog.open() {
            // It fails only for a dialog that is not in the page; then there is nothing to show it in.
            let _ = dialog.show_modal();
            if let Some(heading) = self.heading.cast::<HtmlElement>() {
                let _ = heading.focus();
            }
        } else if !self.state.panel && dialog.open() {
            dialog.close();
        }
    }
}

/// The record that holds now.
fn stored(gate: &Gate) -> Stored {
    let record = gate.record();
    if !record.is_null() {
        // The gate gives no other record than one that holds.
        return Stored::Kept(browser::to_value(&record));
    }
    // Something that does not hold is not nothing: where silence grants, this must not.
    if browser::is_kept() { Stored::Unreadable } else { Stored::Absent }
}

/// Makes the switches the visitor's choice, of which the gate makes a record.
fn save(plan: &Plan, gate: &Gate, draft: &Draft) {
    let choice = Choice::new(plan, "custom", &|id| draft.is_on(id));
    gate.adopt(&browser::to_js(&choice.into()));
}

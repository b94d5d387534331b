//! The one place where plan, state, components and browser meet.

use crate::browser;
use crate::components::{Banner, Panel};
use crate::gate::Gate;
use crate::state::{Draft, State};
use assent_model::{Choice, Plan, Record, Stored};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

/// The style sheet, minified by `cargo xtask codegen` from `www/widget.css`.
const CSS: &str = include_str!("widget.min.css");

/// Puts the widget into the page, showing nothing yet.
///
/// # Errors
/// The browser's error, if the page has no body or knows no shadow roots.
pub fn mount(plan: Plan, gate: Gate) -> Result<AppHandle<App>, JsValue> {
    let accent = plan.view.accent.as_ref().map(|accent| [":host{--assent-accent:", accent, "}"].concat());
    let root = browser::host(&[CSS, accent.as_deref().unwrap_or_default()].concat(), &plan.view.language)?;
    Ok(yew::Renderer::<App>::with_root_and_props(root, AppProps { plan: Rc::new(plan), gate }).render())
}

/// What the app is given once.
#[derive(Properties, Clone, PartialEq)]
pub struct AppProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The gate.
    pub gate: Gate,
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
    },
    /// A category's switch was moved.
    Category(AttrValue, bool),
    /// A service's switch was moved.
    Service(AttrValue, bool),
    /// The switches are the visitor's choice.
    Save,
    /// The dialog closed itself, as it does on Escape.
    Closed,
}

/// The widget.
#[derive(Debug, Default)]
pub struct App {
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
        match message {
            Message::Show { banner, panel } => {
                if panel && !self.state.panel {
                    self.state.draft = Draft::from_stored(plan, &stored(gate));
                }
                self.state.banner = banner;
                self.state.panel = panel;
            }
            Message::Category(id, on) => self.state.draft.set_category(plan, &id, on),
            Message::Service(id, on) => self.state.draft.set_service(plan, &id, on),
            Message::Save => save(plan, gate, &self.state.draft),
            Message::Closed => gate.close(),
        }
        true
    }

    fn view(&self, context: &Context<App>) -> Html {
        let link = context.link();
        html! {
            <>
                if self.state.banner {
                    <Banner plan={&context.props().plan} />
                }
                <dialog ref={&self.dialog} part="panel" class="panel" aria-labelledby="panel-title"
                    onclose={link.callback(|_| Message::Closed)}>
                    if self.state.panel {
                        <Panel plan={&context.props().plan} draft={self.state.draft.clone()} heading={&self.heading}
                            act={link.callback(|message| message)} />
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
    let value = (!record.is_null()).then(|| browser::to_value(&record));
    Stored::read(value.as_ref(), browser::now())
}

/// Makes the switches the visitor's choice.
fn save(plan: &Plan, gate: &Gate, draft: &Draft) {
    let before = stored(gate);
    let before = before.kept();
    let now = browser::now();
    let record = Record {
        choice: Choice::new(plan, "custom", |id| draft.is_on(id)),
        id: before.and_then(|before| before.id()).map_or_else(|| gate.uuid(), str::to_owned),
        at: browser::iso(now),
        expires: browser::iso(now + f64::from(plan.days) * 86_400_000.0),
        history: before.map(|before| before.history()).unwrap_or_default(),
    };
    let stored = browser::store(&record).is_ok();
    gate.adopt(&browser::to_js(&record), stored);
}

//! The one place where plan, state, components and browser meet.

use crate::browser;
use crate::components::{self, Seen, element, hears, special};
use crate::gate::Gate;
use crate::state::{Draft, State};
use crate::style;
use assent_model::{Plan, Stored};
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlDialogElement, HtmlElement};
use yew::html::onclose;
use yew::prelude::*;
use yew::virtual_dom::{VList, VNode};

#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

/// Puts the widget over the page, showing nothing yet.
///
/// # Errors
/// The browser's error, if the page has no body or knows no shadow roots.
pub fn place(props: &AppProps) -> Result<AppHandle<App>, JsValue> {
    let AppProps { plan, gate, .. } = props;
    let root = gate.place(&style::accent(plan), &plan.language, plan.view.texts.get("direction"))?;
    Ok(mount(root, props.clone()))
}

/// Renders into this element.
pub fn mount(root: Element, props: AppProps) -> AppHandle<App> {
    yew::Renderer::<App>::with_root_and_props(root, props).render()
}

/// Where the widget stands, and so what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Over the page: the banner, the panel as a dialog, the notice.
    Overlay,
    /// In the page: the panel.
    Panel,
    /// In the page: what the panel tells, with nothing to choose.
    Declaration,
}

/// What the app is given, once.
#[derive(Properties, Clone)]
pub struct AppProps {
    /// The plan.
    pub plan: &'static Plan,
    /// The gate.
    pub gate: Gate,
    /// Where it stands.
    pub mode: Mode,
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
    /// The record has changed, or what it led to is known.
    Heard {
        /// What the visitor is to be told: `saved`, `deleted` or `left`; empty if nothing.
        status: &'static str,
        /// The names that it concerns; a change of the record concerns none.
        names: &'static str,
        /// Whether a panel in the page tells it.
        in_page: bool,
    },
    /// A category's switch was moved.
    Category(&'static str, bool),
    /// A service's switch was moved.
    Service(&'static str, bool),
    /// This is the plan from now on, in another language. All else stays: what is open, what is switched on, where the focus is.
    Plan(&'static Plan),
    /// The switches are the visitor's choice.
    Save,
    /// The notice was read.
    Dismissed,
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
    /// Whether what had the focus may have gone with the last rendering.
    is_lost: bool,
}

impl Component for App {
    type Message = Message;
    type Properties = AppProps;

    fn create(context: &Context<App>) -> App {
        let mut app = App::default();
        app.state.draft = draft(context.props());
        app
    }

    fn update(&mut self, context: &Context<App>, message: Message) -> bool {
        let props @ AppProps { plan, gate, mode } = context.props();
        let plan = self.plan.unwrap_or(plan);
        match message {
            Message::Plan(plan) => self.plan = Some(plan),
            Message::Show { banner, panel, reload } => {
                if panel && !self.state.panel {
                    self.state.draft = draft(props);
                }
                self.state.banner = banner;
                self.state.panel = panel;
                self.state.reload = reload;
            }
            Message::Heard { status, names, in_page } => {
                if names.is_empty() {
                    self.state.draft = draft(props);
                    self.state.told.clear();
                }
                if !status.is_empty() && (*mode == Mode::Panel || !in_page) {
                    self.state.told.add(&plan.view.texts, status, names);
                }
            }
            Message::Category(id, on) => self.state.draft.set_category(plan, id, on),
            Message::Service(id, on) => self.state.draft.set_service(plan, id, on),
            Message::Save => gate.save(&browser::to_js(&self.state.draft.answers(plan))),
            Message::Dismissed => {
                self.state.told.clear();
                self.is_lost = true;
            }
            Message::Closed => {
                gate.close();
                self.is_lost = true;
            }
        }
        true
    }

    fn view(&self, context: &Context<App>) -> Html {
        let AppProps { plan, gate, mode } = context.props();
        let plan = self.plan.unwrap_or(plan);
        let act = &context.link().callback(|message| message);
        let recorded = !gate.record().is_null();
        let seen = &Seen { opted_out: gate.opted_out(), recorded, heading: &self.heading, act };
        match mode {
            Mode::Overlay => overlay(plan, &self.state, &self.dialog, seen),
            Mode::Panel => components::inline(plan, &self.state, seen),
            Mode::Declaration => components::declaration(plan),
        }
    }

    /// Brings the dialog to the state. As a modal dialog the browser keeps the focus inside, and gives it back.
    fn rendered(&mut self, context: &Context<App>, _: bool) {
        if let Some(dialog) = self.dialog.cast::<HtmlDialogElement>() {
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
        context.props().gate.settle(std::mem::take(&mut self.is_lost));
    }
}

/// What lies over the page.
fn overlay(plan: &'static Plan, state: &State, dialog: &NodeRef, seen: &Seen<'_>) -> Html {
    let mut parts = Vec::new();
    if !state.banner && !state.panel {
        parts.push(components::notice(plan, state, seen.act));
    }
    // It is there before its words are, because what comes with its words may not be read out:
    // https://www.w3.org/TR/WCAG22-TECHS/ARIA22. Behind an open dialog it would not be either.
    let status = element("div", &["role"], &["status"], parts);
    let banner = if state.banner { components::banner(plan) } else { Html::default() };
    let panel = if state.panel { components::panel(plan, state, seen) } else { Vec::new() };
    let closed = seen.act.reform(|_| Message::Closed);
    let heard = hears(onclose::Wrapper::new(closed));
    let names: (&'static [&'static str], &[&str]) =
        (&["part", "class", "aria-labelledby"], &["panel", "panel", "panel-title"]);
    let dialog = special("dialog", dialog.clone(), None, names, heard, panel);
    VNode::from(VList::with_children(vec![status, banner, dialog], None))
}

/// The switches as the record that holds now has them.
fn draft(AppProps { plan, gate, .. }: &AppProps) -> Draft {
    let record = gate.record();
    let stored = if !record.is_null() {
        // The gate gives no other record than one that holds.
        Stored::Kept(browser::to_value(&record))
    } else if browser::is_kept() {
        // Something that does not hold is not nothing: where silence grants, this must not.
        Stored::Unreadable
    } else {
        Stored::Absent
    };
    Draft::from_stored(plan, &stored)
}

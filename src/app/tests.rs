//! The widget in a browser, with a gate that only listens: what is shown, what a switch does, what is saved.

use super::{App, mount};
use crate::app::Message;
use crate::gate::Gate;
use assent_model::{Cards, Config, Model, Plan, Surroundings, Texts, Value, resolve};
use js_sys::JSON;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, ShadowRoot, window};
use yew::AppHandle;

wasm_bindgen_test_configure!(run_in_browser);

const CONFIG: &str = r#"{"categories": [{"id": "necessary", "required": true}, {"id": "analytics"}], "services": [
    {"id": "one", "title": "One", "category": "analytics", "items": [{"type": "cookie", "name": "<b>_1*</b>", "days": 2}]},
    {"id": "two", "title": "Two", "category": "analytics"}]}"#;

/// A gate that remembers what it was told.
const GATE: &str = "({ told: [], kept: null, optedOut: false, record() { return this.kept },
    adopt(choice) { this.kept = choice; this.told.push('adopt') },
    close() { this.told.push('close') }, report(code) { this.told.push(code) },
    place(css, lang, dir) {
        const host = Object.assign(document.createElement('assent-widget'), { lang, dir }), root = document.createElement('div');
        const sheet = new CSSStyleSheet(), shadow = host.attachShadow({ mode: 'open' });
        sheet.replaceSync(css);
        shadow.adoptedStyleSheets = [sheet];
        shadow.append(root);
        document.querySelector('body').prepend(host); // an element's name could stand in for document.body
        return root;
    } })";

fn value(json: &str) -> Value {
    crate::browser::to_value(&JSON::parse(json).unwrap())
}

fn plan() -> &'static Plan {
    let config = Config::read(&value(CONFIG)).unwrap();
    let keys = ["necessary.title", "necessary.text", "analytics.title", "analytics.text"];
    let texts = keys.map(|key| (["category.", key].concat(), Value::from(key)));
    let texts = Texts::new(&Value::Object(texts.into_iter().collect()));
    let cards = Cards::new(Value::Null);
    let around = Surroundings { cards: &cards, texts: &texts, language: "en", today: "2026-11-22", region: "" };
    Box::leak(Box::new(resolve(&config, around).unwrap()))
}

/// The widget in the page, alone there.
struct Page {
    app: AppHandle<App>,
    gate: JsValue,
    shadow: ShadowRoot,
}

impl Page {
    fn new() -> Page {
        Page::with(plan())
    }

    fn with(plan: &'static Plan) -> Page {
        let document = window().unwrap().document().unwrap();
        while let Some(earlier) = document.query_selector("assent-widget").unwrap() {
            earlier.remove();
        }
        window().unwrap().local_storage().unwrap().unwrap().clear().unwrap();
        let gate = js_sys::eval(GATE).unwrap();
        let app = mount(plan, gate.clone().unchecked_into::<Gate>()).unwrap();
        let body = document.query_selector("body").unwrap().unwrap();
        let host = body.first_element_child().unwrap();
        assert_eq!(host.tag_name(), "ASSENT-WIDGET", "it stands first in the body, and so first in the order of focus");
        Page { app, gate, shadow: host.shadow_root().unwrap() }
    }

    async fn show(&self, banner: bool, panel: bool) {
        self.show_all(banner, panel, false).await;
    }

    async fn show_all(&self, banner: bool, panel: bool, reload: bool) {
        self.app.send_message(Message::Show { banner, panel, reload });
        rendered().await;
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.shadow.query_selector(selector).unwrap()
    }

    async fn click(&self, selector: &str) {
        self.find(selector).unwrap().unchecked_into::<HtmlElement>().click();
        rendered().await;
    }

    fn is_on(&self, selector: &str) -> bool {
        self.find(selector).unwrap().unchecked_into::<web_sys::HtmlInputElement>().checked()
    }

    fn told(&self) -> String {
        js_sys::Reflect::get(&self.gate, &"told".into()).unwrap().unchecked_into::<js_sys::Array>().join(", ").into()
    }
}

/// Yew renders in microtasks, and a dialog tells of its closing in a task: this waits for both.
async fn rendered() {
    for _ in 0..2 {
        let frame = js_sys::Promise::new(&mut |then, _| {
            window().unwrap().request_animation_frame(&then).unwrap();
        });
        JsFuture::from(frame).await.unwrap();
    }
}

#[wasm_bindgen_test]
async fn it_shows_what_the_gate_wants() {
    let page = Page::new();
    assert!(page.find("[part=banner]").is_none() && page.find("dialog[open]").is_none());
    page.show(true, false).await;
    assert!(page.find("[part=banner] [data-assent-action=reject]").is_some());
    page.show(true, true).await;
    assert!(page.find("[part=banner]").is_some() && page.find("dialog[open]").is_some());
    page.show(false, false).await;
    assert!(page.find("[part=banner]").is_none() && page.find("dialog[open]").is_none());
}

#[wasm_bindgen_test]
async fn switches_are_off_at_first_and_go_together() {
    let page = Page::new();
    page.show(false, true).await;
    let (category, one, two) =
        ("[data-assent-category=analytics]", "[data-assent-service=one]", "[data-assent-service=two]");
    assert!(!page.is_on(category) && !page.is_on(one) && !page.is_on(two));
    assert!(page.find("[data-assent-category=necessary]").is_none(), "what is required has no switch");
    page.click(category).await;
    assert!(page.is_on(category) && page.is_on(one) && page.is_on(two));
    page.click(one).await;
    assert!(page.is_on(category) && !page.is_on(one) && page.is_on(two));
    page.click(two).await;
    assert!(!page.is_on(category));
}

#[wasm_bindgen_test]
async fn saving_gives_the_switches_to_the_gate() {
    let page = Page::new();
    page.show(false, true).await;
    page.click("[data-assent-service=two]").await;
    page.click("[data-assent-action=save]").await;
    assert_eq!(page.told(), "adopt");
    let chosen = crate::browser::to_value(&js_sys::Reflect::get(&page.gate, &"kept".into()).unwrap());
    assert_eq!(chosen.text("method"), Some("custom"));
    assert!(chosen.get("categories").unwrap().is_true("analytics") && chosen.get("services").unwrap().is_true("two"));
    assert_eq!(chosen.get("services").unwrap().get("one"), Some(&Value::Bool(false)));
    page.show(false, false).await;
    page.show(false, true).await;
    assert!(page.is_on("[data-assent-service=two]") && !page.is_on("[data-assent-service=one]"));
}

#[wasm_bindgen_test]
async fn what_was_not_saved_is_forgotten() {
    let page = Page::new();
    page.show(false, true).await;
    page.click("[data-assent-category=analytics]").await;
    page.show(false, false).await;
    page.show(false, true).await;
    assert!(!page.is_on("[data-assent-category=analytics]"));
}

#[wasm_bindgen_test]
async fn texts_are_text() {
    let page = Page::new();
    page.show(false, true).await;
    assert!(page.find("b").is_none());
    assert_eq!(page.find("tbody th").unwrap().text_content().as_deref(), Some("<b>_1*</b>"));
}

#[wasm_bindgen_test]
async fn a_dialog_that_closes_itself_tells_the_gate() {
    let page = Page::new();
    page.show(false, true).await;
    page.find("dialog").unwrap().unchecked_into::<web_sys::HtmlDialogElement>().close();
    rendered().await;
    assert_eq!(page.told(), "close");
}

#[wasm_bindgen_test]
async fn the_heading_gets_the_focus() {
    let page = Page::new();
    page.show(false, true).await;
    assert_eq!(page.shadow.active_element().unwrap().id(), "panel-title");
}

#[wasm_bindgen_test]
async fn the_offer_to_reload_waits_for_the_question_and_is_read_out() {
    let page = Page::new();
    rendered().await;
    assert!(page.find("[role=status]").is_some() && page.find("[part=notice]").is_none());
    page.show_all(true, false, true).await;
    assert!(page.find("[part=notice]").is_none(), "it would lie over the question");
    page.show_all(false, false, true).await;
    for action in ["reload", "stay"] {
        let button = ["[role=status] [part=notice] [data-assent-action=", action, "]"].concat();
        assert!(page.find(&button).is_some(), "{action}");
    }
    page.show_all(false, false, false).await;
    assert!(page.find("[part=notice]").is_none());
}

#[wasm_bindgen_test]
async fn the_panel_tells_that_the_browsers_request_holds() {
    let page = Page::new();
    page.show(false, true).await;
    assert!(page.find("dialog [role=status]").is_none());
    page.show(false, false).await;
    js_sys::Reflect::set(&page.gate, &"optedOut".into(), &true.into()).unwrap();
    page.show(false, true).await;
    assert_eq!(page.find("dialog [role=status]").unwrap().text_content().as_deref(), Some("panel.gpc"));
}

#[wasm_bindgen_test]
async fn a_record_that_does_not_hold_switches_nothing_on_where_silence_would() {
    let plan: &'static Plan = Box::leak(Box::new(Plan { model: Model::OptOut, ..plan().clone() }));
    for (kept, is_on) in [(None, true), (Some("{"), false)] {
        let page = Page::with(plan);
        if let Some(kept) = kept {
            window().unwrap().local_storage().unwrap().unwrap().set_item("assent", kept).unwrap();
        }
        page.show(false, true).await;
        assert_eq!(page.is_on("[data-assent-category=analytics]"), is_on, "{kept:?}");
    }
}

#[wasm_bindgen_test]
async fn an_element_named_body_does_not_stand_in_for_it() {
    let document = window().unwrap().document().unwrap();
    let image = document.create_element("img").unwrap();
    image.set_attribute("name", "body").unwrap();
    document.query_selector("body").unwrap().unwrap().append_child(&image).unwrap();
    let page = Page::new();
    image.remove();
    page.show(true, false).await;
    assert!(page.find("[part=banner]").is_some());
}

//! The widget in a browser, with a gate that only listens: what is shown, what a switch does, what is saved.

use super::{App, AppProps, Message, Mode, mount, place};
use crate::gate::Gate;
use assent_model::{Cards, Config, Model, Plan, Surroundings, Texts, Value, resolve};
use js_sys::JSON;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, ShadowRoot, window};
use yew::AppHandle;

wasm_bindgen_test_configure!(run_in_browser);

const CONFIG: &str = r#"{"categories": [{"id": "necessary", "required": true}, {"id": "analytics"}, {"id": "marketing"}],
"services": [
    {"id": "guard", "title": "Guard", "category": "necessary", "basis": {"processing": ["legitimate-interests"]}},
    {"id": "basket", "title": "Basket", "category": "necessary", "basis": {"processing": ["contract"]}},
    {"id": "three", "title": "Three", "category": "marketing"},
    {"id": "one", "title": "One", "category": "analytics", "items": [{"type": "cookie", "name": "<b>_1*</b>", "days": 2}]},
    {"id": "two", "title": "Two", "category": "analytics"}]}"#;

/// A gate that remembers what it was told.
const GATE: &str = "({ told: [], kept: null, optedOut: false, record() { return this.kept },
    save(answers) { this.saved = answers; this.told.push('save') }, settle(isLost) { if (isLost) this.told.push('lost') },
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
    let keys = ["necessary", "analytics", "marketing"]
        .iter()
        .flat_map(|id| [".title", ".text"].map(|part| [id, part].concat()));
    let texts = keys.map(|key| (["category.", &key].concat(), Value::from(key.as_str())));
    let left = ("status.left".to_owned(), Value::from("could not delete {names}"));
    let texts = Texts::new(&Value::Object(texts.chain([left]).collect()));
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
        let props = AppProps { plan, gate: gate.clone().unchecked_into::<Gate>(), mode: Mode::Overlay };
        let app = place(&props).unwrap();
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

    /// Whether the category stands between on and off. The property itself is the gate's to set.
    fn is_mixed(&self) -> bool {
        self.find(ANALYTICS).unwrap().matches(".mixed").unwrap()
    }

    /// What was saved last, as JSON.
    fn saved(&self) -> String {
        let saved = js_sys::Reflect::get(&self.gate, &"saved".into()).unwrap();
        JSON::stringify(&saved).unwrap().into()
    }

    async fn hear(&self, status: &'static str, names: &'static str, in_page: bool) {
        self.app.send_message(Message::Heard { status, names, in_page });
        rendered().await;
    }

    fn text(&self, selector: &str) -> String {
        self.find(selector).unwrap().text_content().unwrap()
    }

    fn told(&self) -> String {
        js_sys::Reflect::get(&self.gate, &"told".into()).unwrap().unchecked_into::<js_sys::Array>().join(", ").into()
    }
}

const ANALYTICS: &str = "[data-assent-category=analytics]";

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
    let (category, one, two) = (ANALYTICS, "[data-assent-service=one]", "[data-assent-service=two]");
    assert!(!page.is_on(category) && !page.is_on(one) && !page.is_on(two));
    assert!(page.find("[data-assent-category=necessary]").is_none(), "what is required has no switch");
    page.click(category).await;
    assert!(page.is_on(category) && page.is_on(one) && page.is_on(two));
    page.click(one).await;
    assert!(page.is_mixed() && !page.is_on(one) && page.is_on(two));
    page.click(category).await;
    assert!(!page.is_mixed() && page.is_on(category) && page.is_on(one) && page.is_on(two), "mixed becomes all");
    page.click(one).await;
    page.click(two).await;
    assert!(!page.is_mixed() && !page.is_on(category));
}

#[wasm_bindgen_test]
async fn a_switch_with_three_states_is_a_checkbox() {
    let page = Page::new();
    page.show(false, true).await;
    assert_eq!(page.find(ANALYTICS).unwrap().get_attribute("role"), None, "it has two services");
    for other in ["[data-assent-category=marketing]", "[data-assent-service=one]"] {
        assert_eq!(page.find(other).unwrap().get_attribute("role").as_deref(), Some("switch"), "{other}");
    }
}

#[wasm_bindgen_test]
async fn an_objection_is_a_switch_of_its_own() {
    let page = Page::new();
    page.show(false, true).await;
    let objection = "[data-assent-objection=guard]";
    assert!(!page.is_on(objection) && page.find("[data-assent-service=guard]").is_none());
    assert!(page.find("[data-assent-objection=basket]").is_none(), "it rests on a contract");
    page.click(objection).await;
    assert!(page.is_on(objection));
    page.click("[data-assent-action=save]").await;
    assert_eq!(
        page.saved(),
        r#"{"guard":false,"analytics":false,"one":false,"two":false,"marketing":false,"three":false}"#
    );
}

#[wasm_bindgen_test]
async fn saving_gives_the_switches_to_the_gate() {
    let page = Page::new();
    page.show(false, true).await;
    page.click("[data-assent-service=two]").await;
    page.click("[data-assent-action=save]").await;
    assert_eq!(page.told(), "save");
    assert_eq!(
        page.saved(),
        r#"{"guard":true,"analytics":true,"one":false,"two":true,"marketing":false,"three":false}"#
    );
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
    assert_eq!(
        page.find("[aria-labelledby=service-one] tbody th").unwrap().text_content().as_deref(),
        Some("<b>_1*</b>")
    );
}

#[wasm_bindgen_test]
async fn a_dialog_that_closes_itself_tells_the_gate() {
    let page = Page::new();
    page.show(false, true).await;
    page.find("dialog").unwrap().unchecked_into::<web_sys::HtmlDialogElement>().close();
    rendered().await;
    assert_eq!(page.told(), "close, lost");
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

#[wasm_bindgen_test]
async fn what_became_of_a_choice_is_told_once_the_panel_is_closed() {
    let page = Page::new();
    page.show(false, true).await;
    page.hear("saved", "", false).await;
    assert!(page.find("[part=notice]").is_none(), "behind a modal dialog nobody would hear it");
    page.show(false, false).await;
    let notice = "[role=status] > [part=notice]";
    assert_eq!(page.text(&[notice, " p"].concat()), "status.saved");
    assert!(page.find("[part=notice].passing").is_some(), "it goes by itself");
    page.hear("deleted", "_a, _b", false).await;
    page.hear("left", "_c", false).await;
    assert_eq!(page.text("[part=notice] p:last-child"), "could not delete _c");
    assert!(page.find("[part=notice].passing").is_none(), "there may be something to do");
    page.click("[data-assent-action=dismiss]").await;
    assert!(page.find("[part=notice]").is_none());
    assert_eq!(page.told(), "close, lost, lost", "with the dialog, and with the notice");
}

#[wasm_bindgen_test]
async fn each_choice_is_told_anew() {
    let page = Page::new();
    page.hear("saved", "", false).await;
    let first = page.find("[part=notice]").unwrap();
    page.hear("saved", "", false).await;
    assert!(
        !first.is_connected() && page.find("[part=notice]").is_some(),
        "the same element would not be read out again"
    );
    page.hear("", "", false).await;
    assert!(page.find("[part=notice]").is_none(), "what was chosen elsewhere is not told");
    page.hear("saved", "", true).await;
    assert!(page.find("[part=notice]").is_none(), "a panel in the page tells it");
}

#[wasm_bindgen_test]
async fn a_receipt_is_there_once_there_is_a_record() {
    let page = Page::new();
    page.show(false, true).await;
    assert!(page.find(".receipt").is_none());
    js_sys::Reflect::set(&page.gate, &"kept".into(), &js_sys::Object::new()).unwrap();
    page.hear("saved", "", false).await;
    for inner in ["pre", "[data-assent-action=copy]", "[data-assent-action=download]", "[role=status]"] {
        assert!(page.find(&["details.receipt ", inner].concat()).is_some(), "{inner}");
    }
}

/// An element in the page that the widget renders into.
async fn inside(mode: Mode) -> (Element, AppHandle<App>) {
    let root = window().unwrap().document().unwrap().create_element("div").unwrap();
    let gate = js_sys::eval(GATE).unwrap().unchecked_into::<Gate>();
    let app = mount(root.clone(), AppProps { plan: plan(), gate, mode });
    rendered().await;
    (root, app)
}

#[wasm_bindgen_test]
async fn the_panel_in_the_page_is_no_dialog_and_tells_what_became_of_the_choice() {
    let (root, app) = inside(Mode::Panel).await;
    let find = |selector: &str| root.query_selector(selector).unwrap();
    for there in ["section.inline[aria-labelledby=panel-title] h2#panel-title", ANALYTICS, "[data-assent-action=save]"]
    {
        assert!(find(there).is_some(), "{there}");
    }
    for not_there in ["dialog", "[role=dialog]", "[data-assent-action=close]", "[part=banner]"] {
        assert!(find(not_there).is_none(), "{not_there}");
    }
    assert_eq!(
        find(".status[role=status]").unwrap().text_content().as_deref(),
        Some(""),
        "it is there before its words"
    );
    app.send_message(Message::Heard { status: "saved", names: "", in_page: true });
    rendered().await;
    assert_eq!(find(".status[role=status]").unwrap().text_content().as_deref(), Some("status.saved"));
}

#[wasm_bindgen_test]
async fn the_declaration_has_everything_and_no_switch() {
    let (root, _) = inside(Mode::Declaration).await;
    let count = |selector: &str| root.query_selector_all(selector).unwrap().length();
    assert_eq!((count(".declaration h3"), count(".declaration h4"), count("table")), (3, 5, 1));
    assert_eq!((count(".objection p"), count("input, button, details, dialog")), (1, 0));
}

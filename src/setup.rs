//! From the config to the plan: asks for the language that it needs. Knows no component.

use crate::browser;
use crate::gate::Gate;
use assent_model::{Cards, Config, Fault, Plan, Surroundings, Texts, resolve};

/// Makes the plan, or tells the gate every fault.
pub async fn plan(gate: &Gate) -> Option<Plan> {
    let config = Config::read(&browser::to_value(&gate.config())).map_err(|faults| report(gate, &faults)).ok()?;
    // As the plan it lives as long as the page does.
    let config: &'static Config = Box::leak(Box::new(config));
    let wishes: Vec<String> = gate.languages().iter().map(String::from).collect();
    let language = config.language(&wishes);
    let texts = gate.texts(language).await.ok().filter(|texts| !texts.is_undefined())?;
    let texts = Texts::new(&browser::to_value(&texts));
    let cards = Cards::new(browser::to_value(&gate.cards()));
    let now = browser::iso(browser::now());
    let today = now.split('T').next().unwrap_or_default();
    let region = gate.region().as_string().unwrap_or_default();
    let around = Surroundings { cards: &cards, texts: &texts, language, today, region: &region };
    resolve(config, around).map_err(|faults| report(gate, &faults)).ok()
}

/// One message for all faults: the first as such, the others behind it.
fn report(gate: &Gate, faults: &[Fault]) {
    let Some((first, others)) = faults.split_first() else { return };
    let mut help = [&first.help, " Until then everything stays held"].concat();
    for fault in others {
        help.push('\n');
        help.push_str(&fault.line());
    }
    gate.report(first.code, &gate.source(), &first.message, &help, &first.path);
}

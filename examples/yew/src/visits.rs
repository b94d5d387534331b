//! A chart of the visitor's own visits, counted on their device once they agree. Knows no banner.

use assent_yew::use_consent;
use gloo_storage::{LocalStorage, Storage};
use yew::prelude::*;

/// The key in localStorage, which `assent.json` declares: after a withdrawal the kit deletes it.
const KEY: &str = "visits";

/// How many visits there were on each day of the week, Sunday first.
type Week = [u32; 7];

/// The chart, or why there is none.
#[component]
pub fn Visits() -> Html {
    let is_granted = use_consent("analytics");
    let week = use_state(Week::default);
    let counted = week.setter();
    use_effect_with(is_granted, move |is_granted| {
        if *is_granted {
            counted.set(count());
        }
    });
    html! {
        <section id="visits">
            <h2>{ "Your visits" }</h2>
            if is_granted {
                <p>{ "You have agreed to analytics, so your visits are counted: on this device, by day of the week." }</p>
                { chart(&week) }
            } else {
                <p>{ "Your visits are not counted. Agree to analytics, and you see them here." }</p>
            }
        </section>
    }
}

/// Counts this visit. Where nothing can be stored, it is the first each time.
fn count() -> Week {
    let mut week: Week = LocalStorage::get(KEY).unwrap_or_default();
    let today = js_sys::Date::new_0().get_day();
    if let Some(day) = usize::try_from(today).ok().and_then(|day| week.get_mut(day)) {
        *day = day.saturating_add(1);
    }
    let _ = LocalStorage::set(KEY, week);
    week
}

fn chart(week: &Week) -> Html {
    let most = week.iter().copied().max().unwrap_or_default().max(1);
    let bar = |(day, visits): (u32, &u32)| {
        let height = visits.saturating_mul(40) / most;
        let (x, y) = ((day * 10 + 1).to_string(), (40 - height).to_string());
        html! { <rect {x} {y} width="8" height={height.to_string()} /> }
    };
    let label = format!("{} visits", week.iter().sum::<u32>());
    html! {
        <svg class="chart" role="img" aria-label={label} viewBox="0 0 70 40">{ for (0..).zip(week).map(bar) }</svg>
    }
}

//! The declaration as HTML. Knows no style, and no text of its own.

use super::columns;
use assent_model::view::{Fact, ItemView, ServiceView, View};
use std::fmt::Write;

/// A section for the page of the policy. Texts are escaped: nothing from a config is markup.
pub(super) fn of(view: &View, language: &str) -> String {
    let direction = if view.texts.has("direction") { view.texts.get("direction") } else { "ltr" };
    let mut html = format!("<section lang=\"{}\" dir=\"{}\">\n", escaped(language), escaped(direction));
    for category in &view.categories {
        let _ = write!(html, "<h2>{}</h2>\n<p>{}</p>\n", escaped(&category.title), escaped(&category.text));
        category.services.iter().for_each(|service| add_service(service, view, &mut html));
    }
    html + "</section>\n"
}

fn add_service(service: &ServiceView, view: &View, html: &mut String) {
    let title = escaped(&service.title);
    let _ = writeln!(html, "<h3>{title}</h3>");
    if let Some(purpose) = &service.purpose {
        let _ = writeln!(html, "<p>{}</p>", escaped(purpose));
    }
    if !service.facts.is_empty() {
        html.push_str("<dl>\n");
        service.facts.iter().for_each(|fact| add_fact(fact, html));
        html.push_str("</dl>\n");
    }
    if service.items.is_empty() {
        return;
    }
    let caption = escaped(view.texts.get("items.title"));
    let _ = write!(html, "<table>\n<caption>{title}: {caption}</caption>\n<thead>\n<tr>");
    for column in columns(view) {
        let _ = write!(html, "<th scope=\"col\">{}</th>", escaped(column));
    }
    html.push_str("</tr>\n</thead>\n<tbody>\n");
    service.items.iter().for_each(|item| add_item(item, html));
    html.push_str("</tbody>\n</table>\n");
}

fn add_fact(fact: &Fact, html: &mut String) {
    let text = escaped(&fact.text);
    let text =
        fact.link.as_ref().map_or_else(|| text.clone(), |link| format!("<a href=\"{}\">{text}</a>", escaped(link)));
    let _ = writeln!(html, "<dt>{}</dt><dd>{text}</dd>", escaped(&fact.label));
}

fn add_item(item: &ItemView, html: &mut String) {
    let _ = write!(html, "<tr><th scope=\"row\">{}</th>", escaped(&item.name));
    for cell in [&item.kind, &item.purpose, &item.duration] {
        let _ = write!(html, "<td>{}</td>", escaped(cell));
    }
    html.push_str("</tr>\n");
}

/// A text as it stands in HTML, between tags and in quotes alike.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

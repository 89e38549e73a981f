//! The copy of a customer's data as a document: to be read, printed and handed over.

use domain::wire::request::view::{Copy, Section, Value};
use leptos::{config::LeptosOptions, prelude::*};

use crate::{
    shell::plain,
    ui::{Definition, Definitions, TimeDetail, time::utc_text},
};

/// The copy as a document.
pub fn copy_page(options: LeptosOptions, copy: Copy) -> String {
    let title = format!("What {} holds about you", copy.business);
    let page = view! {
        <main class="single stack" id="main">
            <p class="soft">{format!("Made on {}", utc_text(copy.made_at, TimeDetail::DayAndTime))}</p>
            <h1>{title.clone()}</h1>
            {copy.sections.into_iter().map(section).collect_view()}
        </main>
    };
    plain(options, &title, page)
}

/// Each sort of data under its heading.
fn section(section: Section) -> AnyView {
    let none = section.rows.is_empty().then(|| view! { <p class="soft">"Nothing is held."</p> });
    let rows = section.rows.into_iter().map(|row| {
        let facts = row.into_iter().map(|(term, value)| {
            let said = match value {
                Value::Text(text) => text,
                Value::At(at) => utc_text(at, TimeDetail::DayAndTime),
            };
            view! { <Definition term>{said}</Definition> }
        });
        view! { <Definitions>{facts.collect_view()}</Definitions> }
    });
    view! {
        <section class="stack">
            <h2>{section.title}</h2>
            {none}
            {rows.collect_view()}
        </section>
    }
    .into_any()
}

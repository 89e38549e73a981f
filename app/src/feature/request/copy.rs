//! The copy of a customer's data as a document: to be read, printed and handed over.

use domain::{
    catalogue::CopyText,
    language::Language,
    wire::request::view::{Copy, Name, Section, Value},
};
use leptos::{config::LeptosOptions, prelude::*};

use crate::{
    shell::plain,
    ui::{Definition, Definitions},
};

/// The copy as a document, in the language of whoever it is about.
pub fn copy_page(options: LeptosOptions, copy: Copy) -> String {
    let language = copy.language;
    let title = language.say(&CopyText::Title { business: &copy.business });
    let made_on = language.say(&CopyText::MadeOn { at: &language.moment(copy.made_at) });
    let page = view! {
        <main class="single stack" id="main">
            <p class="soft">{made_on}</p>
            <h1>{title.clone()}</h1>
            {copy.sections.into_iter().map(|of| section(language, of)).collect_view()}
        </main>
    };
    plain(options, language, &title, page)
}

/// Each sort of data under its heading.
fn section(language: Language, section: Section) -> AnyView {
    let none = section.rows.is_empty().then(|| language.say(&CopyText::NothingHeld));
    let none = none.map(|words| view! { <p class="soft">{words}</p> });
    let rows = section.rows.into_iter().map(move |row| {
        let facts = row.into_iter().map(move |(name, value)| {
            view! { <Definition term=named(language, name)>{said(language, value)}</Definition> }
        });
        view! { <Definitions>{facts.collect_view()}</Definitions> }
    });
    view! {
        <section class="stack">
            <h2>{language.say(&CopyText::Heading(section.sort))}</h2>
            {none}
            {rows.collect_view()}
        </section>
    }
    .into_any()
}

fn named(language: Language, name: Name) -> String {
    match name {
        Name::Known(term) => language.say(&CopyText::Name(term)),
        Name::Own(heading) => heading,
    }
}

fn said(language: Language, value: Value) -> String {
    match value {
        Value::Text(text) => text,
        Value::Codes(codes) => codes.iter().map(|code| language.say(code)).collect::<Vec<_>>().join(", "),
        Value::At(at) => language.moment(at),
        Value::On(day) => language.day(day),
    }
}

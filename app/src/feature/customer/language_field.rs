//! The language in which a customer is written to.

use domain::language::Language;
use leptos::prelude::*;

use crate::{form::FormState, ui::SelectField};

/// The field "Language". `start` is the code that it has at first; nothing leaves it to the business's country.
pub fn language_field(state: FormState, start: String) -> AnyView {
    let named = Language::ALL.map(|language| (language.code().to_owned(), language.name().to_owned()));
    let options = std::iter::once((String::new(), "Not known".to_owned())).chain(named).collect();
    view! {
        <SelectField
            label="Language"
            name="language"
            hint="Of the mails to them and of their own page. Not known: your country decides"
            options
            value=state.value("language", start)
            problem=state.problem("language")
        />
    }
    .into_any()
}

//! The details of a customer, to be changed.

use domain::wire::customer::Edit;
use leptos::prelude::*;

use super::language_field;
use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, SuggestField, TextArea, TextField},
};

/// The details.
#[component]
pub fn DetailsForm(
    /// The details as they are.
    edit: Edit,
    /// The names of the time zones that can be chosen.
    zones: Vec<String>,
    /// The revision that the details have as they are shown.
    revision: RwSignal<i32>,
) -> impl IntoView {
    let state = FormState::new("customer/edit");
    let to = format!("/customers/{}/edit", edit.customer);
    // What was typed belongs to the revision that was shown with it.
    let typed_on = state.typed("revision").and_then(|typed| typed.parse().ok());
    if let Some(typed_on) = typed_on {
        revision.set(typed_on);
    }
    let fresh = to.clone();
    let stale = move || {
        (state.error() == Some(AppError::Stale)).then(|| {
            view! {
                <p>
                    <a href=fresh.clone() rel="external">
                        "Load the page again"
                    </a>
                    ". What you typed is still here until then."
                </p>
            }
        })
    };
    view! {
        <Form state to>
            <input type="hidden" name="customer" value=edit.customer.clone() />
            <input type="hidden" name="revision" value=move || revision.get().to_string() />
            {stale}
            {fields(state, edit, zones)}
            <Button kind=ButtonKind::Primary busy=state.busy()>
                "Save"
            </Button>
        </Form>
    }
}

fn fields(state: FormState, edit: Edit, zones: Vec<String>) -> AnyView {
    let line = |label: &'static str, name: &'static str, start: String| {
        view! { <TextField label name value=state.value(name, start) problem=state.problem(name) /> }
    };
    view! {
        {line("Full name", "name", edit.name)}
        {line("Company", "company", edit.company)}
        {line("Street address", "address_line", edit.address_line)}
        {line("City", "city", edit.city)}
        {line("State or region", "region", edit.region)}
        {line("Postal code", "postal_code", edit.postal_code)}
        {language_field(state, edit.language.unwrap_or_default())}
        <SuggestField
            label="Time zone"
            name="time_zone"
            hint="Decides when we may call. Left empty, the address or the number decides"
            choices=zones
            value=state.value("time_zone", edit.time_zone)
            problem=state.problem("time_zone")
        />
        <TextArea label="Note" name="note" value=state.value("note", edit.note) problem=state.problem("note") />
    }
    .into_any()
}

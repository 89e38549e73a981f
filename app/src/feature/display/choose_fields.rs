//! What is chosen about a screen: its name, its three numbers, and where it hangs.

use domain::display::{Figure, Figures};
use leptos::prelude::*;

use crate::{
    form::FormState,
    ui::{SelectField, SuggestField, TextField, options},
};

/// The fields, with what was chosen before.
pub(super) fn fields(state: FormState, name: &str, figures: Figures, zone: &str, zones: Vec<String>) -> AnyView {
    let [first, second, third] = figures.each();
    view! {
        <TextField
            label="Name"
            name="name"
            hint="It stands on the screen: the room, for example. No name of a person"
            value=state.value("name", name)
            problem=state.problem("name")
        />
        {figure(state, "Number on the left", "first", first)}
        {figure(state, "Number in the middle", "second", second)}
        {figure(state, "Number on the right", "third", third)}
        <SuggestField
            label="Time zone"
            name="time_zone"
            hint="Where the screen hangs. Its day begins at midnight there"
            choices=zones
            value=state.value("time_zone", zone)
            problem=state.problem("time_zone")
        />
    }
    .into_any()
}

fn figure(state: FormState, label: &'static str, name: &'static str, chosen: Figure) -> AnyView {
    view! {
        <SelectField
            label
            name
            options=options(Figure::ALL.map(|figure| (figure.code(), figure.label())))
            value=state.value(name, chosen.code())
            problem=state.problem(name)
        />
    }
    .into_any()
}

//! "Calling hours": from when to when calls are allowed on each day, where the customer is.

use domain::{
    setting::{WEEK, day_name},
    wire::setting::{DayFields, WEEK_FIELDS, view::Open},
};
use leptos::prelude::*;

use super::effect::{buttons, effect};
use crate::{
    form::{Form, FormState},
    ui::{Card, Checkbox, ClockField},
};

/// The hours of a week.
#[component]
pub fn WeekCard(
    /// Monday first; nothing for a day without calls.
    week: Vec<Option<Open>>,
) -> impl IntoView {
    let state = FormState::new("setting/week");
    let days = WEEK.into_iter().zip(WEEK_FIELDS).zip(week);
    let days = days.map(|((day, names), hours)| fields(state, day_name(day), names, hours)).collect_view();
    view! {
        <Card title="Calling hours">
            <p class="soft">
                "On the clock where the customer is. 00:00 as the end is the end of the day. Where several time zones are possible, all of them must allow the call."
            </p>
            <Form state to="/settings" class="stack">
                <div class="week">{days}</div>
                {buttons(state, "Save")}
            </Form>
            {effect(state)}
        </Card>
    }
}

fn fields(state: FormState, day: &str, names: DayFields, hours: Option<Open>) -> AnyView {
    // A box that is not ticked is not sent: what was typed beside it tells that the form came back.
    let came_back = state.typed(names.from).is_some();
    let closed = if came_back { state.typed(names.closed).is_some() } else { hours.is_none() };
    let (from, to) = hours.map(|hours| (hours.from, hours.to)).unwrap_or_default();
    view! {
        <ClockField
            label=format!("{day}, from")
            name=names.from
            value=state.value(names.from, from)
            problem=state.problem(names.from)
        />
        <ClockField label=format!("{day}, to") name=names.to value=state.value(names.to, to) />
        <Checkbox label=format!("No calls on {day}") name=names.closed value="on" checked=closed />
    }
    .into_any()
}

//! "Consent by topic": whether a topic needs a yes first, and for how long a yes holds.

use domain::{setting::Setting, topic::Topic, wire::setting::view::TopicRule};
use leptos::prelude::*;

use super::effect::{buttons, effect};
use crate::{
    form::{Form, FormState},
    ui::{Card, SelectField, TextField, options},
};

/// What holds for each topic.
#[component]
pub fn TopicCard(
    /// One line for each topic.
    topics: Vec<TopicRule>,
) -> impl IntoView {
    let state = FormState::new("setting/topics");
    let lines = topics.into_iter().map(|rule| fields(state, rule)).collect_view();
    view! {
        <Card title="Consent by topic">
            <p class="soft">
                "Days are counted from the answer. Leave them empty where a yes does not expire. Fewer days hold at once for every answer on record; more days hold for answers from now on."
            </p>
            <Form state to="/settings" class="stack">
                <div class="fields">{lines}</div>
                {buttons(state, "Save")}
            </Form>
            {effect(state)}
        </Card>
    }
}

fn fields(state: FormState, rule: TopicRule) -> AnyView {
    let days = Setting::HoldsFor(rule.topic);
    let holds_for = rule.holds_for.map(|days| days.to_string()).unwrap_or_default();
    view! {
        {consent(state, rule)}
        <TextField
            label=format!("{} (days)", days.label())
            name=days.code()
            value=state.value(days.code(), holds_for)
            problem=state.problem(days.code())
        />
    }
    .into_any()
}

/// Data collection is asked for by the script, whatever a business chooses.
fn consent(state: FormState, rule: TopicRule) -> AnyView {
    let Topic::Reach(channel, purpose) = rule.topic else {
        return view! { <p class="soft">"Data collection is asked for at the first interaction, by the script."</p> }
            .into_any();
    };
    let setting = Setting::OptIn(channel, purpose);
    let chosen = if rule.opt_in { "opt_in" } else { "opt_out" };
    view! {
        <SelectField
            label=setting.label()
            name=setting.code()
            options=options([("opt_in", "Opt in: a yes is needed first"), ("opt_out", "Opt out: open until a no")])
            value=state.value(setting.code(), chosen)
            problem=state.problem(setting.code())
        />
    }
    .into_any()
}

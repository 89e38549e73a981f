//! "Calls and erasure": asking before calls, the default purpose, and how long an erasure waits.

use domain::{setting::Setting, topic::Purpose, wire::setting::view::Settings};
use leptos::prelude::*;

use super::effect::{buttons, effect};
use crate::{
    form::{Form, FormState},
    ui::{Card, RadioChoice, SelectField, TextField, options},
};

/// What holds for every call, and for a withdrawal.
#[component]
pub fn CallCard(
    /// The settings as they are.
    settings: Settings,
) -> impl IntoView {
    let state = FormState::new("setting/calls");
    let [asks, purpose, erasure] =
        [Setting::AsksBeforeCalls, Setting::DefaultPurpose, Setting::EraseAfterHours].map(Setting::code);
    let asked = if settings.asks_before_calls { "on" } else { "off" };
    view! {
        <Card title="Calls and erasure">
            <Form state to="/settings">
                <RadioChoice
                    label="Ask before calls"
                    name=asks
                    options=options([("on", "On"), ("off", "Off")])
                    value=state.value(asks, asked)
                    hint="When it is on, nobody without a consent to data collection on record may be called. When it is off, such customers are flagged."
                    problem=state.problem(asks)
                />
                <SelectField
                    label="Default purpose"
                    name=purpose
                    options=options(Purpose::ALL.map(|purpose| (purpose.code(), purpose.label())))
                    value=state.value(purpose, settings.default_purpose.code())
                    hint="What a call is for, unless somebody chooses otherwise on the customer's page."
                    problem=state.problem(purpose)
                />
                <TextField
                    label="Hours until erasure after a withdrawal"
                    name=erasure
                    value=state.value(erasure, settings.erase_after_hours.to_string())
                    hint="From 0 to 72. Withdrawals that were recorded before keep their hour."
                    problem=state.problem(erasure)
                />
                {buttons(state, "Save")}
            </Form>
            {effect(state)}
        </Card>
    }
}

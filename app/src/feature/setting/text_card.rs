//! "Text messages": whether a confirmation goes by text where no e-mail reaches the customer.

use domain::{setting::Setting, wire::setting::view::Settings};
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Button, Card, RadioChoice, options},
};

/// Whether confirmations go as text messages; without a gateway, how to get one.
#[component]
pub fn TextCard(
    /// The settings as they are.
    settings: Settings,
) -> impl IntoView {
    let form = if settings.has_gateway || settings.text_confirmations {
        choice(settings.text_confirmations)
    } else {
        view! {
            <p class="soft">
                "There is no gateway for text messages. Who runs this installation sets one under [text] in its configuration."
            </p>
        }
        .into_any()
    };
    view! { <Card title="Text messages">{form}</Card> }
}

fn choice(on: bool) -> AnyView {
    let state = FormState::new("setting/texts");
    let name = Setting::TextConfirmations.code();
    view! {
        <Form state to="/settings">
            <RadioChoice
                label="Confirmations by text message"
                name
                options=options([("on", "On"), ("off", "Off")])
                value=state.value(name, if on { "on" } else { "off" })
                hint="When it is on, a customer whom no e-mail reaches is told by one text message what was recorded, within five minutes or not at all."
                problem=state.problem(name)
            />
            <Button>"Save"</Button>
        </Form>
    }
    .into_any()
}

//! The form that publishes the next version of a policy, and shows before how it will look.

use domain::wire::policy::view::{Policy, Preview};
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, DateField, RadioChoice, TextArea, options},
};

/// How many lines of a text are seen, and of a sentence that is read out.
const ROWS: [u32; 2] = [24, 5];

/// The form below a policy.
#[component]
pub fn EditForm(
    /// The policy as it is.
    policy: Policy,
) -> impl IntoView {
    let state = FormState::new("policy/publish");
    let version = policy.current();
    let title = if version == 0 { "Publish the first version" } else { "Publish a new version" };
    let hint = if policy.read_out {
        "Read aloud as it stands. Say that a no costs nothing, and that a yes can be taken back."
    } else {
        "Markdown: ## for a heading, - for a list, **bold**, [words](https://address)."
    };
    let rows = if policy.read_out { ROWS[1] } else { ROWS[0] };
    view! {
        <Card title>
            <Form state to=format!("/policies/{}", policy.address)>
                <input type="hidden" name="policy" value=policy.address.clone() />
                <input type="hidden" name="base" value=version.to_string() />
                <TextArea
                    label="Text"
                    name="text"
                    hint
                    rows
                    value=state.value("text", policy.text.clone())
                    problem=state.problem("text")
                />
                {(version > 0).then(|| renewal(state))}
                <div class="buttons">
                    <Button kind=ButtonKind::Primary busy=state.busy() attr:name="step" attr:value="publish">
                        "Publish"
                    </Button>
                    <Button busy=state.busy() attr:name="step" attr:value="preview">
                        "Preview"
                    </Button>
                </div>
            </Form>
            {move || state.answer::<Preview>().map(preview)}
        </Card>
    }
}

/// Whether those who agreed to an older version are asked again.
fn renewal(state: FormState) -> AnyView {
    view! {
        <RadioChoice
            label="Ask for consents again"
            name="material"
            options=options([("no", "No: it says the same in other words"), ("yes", "Yes: it says something else")])
            value=state.value("material", "no")
            hint="Where it says something else, consents that were given under an older version count until the day below."
            problem=state.problem("material")
        />
        <DateField
            label="Ask again by"
            name="ask_again_by"
            value=state.value("ask_again_by", "")
            problem=state.problem("ask_again_by")
        />
    }
    .into_any()
}

fn preview(preview: Preview) -> AnyView {
    view! {
        <section aria-label="Preview" class="stack">
            <h3>"Preview"</h3>
            <p class="soft" role="status">
                "Not published yet: this is how it will look."
            </p>
            <div class="prose" inner_html=preview.html></div>
        </section>
    }
    .into_any()
}

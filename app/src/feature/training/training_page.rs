//! `/training`: the text, and one button that says that it was read.

use domain::wire::training::view::{State, Training};
use leptos::prelude::*;

use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, Meaning, Notice, Page, Time, TimeDetail},
};

/// The training, for whoever is signed in.
pub async fn page() -> Result<AnyView, AppError> {
    use crate::ssr::{ctx, service};
    let training = ::service::training::show(&service(), &ctx().await?).await?;
    let Training { version, html, state, has_own } = training;
    let own = has_own.then(|| {
        view! {
            <p>
                "Your business has published " <a href="/policies/training">"a training text of its own"</a>
                ", too."
            </p>
        }
    });
    let ending = if state.is_due { form(version) } else { done(state) };
    let page = view! {
        <Page title="Training" lead="How to ask for consent, and how to honour a no.">
            <div class="stack loose">
                <Card title="What everybody here has to know">
                    <p class="soft">{format!("Version {version}")}</p>
                    <div class="prose" inner_html=html></div>
                    {own}
                </Card>
                {ending}
            </div>
        </Page>
    };
    Ok(page.into_any())
}

fn form(version: i32) -> AnyView {
    let state = FormState::new("training/acknowledge");
    view! {
        <Form state to="/training" anew=true>
            <input type="hidden" name="version" value=version.to_string() />
            <Button kind=ButtonKind::Primary busy=state.busy()>
                "I have read and understood this"
            </Button>
        </Form>
    }
    .into_any()
}

fn done(state: State) -> AnyView {
    let read = state.read_at.map(|at| view! { "You read it on " <Time at detail=TimeDetail::Day /> ". " });
    view! {
        <Notice meaning=Meaning::Allowed title="Thank you, that is all">
            <p>
                {read} "You are asked again on " <Time at=state.due_at detail=TimeDetail::Day />
                ", or earlier when the text changes."
            </p>
        </Notice>
    }
    .into_any()
}

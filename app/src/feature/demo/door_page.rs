//! `/demo/{link}`: one button that signs in as a member of a sample business.

use domain::wire::demo::Guest;
use leptos::prelude::*;

use super::api;
use crate::{
    drawn::in_path,
    error::{AppError, PageError},
    feature::team::role,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Single},
};

/// The page behind a link that `ringfence demo` printed.
pub async fn door() -> Result<AnyView, AppError> {
    let link = in_path("link");
    Ok(match api::read_guest(link.clone()).await {
        Ok(guest) => view! { <Door guest link /> }.into_any(),
        Err(error) => view! { <Single title="Page not found"><PageError error /></Single> }.into_any(),
    })
}

#[component]
fn Door(guest: Guest, link: String) -> impl IntoView {
    let state = FormState::new("demo/enter");
    let role = role::name(guest.role).to_lowercase();
    view! {
        <Single title="Sample business">
            <p class="lead">"Its people are invented, and their numbers ring nowhere."</p>
            <Form state to=format!("/demo/{link}")>
                <input type="hidden" name="link" value=link />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    {format!("Sign in as {}, {role}", guest.name)}
                </Button>
            </Form>
        </Single>
    }
}

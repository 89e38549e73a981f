//! `/demo/{link}`: one button that signs in as a member of a sample business.

use domain::wire::demo::Guest;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api;
use crate::{
    error::PageError,
    feature::{account::arrival, team::role},
    form::{Form, FormState},
    ui::{Button, ButtonKind, Single},
};

/// The page behind a link that `ringfence demo` printed.
#[component]
pub fn DoorPage() -> impl IntoView {
    let state = FormState::new("demo/enter");
    arrival::follow(state);
    let link = use_params_map().read_untracked().get("link").unwrap_or_default();
    let load = Resource::new(|| (), {
        let link = link.clone();
        move |()| api::read_guest(link.clone())
    });
    let link = StoredValue::new(link);
    view! {
        <Transition>
            {Suspend::new(async move {
                match load.await {
                    Ok(guest) => view! { <Door guest link=link.get_value() state /> }.into_any(),
                    Err(error) => view! { <Single title="Page not found"><PageError error /></Single> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Door(guest: Guest, link: String, state: FormState) -> impl IntoView {
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

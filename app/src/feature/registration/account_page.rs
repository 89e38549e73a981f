//! `/register/account`: the form behind the gate.

use domain::wire::registration::view::AccountForm;
use leptos::prelude::*;
use leptos_router::components::Redirect;

use super::{api, unread::Unread};
use crate::{
    feature::account::arrival,
    form::{Form, FormState},
    ui::{Button, ButtonKind, EmailField, PasswordField, SelectField, Single, TextField},
};

/// Registers a business with its owner. Without a recorded agreement it leads to the statement.
#[component]
pub fn NewBusinessPage() -> impl IntoView {
    let state = FormState::new("registration/register");
    arrival::follow(state);
    let load = Resource::new_blocking(|| (), |()| api::read_form());
    view! {
        <Single title="Create your business">
            <Transition>
                {move || Suspend::new(async move {
                    match load.await {
                        Ok(Some(form)) => fields(state, form),
                        Ok(None) => view! { <ToStatement /> }.into_any(),
                        Err(error) => view! { <Unread error /> }.into_any(),
                    }
                })}
            </Transition>
        </Single>
    }
}

fn fields(state: FormState, form: AccountForm) -> AnyView {
    view! {
        <Form state to="/register/account">
            <TextField
                label="Business name"
                name="business_name"
                autocomplete="organization"
                value=state.value("business_name", "")
                problem=state.problem("business_name")
            />
            <SelectField
                label="Country"
                name="country"
                options=form.countries
                value=state.value("country", form.country)
                hint="Decides how phone numbers are read, and which rules for calls apply."
                problem=state.problem("country")
            />
            <TextField
                label="Your name"
                name="name"
                autocomplete="name"
                value=state.value("name", "")
                problem=state.problem("name")
            />
            <EmailField
                label="Work email"
                name="email"
                autocomplete="username"
                value=state.value("email", "")
                problem=state.problem("email")
            />
            <PasswordField
                label="Password"
                name="password"
                autocomplete="new-password"
                hint="A few words in a row are easy to remember and hard to guess."
                problem=state.problem("password")
            />
            <Button kind=ButtonKind::Primary busy=state.busy()>
                "Create business"
            </Button>
        </Form>
    }
    .into_any()
}

/// Leads to the statement: for every browser and program, whatever they say that they accept.
#[component]
fn ToStatement() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::ssr::redirect("/register");
    view! { <Redirect path="/register" /> }
}

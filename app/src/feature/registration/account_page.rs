//! `/register/account`: the form behind the gate.

use domain::wire::registration::view::AccountForm;
use leptos::prelude::*;

use super::{api, unread::Unread};
use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, EmailField, PasswordField, SelectField, Single, TextField},
};

/// Registers a business with its owner. Without a recorded agreement it leads to the statement.
pub async fn new_business() -> Result<AnyView, AppError> {
    let fields = match api::read_form().await {
        Ok(Some(form)) => fields(form),
        Ok(None) => {
            // For every browser and program, whatever they say that they accept.
            crate::ssr::redirect("/register");
            return Ok(().into_any());
        }
        Err(error) => view! { <Unread error /> }.into_any(),
    };
    Ok(view! { <Single title="Create your business">{fields}</Single> }.into_any())
}

fn fields(form: AccountForm) -> AnyView {
    let state = FormState::new("registration/register");
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

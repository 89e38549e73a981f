//! `/sign-in`.

use leptos::prelude::*;

use crate::{
    drawn::in_query,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, EmailField, PasswordField, Single},
};

/// Signs a member in, and leads to the page that they had asked for.
pub async fn sign_in() -> Result<AnyView, AppError> {
    let state = FormState::new("account/sign-in");
    let next = in_query("next");
    let page = view! {
        <Single title="Sign in">
            {news().map(|news| view! { <p role="status">{news}</p> })}
            <Form state to="/sign-in">
                <input type="hidden" name="next" value=state.value("next", next) />
                <EmailField
                    label="Email"
                    name="email"
                    autocomplete="username"
                    value=state.value("email", "")
                    problem=state.problem("email")
                />
                <PasswordField label="Password" name="password" problem=state.problem("password") />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Sign in"
                </Button>
            </Form>
            <p>
                <a href="/forgot">"Forgot your password?"</a>
            </p>
            <p class="soft">"No account yet? " <a href="/register">"Register your business"</a></p>
        </Single>
    };
    Ok(page.into_any())
}

/// What a link in a mail has just changed.
fn news() -> Option<&'static str> {
    match in_query("new").as_str() {
        "1" => Some("Your password is a new one. Sign in with it."),
        "step" => Some("Your password was given too long ago. Sign in again."),
        "address" => Some("Your address is confirmed. Sign in with it."),
        _ => None,
    }
}

//! `/forgot`: how a forgotten password is replaced.

use leptos::prelude::*;

use crate::{
    drawn::in_query,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, EmailField, LinkButton, Single},
};

/// Sends a link for a new password, with the same words for everybody, whether they have an account or not.
pub async fn forgot() -> Result<AnyView, AppError> {
    if in_query("sent") == "1" {
        return Ok(sent());
    }
    let state = FormState::new("account/forgot");
    let page = view! {
        <Single title="Forgot your password?">
            <p class="lead">"We send you a link with which you choose a new one."</p>
            <Form state to="/forgot">
                <EmailField
                    label="Email"
                    name="email"
                    autocomplete="username"
                    value=state.value("email", "")
                    problem=state.problem("email")
                />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Send the link"
                </Button>
            </Form>
            <p>
                <a href="/sign-in">"Back to sign in"</a>
            </p>
        </Single>
    };
    Ok(page.into_any())
}

fn sent() -> AnyView {
    view! {
        <Single title="Look into your mail">
            <p class="lead">"If there is an account with this address, a link is on its way to it."</p>
            <p>"It works once, for one hour. Your password stays as it is until then."</p>
            <p class="soft">
                "No mail? Whoever runs this server can give you a new password with " <code>"ringfence member reset-password EMAIL"</code> "."
            </p>
            <div class="buttons">
                <LinkButton href="/sign-in">"Back to sign in"</LinkButton>
            </div>
        </Single>
    }
    .into_any()
}

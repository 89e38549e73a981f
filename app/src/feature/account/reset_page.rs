//! `/reset/{token}`: a new password, by the link in a mail.

use leptos::prelude::*;

use crate::{
    drawn::in_path,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, LinkButton, PasswordField, Single},
};

/// The page behind the link. Opening it uses nothing up.
pub async fn resetting() -> Result<AnyView, AppError> {
    let token = in_path("token");
    match ::service::account::reset_is_open(&crate::ssr::service(), &token).await.map_err(AppError::from) {
        Ok(()) => Ok(form(token)),
        Err(AppError::LinkGone) => Ok(gone()),
        Err(error) => Err(error),
    }
}

fn form(token: String) -> AnyView {
    let state = FormState::new("account/reset");
    view! {
        <Single title="Choose a new password">
            <p class="lead">"It signs you out everywhere. Then you sign in with it."</p>
            <Form state to=format!("/reset/{token}")>
                <input type="hidden" name="token" value=token.clone() />
                <PasswordField
                    label="New password"
                    name="password"
                    autocomplete="new-password"
                    hint="A few words in a row are easy to remember and hard to guess."
                    problem=state.problem("password")
                />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Use this password"
                </Button>
            </Form>
        </Single>
    }
    .into_any()
}

fn gone() -> AnyView {
    view! {
        <Single title="This link is no longer good">
            <p class="lead">"It was used, or is older than an hour, or your password is another one since."</p>
            <div class="buttons">
                <LinkButton href="/forgot">"Ask for a new link"</LinkButton>
            </div>
        </Single>
    }
    .into_any()
}

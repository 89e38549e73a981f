//! `/confirm-address/{token}`: another address to sign in with, by the link in a mail to it.

use leptos::prelude::*;

use crate::{
    drawn::in_path,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, LinkButton, Single},
};

/// The page behind the link. Opening it changes nothing.
pub async fn confirming() -> Result<AnyView, AppError> {
    let token = in_path("token");
    match ::service::account::address_to_confirm(&crate::ssr::service(), &token).await.map_err(AppError::from) {
        Ok(address) => Ok(form(token, address)),
        Err(AppError::LinkGone) => Ok(gone()),
        Err(error) => Err(error),
    }
}

fn form(token: String, address: String) -> AnyView {
    let state = FormState::new("account/confirm-address");
    view! {
        <Single title="Confirm your address">
            <p class="lead">"From then on you sign in with " <b>{address}</b> ". It signs you out everywhere."</p>
            <Form state to=format!("/confirm-address/{token}")>
                <input type="hidden" name="token" value=token.clone() />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Confirm this address"
                </Button>
            </Form>
        </Single>
    }
    .into_any()
}

fn gone() -> AnyView {
    view! {
        <Single title="This link is no longer good">
            <p class="lead">
                "It was used, or is older than an hour, or your password or address is another one since."
            </p>
            <div class="buttons">
                <LinkButton href="/account">"Your account"</LinkButton>
            </div>
        </Single>
    }
    .into_any()
}

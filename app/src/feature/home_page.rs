//! The front door.

use leptos::prelude::*;

use crate::{
    error::AppError,
    ui::{ButtonKind, LinkButton, Single},
};

/// What Ringfence is, and the ways in.
pub async fn home() -> Result<AnyView, AppError> {
    let page = view! {
        <Single title="Nobody calls the person who said no">
            <p class="lead">
                "Ringfence is the customer list in which consent comes before data, and “do not call” comes before the call. Every answer can be proved years later."
            </p>
            <div class="buttons">
                <LinkButton href="/register" kind=ButtonKind::Primary>
                    "Register your business"
                </LinkButton>
                <LinkButton href="/sign-in">"Sign in"</LinkButton>
            </div>
            <p class="soft">
                <a href="/privacy">"Privacy Policy"</a>
            </p>
        </Single>
    };
    Ok(page.into_any())
}

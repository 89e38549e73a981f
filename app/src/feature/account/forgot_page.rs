//! `/forgot`: how a forgotten password is replaced.

use leptos::prelude::*;

use crate::{
    error::AppError,
    ui::{LinkButton, Single},
};

/// Says who resets a password, and how: the same words for everybody, whether they have an account
/// or not.
pub async fn forgot() -> Result<AnyView, AppError> {
    let page = view! {
        <Single title="Forgot your password?">
            <p class="lead">"Whoever runs this server gives you a new one."</p>
            <p>"They run this command, with the email address that you sign in with:"</p>
            <pre>
                <code>"ringfence member reset-password EMAIL"</code>
            </pre>
            <p>
                "It prints a new password once, for you alone, and signs you out in every browser. The old password stops working at that moment."
            </p>
            <div class="buttons">
                <LinkButton href="/sign-in">"Back to sign in"</LinkButton>
            </div>
        </Single>
    };
    Ok(page.into_any())
}

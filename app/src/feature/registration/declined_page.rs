//! `/register/declined`: what it means that somebody does not agree.

use domain::registration::DECLINED;
use leptos::prelude::*;

use crate::{
    error::AppError,
    ui::{LinkButton, Single},
};

/// Says that access is denied, and why.
pub async fn declined() -> Result<AnyView, AppError> {
    let page = view! {
        <Single title="Registration needs your consent">
            <p class="lead">{DECLINED}</p>
            <p>
                "You can read the statement and our " <a href="/privacy">"Privacy Policy"</a>
                " again, and change your mind at any time. Whoever was invited opens the link of the invitation again."
            </p>
            <div class="buttons">
                <LinkButton href="/register">"Back to the consent statement"</LinkButton>
            </div>
        </Single>
    };
    Ok(page.into_any())
}

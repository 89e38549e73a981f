//! `/account/closed`: what is left of an account whose owner withdrew their consent.

use leptos::prelude::*;

use crate::{
    error::AppError,
    ui::{LinkButton, Single},
};

/// Says what is gone, and what stays and why.
pub async fn closed() -> Result<AnyView, AppError> {
    let page = view! {
        <Single title="Your account is closed">
            <p class="lead">
                "You withdrew your consent. Your memberships have ended, and you are signed out everywhere."
            </p>
            <p>
                "Your address and your password are erased. Nobody can sign in with them any more, and no link that we \
                 sent you is good."
            </p>
            <h2>"What stays, and why"</h2>
            <ul>
                <li>
                    "Your name beside what you did for a business, in its record. It has to prove who recorded a consent \
                     or a refusal, and when (GDPR, Articles 5(2) and 7(1))."
                </li>
                <li>
                    "Which version of the statement and of the Privacy Policy you agreed to, when, and that you withdrew. \
                     We have to prove that we had your consent as long as we used it (GDPR, Article 7(1))."
                </li>
            </ul>
            <p>
                "How long that is kept, and what else you can ask for, is in our " <a href="/privacy">"Privacy Policy"</a>
                "."
            </p>
            <div class="buttons">
                <LinkButton href="/">"Start page"</LinkButton>
                <LinkButton href="/register">"Register again"</LinkButton>
            </div>
        </Single>
    };
    Ok(page.into_any())
}

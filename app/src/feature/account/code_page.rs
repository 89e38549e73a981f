//! `/sign-in/code` and `/sign-in/second-factor`: what may stand between the password and the session.

use domain::wire::account::view::SharedSecret;
use leptos::prelude::*;

use super::{
    recovery_codes::RecoveryCodes,
    second_factor_page::{CodeField, secret_view},
};
use crate::{
    drawn::in_query,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, LinkButton, Single},
};

/// Asks for the code that follows the password.
#[allow(clippy::unused_async, reason = "every drawn page is async")]
pub async fn code() -> Result<AnyView, AppError> {
    let state = FormState::new("account/enter-code");
    let next = in_query("next");
    let page = view! {
        <Single title="Enter your code">
            <p class="lead">"Your password is right. Now the code from your app."</p>
            <Form state to="/sign-in/code">
                <input type="hidden" name="next" value=state.value("next", next) />
                <CodeField state hint="Six digits, or one of your recovery codes" form="sign-in" />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Sign in"
                </Button>
            </Form>
            <p class="soft">
                "No phone and no recovery code? Whoever runs this server can help with "
                <code>"ringfence member reset-second-factor EMAIL"</code> "."
            </p>
            <p>
                <a href="/sign-in">"Back to sign in"</a>
            </p>
        </Single>
    };
    Ok(page.into_any())
}

/// Sets a second factor up before the first page, because the business asks for one.
pub async fn setting_up() -> Result<AnyView, AppError> {
    use crate::ssr::{Cookie, cookie, service};
    let state = FormState::new("account/set-up-at-sign-in");
    if let Some(codes) = untrack(|| state.answer::<Vec<String>>()) {
        return Ok(done(codes, super::next::landing(&untrack(|| state.value("next", ""))).to_owned()));
    }
    let token = cookie(Cookie::Step).unwrap_or_default();
    match ::service::account::needs_set_up(&service(), &token).await {
        Ok(secret) => Ok(form(state, secret)),
        Err(::service::Error::LinkGone) => Ok(too_late()),
        Err(error) => Err(error.into()),
    }
}

fn form(state: FormState, secret: SharedSecret) -> AnyView {
    let next = state.value("next", in_query("next"));
    view! {
        <Single title="Set up your second factor">
            <p class="lead">
                "This business asks every member for a code beside the password. You need an authenticator: any app that makes six-digit codes."
            </p>
            {secret_view(secret)}
            <Form state to="/sign-in/second-factor">
                <input type="hidden" name="next" value=next />
                <CodeField state hint="The six digits that the app shows now" form="first" />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Switch on and sign in"
                </Button>
            </Form>
        </Single>
    }
    .into_any()
}

fn done(codes: Vec<String>, next: String) -> AnyView {
    view! {
        <Single title="Your second factor is on">
            <RecoveryCodes codes />
            <div class="buttons">
                // Whoever signs in begins anew: the page is loaded, not drawn in place of this one.
                <a class="button primary" href=next rel="external">
                    "Go on"
                </a>
            </div>
        </Single>
    }
    .into_any()
}

fn too_late() -> AnyView {
    view! {
        <Single title="Sign in again">
            <p class="lead">"Your password was given too long ago."</p>
            <div class="buttons">
                <LinkButton href="/sign-in">"Sign in"</LinkButton>
            </div>
        </Single>
    }
    .into_any()
}

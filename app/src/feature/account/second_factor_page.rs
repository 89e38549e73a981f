//! `/account/second-factor`: the second factor of one's own account.

use chrono::{DateTime, Utc};
use domain::wire::account::view::{SecondFactor, SharedSecret};
use leptos::prelude::*;

use super::recovery_codes::RecoveryCodes;
use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, Meaning, Notice, Page, PasswordField, TextField, Time},
};

const PAGE: &str = "/account/second-factor";

/// The page.
pub async fn second_factor() -> Result<AnyView, AppError> {
    use crate::ssr::{ctx, service};
    let factor = ::service::account::second_factor(&service(), &ctx().await?).await?;
    let back = ("/account".to_owned(), "Account".to_owned());
    let lead = "A code from an app on your phone, asked for beside your password. Who learns your password cannot \
                sign in with it alone.";
    let page = view! {
        <Page title="Second factor" lead=lead back>
            <div class="stack loose">{fresh_codes()} {state_of(factor)}</div>
        </Page>
    };
    Ok(page.into_any())
}

/// The codes that were made just now: they are shown this once.
fn fresh_codes() -> Vec<AnyView> {
    let made = ["account/switch-on-second-factor", "account/renew-codes"].map(FormState::new);
    let codes = made.into_iter().filter_map(|form| untrack(|| form.answer::<Vec<String>>()));
    codes.map(|codes| view! { <RecoveryCodes codes /> }.into_any()).collect()
}

fn state_of(factor: SecondFactor) -> AnyView {
    match factor {
        SecondFactor::Off => off(),
        SecondFactor::Unconfirmed(secret) => unconfirmed(secret),
        SecondFactor::On { since, codes_left, required_by } => on(since, codes_left, required_by),
    }
}

fn off() -> AnyView {
    let state = FormState::new("account/set-up-second-factor");
    view! {
        <Card title="It is off">
            <p>"You need an authenticator: any app that makes six-digit codes."</p>
            <Form state to=PAGE>
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Set up"
                </Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn unconfirmed(secret: SharedSecret) -> AnyView {
    let state = FormState::new("account/switch-on-second-factor");
    let again = FormState::new("account/set-up-second-factor");
    view! {
        <Card title="Set up">
            {secret_view(secret)} <Form state to=PAGE>
                <PasswordField label="Password" name="password" problem=state.problem("password") />
                <CodeField state hint="The six digits that the app shows now" form="first" />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Switch on"
                </Button>
            </Form>
            <Form state=again to=PAGE summary=false>
                <Button kind=ButtonKind::Quiet busy=again.busy()>"Make another secret"</Button>
            </Form>
        </Card>
    }
    .into_any()
}

/// What the app is to know.
pub(super) fn secret_view(secret: SharedSecret) -> AnyView {
    view! {
        <p>"Read this picture with the app, or type the key into it."</p>
        <div role="img" aria-label="The key as a QR code" inner_html=secret.picture></div>
        <p>"Key: " <code>{secret.key}</code></p>
    }
    .into_any()
}

/// The field for a code.
#[component]
pub(super) fn CodeField(
    /// The form that it is in.
    state: FormState,
    /// What may be typed.
    hint: &'static str,
    /// Tells two forms on one page apart.
    form: &'static str,
) -> impl IntoView {
    view! {
        <TextField label="Code" name="code" autocomplete="one-time-code" hint form problem=state.problem("code") />
    }
}

fn on(since: DateTime<Utc>, codes_left: u64, required_by: Option<String>) -> AnyView {
    let few = codes_left < 3;
    let left = if codes_left == 1 { "1 is left".to_owned() } else { format!("{codes_left} are left") };
    let renewal = renewal(&left);
    view! {
        <Card title="It is on">
            <p>"Since " <Time at=since />", every sign-in asks for a code."</p>
            {few
                .then(|| {
                    view! {
                        <Notice meaning=Meaning::Attention title="You have few recovery codes">
                            <p>{format!("Without the app you need one: {left}. Make new ones.")}</p>
                        </Notice>
                    }
                })}
        </Card>
        {renewal}
        {ending(required_by)}
    }
    .into_any()
}

fn renewal(left: &str) -> AnyView {
    let state = FormState::new("account/renew-codes");
    let what = format!("Each stands in once for the app when your phone is lost: {left}.");
    view! {
        <Card title="Recovery codes">
            <p>{what}</p>
            <Form state to=PAGE>
                <PasswordField label="Password" name="password" form="renew" problem=state.problem("password") />
                <CodeField state hint="From the app, or a recovery code" form="renew" />
                <Button busy=state.busy()>"Make new recovery codes"</Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn ending(required_by: Option<String>) -> AnyView {
    if let Some(business) = required_by {
        return view! {
            <Card title="Switch off">
                <p>{format!("{business} asks every member for a second factor, so it stays on.")}</p>
            </Card>
        }
        .into_any();
    }
    let state = FormState::new("account/switch-off-second-factor");
    view! {
        <Card title="Switch off">
            <Form state to=PAGE>
                <PasswordField label="Password" name="password" form="end" problem=state.problem("password") />
                <CodeField state hint="From the app, or a recovery code" form="end" />
                <Button kind=ButtonKind::Danger busy=state.busy()>"Switch off"</Button>
            </Form>
        </Card>
    }
    .into_any()
}

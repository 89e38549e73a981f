//! `/sign-in`.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::arrival;
use crate::{
    form::{Form, FormState},
    ui::{Button, ButtonKind, EmailField, PasswordField, Single},
};

/// Signs a member in, and leads to the page that they had asked for.
#[component]
pub fn SignInPage() -> impl IntoView {
    let state = FormState::new("account/sign-in");
    arrival::follow(state);
    let next = use_query_map().read_untracked().get("next").unwrap_or_default();
    view! {
        <Single title="Sign in">
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
    }
}

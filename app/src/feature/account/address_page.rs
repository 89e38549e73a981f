//! `/account/address`: another address to sign in with.

use leptos::prelude::*;

use crate::{
    drawn::in_query,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, Card, EmailField, Page, PasswordField},
};

/// Asks for another address; it counts once the link in a mail to it is followed.
pub async fn address() -> Result<AnyView, AppError> {
    let email = super::api::read_account().await?.email;
    let state = FormState::new("account/ask-address");
    let back = ("/account".to_owned(), "Account".to_owned());
    let sent = in_query("sent") == "1";
    let page = view! {
        <Page title="Another address" back>
            <Card title="Sign in with another address">
                {sent
                    .then(|| {
                        view! {
                            <p role="status">
                                "A link is on its way to the new address. Until it is followed you sign in as before."
                            </p>
                        }
                    })}
                <p>"You sign in with " <b>{email}</b> "."</p>
                <Form state to="/account/address">
                    <EmailField
                        label="New email"
                        name="email"
                        autocomplete="email"
                        value=state.value("email", "")
                        problem=state.problem("email")
                    />
                    <PasswordField label="Password" name="password" problem=state.problem("password") />
                    <Button busy=state.busy()>"Send a link to this address"</Button>
                </Form>
            </Card>
        </Page>
    };
    Ok(page.into_any())
}

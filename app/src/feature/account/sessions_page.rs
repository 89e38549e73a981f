//! `/account/sessions`: where one is signed in, and one's password.

use domain::wire::account::view::Session;
use leptos::prelude::*;

use crate::{
    drawn::in_query,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, Cell, Column, Page, PasswordField, Row, RowHead, Table, Time},
};

/// The page.
pub async fn sessions() -> Result<AnyView, AppError> {
    use crate::ssr::{ctx, service};
    let sessions = ::service::account::sessions(&service(), &ctx().await?).await?;
    let back = ("/account".to_owned(), "Account".to_owned());
    let page = view! {
        <Page title="Password and sessions" back>
            <div class="stack loose">{list(sessions)} {password()}</div>
        </Page>
    };
    Ok(page.into_any())
}

fn list(sessions: Vec<Session>) -> AnyView {
    let state = FormState::new("account/end-session");
    let columns = ["Signed in", "Last used", "Session"].map(Column::text).into();
    let others = sessions.len() > 1;
    view! {
        <Card title="Where you are signed in">
            <Form state to="/account/sessions" class="stack">
                <Table caption="Sessions" columns>
                    {sessions.into_iter().map(line).collect_view()}
                </Table>
                {others
                    .then(|| {
                        view! {
                            <Button name="session" value="">
                                "Sign out everywhere else"
                            </Button>
                        }
                    })}
            </Form>
        </Card>
    }
    .into_any()
}

fn line(session: Session) -> AnyView {
    let id = session.id.to_string();
    let named = format!("since-{id}");
    let described = named.clone();
    let ending = if session.is_this {
        view! { "This browser" }.into_any()
    } else {
        view! {
            <Button kind=ButtonKind::Quiet name="session" value=id attr:aria-describedby=described>
                "Sign out"
            </Button>
        }
        .into_any()
    };
    view! {
        <Row>
            <RowHead>
                <span id=named>
                    <Time at=session.since />
                </span>
            </RowHead>
            <Cell label="Last used">
                <Time at=session.seen />
            </Cell>
            <Cell label="Session">{ending}</Cell>
        </Row>
    }
    .into_any()
}

fn password() -> AnyView {
    let state = FormState::new("account/change-password");
    let changed = in_query("changed") == "1";
    view! {
        <Card title="Change the password">
            {changed
                .then(|| {
                    view! { <p role="status">"Your password is a new one. You were signed out everywhere else."</p> }
                })}
            <Form state to="/account/sessions">
                <PasswordField label="Password so far" name="current" problem=state.problem("current") />
                <PasswordField
                    label="New password"
                    name="password"
                    autocomplete="new-password"
                    hint="A few words in a row are easy to remember and hard to guess."
                    problem=state.problem("password")
                />
                <Button busy=state.busy()>"Change the password"</Button>
            </Form>
        </Card>
    }
    .into_any()
}

//! `/settings/export`: everything of the business as one file.

use domain::wire::archive::{Stage, params::Query};
use leptos::prelude::*;

use crate::{
    drawn::in_query,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, LinkButton, Page, PasswordField},
};

const PAGE: &str = "/settings/export";

/// The page. Which archive is shown is in the address, as a name that says nothing.
pub async fn page() -> Result<AnyView, AppError> {
    use crate::ssr::{ctx, service};
    let query = Query { file: in_query("file") };
    let stage = ::service::archive::show(&service(), &ctx().await?, &query)?;
    let back = ("/settings".to_owned(), "Settings".to_owned());
    let shown = stage.map(|stage| shown(stage, &query.file));
    let page = view! {
        <Page
            title="Export everything"
            lead="One file with all that this business has on record, for people and for programs."
            back
        >
            <div class="stack loose">{shown} {form()}</div>
        </Page>
    };
    Ok(page.into_any())
}

fn form() -> AnyView {
    let state = FormState::new("archive/start");
    view! {
        <Card title="What is in it">
            <ul>
                <li>
                    "Customers, their answers and the do-not-call list as CSV, which any spreadsheet opens."
                </li>
                <li>"Every row exactly as it is, as JSON Lines, and every published text."</li>
                <li>"The audit log with its signed checkpoint and the key that proves it."</li>
                <li>
                    "No password, no API key and no other secret. Of people who were erased, nothing: only this installation can block their numbers."
                </li>
            </ul>
            <p>"It is personal data, also of people who said no. The audit log says that you took it along."</p>
            <Form state to=PAGE>
                <PasswordField label="Password" name="password" problem=state.problem("password") />
                <Button kind=ButtonKind::Primary busy=state.busy()>"Make the archive"</Button>
            </Form>
        </Card>
    }
    .into_any()
}

/// How far the archive is, and where it is fetched.
fn shown(stage: Stage, file: &str) -> AnyView {
    let body = match stage {
        Stage::Making { done, all } => making(done, all, file),
        Stage::Ready { rows, hashes_left_behind } => ready(rows, hashes_left_behind, file),
        Stage::Failed => {
            view! { <p role="status">"The archive was not made to its end. Make it once more."</p> }.into_any()
        }
        Stage::Gone => view! {
            <p role="status">
                "This archive is not here any more: it is kept for an hour, for whoever made it. Make it once more."
            </p>
        }
        .into_any(),
    };
    view! { <Card title="Your archive">{body}</Card> }.into_any()
}

fn making(done: u64, all: u64, file: &str) -> AnyView {
    view! {
        <p role="status">{format!("It is being made: {done} of {all} rows.")}</p>
        <progress value=done.to_string() max=all.max(1).to_string() aria-label="Rows in the archive"></progress>
        <p>
            // The browser itself asks again.
            <a href=format!("{PAGE}?file={file}") rel="external">
                "See how far it is"
            </a>
        </p>
    }
    .into_any()
}

fn ready(rows: u64, hashes_left_behind: u64, file: &str) -> AnyView {
    let stay = match hashes_left_behind {
        0 => None,
        1 => Some("1 number of somebody who was erased stays here: only its hash is left.".to_owned()),
        many => Some(format!("{many} numbers of people who were erased stay here: only their hashes are left.")),
    };
    view! {
        <p role="status">{format!("It is ready, with {rows} rows.")}</p>
        {stay.map(|stay| view! { <p>{stay}</p> })}
        <LinkButton
            href=format!("{PAGE}/result?file={file}")
            kind=ButtonKind::Primary
            // A file, and no page of the app.
            attr:download=""
        >
            "Download the archive"
        </LinkButton>
        <p class="soft">"It is kept for an hour, and for you alone."</p>
    }
    .into_any()
}

//! `/settings/close`: closing the business, and taking it back.

use chrono::{DateTime, Utc};
use domain::closing::CLOSES_AFTER_DAYS;
use leptos::prelude::*;

use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, Page, PasswordField, TextField, Time},
};

const PAGE: &str = "/settings/close";

/// The page.
pub async fn page() -> Result<AnyView, AppError> {
    use crate::ssr::{ctx, service};
    let closing = ::service::closing::show(&service(), &ctx().await?).await?;
    let back = ("/settings".to_owned(), "Settings".to_owned());
    let body = match closing.erase_at {
        None => closing_form(&closing.name),
        Some(erase_at) => keeping_form(erase_at),
    };
    let page = view! {
        <Page title="Close this business" back>
            <div class="stack loose">{body} {exports()}</div>
        </Page>
    };
    Ok(page.into_any())
}

fn closing_form(name: &str) -> AnyView {
    let state = FormState::new("closing/close");
    let shown = format!("{name} closes {CLOSES_AFTER_DAYS} days from now.");
    let hint = format!("Type {name}, so that nothing is closed by mistake");
    view! {
        <Card title="What happens">
            <ul>
                <li>{shown} " Until then everything works as before, and every owner can take it back."</li>
                <li>"Every owner is told by mail, and everybody sees it above every page."</li>
                <li>
                    "Then everything is erased: customers, answers, lists, settings, keys, screens, and the accounts of members who work nowhere else."
                </li>
                <li>
                    "What stays is the audit log without a name, number or address in it: it proves what was done, and tells nothing about anybody."
                </li>
                <li>"Nobody can bring it back after that, and your do-not-call list is gone with it."</li>
            </ul>
            <Form state to=PAGE>
                <TextField
                    label="Name of the business"
                    name="name"
                    hint
                    value=state.value("name", "")
                    problem=state.problem("name")
                />
                <PasswordField label="Password" name="password" problem=state.problem("password") />
                <Button kind=ButtonKind::Danger busy=state.busy()>"Close the business"</Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn keeping_form(erase_at: DateTime<Utc>) -> AnyView {
    let state = FormState::new("closing/keep");
    view! {
        <Card title="It closes">
            <p>"Everything is erased on " <Time at=erase_at />"."</p>
            <Form state to=PAGE>
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Keep the business"
                </Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn exports() -> AnyView {
    view! {
        <Card title="Take it with you">
            <p>"Export what you need before it is gone:"</p>
            <ul>
                <li>
                    <a href="/settings/export">"Everything, as one file"</a>
                </li>
                <li>
                    <a href="/audit-log.csv" rel="external" download="">
                        "Audit log as CSV"
                    </a>
                </li>
                <li>
                    <a href="/audit-log.jsonl" rel="external" download="">
                        "Audit log with its proofs, as JSON Lines"
                    </a>
                </li>
            </ul>
        </Card>
    }
    .into_any()
}

//! "Registries": the files that are loaded, and the business's subscriptions to them.

use domain::wire::registry::{Line, Registries};
use leptos::prelude::*;

use super::api;
use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{Button, Card, Cell, Column, DateField, Page, Row, RowHead, SelectField, Table, TextField},
};

/// The path of the page, to which its forms lead back.
const HERE: &str = "/do-not-call/registries";

/// The national registries of a business.
pub async fn registries() -> Result<AnyView, AppError> {
    Ok(draw(api::show().await?).into_any())
}

fn draw(all: Registries) -> impl IntoView {
    let end = FormState::new("registry/end");
    let mut columns = ["Registry", "File", "Your download", "Age", "Coverage"].map(Column::text).to_vec();
    columns.push(Column::unseen("End"));
    let may_operate = all.may_operate;
    let rows = all.lines.into_iter().map(|line| row(end, line, may_operate)).collect_view();
    let forms = may_operate.then(|| {
        let renew =
            (!all.subscribed.is_empty()).then(|| form("registry/renew", "Enter a new download", all.subscribed));
        let subscribe = (!all.open.is_empty()).then(|| form("registry/subscribe", "Subscribe", all.open));
        view! {
            {renew}
            {subscribe}
        }
    });
    view! {
        <Page
            title="Registries"
            lead="A call with an offer asks the registry of the number\u{2019}s country. Without a file and a subscription such calls are blocked: the operator of this installation loads the file, an owner or admin enters the subscription here."
            back=("/do-not-call".to_owned(), "Do not call list".to_owned())
        >
            <div class="stack loose">
                <Table caption="Registries" columns>
                    {rows}
                </Table>
                {forms}
            </div>
        </Page>
    }
}

fn row(end: FormState, line: Line, may_operate: bool) -> AnyView {
    let label = format!("End the subscription to {}", line.name);
    let form = (may_operate && line.is_subscribed).then(|| {
        view! {
            <Form state=end to=HERE summary=false class="row">
                <input type="hidden" name="registry" value=line.code />
                <Button attr:aria-label=label>"End"</Button>
            </Form>
        }
    });
    let texts = [("File", line.file), ("Your download", line.download), ("Age", line.age), ("Coverage", line.coverage)];
    let cells = texts.map(|(label, text)| view! { <Cell label=label>{text}</Cell> }).into_iter().collect_view();
    view! {
        <Row>
            <RowHead>{line.name}</RowHead>
            {cells}
            <Cell>{form}</Cell>
        </Row>
    }
    .into_any()
}

/// What is typed about a download. Only a new subscription says as which organisation.
fn form(verb: &'static str, title: &'static str, registries: Vec<(String, String)>) -> AnyView {
    let state = FormState::new(verb);
    let first = registries.first().map(|(code, _)| code.clone()).unwrap_or_default();
    let organisation = (verb == "registry/subscribe").then(|| {
        view! {
            <TextField
                label="Organisation"
                name="organisation"
                hint="The name or number under which the registry knows you"
                value=state.value("organisation", "")
                problem=state.problem("organisation")
            />
        }
    });
    view! {
        <Card title>
            <Form state to=HERE>
                <SelectField
                    label="Registry"
                    name="registry"
                    options=registries
                    value=state.value("registry", first)
                    problem=state.problem("registry")
                />
                {organisation}
                <DateField
                    label="Downloaded on"
                    name="downloaded_on"
                    value=state.value("downloaded_on", "")
                    problem=state.problem("downloaded_on")
                />
                <TextField
                    label="Area codes"
                    name="areas"
                    hint="all, or the codes that you subscribed to, such as 212, 415"
                    value=state.value("areas", "all")
                    problem=state.problem("areas")
                />
                <Button busy=state.busy()>{title}</Button>
            </Form>
        </Card>
    }
    .into_any()
}

//! "API": everything that programs can ask, drawn from the description that the server makes of its routes.

use leptos::prelude::*;

use super::described::{Answer, Field, Operation, operations};
use crate::{
    error::AppError,
    ssr::ApiDescription,
    ui::{Badge, Card, Cell, Column, Meaning, Page, Row, RowHead, Table},
};

/// Where all of it is.
const AT: &str = "/api/v1";

/// The page of the API. Everybody who is signed in may read it: the description itself is open.
pub async fn api_reference() -> Result<AnyView, AppError> {
    crate::ssr::ctx().await?;
    let ApiDescription(document) = expect_context();
    Ok(draw(operations(&document)).into_any())
}

fn draw(all: Vec<Operation>) -> impl IntoView {
    let mut groups: Vec<(String, Vec<Operation>)> = Vec::new();
    for operation in all {
        match groups.iter_mut().find(|(name, _)| *name == operation.group) {
            Some((_, those)) => those.push(operation),
            None => groups.push((operation.group.clone(), vec![operation])),
        }
    }
    let groups = groups.into_iter().map(|(name, those)| {
        view! {
            <Card title=name>
                <div class="stack loose">{those.into_iter().map(operation_view).collect_view()}</div>
            </Card>
        }
    });
    view! {
        <Page
            title="API"
            lead="What programs of yours can ask, and how they are answered."
            back=("/integrations".to_owned(), "Integrations".to_owned())
        >
            <div class="stack loose">
                <Card title="How to ask">
                    <div class="stack">
                        <p>
                            "Each address below begins with " <code>{AT}</code>
                            ". A program sends its key with every request, as " <code>"Authorization: Bearer"</code>
                            " and the key; the key must open the scope that is named. Times are RFC 3339."
                        </p>
                        <p>
                            "What goes wrong is answered as a problem (RFC 9457): its " <code>"type"</code>
                            " stays the same, and its " <code>"detail"</code> " says what to do. Where an "
                            <code>"Idempotency-Key"</code>
                            " is taken, the same request sent again under the same key has the same answer."
                        </p>
                        <p>
                            "For tools: "
                            <a href="/api/v1/openapi.json" rel="external">
                                "the same as OpenAPI"
                            </a> "."
                        </p>
                    </div>
                </Card>
                {groups.collect_view()}
            </div>
        </Page>
    }
}

fn operation_view(operation: Operation) -> AnyView {
    let Operation { method, path, summary, more, scope, sent, answers, answered, .. } = operation;
    let what = format!("{method} {path}");
    let sent = (!sent.is_empty()).then(|| fields_view(format!("What is sent with {what}"), sent, Way::There));
    let answered = (!answered.is_empty()).then(|| fields_view(format!("What {what} answers"), answered, Way::Back));
    view! {
        <section class="stack">
            <h3>{summary}</h3>
            <p>
                <code>{method} " " {AT} {path}</code>
                " "
                <Badge meaning=Meaning::Plain>{scope}</Badge>
            </p>
            {(!more.is_empty()).then(|| view! { <p>{prose(&more)}</p> })}
            {sent}
            {answered}
            {answers_view(format!("How {what} is answered"), answers)}
        </section>
    }
    .into_any()
}

/// Whether fields are sent or answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    There,
    Back,
}

fn fields_view(caption: String, fields: Vec<Field>, way: Way) -> AnyView {
    let sent = way == Way::There;
    let columns = if sent { vec!["Sent", "In", "Type", "Meaning"] } else { vec!["Answered", "Type", "Meaning"] };
    let columns = columns.into_iter().map(Column::text).collect();
    let line = move |field: Field| {
        let Field { name, place, kind, needed, says } = field;
        view! {
            <Row>
                <RowHead>
                    <code>{name}</code>
                </RowHead>
                {sent.then(|| view! { <Cell label="In">{place}</Cell> })}
                <Cell label="Type">{kind} {(sent && needed).then_some(", needed")}</Cell>
                <Cell label="Meaning">{prose(&says)}</Cell>
            </Row>
        }
    };
    view! {
        <Table caption columns>
            {fields.into_iter().map(line).collect_view()}
        </Table>
    }
    .into_any()
}

fn answers_view(caption: String, answers: Vec<Answer>) -> AnyView {
    let line = |answer: Answer| {
        view! {
            <Row>
                <RowHead>{answer.status}</RowHead>
                <Cell label="When">{prose(&answer.says)}</Cell>
            </Row>
        }
    };
    view! {
        <Table caption columns=["Status", "When"].map(Column::text).to_vec()>
            {answers.into_iter().map(line).collect_view()}
        </Table>
    }
    .into_any()
}

/// A text in which what stands between backticks is code.
fn prose(text: &str) -> AnyView {
    let pieces = text.split('`').enumerate().map(|(at, piece)| {
        let piece = piece.to_owned();
        if at % 2 == 1 { view! { <code>{piece}</code> }.into_any() } else { piece.into_any() }
    });
    pieces.collect_view().into_any()
}

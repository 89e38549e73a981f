//! One request: how far it is, and what can be done about it.

use domain::{
    request::{RequestKind, RequestState},
    wire::request::view::Request,
};
use leptos::prelude::*;

use super::api;
use crate::{
    drawn::in_path,
    error::AppError,
    form::{Form, FormState},
    ui::{
        Button, ButtonKind, Card, Day, Definition, Definitions, LinkButton, Meaning, Notice, Page, SelectField,
        TextArea, TextField, Time, options,
    },
};

/// The page of a request.
pub async fn request() -> Result<AnyView, AppError> {
    Ok(draw(api::show(in_path("request")).await?).into_any())
}

fn draw(page: Request) -> impl IntoView {
    let (row, waits) = (&page.row, page.row.state.waits());
    let title = row.kind.label();
    let extend = page.may_work && row.state == RequestState::Open && !row.kind.holds_at_once() && !row.is_overdue;
    let settle = page.may_work && waits && (page.may_curate || row.kind != RequestKind::Restriction);
    let copies = page.may_curate && row.kind.asks_for_a_copy() && page.is_on_file;
    let erases = page.may_curate && row.kind == RequestKind::Erasure && waits && page.is_on_file;
    let edits = row.kind == RequestKind::Rectification && waits && page.may_work && page.is_on_file;
    let late = row.is_overdue.then(|| {
        view! {
            <Notice meaning=Meaning::Attention title="Overdue">
                <p>"The month in which it had to be answered is over."</p>
            </Notice>
        }
    });
    let cards = [
        copies.then(|| copy_card(&page)),
        edits.then(|| edit_card(&page)),
        erases.then(|| erase_card(&page)),
        settle.then(|| settle_card(&page)),
        extend.then(|| extend_card(&page)),
    ];
    let cards = cards.into_iter().flatten().collect_view();
    let facts = facts(&page);
    view! {
        <Page title back=("/requests".to_owned(), "Requests".to_owned())>
            {late}
            <div class="stack loose">
                {facts}
                {cards}
            </div>
        </Page>
    }
}

fn here(page: &Request) -> String {
    format!("/requests/{}", page.row.id)
}

fn facts(page: &Request) -> AnyView {
    let row = page.row.clone();
    let due =
        (!row.kind.holds_at_once()).then(|| view! { <Definition term="Due on"><Day on=row.due_on /></Definition> });
    let texts = [
        ("What they said", &page.asked),
        ("Put off because", &page.extension),
        ("Outcome", &page.outcome),
        ("How they were told", &page.told),
    ];
    let texts = texts.into_iter().filter_map(|(term, text)| Some((term, text.clone()?)));
    let texts = texts.map(|(term, text)| view! { <Definition term>{text}</Definition> }).collect_view();
    let settled = page.settled_at.map(|at| view! { <Definition term="Answered"><Time at /></Definition> });
    view! {
        <Definitions>
            <Definition term="Customer">
                <a href=format!("/customers/{}", row.customer)>{row.name}</a>
            </Definition>
            <Definition term="State">{row.state.label()}</Definition>
            <Definition term="Received">
                <Day on=row.received_on />
                ", "
                {row.came.label().to_lowercase()}
            </Definition>
            {due}
            {settled}
            <Definition term="Handled by">{row.handled_by}</Definition>
            {texts}
        </Definitions>
    }
    .into_any()
}

/// What is made is sent as a document of its own, so the browser posts these forms itself.
fn copy_card(page: &Request) -> AnyView {
    let path = here(page);
    view! {
        <Card title="Copy of the data">
            <p class="soft">
                "Everything that is held about this customer, and about nobody else. That it was made is recorded. Notes are in it as they were typed: read it before you hand it over."
            </p>
            <div class="buttons">
                <form method="post" enctype="multipart/form-data" action=format!("{path}/copy")>
                    <Button>"Show the copy"</Button>
                </form>
                <form method="post" enctype="multipart/form-data" action=format!("{path}/copy.json")>
                    <Button>"Download as JSON"</Button>
                </form>
            </div>
        </Card>
    }
    .into_any()
}

fn edit_card(page: &Request) -> AnyView {
    let to = format!("/customers/{}/edit", page.row.customer);
    view! {
        <Card title="Put it right">
            <p class="soft">"Change what is wrong, then answer the request with what was changed."</p>
            <LinkButton href=to>"Edit the customer"</LinkButton>
        </Card>
    }
    .into_any()
}

/// Says exactly what goes and what stays; `store::person` and the walkthroughs of the architecture say the same.
fn erase_card(page: &Request) -> AnyView {
    let (to, id) = (here(page), page.row.id.to_string());
    let state = FormState::new("request/erase");
    let when = match page.erase_after_hours {
        0 => "erased at once".to_owned(),
        hours => format!("erased after {hours} hours at the latest"),
    };
    view! {
        <Card title="Erase the customer">
            <p>
                {format!(
                    "The customer is blocked and hidden now, and {when}: name, company, address, numbers, e-mail addresses, notes, messages, links, imported columns, and the texts of this request.",
                )}
            </p>
            <p>"What is kept, and why:"</p>
            <ul>
                <li>"A keyed hash of each number on the do-not-call list, so that a later import or call finds the no again."</li>
                <li>
                    "For five years, the answers to consent questions without name, number or address, and keyed hashes of the numbers and addresses, so that a later claim can be answered (GDPR 17(3)(e))."
                </li>
                <li>"When there were calls, contacts, messages and requests, and of what kind: without their texts."</li>
                <li>"The entries of the audit log, in which texts were commitments that nobody can open any more."</li>
            </ul>
            <p class="soft">"The customer hears of it by mail, with a link that undoes it until the data is erased."</p>
            <Form state to>
                <input type="hidden" name="request" value=id />
                <Button kind=ButtonKind::Danger busy=state.busy()>"Erase this customer"</Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn settle_card(page: &Request) -> AnyView {
    let (to, id) = (here(page), page.row.id.to_string());
    let state = FormState::new("request/settle");
    let restricts = page.row.kind == RequestKind::Restriction;
    let (title, done) = if restricts { ("Lift the restriction", "Lifted") } else { ("Answer the request", "Done") };
    let answers = options([("done", done), ("refused", "Refused")]);
    let hint = match page.row.kind {
        RequestKind::Rectification => "What was changed, or why not",
        RequestKind::Access | RequestKind::Portability => "How the copy reached them, or why it did not",
        RequestKind::Restriction => "Why it ends",
        RequestKind::Erasure | RequestKind::Objection => "What was done, or why not",
    };
    let told = restricts.then(|| {
        view! {
            <TextField
                label="How the customer was told"
                name="told"
                hint="They must be told before the restriction ends (GDPR 18(3))"
                value=state.value("told", "")
                problem=state.problem("told")
            />
        }
    });
    view! {
        <Card title>
            <Form state to>
                <input type="hidden" name="request" value=id />
                <SelectField
                    label="Answer"
                    name="answer"
                    options=answers
                    value=state.value("answer", "done")
                    problem=state.problem("answer")
                />
                <TextArea
                    label="Outcome"
                    name="outcome"
                    hint
                    value=state.value("outcome", "")
                    problem=state.problem("outcome")
                />
                {told}
                <Button kind=ButtonKind::Primary busy=state.busy()>{title}</Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn extend_card(page: &Request) -> AnyView {
    let (to, id) = (here(page), page.row.id.to_string());
    let state = FormState::new("request/extend");
    view! {
        <Card title="Put it off">
            <p class="soft">"Once, by two months, where it is complex. The customer must be told why within the month."</p>
            <Form state to>
                <input type="hidden" name="request" value=id />
                <TextField
                    label="Reason, as the customer was told"
                    name="reason"
                    value=state.value("reason", "")
                    problem=state.problem("reason")
                />
                <Button busy=state.busy()>"Put off by two months"</Button>
            </Form>
        </Card>
    }
    .into_any()
}

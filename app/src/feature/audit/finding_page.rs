//! One finding: what it is, who answers for it, what was said, and how it was settled.

use domain::{
    audit::FindingState,
    wire::audit::view::{Opened, Said},
};
use leptos::prelude::*;

use super::{
    api,
    line::{place, severity},
};
use crate::{
    drawn::in_path,
    error::AppError,
    form::{Form, FormState},
    ui::{
        Badge, Button, ButtonKind, Card, DateField, Day, Definition, Definitions, Meaning, Page, SelectField, TextArea,
        Time, options,
    },
};

/// The page of a finding.
pub async fn finding() -> Result<AnyView, AppError> {
    Ok(draw(api::finding(in_path("finding")).await?).into_any())
}

fn draw(page: Opened) -> impl IntoView {
    let is_open = page.finding.state == FindingState::Open;
    let changes = page.may_operate && is_open;
    let cards = [
        changes.then(|| resolve_card(&page)),
        changes.then(|| assign_card(&page)),
        page.may_operate.then(|| comment_card(&page)),
    ];
    let comments = page.comments.iter().cloned().map(comment).collect_view();
    let comments = (!page.comments.is_empty()).then(|| view! { <Card title="Comments">{comments}</Card> });
    let title = page.finding.check.label();
    let words = page.finding.words.clone();
    let facts = facts(&page);
    view! {
        <Page title lead=words back=("/audits".to_owned(), "Audits".to_owned())>
            <div class="stack loose">
                {facts}
                {comments}
                {cards.into_iter().flatten().collect_view()}
            </div>
        </Page>
    }
}

fn here(page: &Opened) -> String {
    format!("/audits/findings/{}", page.finding.id)
}

fn facts(page: &Opened) -> AnyView {
    let finding = page.finding.clone();
    let about = place(&finding).map(|(href, words)| {
        view! {
            <Definition term="Look at">
                <a href=href>{words}</a>
            </Definition>
        }
    });
    let customer = finding.customer.map(|(id, name)| {
        view! {
            <Definition term="Customer">
                <a href=format!("/customers/{id}")>{name}</a>
            </Definition>
        }
    });
    let (found_at, seen_in) = (page.found_at, format!("/audits/{}", page.seen_in));
    let overdue = finding.is_overdue.then(|| view! { <Badge meaning=Meaning::Attention>"Overdue"</Badge> });
    let resolution = page.resolution.clone().map(|said| {
        view! { <Definition term="Settled">{spoken(said)}</Definition> }
    });
    view! {
        <Definitions>
            <Definition term="Severity">{severity(finding.check)}</Definition>
            <Definition term="State">{finding.state.label()}</Definition>
            {customer}
            {about}
            <Definition term="Found first">
                <Time at=found_at />
            </Definition>
            <Definition term="Seen last">
                <a href=seen_in>"In this audit"</a>
            </Definition>
            <Definition term="Owner">{finding.owner.unwrap_or_else(|| "Nobody".to_owned())}</Definition>
            <Definition term="Due on">
                <Day on=finding.due_on />
                " "
                {overdue}
            </Definition>
            {resolution}
        </Definitions>
    }
    .into_any()
}

/// What somebody said, and who.
fn spoken(said: Said) -> AnyView {
    let text = said.text.unwrap_or_else(|| "(erased with the customer)".to_owned());
    view! {
        {text}
        <br />
        <span class="soft small">{said.by} ", " <Time at=said.at /></span>
    }
    .into_any()
}

fn comment(said: Said) -> AnyView {
    view! { <p>{spoken(said)}</p> }.into_any()
}

fn resolve_card(page: &Opened) -> AnyView {
    let again = if page.finding.check.can_be_put_right() {
        "The next audit reopens it where it finds it again."
    } else {
        "It has happened and stays on record; the next audits do not ask again."
    };
    let lead = view! { <p class="soft">{again}</p> };
    let form = words_form(page, "audit/resolve", ("resolution", "How it was settled"), (ButtonKind::Primary, "Settle"));
    view! { <Card title="Settle it">{lead} {form}</Card> }.into_any()
}

/// A form for one text about the finding: the field with its label, and the button.
fn words_form(
    page: &Opened,
    form: &'static str,
    (name, label): (&'static str, &'static str),
    (kind, does): (ButtonKind, &'static str),
) -> AnyView {
    let state = FormState::new(form);
    let (to, id) = (here(page), page.finding.id.to_string());
    view! {
        <Form state to>
            <input type="hidden" name="finding" value=id />
            <TextArea label name value=state.value(name, "") problem=state.problem(name) />
            <Button kind busy=state.busy()>{does}</Button>
        </Form>
    }
    .into_any()
}

fn assign_card(page: &Opened) -> AnyView {
    let state = FormState::new("audit/assign");
    let (to, id) = (here(page), page.finding.id.to_string());
    let nobody = [(String::new(), "Nobody".to_owned())];
    let owners = page.owners.iter().map(|(id, name)| (id.to_string(), name.clone()));
    let owners = options(nobody.into_iter().chain(owners));
    let due_on = page.finding.due_on.to_string();
    let owner = page.owner.map(|id| id.to_string()).unwrap_or_default();
    view! {
        <Card title="Owner and day">
            <p class="soft">"The owner hears of it by mail on the day."</p>
            <Form state to>
                <input type="hidden" name="finding" value=id />
                <SelectField
                    label="Owner"
                    name="owner"
                    options=owners
                    value=state.value("owner", owner)
                    problem=state.problem("owner")
                />
                <DateField
                    label="Due on"
                    name="due_on"
                    value=state.value("due_on", due_on)
                    problem=state.problem("due_on")
                />
                <Button busy=state.busy()>"Save"</Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn comment_card(page: &Opened) -> AnyView {
    let form = words_form(page, "audit/comment", ("comment", "Your comment"), (ButtonKind::default(), "Comment"));
    view! { <Card title="Comment">{form}</Card> }.into_any()
}

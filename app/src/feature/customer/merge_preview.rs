//! What a merge would result in, and which details win.

use domain::{
    id::CustomerId,
    merge::CallChange,
    wire::customer::{MergeCall, MergeField, MergePreview, MergeTopic},
};
use leptos::prelude::*;

use crate::{
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, Cell, Column, Definition, Definitions, Row, RowHead, SelectField, Table, Time},
};

/// The preview, with the form that merges.
pub fn preview_card(customer: CustomerId, revision: i32, name: &str, preview: MergePreview) -> AnyView {
    let state = FormState::new("customer/merge");
    let MergePreview { other, other_name, other_revision, fields, points, marked, topics, calls } = preview;
    let to = format!("/customers/{customer}/merge?with={other}");
    let title = format!("{name} and {other_name}");
    let choices = fields.into_iter().map(|field| choice(state, field)).collect_view();
    view! {
        <Card title>
            <div class="stack">
                <Definitions>
                    <Definition term="Numbers and addresses">{points.join(" \u{b7} ")}</Definition>
                    <Definition term="Do not call">{standing(marked)}</Definition>
                </Definitions>
                {answers(topics)}
                {changes(calls)}
                <p class="soft">
                    "History, contacts and entries of the do-not-call list stand together. Links to the other lead here. No message is sent."
                </p>
            </div>
            <Form state to>
                <input type="hidden" name="customer" value=customer.to_string() />
                <input type="hidden" name="other" value=other.to_string() />
                <input type="hidden" name="revision" value=revision.to_string() />
                <input type="hidden" name="other_revision" value=other_revision.to_string() />
                {choices}
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Merge these customers"
                </Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn standing(marked: bool) -> &'static str {
    if marked { "Marked: the mark stands, for every number of both" } else { "Not marked" }
}

/// What the merge changes about calls: what it opens first, since nobody may meet that unawares.
fn changes(calls: Vec<MergeCall>) -> AnyView {
    let (opens, closes): (Vec<_>, Vec<_>) = calls.into_iter().partition(|call| call.change == CallChange::Opens);
    let list = |title: &'static str, calls: Vec<MergeCall>| {
        (!calls.is_empty()).then(|| {
            view! {
                <h3>{title}</h3>
                <ul>{calls.into_iter().map(told).collect_view()}</ul>
            }
        })
    };
    view! {
        {list("Calls that will be allowed, and that one of the two records does not allow", opens)}
        {list("Calls that will not be allowed any more", closes)}
    }
    .into_any()
}

fn told(call: MergeCall) -> impl IntoView {
    let because = call.because.map(|yes| {
        view! {
            ", because of the later yes of "
            <b>{yes.name}</b>
            " to \u{201c}"
            {yes.topic}
            "\u{201d}, "
            <Time at=yes.occurred_at />
        }
    });
    view! {
        <li>
            {call.number} ", for " {call.purpose.label().to_lowercase()} {because}
        </li>
    }
}

/// What both answered, and what that comes to.
fn answers(topics: Vec<MergeTopic>) -> AnyView {
    if topics.is_empty() {
        return ().into_any();
    }
    let heads = ["Topic", "This record", "The other", "Together"].map(Column::text).to_vec();
    let rows = topics.into_iter().map(|topic| {
        view! {
            <Row>
                <RowHead>{topic.label}</RowHead>
                <Cell label="This record">{topic.own.code()}</Cell>
                <Cell label="The other">{topic.other.code()}</Cell>
                <Cell label="Together">
                    <b>{topic.after.code()}</b>
                </Cell>
            </Row>
        }
    });
    view! {
        <Table caption="Answers" columns=heads>
            {rows.collect_view()}
        </Table>
    }
    .into_any()
}

fn choice(state: FormState, field: MergeField) -> AnyView {
    let MergeField { name, label, own, other } = field;
    // What only the other has is not lost unless somebody wants it to be.
    let first = if own.is_empty() { "other" } else { "own" };
    let said = |value: String| if value.is_empty() { "(nothing)".to_owned() } else { value };
    let options = vec![("own".to_owned(), said(own)), ("other".to_owned(), said(other))];
    let value = state.value(&name, first);
    // A select, since an address or a note is no short answer.
    view! { <SelectField label name options value /> }.into_any()
}

//! "Paste numbers": many at once, each answered.

use domain::wire::suppression::{List, PasteAnswer, Pasted, PastedLine, params::Query};
use leptos::prelude::*;

use super::api;
use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{
        Button, ButtonKind, Card, Cell, Column, Meaning, Page, Row, RowHead, SelectField, Table, TextArea, TextField,
        Verdict,
    },
};

/// The page on which numbers are pasted.
pub async fn pasting() -> Result<AnyView, AppError> {
    Ok(draw(api::list(Query::default()).await?).into_any())
}

fn draw(list: List) -> impl IntoView {
    let state = FormState::new("suppression/paste");
    let answer = move || state.answer::<Pasted>().map(|pasted| answer_view(&pasted));
    view! {
        <Page
            title="Paste numbers"
            lead="Of people who asked not to be called. Each number is answered."
            back=("/do-not-call".to_owned(), "Do not call list".to_owned())
        >
            <div role="status">{answer}</div>
            {form(state, list)}
        </Page>
    }
}

fn form(state: FormState, list: List) -> AnyView {
    view! {
        <Form state to="/do-not-call/paste">
            <TextArea
                label="Numbers"
                name="numbers"
                hint="One a line, or separated by commas or semicolons; at most 5,000."
                value=state.value("numbers", "")
                problem=state.problem("numbers")
                rows=10
            />
            <SelectField
                label="Country of the numbers"
                name="country"
                options=list.countries
                value=state.value("country", list.country)
                hint="Numbers without a country code are read as numbers of this country."
                problem=state.problem("country")
            />
            <TextField
                label="Who asked, and how"
                name="reason"
                value=state.value("reason", "")
                problem=state.problem("reason")
            />
            <Button kind=ButtonKind::Primary busy=state.busy()>
                "Add to the list"
            </Button>
        </Form>
    }
    .into_any()
}

fn answer_view(pasted: &Pasted) -> AnyView {
    let count = |is: fn(&PasteAnswer) -> bool| pasted.lines.iter().filter(|line| is(&line.answer)).count();
    let added = count(|answer| *answer == PasteAnswer::Added);
    let known = count(|answer| *answer == PasteAnswer::Known);
    let unreadable = pasted.lines.len() - added - known;
    let heads = ["Line", "Number", "Answer"].map(Column::text).to_vec();
    let rows = pasted.lines.iter().cloned().map(row).collect_view();
    view! {
        <Card title="What became of them">
            <p>{format!("{added} added, {known} already there, {unreadable} cannot be read.")}</p>
            <Table caption="Answers" columns=heads>
                {rows}
            </Table>
        </Card>
    }
    .into_any()
}

fn row(line: PastedLine) -> AnyView {
    let (meaning, words) = match line.answer {
        PasteAnswer::Added => (Meaning::Blocked, "Added".to_owned()),
        PasteAnswer::Known => (Meaning::Plain, "Already there".to_owned()),
        PasteAnswer::Unreadable(problem) => (Meaning::Attention, format!("Cannot be read. {problem}")),
    };
    view! {
        <Row>
            <RowHead>{line.line.to_string()}</RowHead>
            <Cell label="Number">{line.text}</Cell>
            <Cell label="Answer">
                <Verdict meaning>{words}</Verdict>
            </Cell>
        </Row>
    }
    .into_any()
}

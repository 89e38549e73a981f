//! What each column of a list becomes, and what the list would do then.

use domain::wire::import::{Column as ListColumn, Preview, Report, Tense};
use leptos::prelude::*;

use super::report_view::report_view;
use crate::{
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, Cell, Column, Combobox, Row, RowHead, SelectField, Table, options},
};

/// The columns, the dry run, and the import once it was tried out.
pub fn columns_view(preview: Preview) -> AnyView {
    let tried = preview.report.clone().map(|report| tried_card(&preview.file, &report));
    let reading = reading_form(&preview);
    view! {
        {tried}
        {columns_card(preview)}
        {reading}
    }
    .into_any()
}

fn columns_card(preview: Preview) -> AnyView {
    let state = FormState::new("import/dry-run");
    let Preview {
        file, encoding, delimiter, headings, columns, remembered, country, countries, targets, report, ..
    } = preview;
    let rows = columns.into_iter().enumerate().map(|(at, column)| row(state, at, column, &targets)).collect_view();
    let heads = vec![Column::text("Column"), Column::text("First values"), Column::text("Becomes")];
    let kind = if report.is_none() { ButtonKind::Primary } else { ButtonKind::Plain };
    view! {
        <Card title="What each column becomes">
            <p class="soft">
                "Read as " {encoding} ". Columns that are kept as they are can be searched and are shown with the person."
            </p>
            {remembered.then(|| view! { <p>"These headings were imported before: the columns become the same again."</p> })}
            <Form state to=format!("/import?file={file}")>
                <input type="hidden" name="file" value=file />
                <input type="hidden" name="delimiter" value=delimiter />
                <input type="hidden" name="headings" value=headings />
                <Table caption="Columns of the list" columns=heads>
                    {rows}
                </Table>
                <SelectField
                    label="Country of the numbers"
                    name="country"
                    options=countries
                    value=state.value("country", country)
                    hint="Numbers without a country code are read as numbers of this country."
                    problem=state.problem("country")
                />
                <Button kind busy=state.busy()>
                    "Dry run"
                </Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn row(state: FormState, at: usize, column: ListColumn, targets: &[(String, String)]) -> AnyView {
    let ListColumn { heading, samples, target, sentence } = column;
    let name = format!("column_{at}");
    let value = state.value(&name, target);
    let (title, targets) = (heading.clone(), targets.to_vec());
    view! {
        <Row>
            <RowHead>{title}</RowHead>
            <Cell label="First values">{samples.join(" \u{b7} ")}</Cell>
            <Cell label="Becomes">
                <Combobox label=heading name options=targets value />
                {sentence.map(|sentence| view! { <span class="soft">{sentence}</span> })}
            </Cell>
        </Row>
    }
    .into_any()
}

fn tried_card(file: &str, report: &Report) -> AnyView {
    let state = FormState::new("import/run");
    let (file, to) = (file.to_owned(), format!("/import?file={file}"));
    let report = report_view(report, Tense::WouldBe);
    view! {
        <Card title="What this list will do">
            {report}
            <p class="soft">"Nothing has been saved yet. “Import” does what is written here."</p>
            <Form state to=to>
                <input type="hidden" name="file" value=file />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Import"
                </Button>
            </Form>
        </Card>
    }
    .into_any()
}

/// Where the guess about the file is wrong.
fn reading_form(preview: &Preview) -> AnyView {
    let delimiters = [("comma", "Comma"), ("semicolon", "Semicolon"), ("tab", "Tab"), ("pipe", "Vertical bar")];
    let headings = [("present", "The first row holds the headings"), ("absent", "The first row is a person already")];
    view! {
        <details>
            <summary>"The columns are cut in the wrong places"</summary>
            <form class="form" method="get" action="/import">
                <input type="hidden" name="file" value=preview.file.clone() />
                <SelectField
                    label="Between two columns stands"
                    name="delimiter"
                    form="reading"
                    options=options(delimiters)
                    value=preview.delimiter.clone()
                />
                <SelectField
                    label="First row"
                    name="headings"
                    form="reading"
                    options=options(headings)
                    value=preview.headings.clone()
                />
                <Button>"Read again"</Button>
            </form>
        </details>
    }
    .into_any()
}

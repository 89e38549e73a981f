//! "Check a list": a file comes back with the call decision behind each row.

use domain::{
    topic::Purpose,
    wire::scrub::{CheckList, Scrubbed, params},
};
use leptos::prelude::*;

use super::api;
use crate::{
    drawn::in_query,
    error::AppError,
    feature::import::report_view::lines_view,
    ui::{Button, ButtonKind, Card, FileField, LinkButton, Page, SelectField, TextField, Time, options},
};

/// The page on which a list is checked. Which one was sent last is in the address, as a name that says nothing.
pub async fn checking_a_list() -> Result<AnyView, AppError> {
    let query = params::Query { file: in_query("file") };
    Ok(draw(api::check_list(query).await?).into_any())
}

fn draw(page: CheckList) -> impl IntoView {
    let CheckList { typed, problems, scrubbed } = page;
    let problem = |name: &str| {
        let found = problems.iter().find(|(field, _)| field == name).map(|(_, sentence)| sentence.clone());
        Signal::stored(found)
    };
    let [in_file, in_purpose, in_columns] = ["file", "purpose", "columns"].map(problem);
    let purpose = if typed.purpose.is_empty() { Purpose::Marketing.code().to_owned() } else { typed.purpose };
    view! {
        <Page
            title="Check a list"
            lead="The list comes back as it is, with the answer of \"Check a number\" behind each row."
            back=("/check".to_owned(), "Check a number".to_owned())
        >
            {scrubbed.map(result)}
            <Card title="Choose a list">
                // The browser itself sends the file, so that it may be large.
                <form class="form" method="post" action="/check/list/file" enctype="multipart/form-data">
                    <FileField
                        label="File"
                        name="file"
                        accept=".csv,.tsv,.txt,text/csv,text/plain"
                        hint="CSV, or a text with one number a line, up to 200 MB. It is deleted once it is checked."
                        problem=in_file
                    />
                    <SelectField
                        label="Purpose"
                        name="purpose"
                        options=options(Purpose::ALL.map(|purpose| (purpose.code(), purpose.label())))
                        value=purpose
                        problem=in_purpose
                    />
                    <TextField
                        label="Columns with numbers"
                        name="columns"
                        hint="Their headings, separated by commas. Leave it empty to let them be found."
                        value=typed.columns
                        problem=in_columns
                    />
                    <Button kind=ButtonKind::Primary>"Check the list"</Button>
                </form>
            </Card>
        </Page>
    }
}

/// What the list came to, and where it is fetched.
fn result(scrubbed: Scrubbed) -> AnyView {
    let Scrubbed { file, name, checked_at, counts, reasons, problems } = scrubbed;
    let counts = counts.into_iter().map(|count| view! { <p>{count}</p> }).collect_view();
    let reasons =
        reasons.into_iter().map(|(reason, rows)| view! { <li>{format!("{reason}: {rows}")}</li> }).collect_view();
    view! {
        <Card title="Result">
            <p class="soft">{name} ". Checked at " <Time at=checked_at /> "."</p>
            <div role="status">{counts}</div>
            <ul>{reasons}</ul>
            {lines_view("Lines that cannot be used", &problems)}
            <LinkButton
                href=format!("/check/list/result?file={file}")
                kind=ButtonKind::Primary
                // A file, and no page of the app.
                attr:download=""
            >
                "Download the result"
            </LinkButton>
            <p class="soft">"It is kept for an hour, and for you alone."</p>
        </Card>
    }
    .into_any()
}

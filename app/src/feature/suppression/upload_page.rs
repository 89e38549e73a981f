//! "Upload a list": everybody in the file said no.
//!
//! Where in this one is, is in the address: nothing is lost when the page is loaded again.

use domain::wire::suppression::{Column as ListColumn, Preview, Upload, params};
use leptos::prelude::*;

use super::{api, load_view::load_view};
use crate::{
    drawn::in_query,
    error::AppError,
    feature::import::upload_card::UploadCard,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, Checkbox, Page, SelectField},
};

/// The page of an upload.
pub async fn uploading() -> Result<AnyView, AppError> {
    let upload = api::upload(params::Upload { file: in_query("file") }).await?;
    Ok(draw(upload).into_any())
}

fn draw(upload: Upload) -> impl IntoView {
    let content = match upload {
        Upload::Start => file_card(None),
        Upload::Unusable(why) => file_card(Some(why)),
        Upload::Columns(preview) => columns_card(preview),
        Upload::Load(load) => load_view(load),
    };
    view! {
        <Page
            title="Upload a list"
            lead="Everybody in the file said no: every number in it comes on the do-not-call list."
            back=("/do-not-call".to_owned(), "Do not call list".to_owned())
        >
            {content}
        </Page>
    }
}

/// The form of the upload, with what is wrong with the file that was sent last.
fn file_card(problem: Option<String>) -> AnyView {
    view! {
        <UploadCard
            action="/do-not-call/upload/file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            hint="CSV, or a text with one number a line, up to 200 MB. It is deleted once it is read."
            problem
        />
    }
    .into_any()
}

fn columns_card(preview: Preview) -> AnyView {
    let state = FormState::new("suppression/load");
    let Preview { file, name, columns, country, countries } = preview;
    let to = format!("/do-not-call/upload?file={file}");
    let boxes = columns.into_iter().enumerate().map(|(at, column)| column_box(at, column)).collect_view();
    view! {
        <Card title="Where the numbers are">
            <p class="soft">{name}</p>
            <Form state to>
                <input type="hidden" name="file" value=file />
                <fieldset>
                    <legend>"Columns with numbers"</legend>
                    {boxes}
                </fieldset>
                <SelectField
                    label="Country of the numbers"
                    name="country"
                    options=countries
                    value=state.value("country", country)
                    hint="Numbers without a country code are read as numbers of this country."
                    problem=state.problem("country")
                />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Put them on the list"
                </Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn column_box(at: usize, column: ListColumn) -> AnyView {
    let ListColumn { heading, samples, proposed } = column;
    let name = format!("column_{at}");
    view! { <Checkbox label=heading name checked=proposed hint=samples.join(" \u{b7} ") /> }.into_any()
}

//! "Import customers": choosing a file, looking at its columns, trying out, importing, the report.
//!
//! Where in this one is, is in the address, and what was chosen is kept beside the file: nothing is
//! lost when the page is loaded again.

use domain::wire::import::{
    Import,
    params::{Query, Reading},
};
use leptos::prelude::*;

use super::{
    api,
    columns_form::columns_view,
    run_card::{run_view, runs_view},
    upload_card::UploadCard,
};
use crate::{drawn::in_query, error::AppError, ui::Page};

/// The page of imports.
pub async fn page() -> Result<AnyView, AppError> {
    let reading = Reading { delimiter: in_query("delimiter"), headings: in_query("headings") };
    let query = Query { file: in_query("file"), reading, run: in_query("run"), undo: in_query("undo") };
    Ok(draw(api::page(query).await?).into_any())
}

/// The form of the upload, with what is wrong with the file that was sent last.
fn file_card(problem: Option<String>) -> AnyView {
    view! {
        <UploadCard
            action="/import/upload"
            accept=".csv,.tsv,.txt,text/csv"
            hint="CSV with any delimiter and encoding, up to 200 MB. It is kept for an hour and deleted after the import."
            problem
        />
    }
    .into_any()
}

fn draw(import: Import) -> impl IntoView {
    match import {
        Import::Start(runs) => view! {
            <Page
                title="Import customers"
                lead="A list never grants anything. Everybody in it is flagged until they are asked, and a “no” in it blocks."
            >
                {file_card(None)}
                {runs_view(runs)}
            </Page>
        }
        .into_any(),
        Import::Unusable(why) => view! {
            <Page title="Import customers" back=back()>
                {file_card(Some(why))}
            </Page>
        }
        .into_any(),
        Import::List(preview) => view! {
            <Page title="Import customers" lead=preview.name.clone() back=back()>
                {columns_view(preview)}
            </Page>
        }
        .into_any(),
        Import::Run(run) => view! {
            <Page title="Import customers" lead=run.name.clone() back=back()>
                {run_view(run)}
            </Page>
        }
        .into_any(),
    }
}

fn back() -> (String, String) {
    ("/import".to_owned(), "Another list".to_owned())
}

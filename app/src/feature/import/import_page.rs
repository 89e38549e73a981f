//! "Import customers": choosing a file, looking at its columns, trying out, importing, the report.
//!
//! Where in this one is, is in the address, and what was chosen is kept beside the file: nothing is
//! lost when the page is loaded again.

use domain::wire::import::{
    Import,
    params::{Query, Reading},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    api,
    columns_form::columns_view,
    run_card::{run_view, runs_view},
    upload_card::UploadCard,
};
use crate::{form::FormState, session::StaffPage, ui::Page};

/// The forms of the page, and the wish to look again.
#[derive(Clone, Copy)]
pub struct Forms {
    /// "Dry run".
    pub dry_run: FormState,
    /// "Import".
    pub run: FormState,
    /// "Undo the import".
    pub undo: FormState,
    /// Counts the reasons to read the page's view again.
    pub again: RwSignal<u32>,
}

/// The page of imports.
#[component]
pub fn ImportPage() -> impl IntoView {
    let forms = Forms {
        dry_run: FormState::new("import/dry-run"),
        run: FormState::new("import/run"),
        undo: FormState::new("import/undo"),
        again: RwSignal::new(0),
    };
    provide_context(forms);
    Effect::new(move |_| {
        if forms.dry_run.landing().get().is_some() || forms.undo.landing().get().is_some() {
            forms.again.update(|count| *count += 1);
        }
    });
    let query = use_query_map();
    let asked = move || {
        let query = query.read();
        let word = |name: &str| query.get(name).unwrap_or_default();
        let reading = Reading { delimiter: word("delimiter"), headings: word("headings") };
        (Query { file: word("file"), reading, run: word("run"), undo: word("undo") }, forms.again.get())
    };
    let load = Resource::new(asked, |(query, _)| api::page(query));
    view! { <StaffPage load body=draw /> }
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

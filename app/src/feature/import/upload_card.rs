//! Choosing the file of a list. It is sent by the browser itself, so that it may be large.

use leptos::prelude::*;

use crate::ui::{Button, ButtonKind, Card, FileField};

/// The form of the upload, with what is wrong with the file that was sent last.
pub fn upload_card(problem: Option<String>) -> AnyView {
    let problem = Signal::stored(problem);
    view! {
        <Card title="Choose a list">
            <form class="form" method="post" action="/import/upload" enctype="multipart/form-data">
                <FileField
                    label="File"
                    name="file"
                    accept=".csv,.tsv,.txt,text/csv"
                    hint="CSV with any delimiter and encoding, up to 200 MB. It is kept for an hour and deleted after the import."
                    problem
                />
                <Button kind=ButtonKind::Primary>"Upload"</Button>
            </form>
        </Card>
    }
    .into_any()
}

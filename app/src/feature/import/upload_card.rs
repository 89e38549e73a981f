//! Choosing the file of a list. It is sent by the browser itself, so that it may be large.

use leptos::prelude::*;

use crate::ui::{Button, ButtonKind, Card, FileField};

/// The form of the upload.
#[component]
pub fn UploadCard(
    /// Where the file goes.
    action: &'static str,
    /// The kinds of files that are offered first.
    accept: &'static str,
    /// What may be in it, and for how long it is kept.
    hint: &'static str,
    /// What is wrong with the file that was sent last.
    problem: Option<String>,
) -> impl IntoView {
    let problem = Signal::stored(problem);
    view! {
        <Card title="Choose a list">
            <form class="form" method="post" action=action enctype="multipart/form-data">
                <FileField label="File" name="file" accept hint problem />
                <Button kind=ButtonKind::Primary>"Upload"</Button>
            </form>
        </Card>
    }
}

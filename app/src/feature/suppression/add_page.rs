//! "Add a number": of somebody who is not on file and asked not to be called.

use leptos::prelude::*;

use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Page, PhoneField, TextField},
};

/// The page on which one number is put on the list.
pub async fn adding() -> Result<AnyView, AppError> {
    let state = FormState::new("suppression/add");
    let page = view! {
        <Page
            title="Add a number"
            lead="For somebody who is not on file. A customer who asks is marked on their own page."
            back=("/do-not-call".to_owned(), "Do not call list".to_owned())
        >
            <Form state to="/do-not-call/add">
                <PhoneField
                    label="Phone"
                    name="phone"
                    hint="In any format. Calls to it are blocked at once, for whoever has it."
                    value=state.value("phone", "")
                    problem=state.problem("phone")
                />
                <TextField
                    label="Who asked, and how"
                    name="reason"
                    hint="Such as “Answered our call and asked not to be called again”"
                    value=state.value("reason", "")
                    problem=state.problem("reason")
                />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    "Add to the list"
                </Button>
            </Form>
        </Page>
    };
    Ok(page.into_any())
}

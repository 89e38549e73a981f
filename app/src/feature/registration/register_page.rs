//! `/register`: the statement comes before any form.

use leptos::{either::Either, prelude::*};

use super::{
    api,
    gate::{DeclineForm, Gate},
    unread::Unread,
};
use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::Single,
};

/// The consent statement with its two answers.
pub async fn register() -> Result<AnyView, AppError> {
    let agree = FormState::new("registration/agree");
    let statement = match api::read_statement().await {
        Ok(statement) => Either::Left(view! {
            <Form state=agree to="/register" class="stack loose">
                <Gate statement problem=agree.problem("agree") busy=agree.busy() />
            </Form>
        }),
        Err(error) => Either::Right(view! { <Unread error /> }),
    };
    let page = view! {
        <Single title="Before you register">
            <p class="lead">
                "Ringfence keeps what your customers said about their data. We ask you the same question first."
            </p>
            {statement}
            <DeclineForm to="/register" />
            <p class="soft small">
                "If you do not agree, nothing is stored and you cannot use Ringfence. You can withdraw later."
            </p>
        </Single>
    };
    Ok(page.into_any())
}

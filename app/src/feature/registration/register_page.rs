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
#[component]
pub fn RegisterPage() -> impl IntoView {
    let agree = FormState::new("registration/agree");
    // Texts that were replaced while they were read are shown again, as they are now.
    let load = Resource::new(move || agree.error() == Some(AppError::NotAgreed), |_| api::read_statement());
    view! {
        <Single title="Before you register">
            <p class="lead">
                "Ringfence keeps what your customers said about their data. We ask you the same question first."
            </p>
            <Transition>
                {move || Suspend::new(async move {
                    match load.await {
                        Ok(statement) => {
                            Either::Left(
                                view! {
                                    <Form state=agree to="/register" class="stack loose">
                                        <Gate statement problem=agree.problem("agree") busy=agree.busy() />
                                    </Form>
                                },
                            )
                        }
                        Err(error) => Either::Right(view! { <Unread error /> }),
                    }
                })}
            </Transition>
            <DeclineForm to="/register" />
            <p class="soft small">
                "If you do not agree, nothing is stored and you cannot use Ringfence. You can withdraw later."
            </p>
        </Single>
    }
}

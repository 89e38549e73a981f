//! `/privacy` and `/dpa`: the platform's own texts for business users.

use domain::wire::registration::view::PlatformText;
use leptos::{either::Either, prelude::*};

use super::{api, unread::Unread};
use crate::{
    error::AppError,
    ui::{Single, Time, TimeDetail},
};

/// How the platform treats the data of business users.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let load = Resource::new(|| (), |()| api::read_privacy());
    view! { <TextPage title="Privacy Policy" load /> }
}

/// What the platform does with the data of a business's customers, on the business's behalf.
#[component]
pub fn DpaPage() -> impl IntoView {
    let load = Resource::new(|| (), |()| api::read_dpa());
    view! { <TextPage title="Data Processing Agreement" load /> }
}

#[component]
fn TextPage(title: &'static str, load: Resource<Result<PlatformText, AppError>>) -> impl IntoView {
    view! {
        <Single title>
            <Transition>
                {move || Suspend::new(async move {
                    match load.await {
                        Ok(text) => Either::Left(text_view(text)),
                        Err(error) => Either::Right(view! { <Unread error /> }),
                    }
                })}
            </Transition>
        </Single>
    }
}

fn text_view(text: PlatformText) -> AnyView {
    view! {
        <p class="soft">
            {format!("Version {}, in force since ", text.version)}
            <Time at=text.published_at detail=TimeDetail::Day />
        </p>
        <div class="prose" inner_html=text.html></div>
    }
    .into_any()
}

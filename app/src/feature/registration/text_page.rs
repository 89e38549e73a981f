//! `/privacy` and `/dpa`: the platform's own texts for business users.

use domain::wire::registration::view::PlatformText;
use leptos::prelude::*;

use super::{api, unread::Unread};
use crate::{
    error::AppError,
    ui::{Single, Time, TimeDetail},
};

/// How the platform treats the data of business users.
pub async fn privacy() -> Result<AnyView, AppError> {
    Ok(page("Privacy Policy", api::read_privacy().await))
}

/// What the platform does with the data of a business's customers, on the business's behalf.
pub async fn dpa() -> Result<AnyView, AppError> {
    Ok(page("Data Processing Agreement", api::read_dpa().await))
}

fn page(title: &'static str, read: Result<PlatformText, AppError>) -> AnyView {
    let text = match read {
        Ok(text) => text_view(text),
        Err(error) => view! { <Unread error /> }.into_any(),
    };
    view! { <Single title>{text}</Single> }.into_any()
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

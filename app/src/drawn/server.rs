//! The side that draws.

use std::pin::Pin;

use leptos::{
    ev::{Event, MouseEvent, SubmitEvent},
    prelude::*,
};

use leptos_router::hooks::{use_params_map, use_query_map};

use super::{Content, Follows, Leads};
use crate::error::{AppError, PageError};

/// Reads what a page shows, and draws it.
pub type Drawing = Pin<Box<dyn Future<Output = Result<AnyView, AppError>> + Send>>;

/// How a page is drawn: an async function without arguments, which finds the address in its context.
#[derive(Clone, Copy)]
pub struct Draw(fn() -> Drawing);

impl Draw {
    /// By this function.
    pub const fn by(page: fn() -> Drawing) -> Self {
        Self(page)
    }

    /// The content of the page at the address of the request. An error is drawn like a page: its status
    /// was set where it came from.
    pub(super) async fn content(self, _address: String) -> Result<Content, AppError> {
        let view = match (self.0)().await {
            Ok(view) => view,
            Err(error) => view! { <PageError error /> }.into_any(),
        };
        Ok(Content { html: view.to_html(), title: None })
    }
}

/// What the path of the page says under this name.
pub fn in_path(name: &str) -> String {
    use_params_map().read_untracked().get(name).unwrap_or_default()
}

/// What the query of the page says under this name.
pub fn in_query(name: &str) -> String {
    use_query_map().read_untracked().get(name).unwrap_or_default()
}

/// Nothing moves while a page is drawn.
pub(super) const fn attend(
    _: Resource<Result<Content, AppError>>,
    _: Memo<String>,
    _: RwSignal<u32>,
    _: Follows,
    _: Leads,
) {
}

/// Nobody presses anything while a page is drawn.
pub(super) const fn sender() -> fn(SubmitEvent) {
    |_| ()
}

/// Nobody types anything while a page is drawn.
pub(super) const fn typist() -> fn(Event) {
    |_| ()
}

/// Nobody presses a link while a page is drawn.
pub(super) const fn presser() -> fn(MouseEvent) {
    |_| ()
}

/// Nothing is newer than a page that is drawn.
pub(super) fn offered() -> Signal<i64> {
    Signal::default()
}

/// Nobody reads a page again while it is drawn.
pub(super) const fn reader() -> fn() {
    || ()
}

/// Nothing goes wrong in a page that is drawn.
pub(super) fn problems() -> Signal<Vec<(String, String)>> {
    Signal::default()
}

/// Nothing was done yet.
pub(super) fn said() -> RwSignal<Option<String>> {
    RwSignal::default()
}

/// There is no way on from where nothing goes wrong.
pub(super) fn way() -> Signal<Option<(&'static str, &'static str)>> {
    Signal::default()
}

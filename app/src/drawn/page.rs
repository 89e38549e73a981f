//! A page that the browser asked for.

use futures::channel::oneshot;
use gloo_net::http::{Request, Response};
use leptos::{prelude::*, task::spawn_local};
use web_sys::{DomParser, SupportedType};

use crate::{drawn::Content, error::AppError};

/// A page as it came: where it is in the end, and what is in it, if it is a drawn one.
pub(super) struct Page {
    pub(super) address: String,
    /// Whether the server led there from elsewhere.
    pub(super) moved: bool,
    pub(super) content: Option<Content>,
}

impl Page {
    /// The page at this address.
    ///
    /// What the browser promises stays on its own thread; a resource asks for what could leave it.
    pub(super) async fn fetched(address: String) -> Result<Self, AppError> {
        let (tell, told) = oneshot::channel();
        spawn_local(async move {
            let page = Self::of(Request::get(&address).send().await).await;
            // Nobody waits any more where the page was left meanwhile.
            let _ = tell.send(page);
        });
        told.await.map_err(|_| AppError::Offline)?
    }

    /// What a request was answered.
    pub(super) async fn of(answer: Result<Response, gloo_net::Error>) -> Result<Self, AppError> {
        let answer = answer.map_err(|_| AppError::Offline)?;
        let (url, moved) = (answer.url(), answer.redirected());
        let text = answer.text().await.map_err(|_| AppError::Offline)?;
        let origin = window().location().origin().unwrap_or_default();
        let address = url.strip_prefix(&origin).unwrap_or(&url).to_owned();
        Ok(Self { address, moved, content: content_of(&text) })
    }
}

fn content_of(text: &str) -> Option<Content> {
    let page = DomParser::new().ok()?.parse_from_string(text, SupportedType::TextHtml).ok()?;
    let drawn = page.query_selector(".drawn").ok()??;
    Some(Content { html: drawn.inner_html(), title: Some(page.title()) })
}

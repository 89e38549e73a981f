//! Receiving a list, of customers or of numbers. What is done with it is a form of its page.

use std::collections::BTreeMap;

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, State, multipart::Field},
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Redirect, Response},
    routing::post,
};
use domain::id::RequestId;
use service::{
    Error, account,
    ctx::Ctx,
    import::{LARGEST, receive},
};

use crate::router::AppState;
use app::ssr::Cookie;

/// How much of a list that is too large is still read, so that the browser hears why.
const HEARD_OUT: u64 = 2 * LARGEST;

/// The most bytes of a field beside the file.
const SHORT: usize = 10_000;

/// The pages on which a list is chosen, each with the address that receives it.
const PAGES: [(&str, &str); 2] = [("/import", "/import/upload"), ("/do-not-call/upload", "/do-not-call/upload/file")];

/// `POST` to each of these addresses.
pub fn routes() -> Router<AppState> {
    PAGES.into_iter().fold(Router::new(), |router, (page, address)| {
        let receive = post(move |state, request, headers, body| upload(page, state, request, headers, body));
        let receive = receive.get(move || async move { Redirect::to(page) });
        // What arrives goes to the disk and is counted there.
        router.route(address, receive.layer(DefaultBodyLimit::disable()))
    })
}

/// Receives a list, and leads to its page.
async fn upload(
    page: &'static str,
    State(app): State<AppState>,
    Extension(request): Extension<RequestId>,
    headers: HeaderMap,
    body: Multipart,
) -> Response {
    match keep(&app, request, &headers, body).await {
        Ok(token) => Redirect::to(&format!("{page}?file={token}")).into_response(),
        Err(Error::SignedOut) => Redirect::to(&format!("/sign-in?next={page}")).into_response(),
        // Its page says why.
        Err(Error::Forbidden) => Redirect::to(page).into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a list was not received");
            not_kept(page)
        }
    }
}

/// The answer where a list was not kept.
pub(crate) fn not_kept(page: &str) -> Response {
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><title>The list was not kept</title>\
         <h1>The list was not kept</h1><p>It did not arrive whole, or there is no room for it. \
         <a href=\"{page}\">Try again</a>.</p></html>"
    );
    (StatusCode::INTERNAL_SERVER_ERROR, Html(html)).into_response()
}

async fn keep(app: &AppState, request: RequestId, headers: &HeaderMap, body: Multipart) -> Result<String, Error> {
    let ctx = asking(app, request, headers).await?;
    Ok(arrive(app, &ctx, body).await?.0)
}

/// Who sends a list, or fetches what became of one. Asked before a byte is read: who may not import uploads
/// nothing.
pub(crate) async fn asking(app: &AppState, request: RequestId, headers: &HeaderMap) -> Result<Ctx, Error> {
    let token = Cookie::Session.read(headers, app.transport()).ok_or(Error::SignedOut)?;
    let (ctx, _) = account::session(&app.service, &token, request).await?.ok_or(Error::SignedOut)?;
    ctx.require(domain::access::Right::Curate)?;
    Ok(ctx)
}

/// Takes a list to the disk: its name there, and the short fields around its file.
pub(crate) async fn arrive(
    app: &AppState,
    ctx: &Ctx,
    mut body: Multipart,
) -> Result<(String, BTreeMap<String, String>), Error> {
    let (mut fields, mut kept) = (BTreeMap::new(), None);
    while let Some(mut field) = body.next_field().await.map_err(|_| BROKEN)? {
        if field.name() != Some("file") {
            let name = field.name().unwrap_or_default().to_owned();
            fields.insert(name, short(&mut field).await?);
            continue;
        }
        if kept.is_some() {
            return Err(BROKEN);
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut receiving = receive(&app.service, ctx, &name)?;
        let mut bytes = 0;
        while let Some(part) = next(&mut field).await? {
            bytes += part.len() as u64;
            receiving.write(&part).await?;
            if bytes > HEARD_OUT {
                return Ok((receiving.finish().await?, fields));
            }
        }
        kept = Some(receiving.finish().await?);
    }
    match kept {
        Some(kept) => Ok((kept, fields)),
        None => Ok((receive(&app.service, ctx, "")?.finish().await?, fields)),
    }
}

/// The text of a short field. Nobody types more.
async fn short(field: &mut Field<'_>) -> Result<String, Error> {
    let mut text = Vec::new();
    while let Some(part) = next(field).await? {
        if text.len() + part.len() > SHORT {
            return Err(BROKEN);
        }
        text.extend_from_slice(&part);
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

const BROKEN: Error = Error::Broken("an upload did not arrive whole");

async fn next(field: &mut Field<'_>) -> Result<Option<axum::body::Bytes>, Error> {
    field.chunk().await.map_err(|_| BROKEN)
}

//! Receiving a list, of customers or of numbers. What is done with it is a form of its page.

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
    import::{LARGEST, receive},
};

use crate::router::AppState;
use app::ssr::Cookie;

/// How much of a list that is too large is still read, so that the browser hears why.
const HEARD_OUT: u64 = 2 * LARGEST;

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
            (StatusCode::INTERNAL_SERVER_ERROR, Html(not_kept(page))).into_response()
        }
    }
}

fn not_kept(page: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><title>The list was not kept</title>\
         <h1>The list was not kept</h1><p>It did not arrive whole, or there is no room for it. \
         <a href=\"{page}\">Try again</a>.</p></html>"
    )
}

async fn keep(app: &AppState, request: RequestId, headers: &HeaderMap, mut body: Multipart) -> Result<String, Error> {
    let token = Cookie::Session.read(headers, app.transport()).ok_or(Error::SignedOut)?;
    let (ctx, _) = account::session(&app.service, &token, request).await?.ok_or(Error::SignedOut)?;
    // Before a byte of it is read: who may not import uploads nothing.
    ctx.require(domain::access::Right::Curate)?;
    while let Some(mut field) = body.next_field().await.map_err(|_| BROKEN)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut receiving = receive(&app.service, &ctx, &name)?;
        let mut bytes = 0;
        while let Some(part) = next(&mut field).await? {
            bytes += part.len() as u64;
            receiving.write(&part).await?;
            if bytes > HEARD_OUT {
                break;
            }
        }
        return receiving.finish().await;
    }
    receive(&app.service, &ctx, "")?.finish().await
}

const BROKEN: Error = Error::Broken("an upload did not arrive whole");

async fn next(field: &mut Field<'_>) -> Result<Option<axum::body::Bytes>, Error> {
    field.chunk().await.map_err(|_| BROKEN)
}

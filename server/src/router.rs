//! Which address is answered by what.

use std::sync::Arc;

use app::{
    App, shell,
    ssr::{ApiDescription, Forms, Known, Scratch, Transport},
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef},
    http::header::CONTENT_SECURITY_POLICY,
    middleware::{from_fn, from_fn_with_state},
};
use leptos::{config::LeptosOptions, context::use_context, nonce::use_nonce, prelude::provide_context};
use leptos_axum::{
    LeptosRoutes as _, ResponseOptions, file_and_error_handler_with_context, generate_route_list, site_pkg_dir_service,
    site_pkg_dir_service_route_path,
};
use service::{Service, journal::Journal};
use tower_http::{
    compression::{CompressionLayer, CompressionLevel},
    limit::RequestBodyLimitLayer,
};

use crate::{
    archive,
    config::{Config, address::PublicUrl},
    display, export, form, health, import,
    layer::{BODY_LIMIT, apart, client_address, crash, deadline, headers, origin_guard, request_id},
    live, preference, public, receipt, request, rest, scrub,
    shutdown::Shutdown,
};

/// What every handler can ask for.
#[derive(Clone, FromRef)]
pub struct AppState {
    /// Where the site is and how its files are called.
    pub options: LeptosOptions,
    /// The use cases.
    pub service: Service,
    /// How far the suppression journal is.
    pub journal: Journal,
    /// What the server was told.
    pub config: Arc<Config>,
    /// Whether the database was made for tests.
    pub scratch: bool,
    /// The address that people see.
    pub public_url: PublicUrl,
    /// Says when the server stops.
    pub shutdown: Shutdown,
    /// How often programs may ask.
    pub limits: rest::Limits,
}

impl AppState {
    /// Whether cookies are named and guarded as https allows.
    pub fn transport(&self) -> Transport {
        if self.public_url.is_secure() { Transport::Secure } else { Transport::Plain }
    }
}

/// Everything that the server answers.
pub fn router(state: AppState) -> Router {
    Router::new()
        .merge(pages(&state))
        .merge(form::routes())
        .merge(import::routes())
        .merge(scrub::routes())
        .merge(archive::routes())
        .merge(live::routes())
        .merge(display::socket())
        .merge(health::routes())
        .merge(rest::routes())
        .layer(from_fn(apart::answer))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(state.public_url.clone(), origin_guard::guard))
        .layer(from_fn(crash::answer))
        .layer(from_fn_with_state(Arc::clone(&state.config), client_address::note))
        .layer(from_fn_with_state(headers::Facts::new(&state.options, &state.public_url), headers::add))
        .layer(from_fn_with_state(state.service.clone(), request_id::name))
        .with_state(state)
}

/// The app: its pages, its server functions, its files, and "not found" for the rest.
fn pages(state: &AppState) -> Router<AppState> {
    let options = state.options.clone();
    let contexts = contexts(state);
    Router::new()
        .leptos_routes_with_context(state, generate_route_list(App), contexts.clone(), move || shell(options.clone()))
        .merge(public::routes())
        .merge(preference::routes())
        .merge(display::routes())
        .merge(export::routes())
        .merge(receipt::routes())
        .merge(request::routes())
        .fallback(file_and_error_handler_with_context::<AppState, _>(contexts, shell))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(from_fn(deadline::answer))
        .route_service(&site_pkg_dir_service_route_path(&state.options), site_pkg_dir_service(&state.options))
        // A page is compressed while somebody waits for it; files were compressed by the build.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
}

/// What every rendering and every server function finds in its context. All that render, here and
/// in `form`, provide it by this function.
pub fn contexts(state: &AppState) -> impl Fn() + Clone + Send + Sync + use<> + 'static {
    let (service, transport, scratch) = (state.service.clone(), state.transport(), Scratch(state.scratch));
    let described = ApiDescription(rest::written());
    move || {
        provide_context(service.clone());
        provide_context(Forms(form::answer));
        provide_context(transport);
        provide_context(scratch);
        provide_context(described.clone());
        provide_context(Known::default());
        // Only a rendering has a nonce; a server function answers with data.
        if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>())
            && let Some(policy) = headers::page_policy(&nonce)
        {
            response.insert_header(CONTENT_SECURITY_POLICY, policy);
        }
    }
}

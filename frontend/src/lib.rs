//! The entry of the browser's side. Nothing else, ever.
#![forbid(unsafe_code)]

use app::App;
use leptos::{mount::hydrate_from_async, tachys::dom::body};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// Hydrates the page that the server drew, once the code of its room is there.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    spawn_local(async {
        hydrate_from_async(body(), App).await.forget();
        app::is_alive();
    });
}

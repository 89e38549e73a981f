//! The entry of the browser's side. Nothing else, ever.
#![forbid(unsafe_code)]

use app::App;
use wasm_bindgen::prelude::wasm_bindgen;

/// Hydrates the page that the server drew.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(App);
}

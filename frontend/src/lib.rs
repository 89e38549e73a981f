//! The entry of the browser's side. Nothing else, ever.
#![forbid(unsafe_code)]

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// Hydrates the page that the server drew.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    spawn_local(app::come_alive());
}

//! How a page that the server drew comes alive in the browser.

use leptos::{
    ev::Event,
    mount::hydrate_from_async,
    prelude::*,
    tachys::dom::body,
    wasm_bindgen::{JsCast as _, prelude::Closure},
};

use crate::App;

/// Hydrates the page, once the code of its room is there.
pub async fn come_alive() {
    let links = Links::left_to_the_browser();
    hydrate_from_async(body(), App).await.forget();
    drop(links);
    // Tells tests and style sheets that the page answers at once from now on.
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-hydrated", "");
    }
}

/// While this lives, the browser follows links itself. The router listens before there is anything in which it
/// could show a page, and where the room does not open there never is.
struct Links(Closure<dyn Fn(Event)>);

impl Links {
    fn left_to_the_browser() -> Self {
        let stop = Closure::new(|event: Event| event.stop_propagation());
        // Fails for nothing that is called so.
        let _ = document().add_event_listener_with_callback_and_bool("click", stop.as_ref().unchecked_ref(), true);
        Self(stop)
    }
}

impl Drop for Links {
    fn drop(&mut self) {
        let stop = self.0.as_ref().unchecked_ref();
        let _ = document().remove_event_listener_with_callback_and_bool("click", stop, true);
    }
}

//! What the tab tells: the network comes and goes, the page is put away and comes back.

use leptos::{leptos_dom::helpers::WindowListenerHandle, prelude::*};

use super::{Happening, Happens, say};

/// The listeners of a page. They are gone with this.
pub(super) struct Events(Vec<WindowListenerHandle>);

impl Events {
    pub(super) fn listen(happens: &Happens) -> Self {
        let on = |name, happening: Happening| {
            let happens = happens.clone();
            window_event_listener_untyped(name, move |_| say(&happens, happening.clone()))
        };
        let happens = happens.clone();
        let seen = window_event_listener_untyped("visibilitychange", move |_| {
            // Timers of a page that nobody looks at are slow: look now.
            if !document().hidden() {
                say(&happens, Happening::Back);
            }
        });
        Self(vec![
            on("online", Happening::Back),
            on("pageshow", Happening::Back),
            on("offline", Happening::Offline),
            // A page with an open socket is not kept for the way back.
            on("pagehide", Happening::Away),
            seen,
        ])
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.0.drain(..).for_each(WindowListenerHandle::remove);
    }
}

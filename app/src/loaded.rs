//! Pages whose code a browser loads when somebody opens one of them.
//!
//! Such pages are kept in rooms, each a file beside the app's own: whoever opens a page has the others of
//! its room as well. A page that the server sends names the files of its own room, so that they come with
//! the app; those of the other rooms follow when the browser has nothing else to do.

use std::{future::pending, pin::Pin};

use leptos::{prelude::*, wasm_split::SplitLoaderError};
use leptos_router::{ChooseView, hooks::use_location};

/// The view of a route whose page is in this room.
macro_rules! loaded {
    ($room:ident, $page:ident) => {{
        #[leptos::wasm_split::wasm_split($room, wasm_split_path = leptos::wasm_split, fallible, preload(open))]
        fn draw() -> Result<leptos::prelude::AnyView, leptos::wasm_split::SplitLoaderError> {
            Ok(leptos::prelude::IntoAny::into_any($page()))
        }
        $crate::loaded::Loaded {
            #[cfg(feature = "ssr")]
            room: stringify!($room),
            open: || Box::pin(open()),
            draw: || Box::pin(draw()),
        }
    }};
}
pub(crate) use loaded;

/// What is there once a room is open, which may fail.
pub type Later<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// A page in a room.
#[derive(Clone, Copy)]
pub struct Loaded {
    /// The room, by which the server knows the files.
    #[cfg(feature = "ssr")]
    pub room: &'static str,
    /// Opens the room.
    pub open: fn() -> Later<()>,
    /// Draws the page once the room is open.
    pub draw: fn() -> Later<AnyView>,
}

impl ChooseView for Loaded {
    async fn choose(self) -> AnyView {
        #[cfg(feature = "ssr")]
        leptos::prefetch_lazy_fn_on_server(self.room);
        match (self.draw)().await {
            Ok(page) => page,
            Err(_) => turned_away().await,
        }
    }

    async fn preload(&self) {
        if (self.open)().await.is_err() {
            turned_away::<()>().await;
        }
    }
}

/// What becomes of a page whose room does not open: the network is gone, or the server has another build.
/// One that came from the server stays as it is, and works without a script; another is asked of the server.
async fn turned_away<T>() -> T {
    let came_from_server = Owner::current_shared_context().is_some_and(|context| context.during_hydration());
    if !came_from_server {
        let there = use_location();
        let (path, query) = (there.pathname.get_untracked(), there.search.get_untracked());
        let address = if query.is_empty() { path } else { format!("{path}?{query}") };
        // Fails for no address of our own.
        let _ = window().location().set_href(&address);
    }
    pending().await
}

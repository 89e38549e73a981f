//! The HTML around every page.

use std::collections::BTreeSet;

use domain::language::Language;
use leptos::{WasmSplitManifest, config::LeptosOptions, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::{App, ssr::Scratch};

/// The document that the server sends.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let scratch = use_context::<Scratch>().is_some_and(|scratch| scratch.0);
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <Basics options=options.clone() />
                <AutoReload options=options.clone() />
                <HydrationScripts options />
                <Rooms />
                <MetaTags />
            </head>
            <body>
                <App />
                {scratch.then(|| view! { <ScratchNote /> })}
            </body>
        </html>
    }
}

/// A document without a script, for people who are no users of the app.
pub fn plain(options: LeptosOptions, language: Language, title: &str, body: impl IntoView) -> String {
    let title = title.to_owned();
    let document = move || {
        view! {
            <!DOCTYPE html>
            <html lang=language.code()>
                <head>
                    <Basics options />
                    <title>{title}</title>
                </head>
                <body>{body.into_any()}</body>
            </html>
        }
        .to_html()
    };
    Owner::new_root(None).with(document)
}

/// What stands in the head of every document.
#[component]
fn Basics(options: LeptosOptions) -> impl IntoView {
    view! {
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <HashedStylesheet options id="style" />
    }
}

/// Names the code of every room, which a browser fetches when it has nothing else to do: the next page is
/// there at once. Those that the page needs itself are named by the page.
#[component]
fn Rooms() -> impl IntoView {
    let (folder, files) = match use_context::<WasmSplitManifest>() {
        Some(manifest) => manifest.0.with_value(|(folder, rooms, _)| {
            let files: BTreeSet<String> = rooms.values().flatten().cloned().collect();
            (folder.clone(), files)
        }),
        None => Default::default(),
    };
    let link = |file| view! { <link rel="prefetch" href=format!("{folder}/{file}.wasm") r#as="fetch" /> };
    files.into_iter().map(link).collect_view()
}

/// Says on every page that nothing here is real. It stands after the app, which knows nothing of it.
#[component]
fn ScratchNote() -> impl IntoView {
    view! {
        <aside class="scratch" aria-label="About this database">
            "This database was made for tests: its clock may be moved, and nothing in it is real."
        </aside>
    }
}

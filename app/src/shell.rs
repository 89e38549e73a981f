//! The HTML around every page.

use std::collections::BTreeSet;

use domain::language::Language;
use leptos::{WasmSplitManifest, config::LeptosOptions, prelude::*};
use leptos_meta::{HashedStylesheet, Link, MetaTags};

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

/// What loads the document of an office screen again, which nobody looks after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renews {
    /// Its script, where it has to; where none runs, the browser, twice a minute.
    ByScript,
    /// The browser, four times a minute: until there is something to show.
    ByItself,
}

/// The document of an office screen, with the one script that is its own.
pub fn screen(options: LeptosOptions, title: &str, renews: Renews, body: impl IntoView) -> String {
    let title = title.to_owned();
    let document = move || {
        let renewing = match renews {
            Renews::ByScript => view! {
                <noscript>
                    <meta http-equiv="refresh" content="30" />
                </noscript>
                <script src="/display.js" defer=true></script>
            }
            .into_any(),
            Renews::ByItself => view! { <meta http-equiv="refresh" content="15" /> }.into_any(),
        };
        view! {
            <!DOCTYPE html>
            <html lang="en">
                <head>
                    <Basics options />
                    <meta name="robots" content="noindex" />
                    {renewing}
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

/// Names the code of the page's own room in the head: it comes with the app.
pub(crate) fn name_the_files_of(room: &str) {
    let Some(manifest) = use_context::<WasmSplitManifest>() else { return };
    manifest.0.with_value(|(folder, rooms, _)| {
        for file in rooms.get(room).into_iter().flatten() {
            let href = format!("{folder}/{file}.wasm");
            // Drawn, it stands in the head and not here.
            let _nothing = view! {
                <Link rel="preload" href as_="fetch" type_="application/wasm" crossorigin="anonymous" />
            }
            .to_html();
        }
    });
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

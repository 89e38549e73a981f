//! The files of the site as a browser gets and keeps them.

use std::{fs, path::Path};

use reqwest::Method;
use tempfile::TempDir;

use crate::support::{Client, Db, TestApp};

/// A site with one page's code in it, in this folder below `pkg`.
fn site(folder: &str) -> TempDir {
    let site = tempfile::tempdir().unwrap();
    let files = site.path().join("pkg").join(folder);
    fs::create_dir_all(&files).unwrap();
    fs::write(files.join("ringfence.js"), "export {}").unwrap();
    fs::write(files.join("split_customer.wasm"), "code").unwrap();
    fs::write(files.join("__wasm_split_manifest.json"), r#"{"customer": ["chunk_7", "split_customer"]}"#).unwrap();
    site
}

async fn served(site: &Path) -> TestApp {
    TestApp::start_with(Db::Sqlite, &[("LEPTOS_SITE_ROOT", site.to_str().unwrap())]).await
}

/// With which status a file comes, and how long it may be kept.
async fn kept(client: &Client, path: &str) -> (u16, String) {
    let answer = client.request(Method::GET, path).send().await.unwrap();
    (answer.status().as_u16(), answer.headers()["cache-control"].to_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_browser_keeps_the_files_of_a_build_and_never_mixes_two() {
    let site = site("build-1a2b");
    let app = served(site.path()).await;
    let client = app.client();
    let page = client.get("/sign-in").await.expect(200).body;
    assert!(page.contains("/pkg/build-1a2b/ringfence.js"), "{page}");
    assert!(page.contains("/pkg/build-1a2b/ringfence.css"), "{page}");
    for file in ["ringfence.js", "split_customer.wasm"] {
        let (status, keep) = kept(&client, &format!("/pkg/build-1a2b/{file}")).await;
        assert_eq!((status, keep.as_str()), (200, "public, max-age=31536000, immutable"), "{file}");
    }
    // What a page of the build before asks for is not there, rather than another file of that name.
    assert_eq!(kept(&client, "/pkg/build-0f0f/split_customer.wasm").await, (404, "no-store".to_owned()));
}

#[tokio::test]
async fn a_file_outside_of_a_build_is_asked_for_again() {
    let site = site("");
    let app = served(site.path()).await;
    let client = app.client();
    let page = client.get("/sign-in").await.expect(200).body;
    assert!(page.contains("/pkg/ringfence.js"), "{page}");
    assert_eq!(kept(&client, "/pkg/ringfence.js").await, (200, "no-cache".to_owned()));
}

#[tokio::test]
async fn a_page_names_the_code_that_it_needs_at_once_and_what_may_follow() {
    let site = site("build-1a2b");
    let app = served(site.path()).await;
    let owner = app.owner().await;
    let named = |page: &str, how: &str, file: &str| {
        page.split("<link").any(|link| {
            let link = link.split('>').next().unwrap_or_default();
            link.contains(&format!("rel=\"{how}\"")) && link.contains(&format!("/pkg/build-1a2b/{file}"))
        })
    };
    for file in ["chunk_7.wasm", "split_customer.wasm"] {
        let interaction = owner.get("/customers/new").await.expect(200).body;
        assert!(named(&interaction, "preload", file), "{interaction}");
        let dashboard = owner.get("/dashboard").await.expect(200).body;
        assert!(!named(&dashboard, "preload", file) && named(&dashboard, "prefetch", file), "{dashboard}");
    }
}

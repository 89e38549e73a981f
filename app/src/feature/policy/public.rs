//! `/b/{slug}/privacy`: the privacy policy as everybody may read it, without a script.

use domain::wire::policy::view::{Public, Version};
use leptos::{config::LeptosOptions, prelude::*};

use crate::{
    shell::plain,
    ui::{TimeDetail, time::utc_text},
};

/// The page of a version of a business's privacy policy.
pub fn policy_page(options: LeptosOptions, policy: Public) -> String {
    let newest = policy.versions.first().map(|version| version.version);
    let title = format!("{}: {}", policy.title, policy.business);
    let address = format!("/b/{}/privacy", policy.slug);
    let is_newest = newest == Some(policy.version.version);
    let older = (!is_newest).then(|| {
        view! {
            <p class="soft">
                "This is an earlier version. " <a href=address.clone()>"Read the one in force"</a>
            </p>
        }
    });
    let versions = policy.versions.iter().map(|version| item(&address, version)).collect_view();
    plain(
        options,
        &title,
        view! {
            <main class="single" id="main">
                <p class="soft">{policy.business}</p>
                <h1>{policy.title}</h1>
                <p class="soft">{said(&policy.version)}</p>
                {older}
                <div class="prose" inner_html=policy.html></div>
                <h2>"Versions"</h2>
                <ul>{versions}</ul>
            </main>
        },
    )
}

fn said(version: &Version) -> String {
    format!("Version {}, since {}", version.version, utc_text(version.published_at, TimeDetail::Day))
}

fn item(address: &str, version: &Version) -> AnyView {
    view! {
        <li>
            <a href=format!("{address}/{}", version.version)>{said(version)}</a>
        </li>
    }
    .into_any()
}

/// The page that stands where there is no such policy.
pub fn no_policy(options: LeptosOptions) -> String {
    plain(
        options,
        "Page not found",
        view! {
            <main class="single" id="main">
                <h1>"Page not found"</h1>
                <p>"There is no such privacy policy. The address may be wrong, or it is not published yet."</p>
            </main>
        },
    )
}

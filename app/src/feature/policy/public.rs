//! `/b/{slug}/privacy`: the privacy policy as everybody may read it, without a script.

use domain::{
    catalogue::PolicyText,
    language::Language,
    wire::policy::view::{Public, Version},
};
use leptos::{config::LeptosOptions, prelude::*};

use crate::shell::plain;

/// The page of a version of a business's privacy policy.
pub fn policy_page(options: LeptosOptions, policy: Public) -> String {
    let language = policy.language;
    let say = |text: PolicyText<'_>| language.say(&text);
    let newest = policy.versions.first().map(|version| version.version);
    let title = format!("{}{}{}", say(PolicyText::Title), language.colon(), policy.business);
    let address = format!("/b/{}/privacy", policy.slug);
    let is_newest = newest == Some(policy.version.version);
    let older = (!is_newest).then(|| {
        view! {
            <p class="soft">
                {say(PolicyText::Earlier)} " " <a href=address.clone()>{say(PolicyText::InForce)}</a>
            </p>
        }
    });
    let versions = policy.versions.iter().map(|version| item(language, &address, version)).collect_view();
    plain(
        options,
        language,
        &title,
        view! {
            <main class="single" id="main">
                <p class="soft">{policy.business}</p>
                <h1>{say(PolicyText::Title)}</h1>
                <p class="soft">{said(language, &policy.version)}</p>
                {older}
                // Nobody says in which language the business wrote it.
                <div class="prose" lang="" inner_html=policy.html></div>
                <h2>{say(PolicyText::Versions)}</h2>
                <ul>{versions}</ul>
            </main>
        },
    )
}

fn said(language: Language, version: &Version) -> String {
    let day = language.day(version.published_at.date_naive());
    language.say(&PolicyText::Version { version: version.version, day: &day })
}

fn item(language: Language, address: &str, version: &Version) -> AnyView {
    view! {
        <li>
            <a href=format!("{address}/{}", version.version)>{said(language, version)}</a>
        </li>
    }
    .into_any()
}

/// The page that stands where there is no such policy.
pub fn no_policy(options: LeptosOptions, language: Language) -> String {
    let title = language.say(&PolicyText::NotFound);
    plain(
        options,
        language,
        &title,
        view! {
            <main class="single" id="main">
                <h1>{title.clone()}</h1>
                <p>{language.say(&PolicyText::NotFoundWhy)}</p>
            </main>
        },
    )
}

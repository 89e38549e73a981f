//! `/policies/{policy}`: the text in force, the form that publishes the next one, and every version.

use domain::wire::policy::{
    params::Query,
    view::{Policy, Version},
};
use leptos::prelude::*;

use super::{api, edit_form::EditForm};
use crate::{
    drawn::in_path,
    error::AppError,
    ui::{Card, Page, Time, TimeDetail},
};

/// One policy of the business.
pub async fn policy() -> Result<AnyView, AppError> {
    let policy = in_path("policy");
    Ok(draw(api::show(Query { policy, ..Query::default() }).await?).into_any())
}

fn draw(policy: Policy) -> impl IntoView {
    let current = policy.versions.first().cloned();
    let title = policy.title.clone();
    let lead = match &current {
        Some(current) => format!("Version {} is in force.", current.version),
        None => "Not published yet. Below are words to begin with.".to_owned(),
    };
    let text = current.is_some().then(|| in_force(&policy));
    let versions = (!policy.versions.is_empty()).then(|| versions(&policy));
    view! {
        <Page title lead back=("/policies".to_owned(), "Policies".to_owned())>
            <div class="stack loose">
                {policy.may_publish.then(|| view! { <EditForm policy=policy.clone() /> })} {text} {versions}
            </div>
        </Page>
    }
}

fn in_force(policy: &Policy) -> AnyView {
    let public = policy.public.clone().map(|public| {
        view! {
            <p>
                <a href=public.clone() rel="external">"As your customers read it"</a>
            </p>
        }
    });
    let html = policy.html.clone();
    view! {
        <Card title="In force">
            {public}
            <div class="prose" inner_html=html></div>
        </Card>
    }
    .into_any()
}

fn versions(policy: &Policy) -> AnyView {
    let compare = (policy.versions.len() > 1).then(|| format!("/policies/{}/compare", policy.address));
    let items = policy.versions.iter().map(|version| item(policy, version)).collect_view();
    view! {
        <Card title="Versions">
            <ul class="plain">{items}</ul>
            {compare
                .map(|href| {
                    view! {
                        <p>
                            <a href=href>"Compare two versions"</a>
                        </p>
                    }
                })}
        </Card>
    }
    .into_any()
}

fn item(policy: &Policy, version: &Version) -> AnyView {
    let name = format!("Version {}", version.version);
    let name = match &policy.public {
        Some(public) => view! { <a href=format!("{public}/{}", version.version) rel="external">{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let again = version.ask_again_by.map(|by| {
        view! {
            ". Consents given before are asked for again by "
            <Time at=by detail=TimeDetail::Day />
        }
    });
    view! {
        <li>{name} ", since " <Time at=version.published_at detail=TimeDetail::Day /> {again}</li>
    }
    .into_any()
}

//! The page of a customer: may this person be called? And below, what they answered and what happened.

mod band;
mod cards;
mod contact_form;
mod heading;

use domain::wire::customer::{Show, ShowQuery};
use leptos::prelude::*;
use leptos_router::{
    components::Redirect,
    hooks::{use_params_map, use_query_map},
};

use super::api;
use crate::{
    feature::{
        call::call_button::Presses,
        consent::{
            consent_card::{ConsentCard, ReceiptLink},
            error_dialog::{ErrorDialog, ErrorOpen},
            preferences_card::PreferencesCard,
        },
        dnc::lift_dialog::{LiftDialog, LiftOpen, remaining},
    },
    form::Reload,
    live::Live,
    session::StaffPage,
    ui::{Meaning, Notice, Page, Time},
};
use band::Band;
use cards::{DetailsCard, HistoryCard};
use contact_form::ContactForm;
use heading::{Actions, Marks};

/// The page of a customer.
#[component]
pub fn ShowPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let purpose = Memo::new(move |_| query.with(|query| query.get("purpose").unwrap_or_default()));
    let reload = Reload::provide();
    Presses::provide();
    LiftOpen::provide();
    ErrorOpen::provide();
    let load = Resource::new(
        move || {
            let changed = Live::get().topic(&format!("customer/{}", id.read())).get();
            (id.get(), purpose.get(), changed, reload.times())
        },
        |(customer, purpose, ..)| api::show(ShowQuery { customer, purpose }),
    );
    view! { <StaffPage load body=draw /> }
}

fn draw(show: Show) -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    // Whoever was merged is found at who is left.
    if asked != show.id.to_string() {
        return view! { <Redirect path=format!("/customers/{}", show.id) /> }.into_any();
    }
    if show.withdrawn.is_some() { stub(show).into_any() } else { page(show).into_any() }
}

fn page(show: Show) -> impl IntoView {
    let open = LiftOpen::get();
    let (id, may_work, may_curate) = (show.id, show.may_work, show.may_curate);
    let lift = show.mark.as_ref().filter(|_| may_curate).map(|mark| {
        view! { <LiftDialog customer=id mark=mark.id.clone() remaining=remaining(&show) open /> }
    });
    let marks = show.clone();
    let actions = show.clone();
    view! {
        <Page
            title=show.name.clone()
            back=("/customers".to_owned(), "Customers".to_owned())
            mark=move || view! { <Marks show=marks /> }
            actions=move || view! { <Actions show=actions open /> }
        >
            {lift}
            {may_curate.then(|| view! { <ErrorDialog customer=id /> })}
            <Band show=show.clone() />
            <div class="columns">
                <div class="stack loose">
                    <PreferencesCard show=show.clone() />
                    <ConsentCard show=show.clone() />
                    <DetailsCard show=show.clone() />
                    {may_work.then(|| view! { <ContactForm customer=id form=show.form.clone() /> })}
                </div>
                <HistoryCard history=show.history />
            </div>
        </Page>
    }
}

/// What is left of somebody who withdrew: blocked, masked, erased on a date.
fn stub(show: Show) -> impl IntoView {
    let marks = show.clone();
    let withdrawn = show.withdrawn.clone();
    let erased = withdrawn.as_ref().and_then(|withdrawn| withdrawn.erased_at);
    let name = if erased.is_some() { "Erased customer".to_owned() } else { "Withdrawn customer".to_owned() };
    let when = withdrawn.map(|withdrawn| match withdrawn.erased_at {
        Some(at) => view! { "All data about this person was erased on " <Time at /> "." }.into_any(),
        None => view! {
            "This person withdrew their consent on " <Time at=withdrawn.at />
            ". Their data is erased on " <Time at=withdrawn.erase_at /> " at the latest."
        }
        .into_any(),
    });
    view! {
        <Page
            title=name
            back=("/customers".to_owned(), "Customers".to_owned())
            mark=move || view! { <Marks show=marks /> }
        >
            <Notice meaning=Meaning::Blocked title="Nothing may be done with this person's data">
                <p>{when}</p>
                <p>"App-based services cannot be provided without consent. They can be asked again when they contact you."</p>
                <ReceiptLink customer=show.id />
            </Notice>
            <Band show=show.clone() />
            <HistoryCard history=show.history />
        </Page>
    }
}

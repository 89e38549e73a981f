//! What needs attention: how many, the list of all, and the first few, each one press from where it is solved.

use domain::wire::dashboard::{Line, Need, Todo};
use leptos::prelude::*;

use crate::{
    format::grouped,
    ui::{Card, Day},
};

/// Everything that needs attention.
pub fn todo(todo: &[Todo], may_work: bool) -> AnyView {
    let parts: Vec<_> = todo.iter().map(|todo| part(todo, may_work)).collect();
    let nothing = parts.is_empty().then(|| view! { <p class="soft">"Nothing needs attention now."</p> });
    view! { <Card title="Needs attention">{nothing} {parts}</Card> }.into_any()
}

fn part(todo: &Todo, may_work: bool) -> AnyView {
    let count = if todo.is_more { format!("More than {}", grouped(todo.count)) } else { grouped(todo.count) };
    let lines = todo.first.iter().map(|one| line(todo.need, one, may_work)).collect_view();
    view! {
        <h3>
            <a href=list(todo.need)>{format!("{count} {}", words(todo.need, todo.count))}</a>
        </h3>
        <ul>{lines}</ul>
    }
    .into_any()
}

fn line(need: Need, one: &Line, may_work: bool) -> AnyView {
    let Line { id, name, due_on } = one;
    let (address, words) = match need {
        Need::Consent if may_work => (format!("/customers/{id}/interaction"), format!("Ask {name} for consent")),
        Need::Expiry if may_work => (format!("/customers/{id}"), format!("Ask {name} again")),
        Need::Consent | Need::Expiry => (format!("/customers/{id}"), name.clone()),
        Need::Delivery => (format!("/messages/{id}"), format!("See the confirmation to {name}")),
        Need::Request => (format!("/requests/{id}"), format!("Answer the request of {name}")),
        Need::Training => (list(need).to_owned(), format!("Remind {name} of the training")),
    };
    let due = due_on.map(|on| view! { ", due on " <Day on /> });
    view! {
        <li>
            <a href=address>{words}</a>
            {due}
        </li>
    }
    .into_any()
}

const fn list(need: Need) -> &'static str {
    match need {
        Need::Consent => "/customers?show=no_consent",
        Need::Expiry => "/customers?show=expiring",
        Need::Delivery => "/messages?show=undelivered",
        Need::Request => "/requests?filter=due",
        Need::Training => "/team",
    }
}

const fn words(need: Need, count: u64) -> &'static str {
    match (need, count) {
        (Need::Consent, 1) => "customer without consent on record",
        (Need::Consent, _) => "customers without consent on record",
        (Need::Expiry, 1) => "customer whose consent ends within two weeks",
        (Need::Expiry, _) => "customers whose consent ends within two weeks",
        (Need::Delivery, 1) => "confirmation that was not delivered",
        (Need::Delivery, _) => "confirmations that were not delivered",
        (Need::Request, 1) => "request that is due within a week",
        (Need::Request, _) => "requests that are due within a week",
        (Need::Training, 1) => "member who has not read the training",
        (Need::Training, _) => "members who have not read the training",
    }
}

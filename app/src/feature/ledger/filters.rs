//! What the audit log is narrowed down by. Every filter is in the address, with a script or without.

use domain::{error::Invalid, event::EventKind, tally::Tally, wire::ledger::LogQuery};
use leptos::prelude::*;

use super::log_address::address;
use crate::ui::{Button, Chip, Chips, DateField, ErrorSummary, LinkButton, SelectField, options};

/// The form above the log.
#[component]
pub fn Filters(
    /// What is filtered by now.
    query: LogQuery,
    /// The members, each with an identifier.
    members: Vec<(String, String)>,
    /// What is wrong with a filter.
    #[prop(optional_no_strip)]
    invalid: Option<Invalid>,
) -> impl IntoView {
    let problem = |field: &str| {
        let sentence = invalid.as_ref().and_then(|invalid| invalid.of(field)).map(ToString::to_string);
        Signal::derive(move || sentence.clone())
    };
    let [of_kind, of_member, of_from, of_to] = ["kind", "member", "from", "to"].map(problem);
    let listed =
        invalid.iter().flat_map(Invalid::problems).map(|(field, problem)| (field.to_owned(), problem.to_string()));
    let problems: Vec<_> = listed.collect();
    let is_filtered = address(&LogQuery { before: String::new(), ..query.clone() }) != "/audit-log";
    let people = std::iter::once((String::new(), "Anyone".to_owned())).chain(members).collect();
    let kinds = EventKind::ALL.iter().map(|kind| (kind.code(), kind.words()));
    let kinds = options(std::iter::once(("", "Anything")).chain(kinds));
    let customer = (!query.customer.is_empty()).then(|| {
        let without = LogQuery { customer: String::new(), before: String::new(), ..query.clone() };
        view! {
            <input type="hidden" name="customer" value=query.customer.clone() />
            <Chips label="Customer">
                <Chip href=address(&without) current=true>
                    "One customer only"
                </Chip>
            </Chips>
        }
    });
    let counted = Tally::from_code(&query.count).ok();
    let clock = if counted.is_some() { "On the business\u{2019}s clock" } else { "In UTC" };
    let what = match counted {
        Some(tally) => one_count(&query, tally),
        None => {
            view! { <SelectField label="What" name="kind" options=kinds value=query.kind problem=of_kind /> }.into_any()
        }
    };
    view! {
        <form method="get" action="/audit-log">
            <ErrorSummary problems=Signal::derive(move || problems.clone()) />
            {customer}
            <div class="fields">
                {what}
                <SelectField label="Who" name="member" options=people value=query.member problem=of_member />
                <DateField label="From day" name="from" value=query.from hint=clock problem=of_from />
                <DateField label="To day" name="to" value=query.to hint=format!("{clock}, this day included") problem=of_to />
                <div class="buttons wide">
                    <Button>"Show"</Button>
                    {is_filtered.then(|| view! { <LinkButton href="/audit-log">"Show everything"</LinkButton> })}
                </div>
            </div>
        </form>
    }
}

/// The entries behind a count of the dashboard stay together until that is taken away.
fn one_count(query: &LogQuery, tally: Tally) -> AnyView {
    let without = LogQuery { count: String::new(), kind: String::new(), before: String::new(), ..query.clone() };
    view! {
        <div class="wide">
            <input type="hidden" name="count" value=tally.code() />
            <Chips label="Counted">
                <Chip href=address(&without) current=true>
                    {tally.label()}
                </Chip>
            </Chips>
        </div>
    }
    .into_any()
}

//! "Customers": search, filters, pages.

use domain::wire::customer::{List, ListQuery};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use super::{
    api,
    list_address::{Filter, address, place_text},
    list_table::CustomerTable,
};
use crate::{
    feature::dashboard::dashboard_page::grouped,
    live::Live,
    session::StaffPage,
    ui::{
        Button, ButtonKind, ButtonType, Chip, Chips, Empty, IconName, LinkButton, Meaning, Notice, Page, Pager, Search,
    },
};

/// The list of customers.
///
/// What changes elsewhere does not move under the reader's hand: the page says that there is
/// something new, and reads it when told.
#[component]
pub fn ListPage() -> impl IntoView {
    let query = use_query_map();
    let again = RwSignal::new(0_u32);
    provide_context(Again(again));
    let changes = Live::get().topic(CHANGES);
    let asked = move || {
        let query = query.read();
        let word = |name: &str| query.get(name).unwrap_or_default();
        let page = word("page").parse().unwrap_or_default();
        let asked = Asked {
            query: ListQuery { q: word("q"), show: word("show"), page },
            done: word("done"),
            changes: changes.get_untracked(),
        };
        (asked, again.get())
    };
    let load =
        Resource::new(
            asked,
            |(asked, _)| async move { api::list(asked.query.clone()).await.map(|list| (asked, list)) },
        );
    view! { <StaffPage load body=draw /> }
}

/// The live topic that moves whenever a count or a row of the list may have changed.
const CHANGES: &str = "dashboard";

/// The wish to read the list again.
#[derive(Clone, Copy)]
struct Again(RwSignal<u32>);

/// What the page was asked for, and as of which changes it was read.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Asked {
    query: ListQuery,
    done: String,
    changes: i64,
}

fn draw((asked, list): (Asked, List)) -> impl IntoView {
    let Asked { query, done, changes } = asked;
    let keep = if query.show.is_empty() { Vec::new() } else { vec![("show".to_owned(), query.show.clone())] };
    view! {
        <Page title="Customers">
            {done_notice(&done)}
            <div class="row toolbar">
                <Search
                    label="Search customers"
                    action="/customers"
                    placeholder="Name, number in any format, email"
                    value=query.q.clone()
                    keep
                />
                {chips(&query, &list)}
            </div>
            <NewerButton since=changes />
            {body(&query, list)}
        </Page>
    }
}

/// What was just done on the page before.
fn done_notice(done: &str) -> AnyView {
    match done {
        "refused" => view! {
            <Notice meaning=Meaning::Allowed title="Nothing about this person was saved" attr:role="status">
                <p>"The refusal is recorded without a name, number or address."</p>
            </Notice>
        }
        .into_any(),
        "noted" => view! {
            <Notice meaning=Meaning::Allowed title="The contact was noted" attr:role="status">
                <p>"Nothing about the person was saved with it."</p>
            </Notice>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

fn chips(query: &ListQuery, list: &List) -> AnyView {
    let chip = |filter: Filter, count: u64| {
        let current = filter == Filter::from_code(&query.show);
        let href = address(&query.q, filter, 1);
        view! {
            <Chip href current count=grouped(count)>
                {filter.label()}
            </Chip>
        }
        .into_any()
    };
    let chips = vec![
        chip(Filter::All, list.all),
        chip(Filter::DoNotCall, list.do_not_call),
        chip(Filter::NoConsent, list.no_consent),
    ];
    view! { <Chips label="Filter customers">{chips}</Chips> }.into_any()
}

/// Says how much changed since the list was read, and reads it again when pressed.
#[component]
fn NewerButton(since: i64) -> impl IntoView {
    let changes = Live::get().topic(CHANGES);
    let again = expect_context::<Again>().0;
    let newer = Memo::new(move |_| changes.get() - since);
    let button = move || {
        (newer.get() > 0).then(|| {
            view! {
                <Button
                    kind=ButtonKind::Quiet
                    button_type=ButtonType::Button
                    on:click=move |_| again.update(|times| *times += 1)
                >
                    {newer.get()}
                    " changed: show"
                </Button>
            }
        })
    };
    view! { <div role="status">{button}</div> }
}

fn body(query: &ListQuery, list: List) -> AnyView {
    if list.all == 0 {
        return nobody_yet(&list);
    }
    if list.rows.is_empty() {
        return nobody_found();
    }
    let pages = u32::try_from(list.matching.div_ceil(u64::from(list.per_page.max(1)))).unwrap_or(u32::MAX);
    let to = |page: u32| address(&query.q, Filter::from_code(&query.show), page);
    let previous = (list.page > 1).then(|| to(list.page - 1));
    let next = (list.page < pages).then(|| to(list.page + 1));
    let place = place_text(list.page, list.per_page, list.matching);
    view! {
        <CustomerTable rows=list.rows />
        <Pager previous next place />
    }
    .into_any()
}

fn nobody_yet(list: &List) -> AnyView {
    let work = list.may_work.then(|| {
        view! {
            <p>"Ask for consent first: with a “Yes”, the customer is here."</p>
            <LinkButton href="/customers/new">"New interaction"</LinkButton>
        }
    });
    let import = list.may_import.then(|| view! { <LinkButton href="/import">"Import customers"</LinkButton> });
    view! {
        <Empty title="No customers yet" icon=IconName::Users>
            {work}
            {import}
        </Empty>
    }
    .into_any()
}

fn nobody_found() -> AnyView {
    view! {
        <Empty title="No customer matches" icon=IconName::Search>
            <p>"Try fewer words, or a number in any format. People who withdrew their consent are not found."</p>
            <LinkButton href="/customers">"Show all customers"</LinkButton>
        </Empty>
    }
    .into_any()
}

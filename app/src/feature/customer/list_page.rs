//! "Customers": search, filters, pages.

use domain::wire::customer::{List, ListQuery, Searched};
use leptos::prelude::*;

use super::{
    api,
    list_address::{Filter, address, place_text},
    list_table::CustomerTable,
};
use crate::{
    drawn::in_query,
    error::AppError,
    form::{Form, FormState},
    format::grouped,
    ui::{Button, Chip, Chips, Empty, IconName, LinkButton, Meaning, Notice, Page, Pager, SearchBox},
};

/// The list of customers.
pub async fn list() -> Result<AnyView, AppError> {
    let page = in_query("page").parse().unwrap_or_default();
    let query = ListQuery { q: String::new(), show: in_query("show"), page };
    let list = api::list(query.clone()).await?;
    Ok(draw(query, list).into_any())
}

fn draw(query: ListQuery, list: List) -> impl IntoView {
    let search = FormState::new("customer/search");
    let tools = view! { <div class="row toolbar">{search_form(search, &query.show)} {chips(&query, &list)}</div> };
    let results = match search.answer::<Searched>() {
        Some(Searched { query, list }) => found_view(search, query, list),
        None => body(&query, list),
    };
    view! {
        <Page title="Customers">
            {done_notice(&in_query("done"))}
            {tools}
            {results}
        </Page>
    }
}

fn search_form(state: FormState, show: &str) -> AnyView {
    let words = state.answer::<Searched>().map(|found| found.query.q).unwrap_or_default();
    let show = show.to_owned();
    view! {
        <Form state to="/customers" summary=false class="search" role="search">
            <input type="hidden" name="show" value=show />
            <SearchBox
                label="Search customers"
                placeholder="Name, number in any format, email"
                value=state.value("q", words)
            />
        </Form>
    }
    .into_any()
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
        let href = address(filter, 1);
        view! {
            <Chip href current count=grouped(count)>
                {filter.label()}
            </Chip>
        }
        .into_any()
    };
    let chosen = Filter::from_code(&query.show);
    let mut chips = vec![
        chip(Filter::All, list.all),
        chip(Filter::DoNotCall, list.do_not_call),
        chip(Filter::NoConsent, list.no_consent),
    ];
    // The dashboard leads to these; they are offered nowhere else.
    if matches!(chosen, Filter::Consent | Filter::Expiring) && query.q.is_empty() {
        chips.push(chip(chosen, list.matching));
    }
    view! { <Chips label="Filter customers">{chips}</Chips> }.into_any()
}

fn body(query: &ListQuery, list: List) -> AnyView {
    if list.all == 0 {
        return nobody_yet(&list);
    }
    if list.rows.is_empty() {
        return view! {
            <Empty title="No customer matches" icon=IconName::Search>
                <LinkButton href="/customers">"Show all customers"</LinkButton>
            </Empty>
        }
        .into_any();
    }
    let pages = pages(&list);
    let to = |page: u32| address(Filter::from_code(&query.show), page);
    let previous = (list.page > 1).then(|| to(list.page - 1));
    let next = (list.page < pages).then(|| to(list.page + 1));
    let place = place_text(list.page, list.per_page, list.matching);
    view! {
        <CustomerTable rows=list.rows />
        <Pager previous next place />
    }
    .into_any()
}

fn pages(list: &List) -> u32 {
    u32::try_from(list.matching.div_ceil(u64::from(list.per_page.max(1)))).unwrap_or(u32::MAX)
}

/// What a search found. The way through it is a form too, so that the words stay out of the address.
fn found_view(search: FormState, query: ListQuery, list: List) -> AnyView {
    let all = view! {
        <LinkButton href=address(Filter::from_code(&query.show), 1)>"Show all customers"</LinkButton>
    };
    if list.rows.is_empty() {
        return view! {
            <Empty title="No customer matches" icon=IconName::Search>
                <p>"Try fewer words, or a number in any format. People who withdrew their consent are not found."</p>
                {all}
            </Empty>
        }
        .into_any();
    }
    let to = |page: u32, word: &'static str| view! { <Button name="page" value=page.to_string()>{word}</Button> };
    let previous = (list.page > 1).then(|| to(list.page - 1, "Previous"));
    let next = (list.page < pages(&list)).then(|| to(list.page + 1, "Next"));
    let place = place_text(list.page, list.per_page, list.matching);
    let ListQuery { q, show, .. } = query;
    view! {
        <CustomerTable rows=list.rows />
        <nav class="pager" aria-label="Pages">
            <Form state=search to="/customers" summary=false class="buttons">
                <input type="hidden" name="q" value=q />
                <input type="hidden" name="show" value=show />
                {previous}
                {next}
                {all}
            </Form>
            <span class="soft">{place}</span>
        </nav>
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

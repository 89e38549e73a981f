//! "Do not call list": the numbers with their sources, counts, search, and the ways to add to it.

use domain::{
    dnc::SourceKind,
    wire::suppression::{Found, List, params::Query},
};
use leptos::prelude::*;

use super::{api, list_table::NumberTable};
use crate::{
    drawn::in_query,
    error::AppError,
    form::{Form, FormState},
    format::grouped,
    ui::{ButtonKind, Card, Chip, Chips, Empty, IconName, LinkButton, Meaning, Notice, Page, Pager, SearchBox},
};

/// The do-not-call list.
pub async fn list() -> Result<AnyView, AppError> {
    let query = Query { show: in_query("show"), after: in_query("after") };
    let list = api::list(query.clone()).await?;
    Ok(draw(&query, list).into_any())
}

fn draw(query: &Query, list: List) -> impl IntoView {
    let search = FormState::new("suppression/search");
    let (may_work, may_operate) = (list.may_work, list.may_operate);
    let chips = chips(query, &list);
    let registries = registries(&list.registries);
    let results = match search.answer::<Found>() {
        Some(found) => found_view(found),
        None => body(query, list),
    };
    view! {
        <Page
            title="Do not call list"
            lead="Nobody on this list is called, whoever they are and however their number is written."
            actions=move || ways(may_work, may_operate)
        >
            <div class="row toolbar">{search_form(search)} {chips}</div>
            <div role="status">{move || search.problem("phone").get()}</div>
            {results}
            {registries}
        </Page>
    }
}

/// What is known of each registry, and the way to the page where it is changed.
fn registries(sentences: &[String]) -> AnyView {
    let lines = sentences.iter().map(|sentence| view! { <li>{sentence.clone()}</li> }).collect_view();
    view! {
        <Card title="Registries">
            <ul class="plain">{lines}</ul>
            <LinkButton href="/do-not-call/registries">"Registries and subscriptions"</LinkButton>
        </Card>
    }
    .into_any()
}

fn ways(may_work: bool, may_operate: bool) -> AnyView {
    let work = may_work.then(|| {
        view! {
            <LinkButton href="/do-not-call/add" kind=ButtonKind::Primary icon=IconName::Plus>
                "Add a number"
            </LinkButton>
            <LinkButton href="/do-not-call/paste">"Paste numbers"</LinkButton>
        }
    });
    let operate = may_operate.then(|| view! { <LinkButton href="/do-not-call/upload">"Upload a list"</LinkButton> });
    view! {
        {work}
        {operate}
    }
    .into_any()
}

fn search_form(state: FormState) -> AnyView {
    view! {
        <Form state to="/do-not-call" summary=false class="search" role="search">
            <SearchBox
                label="Search by number"
                name="phone"
                placeholder="A number in any format"
                value=state.value("phone", "")
            />
        </Form>
    }
    .into_any()
}

fn chips(query: &Query, list: &List) -> AnyView {
    let shown = SourceKind::from_code(&query.show).ok();
    let chip = |kind: Option<SourceKind>, count: u64| {
        let href = address(kind.map_or("", SourceKind::code), "");
        let label = kind.map_or("All", SourceKind::label);
        view! {
            <Chip href current=kind == shown count=grouped(count)>
                {label}
            </Chip>
        }
        .into_any()
    };
    let kinds = list.counts.iter().map(|(kind, count)| chip(Some(*kind), *count));
    let all: Vec<_> = std::iter::once(chip(None, list.all)).chain(kinds).collect();
    view! { <Chips label="Filter by source">{all}</Chips> }.into_any()
}

/// The address of a part of the list: no number is in it.
fn address(show: &str, after: &str) -> String {
    let pairs = [("show", show), ("after", after)];
    let pairs: Vec<_> =
        pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={value}")).collect();
    if pairs.is_empty() { "/do-not-call".to_owned() } else { format!("/do-not-call?{}", pairs.join("&")) }
}

fn body(query: &Query, list: List) -> AnyView {
    if list.rows.is_empty() {
        return nothing(list.all);
    }
    let next = list.next.map(|after| address(&query.show, &after));
    let newest = (!query.after.is_empty())
        .then(|| view! { <LinkButton href=address(&query.show, "")>"Newest numbers"</LinkButton> });
    view! {
        <NumberTable rows=list.rows />
        <Pager previous=None next />
        {newest}
    }
    .into_any()
}

fn nothing(all: u64) -> AnyView {
    if all == 0 {
        return view! {
            <Empty title="No numbers yet" icon=IconName::Blocked>
                <p>"The numbers of everybody who is marked come here by themselves. Add those of people who are not on file."</p>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty title="No number has such a source" icon=IconName::Search>
            <LinkButton href="/do-not-call">"Show all numbers"</LinkButton>
        </Empty>
    }
    .into_any()
}

/// The answer to a search.
fn found_view(found: Found) -> AnyView {
    let back = view! { <LinkButton href="/do-not-call">"Show the whole list"</LinkButton> };
    match found.row {
        Some(row) => view! {
            <p role="status">{found.number} " is on the list."</p>
            <NumberTable rows=vec![row] />
            {back}
        }
        .into_any(),
        None => view! {
            <Notice meaning=Meaning::Plain title="This number is not on the list" attr:role="status">
                <p>
                    "Nothing on the list stands against " {found.number}
                    ". Whether it may be called is said by “Check a number”."
                </p>
            </Notice>
            {back}
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_keeps_the_source_and_the_place() {
        assert_eq!(address("", ""), "/do-not-call");
        assert_eq!(address("list", "17.a"), "/do-not-call?show=list&after=17.a");
    }
}

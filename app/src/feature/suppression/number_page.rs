//! The page of one suppressed number: why it is on the list, and taking a reason off.

use domain::wire::suppression::{Listed, Row, Source};
use leptos::prelude::*;

use super::{
    api,
    lift_dialog::{LiftDialog, LiftSource},
    list_table::{ERASED, source_line},
};
use crate::{
    drawn::{in_path, in_query},
    error::AppError,
    form::{Form, FormState},
    ui::{Badge, Button, ButtonKind, Card, Meaning, Notice, Page, Timeline, TimelineItem},
};

/// The page of one number of the list.
pub async fn number() -> Result<AnyView, AppError> {
    let done = in_query("done");
    let listed = api::show(in_path("number")).await?;
    Ok(draw(done, listed).into_any())
}

fn draw(done: String, listed: Listed) -> impl IntoView {
    let Listed { row, remaining, purpose, may_work, may_curate } = listed;
    let id = row.id.to_string();
    let title = row.number.clone().unwrap_or_else(|| ERASED.to_owned());
    let listed = !row.sources.is_empty();
    let show = (may_work && row.number.is_some()).then(|| view! { <ShowNumber number=id.clone() /> });
    let liftable = if may_curate { remaining } else { Vec::new() };
    let uploaded: Vec<_> = row.sources.iter().filter(|source| source.is_uploaded).map(|source| source.id).collect();
    let dialogs = liftable
        .into_iter()
        .map(|(source, remaining)| {
            let with_list = uploaded.contains(&source);
            view! { <LiftDialog number=id.clone() source=source.to_string() with_list remaining purpose /> }
        })
        .collect_view();
    view! {
        <Page
            title
            back=("/do-not-call".to_owned(), "Do not call list".to_owned())
            mark=move || standing(listed)
            actions=move || show
        >
            {dialogs}
            {done_notice(&done)}
            {sources_card(row, may_curate)}
        </Page>
    }
}

fn standing(listed: bool) -> AnyView {
    if listed {
        view! { <Badge meaning=Meaning::Blocked>"On the list"</Badge> }.into_any()
    } else {
        view! { <Badge meaning=Meaning::Allowed>"Not on the list any more"</Badge> }.into_any()
    }
}

fn done_notice(done: &str) -> AnyView {
    let title = match done {
        "added" => "The number is on the list",
        "known" => "The number was on the list already",
        _ => return ().into_any(),
    };
    view! {
        <Notice meaning=Meaning::Blocked title attr:role="status">
            <p>"Every call to it is blocked from now on, for whoever has it."</p>
        </Notice>
    }
    .into_any()
}

fn sources_card(row: Row, may_curate: bool) -> AnyView {
    let items = row.sources.into_iter().map(|source| item(source, may_curate)).collect_view();
    view! {
        <Card title="Why it is on the list">
            <p class="soft">"A number is free when the last of these is taken off. A mark goes only on its customer’s page."</p>
            <Timeline>{items}</Timeline>
        </Card>
    }
    .into_any()
}

fn item(source: Source, may_curate: bool) -> AnyView {
    let lift =
        (may_curate && source.kind.is_lifted_alone()).then(|| view! { <LiftSource source=source.id.to_string() /> });
    view! {
        <TimelineItem meaning=Meaning::Blocked at=source.added_at>
            {source_line(&source)}
            {lift}
        </TimelineItem>
    }
    .into_any()
}

/// Shows the digits of the number; the look is recorded.
#[component]
fn ShowNumber(number: String) -> impl IntoView {
    let state = FormState::new("suppression/show-number");
    let digits =
        move || state.answer::<String>().map(|digits| view! { <span class="number" role="status">{digits}</span> });
    view! {
        <Form state to=format!("/do-not-call/{number}") summary=false class="inline">
            <input type="hidden" name="number" value=number />
            <Button kind=ButtonKind::Quiet busy=state.busy()>
                "Show number"
            </Button>
            {digits}
        </Form>
    }
}

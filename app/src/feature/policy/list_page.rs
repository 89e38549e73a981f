//! `/policies`: every policy of the business, with the version in force.

use domain::wire::policy::view::{Dpa, Policies, Summary};
use leptos::{either::Either, prelude::*};

use super::api;
use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{Badge, Button, ButtonKind, Card, Cell, Column, Meaning, Page, Row, RowHead, Table, Time, TimeDetail},
};

/// The policies of a business.
pub async fn policies() -> Result<AnyView, AppError> {
    Ok(draw(api::list().await?).into_any())
}

fn draw(list: Policies) -> impl IntoView {
    let columns = ["Policy", "In force", "Since"].map(Column::text).to_vec();
    let unpublished = list.policies.first().is_some_and(|policy| policy.current.is_none());
    let rows = list.policies.into_iter().map(row).collect_view();
    view! {
        <Page
            title="Policies"
            lead="What your customers can read about their data, what your members learn, and the questions that are read aloud. Each version stays readable."
        >
            {if unpublished {
                Either::Left(view! { <p>"Your customers cannot read a privacy policy yet: open it below, fill it in, and publish it."</p> })
            } else {
                Either::Right(view! {
                    <p>
                        "Your customers read the privacy policy at "
                        <a href=list.public.clone() rel="external">{list.public.clone()}</a>
                        "."
                    </p>
                })
            }}
            <Table caption="Policies" columns>
                {rows}
            </Table>
            {agreement(list.dpa)}
        </Page>
    }
}

/// The agreement with whoever runs this service, and who accepted which version.
fn agreement(dpa: Dpa) -> AnyView {
    let state = FormState::new("policy/accept-dpa");
    let waits = dpa.is_open();
    let accepted = dpa.accepted.map(|accepted| {
        view! {
            <p>
                {format!("{} accepted version {} on ", accepted.by, accepted.version)} <Time at=accepted.at /> "."
            </p>
        }
    });
    let accept = (waits && dpa.may_accept).then(|| {
        view! {
            <Form state to="/policies">
                <input type="hidden" name="version" value=dpa.version.to_string() />
                <Button kind=ButtonKind::Primary busy=state.busy()>
                    {format!("Accept version {} for the business", dpa.version)}
                </Button>
            </Form>
        }
    });
    let wait = (waits && !dpa.may_accept).then(|| view! { <p>"An owner reads and accepts it for the business."</p> });
    view! {
        <Card title="Data Processing Agreement">
            <p>
                {format!("Version {} is in force since ", dpa.version)}
                <Time at=dpa.published_at detail=TimeDetail::Day /> ". " <a href="/dpa">"Read the agreement"</a>
            </p>
            {waits
                .then(|| {
                    view! {
                        <p>
                            <Badge meaning=Meaning::Attention>"Not accepted"</Badge>
                        </p>
                    }
                })}
            {accepted}
            {accept}
            {wait}
        </Card>
    }
    .into_any()
}

fn row(policy: Summary) -> AnyView {
    let (version, since) = match policy.current {
        Some(current) => (
            format!("Version {}", current.version).into_any(),
            view! { <Time at=current.published_at detail=TimeDetail::Day /> }.into_any(),
        ),
        None => (view! { <Badge meaning=Meaning::Attention>"Not published"</Badge> }.into_any(), ().into_any()),
    };
    view! {
        <Row>
            <RowHead>
                <a href=format!("/policies/{}", policy.address)>{policy.title}</a>
            </RowHead>
            <Cell label="In force">{version}</Cell>
            <Cell label="Since">{since}</Cell>
        </Row>
    }
    .into_any()
}

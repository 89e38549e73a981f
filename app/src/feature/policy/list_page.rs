//! `/policies`: every policy of the business, with the version in force.

use domain::wire::policy::view::{Policies, Summary};
use leptos::{either::Either, prelude::*};

use super::api;
use crate::{
    error::AppError,
    ui::{Badge, Cell, Column, Meaning, Page, Row, RowHead, Table, Time, TimeDetail},
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
        </Page>
    }
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

//! `/policies/{policy}/compare`: two versions side by side.

use domain::wire::policy::{
    params::Query,
    view::{Comparison, Line},
};
use leptos::prelude::*;

use super::api;
use crate::{
    drawn::{in_path, in_query},
    error::AppError,
    ui::{Button, Cell, Column, Page, Row, SelectField, Table},
};

/// Two versions of a policy.
pub async fn comparison() -> Result<AnyView, AppError> {
    let query = Query { policy: in_path("policy"), from: in_query("from"), to: in_query("to") };
    Ok(draw(api::compare(query).await?).into_any())
}

fn draw(compared: Comparison) -> impl IntoView {
    let page = format!("/policies/{}", compared.address);
    let [older, newer] = [&compared.older, &compared.newer].map(|version| format!("Version {}", version.version));
    let same = compared.lines.iter().all(|line| line.same);
    let columns = vec![Column::text(older.clone()), Column::text(newer.clone())];
    let rows = compared.lines.iter().map(|line| row(line, &older, &newer)).collect_view();
    view! {
        <Page title=format!("{}: compared", compared.title) back=(page, compared.title.clone())>
            {chooser(&compared)} {same.then(|| view! { <p>"Both versions say the same."</p> })}
            <Table caption=format!("{older} and {newer}") columns>
                {rows}
            </Table>
        </Page>
    }
}

fn chooser(compared: &Comparison) -> AnyView {
    let versions: Vec<_> =
        compared.versions.iter().map(|version| (version.to_string(), format!("Version {version}"))).collect();
    view! {
        <form method="get" action=format!("/policies/{}/compare", compared.address) class="row toolbar">
            <SelectField label="Older" name="from" options=versions.clone() value=compared.older.version.to_string() />
            <SelectField label="Newer" name="to" options=versions value=compared.newer.version.to_string() />
            <Button>"Compare"</Button>
        </form>
    }
    .into_any()
}

fn row(line: &Line, older: &str, newer: &str) -> AnyView {
    let Line { older: before, newer: after, same } = line.clone();
    let before = before.map(|text| if same { text.into_any() } else { view! { <del>{text}</del> }.into_any() });
    let after = after.map(|text| if same { text.into_any() } else { view! { <ins>{text}</ins> }.into_any() });
    let (older, newer) = (older.to_owned(), newer.to_owned());
    view! {
        <Row>
            <Cell label=older>{before}</Cell>
            <Cell label=newer>{after}</Cell>
        </Row>
    }
    .into_any()
}

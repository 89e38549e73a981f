//! What was counted over time, as charts with a table behind each, and the reasons for which calls were
//! prevented.

use domain::{
    tally::{Over, Span, Tally},
    wire::dashboard::{Dashboard, Series},
};
use leptos::prelude::*;

use crate::{
    format::grouped,
    ui::{BarChart, Bars, Card, Cell, Chip, Chips, Column, Row, RowHead, Side, Table},
};

/// The audit log's entries behind a count.
pub fn entries(code: &str, span: Span) -> String {
    format!("/audit-log?count={code}&from={}&to={}", span.from, span.to)
}

/// The charts, and the links that choose their time.
pub fn charts(page: &Dashboard) -> AnyView {
    let over = page.over;
    let chips = Over::ALL.map(|other| {
        view! {
            <Chip href=format!("/dashboard?over={}", other.code()) current=other == over>
                {other.label()}
            </Chip>
        }
    });
    let pair = |tallies: [Tally; 2]| {
        let of = |tally: Tally| page.series.iter().find(|series| series.code == tally.code()).cloned();
        tallies.into_iter().filter_map(of).collect::<Vec<_>>()
    };
    view! {
        <Chips label="Time of the charts">{chips.into_iter().collect_view()}</Chips>
        {chart("consents", "Consents", over, pair([Tally::ConsentGiven, Tally::ConsentRefused]))}
        {chart("calls", "Calls", over, pair([Tally::CallPlaced, Tally::CallPrevented]))}
    }
    .into_any()
}

/// Two rows of bars, and their numbers.
fn chart(id: &'static str, title: &'static str, over: Over, series: Vec<Series>) -> AnyView {
    let spans: Vec<_> = series.first().iter().flat_map(|series| series.parts.iter().map(|(span, _)| *span)).collect();
    let labels = spans.iter().map(|span| label(over, *span)).collect();
    let rows = series
        .iter()
        .map(|series| Bars { name: name(series), counts: series.parts.iter().map(|(_, count)| *count).collect() });
    let caption = format!("{title} by {}", over.part().to_lowercase());
    let columns = std::iter::once(Column::text(over.part()));
    let columns = columns.chain(series.iter().map(|series| Column::figures(name(series)))).collect();
    let lines = spans.into_iter().enumerate().rev().map(|(at, span)| line(over, span, at, &series));
    let (lines, rows): (Vec<_>, Vec<_>) = (lines.collect(), rows.collect());
    view! {
        <Card title>
            <BarChart id title=format!("{caption}, {}", over.label().to_lowercase()) labels rows />
            <details>
                <summary>{format!("{caption}, in numbers")}</summary>
                <Table caption columns>
                    {lines}
                </Table>
            </details>
        </Card>
    }
    .into_any()
}

fn line(over: Over, span: Span, at: usize, series: &[Series]) -> AnyView {
    let cells = series.iter().map(|series| {
        let count = series.parts.get(at).map_or(0, |(_, count)| *count);
        let (label, linked) = (name(series), linked(count, entries(&series.code, span)));
        view! {
            <Cell label side=Side::End>
                {linked}
            </Cell>
        }
        .into_any()
    });
    let cells: Vec<_> = cells.collect();
    view! {
        <Row>
            <RowHead>{label(over, span)}</RowHead>
            {cells}
        </Row>
    }
    .into_any()
}

/// Calls prevented, by reason. One call can have several.
pub fn reasons(page: &Dashboard) -> AnyView {
    let Some(span) = page.span.filter(|_| !page.reasons.is_empty()) else { return ().into_any() };
    let lines = page.reasons.iter().map(|reason| {
        let (label, linked) = (reason.label.clone(), linked(reason.count, entries(&reason.code, span)));
        view! {
            <Row>
                <RowHead>{label}</RowHead>
                <Cell label="Calls" side=Side::End>
                    {linked}
                </Cell>
            </Row>
        }
        .into_any()
    });
    let lines: Vec<_> = lines.collect();
    let over = format!("{}. A call can be prevented for several reasons.", page.over.label());
    view! {
        <Card title="Calls prevented, by reason">
            <p class="soft">{over}</p>
            <Table
                caption="Calls prevented, by reason"
                columns=vec![Column::text("Reason"), Column::figures("Calls")]
            >
                {lines}
            </Table>
        </Card>
    }
    .into_any()
}

/// A count that leads to its list; nothing has none.
fn linked(count: u64, list: String) -> AnyView {
    if count == 0 { "0".into_any() } else { view! { <a href=list>{grouped(count)}</a> }.into_any() }
}

fn name(series: &Series) -> String {
    Tally::from_code(&series.code).map(Tally::label).unwrap_or_default()
}

fn label(over: Over, span: Span) -> String {
    let written = match over {
        Over::Days => "%-d %b",
        Over::Months => "%b %Y",
    };
    span.from.format(written).to_string()
}

//! "Messages": of the business, of one customer, or one as it was sent.

use domain::wire::message::{
    params::Query,
    view::{HandedOver, Messages, Of, Opened, Row as Message, ToMember},
};
use leptos::prelude::*;

use super::api;
use crate::{
    drawn::{in_path, in_query},
    error::AppError,
    form::{Form, FormState},
    ui::{Button, Card, Cell, Chip, Chips, Column, Day, Page, Pager, Row, RowHead, Table, Time},
};

/// The pages `/messages`, `/messages/{message}` and `/customers/{customer}/messages`.
pub async fn messages() -> Result<AnyView, AppError> {
    let query = Query {
        message: in_path("message"),
        customer: in_path("id"),
        before: in_query("before"),
        show: in_query("show"),
        from: in_query("from"),
    };
    Ok(draw(api::show(query).await?).into_any())
}

fn draw(page: Messages) -> impl IntoView {
    let title = match (&page.of, &page.opened) {
        (Some(of), _) => format!("Messages to {}", of.name),
        (None, Some(_)) => "Message".to_owned(),
        (None, None) => "Messages".to_owned(),
    };
    let back = match (&page.of, &page.opened) {
        (Some(of), _) => (format!("/customers/{}", of.customer), of.name.clone()),
        (None, Some(_)) => ("/messages".to_owned(), "Messages".to_owned()),
        (None, None) => ("/customers".to_owned(), "Customers".to_owned()),
    };
    let from = page.from.map(|day| format!("from={day}"));
    let next = page.next.map(|id| address(&page.show, [from, Some(format!("before={id}"))]));
    let filters = (page.of.is_none() && page.opened.is_none()).then(|| filters(&page.show));
    let since = page.from.map(|on| view! { <p class="soft">"Since " <Day on /></p> });
    let columns = ["Subject", "Customer", "To", "By", "State", "When"].map(Column::text).into();
    view! {
        <Page title back>
            {page.of.filter(|of| of.may_hand_over).map(link_card)}
            {page.opened.map(opened)}
            {filters}
            {since}
            <Table caption="Messages" columns>
                {page.rows.into_iter().map(line).collect_view()}
            </Table>
            <Pager previous=None next />
            {(!page.to_members.is_empty()).then(|| to_members(page.to_members))}
        </Page>
    }
}

fn filters(show: &str) -> AnyView {
    let filters = [("sent", "Sent"), ("failed", "Failed"), ("undelivered", "Not delivered yet")];
    let filters = filters.map(|(code, label)| {
        let is_on = show == code;
        let href = address(if is_on { "" } else { code }, [None, None]);
        view! { <Chip href current=is_on>{label}</Chip> }
    });
    view! { <Chips label="Filters">{filters.into_iter().collect_view()}</Chips> }.into_any()
}

fn address(show: &str, others: [Option<String>; 2]) -> String {
    let show = (!show.is_empty()).then(|| format!("show={show}"));
    let parts: Vec<_> = std::iter::once(show).chain(others).flatten().collect();
    if parts.is_empty() { "/messages".to_owned() } else { format!("/messages?{}", parts.join("&")) }
}

fn line(row: Message) -> AnyView {
    view! {
        <Row>
            <RowHead>
                <a href=format!("/messages/{}", row.id)>{row.subject}</a>
            </RowHead>
            <Cell label="Customer">
                <a href=format!("/customers/{}", row.customer)>{row.name}</a>
            </Cell>
            <Cell label="To">{row.to}</Cell>
            <Cell label="By">{if row.by_text { "Text message" } else { "Email" }}</Cell>
            <Cell label="State">{row.state.label()} {row.problem.map(|problem| format!(". {problem}"))}</Cell>
            <Cell label="When">
                <Time at=row.at />
            </Cell>
        </Row>
    }
    .into_any()
}

/// The mails to members: that they went, and nothing of what stands in them.
fn to_members(mails: Vec<ToMember>) -> AnyView {
    let columns = ["What", "Address", "State", "When"].map(Column::text).into();
    let line = |mail: ToMember| {
        view! {
            <Row>
                <RowHead>{mail.what}</RowHead>
                <Cell label="Address">{mail.to}</Cell>
                <Cell label="State">{mail.state.label()} {mail.problem.map(|problem| format!(". {problem}"))}</Cell>
                <Cell label="When">
                    <Time at=mail.at />
                </Cell>
            </Row>
        }
    };
    view! {
        <h2>"To members"</h2>
        <p class="soft">"What stands in these mails is shown to nobody else: their links open an account."</p>
        <Table caption="Mails to members" columns>
            {mails.into_iter().map(line).collect_view()}
        </Table>
    }
    .into_any()
}

fn opened(message: Opened) -> AnyView {
    let text = message.text.unwrap_or_else(|| "This customer withdrew: what was written to them is not shown.".into());
    view! {
        <Card title="As it was sent">
            <p>{message.subject}</p>
            <pre tabindex="0" aria-label="Text">{text}</pre>
        </Card>
    }
    .into_any()
}

fn link_card(of: Of) -> AnyView {
    let state = FormState::new("message/hand-over");
    let made = move || {
        state.answer::<HandedOver>().map(|made| {
            view! {
                <p>{made.link}</p>
                <div role="img" aria-label="The link as a QR code" inner_html=made.picture></div>
            }
        })
    };
    view! {
        <Card title="Customer’s link">
            <p class="soft">"With it the customer stops calls or everything, without signing in. Hand it to nobody else."</p>
            <Form state to=format!("/customers/{}/messages", of.customer) summary=false>
                <input type="hidden" name="customer" value=of.customer.to_string() />
                <Button busy=state.busy()>"Make a link"</Button>
            </Form>
            <div role="status">{made}</div>
        </Card>
    }
    .into_any()
}

//! One screen: its code while that waits, what it shows, and turning it off.

use domain::{
    display::DisplayState,
    wire::display::view::{Opened, Pairing},
};
use leptos::prelude::*;

use super::{api, choose_fields::fields, list_page::state as badge};
use crate::{
    drawn::in_path,
    error::AppError,
    form::{Form, FormState},
    ui::{Button, ButtonKind, Card, Definition, Definitions, Page, Time},
};

/// The page of a screen.
pub async fn display() -> Result<AnyView, AppError> {
    Ok(draw(api::open(in_path("display")).await?).into_any())
}

fn draw(page: Opened) -> impl IntoView {
    let in_use = page.display.state != DisplayState::Revoked;
    let cards = [
        page.pairing.clone().map(code_card),
        in_use.then(|| change_card(&page)),
        (in_use && page.pairing.is_none()).then(|| again_card(&page)),
        in_use.then(|| revoke_card(&page)),
    ];
    let facts = facts(&page);
    view! {
        <Page title=page.display.name back=("/displays".to_owned(), "Displays".to_owned())>
            <div class="stack loose">{facts} {cards.into_iter().flatten().collect_view()}</div>
        </Page>
    }
}

fn here(page: &Opened) -> String {
    format!("/displays/{}", page.display.id)
}

fn facts(page: &Opened) -> AnyView {
    let instant = |term: &'static str, at| {
        view! {
            <Definition term>
                <Time at />
            </Definition>
        }
    };
    let (made_at, paired_at, revoked_at) = (page.made_at, page.paired_at, page.revoked_at);
    let display = page.display.clone();
    view! {
        <Definitions>
            <Definition term="State">{badge(display.state)}</Definition>
            <Definition term="Shows">{display.figures.words()}</Definition>
            <Definition term="Time zone">{display.zone}</Definition>
            {instant("Made", made_at)}
            {paired_at.map(|at| instant("Paired", at))}
            {display.seen_at.map(|at| instant("Last alive", at))}
            {revoked_at.map(|at| instant("Revoked", at))}
        </Definitions>
    }
    .into_any()
}

fn code_card(pairing: Pairing) -> AnyView {
    view! {
        <Card title="Pair the screen">
            <p>
                "On the screen, open " <strong>{pairing.address}</strong>
                " and enter this code, or read the picture with its camera."
            </p>
            <p class="pairing-code">{pairing.code}</p>
            <div role="img" aria-label="The code as a QR code" inner_html=pairing.picture></div>
            <p class="soft">"It is good once, until " <Time at=pairing.until /> "."</p>
        </Card>
    }
    .into_any()
}

fn change_card(page: &Opened) -> AnyView {
    let state = FormState::new("display/change");
    let display = &page.display;
    let fields = fields(state, &display.name, display.figures, &display.zone, page.zones.clone());
    let (to, id) = (here(page), display.id.to_string());
    view! {
        <Card title="What it shows">
            <Form state to>
                <input type="hidden" name="display" value=id />
                {fields}
                <Button busy=state.busy()>"Save"</Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn again_card(page: &Opened) -> AnyView {
    let state = FormState::new("display/code");
    let words = if page.paired_at.is_some() {
        "For another screen. The one that is paired goes on until the code is entered."
    } else {
        "The first code was not entered in time."
    };
    let (to, id) = (here(page), page.display.id.to_string());
    view! {
        <Card title="Pair again">
            <p class="soft">{words}</p>
            <Form state to>
                <input type="hidden" name="display" value=id />
                <Button busy=state.busy()>"Make a new code"</Button>
            </Form>
        </Card>
    }
    .into_any()
}

fn revoke_card(page: &Opened) -> AnyView {
    let state = FormState::new("display/revoke");
    let (to, id) = (here(page), page.display.id.to_string());
    view! {
        <Card title="Turn it off">
            <p class="soft">"The screen shows nothing more at once, and says so. This cannot be undone."</p>
            <Form state to>
                <input type="hidden" name="display" value=id />
                <Button kind=ButtonKind::Danger busy=state.busy()>"Revoke display"</Button>
            </Form>
        </Card>
    }
    .into_any()
}

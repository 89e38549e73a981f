//! `/account`: a member's own account and settings.

use domain::wire::account::{params::Shortcuts, view::Account};
use leptos::prelude::*;

use super::{api, theme::ThemeChoice};
use crate::{
    feature::team::role,
    form::{Form, FormState, Reload},
    session::{Session, StaffPage},
    ui::{Button, Card, Definition, Definitions, Page, RadioChoice, TextField, options},
};

/// The forms of the page. They are made once, and outlive what is loaded again around them.
#[derive(Clone, Copy)]
struct Forms {
    name: FormState,
    shortcuts: FormState,
}

/// Who one is here, and what one has set for oneself.
#[component]
pub fn AccountPage() -> impl IntoView {
    let (name, shortcuts) = (FormState::new("account/rename"), FormState::new("account/shortcuts"));
    provide_context(Forms { name, shortcuts });
    let reload = Reload::provide();
    let session = Session::get();
    Effect::new(move |_| {
        // Both are read, so that either is followed.
        let landed = [name, shortcuts].map(|form| form.landing().read().is_some());
        if landed.contains(&true) {
            session.refresh();
        }
    });
    let load = Resource::new(move || reload.times(), |_| api::read_account());
    view! { <StaffPage load body=draw /> }
}

fn draw(account: Account) -> impl IntoView {
    let who = account.who;
    let name = who.name.clone();
    view! {
        <Page title="Account">
            <div class="stack loose">
                <Card title="You">
                    <Definitions>
                        <Definition term="Name">{who.name}</Definition>
                        <Definition term="Email">{account.email}</Definition>
                        <Definition term="Business">{who.business_name}</Definition>
                        <Definition term="Role">{role::name(who.role)}</Definition>
                    </Definitions>
                    <p class="soft small">
                        "How we treat this data: " <a href="/privacy">"Privacy Policy"</a> ". "
                        <a href="/account/address">"Sign in with another address"</a> ". "
                        <a href="/account/sessions">"Password and sessions"</a> ". "
                        <a href="/account/second-factor">"Second factor"</a> ". "
                        <a href="/training">"Training"</a>
                    </p>
                </Card>
                <NameCard name />
                <ShortcutsCard keys_enabled=who.keys_enabled />
                <Card title="Appearance">
                    <ThemeChoice />
                </Card>
                <Card title="Withdraw your consent">
                    <p>
                        "You agreed to the collection and use of your data when you registered. If you withdraw that, your account is closed and you have no access any more."
                    </p>
                    <p>
                        <a href="/account/withdraw">"Withdraw your consent"</a>
                    </p>
                </Card>
            </div>
        </Page>
    }
}

#[component]
fn NameCard(name: String) -> impl IntoView {
    let Forms { name: state, .. } = expect_context();
    view! {
        <Card title="Your name">
            <Form state to="/account">
                <TextField
                    label="Your name"
                    name="name"
                    autocomplete="name"
                    value=state.value("name", name)
                    hint="Everybody in your business sees it, beside what you did before too."
                    problem=state.problem("name")
                />
                <Button busy=state.busy()>"Change your name"</Button>
                {said(state)}
            </Form>
        </Card>
    }
}

/// Says that a form was accepted, where nothing else on the page shows it.
fn said(state: FormState) -> impl IntoView {
    view! {
        <p class="soft" role="status">
            {move || state.landing().read().is_some().then_some("Saved.")}
        </p>
    }
}

#[component]
fn ShortcutsCard(keys_enabled: bool) -> impl IntoView {
    let Forms { shortcuts: state, .. } = expect_context();
    let current = if keys_enabled { Shortcuts::On } else { Shortcuts::Off };
    view! {
        <Card title="Keyboard">
            <Form state to="/account">
                <RadioChoice
                    label="Single-key shortcuts"
                    name="shortcuts"
                    options=options([(Shortcuts::On.code(), "On"), (Shortcuts::Off.code(), "Off")])
                    value=current.code()
                    hint="With them the keys 1 to 4 answer the consent question, outside text fields."
                    problem=state.problem("shortcuts")
                />
                <Button busy=state.busy()>"Save"</Button>
                {said(state)}
            </Form>
        </Card>
    }
}

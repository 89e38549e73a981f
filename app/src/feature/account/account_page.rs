//! `/account`: a member's own account and settings.

use domain::wire::account::{params::Shortcuts, view::Account};
use leptos::prelude::*;

use super::{api, theme::ThemeChoice};
use crate::{
    feature::team::role,
    form::{Form, FormState, Reload},
    session::{Session, StaffPage},
    ui::{Button, Card, Definition, Definitions, Page, RadioChoice, options},
};

/// The form about shortcuts. It is made once, and outlives what is loaded again around it.
#[derive(Clone, Copy)]
struct ShortcutsForm(FormState);

/// Who one is here, and what one has set for oneself.
#[component]
pub fn AccountPage() -> impl IntoView {
    let shortcuts = FormState::new("account/shortcuts");
    provide_context(ShortcutsForm(shortcuts));
    let reload = Reload::provide();
    let session = Session::get();
    Effect::new(move |_| {
        if shortcuts.landing().read().is_some() {
            session.refresh();
        }
    });
    let load = Resource::new(move || reload.times(), |_| api::read_account());
    view! { <StaffPage load body=draw /> }
}

fn draw(account: Account) -> impl IntoView {
    let who = account.who;
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
                        <a href="/account/second-factor">"Second factor"</a>
                    </p>
                </Card>
                <ShortcutsCard keys_enabled=who.keys_enabled />
                <Card title="Appearance">
                    <ThemeChoice />
                </Card>
            </div>
        </Page>
    }
}

#[component]
fn ShortcutsCard(keys_enabled: bool) -> impl IntoView {
    let ShortcutsForm(state) = expect_context();
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
                <p class="soft" role="status">
                    {move || state.landing().read().is_some().then_some("Saved.")}
                </p>
            </Form>
        </Card>
    }
}

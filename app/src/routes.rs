//! Which address shows which page.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    drawn::{Follows, drawn},
    error::AppError,
    feature::{
        account::{account_page::AccountPage, theme},
        call::check_page::CheckPage,
        customer::{edit_page::EditPage, show_page::ShowPage},
        interaction::{interaction_page::InteractionPage, new_page::NewPage},
    },
    form::LastReturned,
    live::Live,
    loaded::loaded,
    session::Session,
    ui::{HiddenTips, LinkButton, Single},
};

const NOTHING: Follows = Follows::Nothing;
const EVERYTHING: Follows = Follows::Everything;
const COUNTS: Follows = Follows::Topics(&["dashboard", "standings", "audits", "team"]);
/// Whenever a count or a row of the list may have changed; nothing moves under the reader's hand.
const CUSTOMERS: Follows = Follows::Offers("dashboard");
const NUMBERS: Follows = Follows::Offers("do-not-call");
const LIST: Follows = Follows::Topics(&["do-not-call"]);
const AUDITS: Follows = Follows::Topics(&["audits"]);
const DISPLAYS: Follows = Follows::Topics(&["displays"]);
const INTEGRATIONS: Follows = Follows::Topics(&["integrations"]);
const TEAM: Follows = Follows::Topics(&["team"]);
/// What calls rest on.
const STANDINGS: Follows = Follows::Topics(&["standings"]);

/// The app.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    LastReturned::provide();
    Session::provide();
    Live::provide();
    HiddenTips::provide();
    Effect::new(|_| theme::apply());
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/") view=drawn!(home_page::home) ssr=SsrMode::Async />
                <Route path=path!("/register") view=drawn!(registration::register) ssr=SsrMode::Async />
                <Route path=path!("/register/declined") view=drawn!(registration::declined) ssr=SsrMode::Async />
                <Route path=path!("/register/account") view=drawn!(registration::new_business) ssr=SsrMode::Async />
                <Route path=path!("/join/:token") view=drawn!(team::joining) ssr=SsrMode::Async />
                <Route path=path!("/sign-in") view=drawn!(account::sign_in) ssr=SsrMode::Async />
                <Route path=path!("/sign-in/code") view=drawn!(account::code) ssr=SsrMode::Async />
                <Route path=path!("/sign-in/second-factor") view=drawn!(account::setting_up) ssr=SsrMode::Async />
                <Route path=path!("/demo/:link") view=drawn!(demo::door) ssr=SsrMode::Async />
                <Route path=path!("/forgot") view=drawn!(account::forgot) ssr=SsrMode::Async />
                <Route path=path!("/reset/:token") view=drawn!(account::resetting) ssr=SsrMode::Async />
                <Route path=path!("/confirm-address/:token") view=drawn!(account::confirming) ssr=SsrMode::Async />
                <Route path=path!("/privacy") view=drawn!(registration::privacy) ssr=SsrMode::Async />
                <Route path=path!("/dpa") view=drawn!(registration::dpa) ssr=SsrMode::Async />
                <Route path=path!("/account") view=loaded!(account, AccountPage) ssr=SsrMode::Async />
                <Route path=path!("/account/sessions") view=drawn!(NOTHING, account::sessions) ssr=SsrMode::Async />
                <Route path=path!("/account/second-factor") view=drawn!(NOTHING, account::second_factor) ssr=SsrMode::Async />
                <Route path=path!("/account/address") view=drawn!(NOTHING, account::address) ssr=SsrMode::Async />
                <Route path=path!("/account/withdraw") view=drawn!(NOTHING, account::withdrawing) ssr=SsrMode::Async />
                <Route path=path!("/account/closed") view=drawn!(account::closed) ssr=SsrMode::Async />
                <Route path=path!("/customers") view=drawn!(CUSTOMERS, customer::list) ssr=SsrMode::Async />
                <Route path=path!("/customers/new") view=loaded!(customer, NewPage) ssr=SsrMode::Async />
                <Route path=path!("/customers/:id") view=loaded!(customer, ShowPage) ssr=SsrMode::Async />
                <Route path=path!("/customers/:id/edit") view=loaded!(customer, EditPage) ssr=SsrMode::Async />
                <Route path=path!("/customers/:id/merge") view=drawn!(NOTHING, customer::merging) ssr=SsrMode::Async />
                <Route path=path!("/customers/:id/split") view=drawn!(NOTHING, customer::splitting) ssr=SsrMode::Async />
                <Route path=path!("/customers/:id/messages") view=drawn!(EVERYTHING, message::messages) ssr=SsrMode::Async />
                <Route path=path!("/customers/:id/interaction") view=loaded!(customer, InteractionPage) ssr=SsrMode::Async />
                <Route path=path!("/check") view=loaded!(numbers, CheckPage) ssr=SsrMode::Async />
                <Route path=path!("/check/list") view=drawn!(NOTHING, call::checking_a_list) ssr=SsrMode::Async />
                <Route path=path!("/do-not-call") view=drawn!(NUMBERS, suppression::list) ssr=SsrMode::Async />
                <Route path=path!("/do-not-call/add") view=drawn!(NOTHING, suppression::adding) ssr=SsrMode::Async />
                <Route path=path!("/do-not-call/paste") view=drawn!(NOTHING, suppression::pasting) ssr=SsrMode::Async />
                <Route path=path!("/do-not-call/upload") view=drawn!(NOTHING, suppression::uploading) ssr=SsrMode::Async />
                <Route path=path!("/do-not-call/registries") view=drawn!(STANDINGS, registry::registries) ssr=SsrMode::Async />
                <Route path=path!("/do-not-call/:number") view=drawn!(LIST, suppression::number) ssr=SsrMode::Async />
                <Route path=path!("/import") view=drawn!(NOTHING, import::page) ssr=SsrMode::Async />
                <Route path=path!("/dashboard") view=drawn!(COUNTS, dashboard::page) ssr=SsrMode::Async />
                <Route path=path!("/audit-log") view=drawn!(EVERYTHING, ledger::page) ssr=SsrMode::Async />
                <Route path=path!("/messages") view=drawn!(EVERYTHING, message::messages) ssr=SsrMode::Async />
                <Route path=path!("/messages/:message") view=drawn!(EVERYTHING, message::messages) ssr=SsrMode::Async />
                <Route path=path!("/requests") view=drawn!(EVERYTHING, request::requests) ssr=SsrMode::Async />
                <Route path=path!("/requests/new") view=drawn!(NOTHING, request::new) ssr=SsrMode::Async />
                <Route path=path!("/requests/:request") view=drawn!(EVERYTHING, request::request) ssr=SsrMode::Async />
                <Route path=path!("/audits") view=drawn!(AUDITS, audit::audits) ssr=SsrMode::Async />
                <Route path=path!("/audits/:audit") view=drawn!(AUDITS, audit::report) ssr=SsrMode::Async />
                <Route path=path!("/audits/findings/:finding") view=drawn!(AUDITS, audit::finding) ssr=SsrMode::Async />
                <Route path=path!("/displays") view=drawn!(DISPLAYS, display::displays) ssr=SsrMode::Async />
                <Route path=path!("/displays/:display") view=drawn!(DISPLAYS, display::display) ssr=SsrMode::Async />
                <Route path=path!("/integrations") view=drawn!(INTEGRATIONS, integration::integrations) ssr=SsrMode::Async />
                <Route path=path!("/integrations/api") view=drawn!(NOTHING, integration::api_reference) ssr=SsrMode::Async />
                <Route path=path!("/integrations/webhooks/:webhook") view=drawn!(INTEGRATIONS, webhook::webhook) ssr=SsrMode::Async />
                <Route path=path!("/policies") view=drawn!(STANDINGS, policy::policies) ssr=SsrMode::Async />
                <Route path=path!("/policies/:policy") view=drawn!(STANDINGS, policy::policy) ssr=SsrMode::Async />
                <Route path=path!("/policies/:policy/compare") view=drawn!(NOTHING, policy::comparison) ssr=SsrMode::Async />
                <Route path=path!("/team") view=drawn!(TEAM, team::page) ssr=SsrMode::Async />
                <Route path=path!("/team/:member/remove") view=drawn!(TEAM, team::removing) ssr=SsrMode::Async />
                <Route path=path!("/settings/export") view=drawn!(NOTHING, archive::page) ssr=SsrMode::Async />
                <Route path=path!("/settings/close") view=drawn!(NOTHING, closing::page) ssr=SsrMode::Async />
                <Route path=path!("/training") view=drawn!(NOTHING, training::page) ssr=SsrMode::Async />
                <Route path=path!("/settings") view=drawn!(STANDINGS, setting::page) ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <Single title="Page not found">
            <p class="lead">{AppError::NotFound.advice()}</p>
            <div class="buttons">
                <LinkButton href="/customers">"Customers"</LinkButton>
            </div>
        </Single>
    }
}

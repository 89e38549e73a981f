//! Which address shows which page.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    error::AppError,
    feature::{
        account::{account_page::AccountPage, forgot_page::ForgotPage, sign_in_page::SignInPage, theme},
        call::check_page::CheckPage,
        customer::{
            edit_page::EditPage, list_page::ListPage, merge_page::MergePage, show_page::ShowPage, split_page::SplitPage,
        },
        dashboard::dashboard_page::DashboardPage,
        demo::door_page::DoorPage,
        home_page::HomePage,
        import::import_page::ImportPage,
        interaction::{interaction_page::InteractionPage, new_page::NewPage},
        ledger::log_page::LogPage,
        policy::{ComparePage, PoliciesPage, PolicyPage},
        registration::{
            account_page::NewBusinessPage,
            declined_page::DeclinedPage,
            register_page::RegisterPage,
            text_page::{DpaPage, PrivacyPage},
        },
        registry::registry_page::RegistryPage,
        setting::setting_page::SettingPage,
        suppression::{AddPage, PastePage, UploadPage, list_page::DoNotCallPage, number_page::NumberPage},
        team::{join_page::JoinPage, team_page::TeamPage},
    },
    form::LastReturned,
    live::Live,
    session::Session,
    ui::{HiddenTips, LinkButton, Single},
};

/// The app.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    LastReturned::provide();
    Session::provide();
    Live::provide();
    HiddenTips::provide();
    Effect::new(|_| {
        // Tells tests and style sheets that the page answers at once from now on.
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-hydrated", "");
        }
        theme::apply();
    });
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async />
                <Route path=path!("/register") view=RegisterPage ssr=SsrMode::Async />
                <Route path=path!("/register/declined") view=DeclinedPage ssr=SsrMode::Async />
                <Route path=path!("/register/account") view=NewBusinessPage ssr=SsrMode::Async />
                <Route path=path!("/join/:token") view=JoinPage ssr=SsrMode::Async />
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async />
                <Route path=path!("/demo/:link") view=DoorPage ssr=SsrMode::Async />
                <Route path=path!("/forgot") view=ForgotPage ssr=SsrMode::Async />
                <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async />
                <Route path=path!("/dpa") view=DpaPage ssr=SsrMode::Async />
                <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async />
                <Route path=path!("/customers") view=ListPage ssr=SsrMode::Async />
                <Route path=path!("/customers/new") view=NewPage ssr=SsrMode::Async />
                <Route path=path!("/customers/:id") view=ShowPage ssr=SsrMode::Async />
                <Route path=path!("/customers/:id/edit") view=EditPage ssr=SsrMode::Async />
                <Route path=path!("/customers/:id/merge") view=MergePage ssr=SsrMode::Async />
                <Route path=path!("/customers/:id/split") view=SplitPage ssr=SsrMode::Async />
                <Route path=path!("/customers/:id/interaction") view=InteractionPage ssr=SsrMode::Async />
                <Route path=path!("/check") view=CheckPage ssr=SsrMode::Async />
                <Route path=path!("/do-not-call") view=DoNotCallPage ssr=SsrMode::Async />
                <Route path=path!("/do-not-call/add") view=AddPage ssr=SsrMode::Async />
                <Route path=path!("/do-not-call/paste") view=PastePage ssr=SsrMode::Async />
                <Route path=path!("/do-not-call/upload") view=UploadPage ssr=SsrMode::Async />
                <Route path=path!("/do-not-call/registries") view=RegistryPage ssr=SsrMode::Async />
                <Route path=path!("/do-not-call/:number") view=NumberPage ssr=SsrMode::Async />
                <Route path=path!("/import") view=ImportPage ssr=SsrMode::Async />
                <Route path=path!("/dashboard") view=DashboardPage ssr=SsrMode::Async />
                <Route path=path!("/audit-log") view=LogPage ssr=SsrMode::Async />
                <Route path=path!("/policies") view=PoliciesPage ssr=SsrMode::Async />
                <Route path=path!("/policies/:policy") view=PolicyPage ssr=SsrMode::Async />
                <Route path=path!("/policies/:policy/compare") view=ComparePage ssr=SsrMode::Async />
                <Route path=path!("/team") view=TeamPage ssr=SsrMode::Async />
                <Route path=path!("/settings") view=SettingPage ssr=SsrMode::Async />
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

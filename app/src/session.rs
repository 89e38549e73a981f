//! Who is signed in, and the frame around the pages of staff.

use domain::{access::Right, wire::account::view::SignedIn};
use leptos::prelude::*;
use leptos_router::{components::Redirect, hooks::use_location};

use crate::{
    codec::Json,
    error::{AppError, PageError},
    feature::{account::sign_out::SignOut, closing::banner::ClosingBanner},
    form::FormStates,
    live::{Live, LiveMark},
    ui::{Frame, IconName, NavGroup, NavItem},
};

/// Who is signed in. One request asks once; after signing in or out it is asked again.
#[derive(Clone, Copy)]
pub struct Session {
    resource: Resource<Result<Option<SignedIn>, AppError>>,
}

impl Session {
    /// Asks who is signed in, for every page below.
    pub fn provide() {
        provide_context(Self { resource: Resource::new_blocking(|| (), |()| who_is_signed_in()) });
    }

    /// The session of this page.
    pub fn get() -> Self {
        expect_context()
    }

    /// Asks again, after signing in or out.
    pub fn refresh(self) {
        self.resource.refetch();
    }

    /// Who is signed in, once it is known.
    fn known(self) -> Option<Result<Option<SignedIn>, AppError>> {
        self.resource.get()
    }

    /// Who is signed in.
    pub async fn who(self) -> Result<Option<SignedIn>, AppError> {
        self.resource.await
    }
}

/// Who is signed in in this browser.
#[server(endpoint = "account/who", input = Json, output = Json)]
pub async fn who_is_signed_in() -> Result<Option<SignedIn>, AppError> {
    Ok(crate::ssr::signed_in().await?.map(|(_, who)| who))
}

/// A page of staff: who is not signed in goes to the sign-in page; an error stands where the page
/// would.
///
/// Only the first drawing waits. When the view was loaded again, the page changes in one step: a page
/// that is half replaced would lose the press that falls into that moment. What must outlive a drawing
/// is kept by [`FormStates`].
#[component]
pub fn StaffPage<T, V>(
    /// The page's view, loaded by one server function.
    load: Resource<Result<T, AppError>>,
    /// Draws it.
    body: fn(T) -> V,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let session = Session::get();
    FormStates::provide();
    // Looked up here, outside of the `Transition`, which would wait for each reading.
    let known = Signal::derive(move || session.known().zip(load.get()));
    let draw = move || known.get().map(|(who, loaded)| untrack(|| drawn(who, loaded, body)));
    view! {
        <Transition>
            {Suspend::new(async move {
                let _both_known = (session.who().await, load.await);
                draw
            })}
        </Transition>
    }
}

fn drawn<T, V>(who: Result<Option<SignedIn>, AppError>, loaded: Result<T, AppError>, body: fn(T) -> V) -> AnyView
where
    T: 'static,
    V: IntoView + 'static,
{
    match who {
        Ok(Some(who)) => framed(who, loaded, body),
        Ok(None) => view! { <ToSignIn /> }.into_any(),
        Err(error) => view! { <main><PageError error /></main> }.into_any(),
    }
}

fn framed<T, V>(who: SignedIn, loaded: Result<T, AppError>, body: fn(T) -> V) -> AnyView
where
    T: 'static,
    V: IntoView + 'static,
{
    // Before the socket is opened: it then begins where this page was read, and has nothing to read again.
    Live::get().shows(who.seq, who.now);
    let content = match loaded {
        Ok(loaded) => body(loaded).into_any(),
        Err(error) => view! { <PageError error /> }.into_any(),
    };
    let may_keep = who.role.may(Right::GovernOwners);
    let closing = who.closes_at.map(|erase_at| view! { <ClosingBanner erase_at may_keep /> });
    let content = view! { {closing} {content} }.into_any();
    let main = vec![
        NavItem::new("/customers", "Customers", IconName::Users),
        NavItem::new("/check", "Check a number", IconName::Search),
        NavItem::new("/dashboard", "Dashboard", IconName::Chart),
        NavItem::new("/do-not-call", "Do not call list", IconName::Blocked),
    ];
    let mut administration = vec![NavItem::new("/audit-log", "Audit log", IconName::List)];
    if who.role.may(Right::Curate) {
        administration.insert(0, NavItem::new("/import", "Import customers", IconName::Plus));
    }
    administration.push(NavItem::new("/audits", "Audits", IconName::Audit));
    administration.push(NavItem::new("/requests", "Requests", IconName::List));
    administration.push(NavItem::new("/messages", "Messages", IconName::List));
    administration.push(NavItem::new("/policies", "Policies", IconName::List));
    if who.role.may(Right::AdministerTeam) {
        administration.push(NavItem::new("/team", "Team", IconName::Team));
    }
    if who.role.may(Right::Operate) {
        administration.push(NavItem::new("/displays", "Displays", IconName::Display));
        administration.push(NavItem::new("/integrations", "Integrations", IconName::Plug));
        administration.push(NavItem::new("/settings", "Settings", IconName::Settings));
    }
    let here = use_location().pathname.get_untracked();
    let waits = who.training_due && here != "/training";
    let note = move || waits.then(|| view! { <TrainingNote /> });
    let groups = vec![NavGroup::main(main), NavGroup::titled("Administration", administration)];
    let member = format!("{}, {}", who.name, who.role.code());
    let primary = who.role.may(Right::Work).then(|| NavItem::new("/customers/new", "New interaction", IconName::Plus));
    match primary {
        Some(primary) => view! {
            <Frame
                business=who.business_name
                primary=primary
                groups
                member
                account="/account"
                live=|| view! { <LiveMark /> }
                foot=|| view! { <SignOut /> }
                note
            >
                {content}
            </Frame>
        }
        .into_any(),
        None => view! {
            <Frame
                business=who.business_name
                groups
                member
                account="/account"
                live=|| view! { <LiveMark /> }
                foot=|| view! { <SignOut /> }
                note
            >
                {content}
            </Frame>
        }
        .into_any(),
    }
}

/// Asks for the training, on every page until it was read. It stops nobody from working.
#[component]
fn TrainingNote() -> impl IntoView {
    view! {
        <aside class="reminder" aria-label="Training">
            <p>
                "Please read how we ask for consent and honour a no. It takes three minutes. "
                <a href="/training">"Read the training"</a>
            </p>
        </aside>
    }
}

/// Leads to the sign-in page, and back to here afterwards.
#[component]
fn ToSignIn() -> impl IntoView {
    let here = use_location().pathname.get_untracked();
    view! { <Redirect path=format!("/sign-in?next={here}") /> }
}

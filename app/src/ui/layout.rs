//! The frames around pages: the rail of a signed-in member, and one thing per page.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{
    button::{ButtonKind, LinkButton},
    chips::count_view,
    icon::{Icon, IconName},
    title::WindowTitle,
    unseen::SkipLink,
};

/// One place in the rail.
#[derive(Clone)]
pub struct NavItem {
    href: String,
    name: String,
    icon: IconName,
    count: MaybeProp<String>,
}

impl NavItem {
    /// A link to `href`.
    pub fn new(href: impl Into<String>, name: impl Into<String>, icon: IconName) -> Self {
        Self { href: href.into(), name: name.into(), icon, count: MaybeProp::default() }
    }

    /// With a count beside its name, already written for reading ("2,018").
    #[must_use]
    pub fn counting(mut self, count: impl Into<MaybeProp<String>>) -> Self {
        self.count = count.into();
        self
    }
}

/// Places that belong together, in the order in which they stand.
#[derive(Clone)]
pub struct NavGroup {
    title: Option<String>,
    items: Vec<NavItem>,
}

impl NavGroup {
    /// The places that everybody needs.
    pub fn main(items: Vec<NavItem>) -> Self {
        Self { title: None, items }
    }

    /// Places under a title.
    pub fn titled(title: impl Into<String>, items: Vec<NavItem>) -> Self {
        Self { title: Some(title.into()), items }
    }
}

/// The frame of a signed-in member: a rail on a wide screen; a bar with a "Menu" button on a narrow
/// one, where the primary action stays within reach of a thumb.
///
/// The rail is in the page once. On a narrow screen it is a popover, which the browser opens, closes
/// and gives back the focus from, without a script.
#[component]
pub fn Frame(
    /// The name of the business.
    #[prop(into)]
    business: String,
    /// Where the name leads.
    #[prop(default = "/customers".to_owned(), into)]
    home: String,
    /// The one thing that is done most; none for those who may not.
    #[prop(optional)]
    primary: Option<NavItem>,
    /// The places.
    groups: Vec<NavGroup>,
    /// The member and their role: "Ana Petrov, owner".
    #[prop(into)]
    member: String,
    /// Where the member's name leads.
    #[prop(default = "/account".to_owned(), into)]
    account: String,
    /// The state of the live connection.
    #[prop(optional, into)]
    live: Option<ViewFnOnce>,
    /// What else belongs at the foot of the rail, such as "Sign out".
    #[prop(optional, into)]
    foot: Option<ViewFnOnce>,
    /// What concerns the reader on every page, between the rail and the page.
    #[prop(optional, into)]
    note: Option<ViewFnOnce>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let thumb = primary.clone().map(|item| {
        let current = current(item.href.clone());
        view! {
            <LinkButton href=item.href kind=ButtonKind::Primary icon=item.icon attr:class="button primary thumb" attr:aria-current=current>
                {item.name}
            </LinkButton>
        }
    });
    let primary = primary.map(|item| {
        view! {
            <LinkButton href=item.href kind=ButtonKind::Primary icon=item.icon>
                {item.name}
            </LinkButton>
        }
    });
    let groups = groups.into_iter().map(group_view).collect_view();
    view! {
        <div class="frame">
            <SkipLink />
            <header class="topbar">
                <Brand name=business.clone() href=home.clone() />
                <button class="button" type="button" popovertarget="menu">
                    <Icon name=IconName::Menu />
                    "Menu"
                </button>
                {thumb}
            </header>
            <nav class="rail" id="menu" popover="auto" aria-label="Main" on:click=move |_| close_menu()>
                <Brand name=business href=home />
                {primary}
                {groups}
                <div class="foot">
                    {live.map(ViewFnOnce::run)}
                    <a href=account>{member}</a>
                    {foot.map(ViewFnOnce::run)}
                </div>
            </nav>
            {note.map(ViewFnOnce::run)}
            <main class="main" id="main" tabindex="-1">
                {children()}
            </main>
        </div>
    }
}

/// A page with one thing on it: a question, a form, a person's own preferences.
#[component]
pub fn Single(
    /// Who asks: the name of the business, or "Ringfence".
    #[prop(default = "Ringfence".to_owned(), into)]
    brand: String,
    /// Where the name leads.
    #[prop(default = "/".to_owned(), into)]
    home: String,
    /// The heading.
    #[prop(into)]
    title: String,
    /// The one thing.
    children: Children,
) -> impl IntoView {
    view! {
        <WindowTitle text=title.clone() />
        <SkipLink />
        <main class="single" id="main" tabindex="-1">
            <Brand name=brand href=home />
            <h1>{title}</h1>
            {children()}
        </main>
    }
}

/// The mark and the name of whoever the page belongs to.
#[component]
fn Brand(name: String, href: String) -> impl IntoView {
    view! {
        <a class="brand" href=href>
            <Icon name=IconName::Brand />
            <span>{name}</span>
        </a>
    }
}

fn group_view(group: NavGroup) -> AnyView {
    let items = group.items.into_iter().map(item_view).collect_view();
    view! {
        {group.title.clone().map(|title| view! { <p class="group" aria-hidden="true">{title}</p> })}
        <ul aria-label=group.title>{items}</ul>
    }
    .into_any()
}

fn item_view(item: NavItem) -> AnyView {
    let current = current(item.href.clone());
    let count = item.count;
    // Pressed on its own page, it begins anew there, without what was searched for.
    let (path, place) = (use_location().pathname, item.href.clone());
    let rel = move || path.with(|path| *path == place).then_some("external");
    view! {
        <li>
            <a href=item.href rel=rel aria-current=current aria-description=move || count.get()>
                <Icon name=item.icon />
                <span>{item.name}</span>
                {count_view(count)}
            </a>
        </li>
    }
    .into_any()
}

/// Says `page` while the address is `href` or below it.
fn current(href: String) -> impl Fn() -> Option<&'static str> + Send + Sync + 'static {
    let path = use_location().pathname;
    move || path.with(|path| is_within(path, &href)).then_some("page")
}

fn is_within(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A link in the menu was followed on this page: the menu has done its work.
fn close_menu() {
    use leptos::wasm_bindgen::JsCast;
    if let Some(menu) =
        document().get_element_by_id("menu").and_then(|menu| menu.dyn_into::<leptos::web_sys::HtmlElement>().ok())
    {
        // Fails where the rail is no popover, on a wide screen: then there is nothing to close.
        let _ = menu.hide_popover();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_current_for_the_pages_below_it_and_not_for_its_namesakes() {
        assert!(is_within("/audits", "/audits"));
        assert!(is_within("/audits/7", "/audits"));
        assert!(!is_within("/audits-old", "/audits"));
        assert!(!is_within("/audit-log", "/audits"));
    }
}

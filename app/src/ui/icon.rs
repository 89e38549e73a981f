//! The icons: strokes on a grid of 24, one path each, in the colour of the text around them.

use leptos::prelude::*;

/// The name of an icon: what it depicts, or the meaning that it always carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// A ring around a person: the mark of Ringfence.
    Brand,
    /// A check in a circle: allowed, given, in order.
    Allowed,
    /// A barred phone in an octagon: blocked, do not call.
    Blocked,
    /// A barred octagon: refused, stopped, failed; for whatever is not about calls.
    Refused,
    /// A triangle with an exclamation mark: somebody has to look at this.
    Attention,
    /// A dot: something happened that is neither good nor bad.
    Dot,
    /// An "i" in a circle: an explanation.
    Information,
    /// A receiver: placing a call.
    Phone,
    /// An envelope: a message.
    Mail,
    /// A speech bubble: an interaction.
    Speech,
    /// One person.
    Person,
    /// Two people: customers.
    Users,
    /// People around a table: the team.
    Team,
    /// A magnifying glass.
    Search,
    /// Bars: the dashboard.
    Chart,
    /// Lines of text: a list, the audit log.
    List,
    /// A book: policies.
    Policy,
    /// A clipboard with a check: audits.
    Audit,
    /// A plus sign.
    Plus,
    /// A minus sign.
    Minus,
    /// A cross: close, dismiss.
    Close,
    /// Three lines: the menu.
    Menu,
    /// A clock.
    Clock,
    /// A calendar sheet: due dates.
    Calendar,
    /// An arrow into a tray: import.
    Import,
    /// An arrow out of a tray: export, download.
    Export,
    /// A sheet with an entry: the log.
    Log,
    /// A pencil: edit.
    Edit,
    /// A bin: erase.
    Erase,
    /// An eye: show what is masked.
    Eye,
    /// An arrow that turns back: undo.
    Undo,
    /// An arrow to the right: from one state to the next.
    ArrowRight,
    /// An arrow to the left: back.
    ArrowLeft,
    /// A gear: settings.
    Settings,
    /// A plug: integrations.
    Plug,
    /// A screen: office displays.
    Display,
    /// A globe: registries, countries.
    Globe,
    /// A key: access keys, passwords.
    Key,
    /// A tray with a paper: requests.
    Request,
    /// A door with an arrow: sign out.
    SignOut,
}

impl IconName {
    /// The outline, as the `d` of one SVG path.
    #[rustfmt::skip]
    pub const fn outline(self) -> &'static str {
        match self {
            Self::Brand => "M20.6 8.9A9.2 9.2 0 1 1 13.6 2.9M12 7.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 1 0 0-5.2M7.6 16.6c.8-2 2.4-3 4.4-3s3.6 1 4.4 3",
            Self::Allowed => "M12 2.6a9.4 9.4 0 1 0 0 18.8 9.4 9.4 0 1 0 0-18.8M7.6 12.4l3 3 5.8-6.4",
            Self::Blocked => "M8 2.6h8L21.4 8v8L16 21.4H8L2.6 16V8zM8.2 8.6c0-.6.5-1 1-1h.9l.9 2.3-1 .8a7 7 0 0 0 3.3 3.3l.8-1 2.3.9v.9c0 .5-.4 1-1 1A7.2 7.2 0 0 1 8.2 8.6zM6 6l12 12",
            Self::Refused => "M8 2.6h8L21.4 8v8L16 21.4H8L2.6 16V8zM7.6 12h8.8",
            Self::Attention => "M12 3.2 22 20.4H2zM12 10v4.4M12 17.3v.2",
            Self::Dot => "M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7",
            Self::Information => "M12 2.6a9.4 9.4 0 1 0 0 18.8 9.4 9.4 0 1 0 0-18.8M12 11v5.6M12 7.4v.2",
            Self::Phone => "M5 4.5c0-.8.6-1.5 1.4-1.5h2l2 5-2.2 1.6a13 13 0 0 0 6.2 6.2l1.6-2.2 5 2v2c0 .8-.7 1.4-1.5 1.4A15.6 15.6 0 0 1 5 4.5z",
            Self::Mail => "M3 5.5h18v13H3zM3.4 6l8.6 7 8.6-7",
            Self::Speech => "M4 4h16v12h-8l-5 4.4V16H4z",
            Self::Person => "M12 3.6a4 4 0 1 0 0 8 4 4 0 1 0 0-8M4.4 20.4c.9-3.8 3.7-5.8 7.6-5.8s6.7 2 7.6 5.8",
            Self::Users => "M9 4.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 1 0 0-6.8M2.6 19.4c.8-3.4 3.2-5.2 6.4-5.2s5.6 1.8 6.4 5.2M16 5.2a3.2 3.2 0 0 1 0 5.8M18 14.8c1.8.7 3 2.2 3.4 4.4",
            Self::Team => "M12 4.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 1 0 0-5.6M5 8.8a2 2 0 1 0 0 4 2 2 0 1 0 0-4M19 8.8a2 2 0 1 0 0 4 2 2 0 1 0 0-4M6.8 19.4c.6-3.4 2.4-5.2 5.2-5.2s4.6 1.8 5.2 5.2M1.8 17.6c.3-1.8 1.2-2.8 2.8-3M22.2 17.6c-.3-1.8-1.2-2.8-2.8-3",
            Self::Search => "M11 4.6a6.4 6.4 0 1 0 0 12.8 6.4 6.4 0 1 0 0-12.8M16 16l5 5",
            Self::Chart => "M4 20V10M10 20V4M16 20v-7M21 20H3",
            Self::List => "M4 6h16M4 12h16M4 18h10",
            Self::Policy => "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11",
            Self::Audit => "M9 4H5.4v16.6h13.2V4H15M9 2.8h6v3.4H9zM8.8 13.4l2.4 2.4 4.2-4.6",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Minus => "M5 12h14",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::Clock => "M12 2.6a9.4 9.4 0 1 0 0 18.8 9.4 9.4 0 1 0 0-18.8M12 7v5.4l3.4 2",
            Self::Calendar => "M4 5.4h16v15H4zM4 10h16M8 3v4M16 3v4",
            Self::Import => "M12 3v11M7.6 9.8 12 14.2l4.4-4.4M4 15v5h16v-5",
            Self::Export => "M12 14.2V3.2M7.6 7.4 12 3l4.4 4.4M4 15v5h16v-5",
            Self::Log => "M6 3h9l4 4v14H6zM9.4 11h6M9.4 15h6M14.6 3.4V7.4H18.6",
            Self::Edit => "M4 20l1-4.4L16.4 4.2l3.4 3.4L8.4 19zM13.8 6.8l3.4 3.4",
            Self::Erase => "M4 6.4h16M9 6.4V3.6h6v2.8M6 6.4l1 14h10l1-14M10 10.4v6.2M14 10.4v6.2",
            Self::Eye => "M2.4 12C4.6 7.8 7.8 5.8 12 5.8s7.4 2 9.6 6.2c-2.2 4.2-5.4 6.2-9.6 6.2S4.6 16.2 2.4 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 1 0 0-5.6",
            Self::Undo => "M8.4 4.6 4 9l4.4 4.4M4 9h9.6a5.4 5.4 0 0 1 0 10.8H8",
            Self::ArrowRight => "M4 12h15.6M13.6 6l6 6-6 6",
            Self::ArrowLeft => "M20 12H4.4M10.4 6l-6 6 6 6",
            Self::Settings => "M12 8.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 1 0 0-6.4M12 2.8v3M12 18.2v3M2.8 12h3M18.2 12h3M5.5 5.5l2.1 2.1M16.4 16.4l2.1 2.1M18.5 5.5l-2.1 2.1M7.6 16.4l-2.1 2.1",
            Self::Plug => "M9 2.8v4.8M15 2.8v4.8M6 7.6h12v3.4a6 6 0 0 1-12 0zM12 17v4.4",
            Self::Display => "M3 4.6h18v12H3zM8.4 20.4h7.2M12 16.6v3.8",
            Self::Globe => "M12 2.6a9.4 9.4 0 1 0 0 18.8 9.4 9.4 0 1 0 0-18.8M2.8 12h18.4M12 2.8c5 5.4 5 13 0 18.4-5-5.4-5-13 0-18.4",
            Self::Key => "M8 10.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 1 0 0-9.2M11.4 11.6 19.8 3.2M16.4 6.6l3.2 3.2M13.8 9.2l2 2",
            Self::Request => "M3.6 13.4 6.4 4h11.2l2.8 9.4V20H3.6zM3.6 13.4h5l1.2 2.6h4.4l1.2-2.6h5",
            Self::SignOut => "M14 4H5v16h9M10 12h10.6M16.6 8l4 4-4 4",
        }
    }
}

/// An icon. It repeats what the text beside it says and is never read aloud.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=name.outline()></path>
        </svg>
    }
}

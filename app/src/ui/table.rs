//! Tables. Where there is no room for columns each row is drawn as a card, so every cell carries the
//! name of its column, and the roles are written out: some browsers forget them for a table that is
//! not drawn as one.

use leptos::prelude::*;

/// On which side the text of a column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Text.
    #[default]
    Start,
    /// Counts and other figures, so that their digits stand below each other.
    End,
}

impl Side {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Start => None,
            Self::End => Some("end"),
        }
    }
}

/// The head of one column.
#[derive(Clone, Debug)]
pub struct Column {
    title: String,
    side: Side,
    unseen: bool,
}

impl Column {
    /// A column of text.
    pub fn text(title: impl Into<String>) -> Self {
        Self { title: title.into(), side: Side::Start, unseen: false }
    }

    /// A column of figures.
    pub fn figures(title: impl Into<String>) -> Self {
        Self { title: title.into(), side: Side::End, unseen: false }
    }

    /// A column whose title is only read aloud, such as that of the buttons.
    pub fn unseen(title: impl Into<String>) -> Self {
        Self { title: title.into(), side: Side::Start, unseen: true }
    }
}

/// A table with its head. It owns `<tbody>`; its children are [`Row`]s.
#[component]
pub fn Table(
    /// What the table holds: its accessible name.
    #[prop(into)]
    caption: String,
    /// The heads of the columns.
    columns: Vec<Column>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let heads = columns
        .into_iter()
        .map(|column| {
            let title = if column.unseen {
                view! { <span class="unseen">{column.title}</span> }.into_any()
            } else {
                column.title.into_any()
            };
            view! {
                <th scope="col" role="columnheader" class=column.side.class()>
                    {title}
                </th>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table" role="table" aria-label=caption>
                <thead role="rowgroup">
                    <tr role="row">{heads}</tr>
                </thead>
                <tbody role="rowgroup">{children()}</tbody>
            </table>
        </div>
    }
}

/// One row: a [`RowHead`] and [`Cell`]s.
#[component]
pub fn Row(
    /// The cells.
    children: Children,
) -> impl IntoView {
    view! { <tr role="row">{children()}</tr> }
}

/// The cell that names the row; the link to what the row is about is in it.
#[component]
pub fn RowHead(
    /// The name.
    children: Children,
) -> impl IntoView {
    view! {
        <th scope="row" role="rowheader">
            {children()}
        </th>
    }
}

/// Any other cell.
#[component]
pub fn Cell(
    /// The title of its column, shown beside it where the row is a card.
    #[prop(optional, into)]
    label: Option<String>,
    /// On which side it stands.
    #[prop(optional)]
    side: Side,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    view! {
        <td role="cell" class=side.class() data-label=label>
            {children()}
        </td>
    }
}

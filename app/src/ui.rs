//! The design system: the parts that every page is made of.
//!
//! Nothing here knows what a customer, a consent or a call is. Each part works as plain HTML; a
//! script only makes it more comfortable. What a part draws first depends on its props alone, so the
//! server and the browser always agree; whatever only the browser knows (the reader's time zone, the
//! focus) is applied in an effect.
#![allow(clippy::needless_pass_by_value, reason = "a component owns its props")]

pub mod badge;
pub mod button;
#[cfg(feature = "ssr")]
pub mod chart;
pub mod chips;
pub mod choice;
pub mod definition;
pub mod dialog;
pub mod empty;
pub mod field;
pub mod icon;
pub mod input;
pub mod layout;
pub mod notice;
pub mod page;
pub mod pager;
pub mod problem;
pub mod search;
pub mod select;
pub mod suggest;
pub mod summary;
pub mod table;
pub mod time;
pub mod timeline;
pub mod title;
pub mod toast;
pub mod tooltip;
pub mod unseen;

pub use badge::{Badge, Meaning, Verdict};
pub use button::{Button, ButtonKind, ButtonType, Key, LinkButton};
#[cfg(feature = "ssr")]
pub use chart::{BarChart, Bars};
pub use chips::{Chip, Chips};
pub use choice::{Checkbox, RadioChoice};
pub use definition::{Definition, Definitions};
pub use dialog::{Dialog, DialogButton, DialogCancel, asked_dialog};
pub use empty::Empty;
pub use field::{field_id, options};
pub use icon::{Icon, IconName};
pub use input::{
    ClockField, DateField, EmailField, FileField, MomentField, PasswordField, PhoneField, TextArea, TextField,
};
pub use layout::{Frame, NavGroup, NavItem, Single};
pub use notice::Notice;
pub use page::{Card, Page};
pub use pager::Pager;
pub use problem::{Problem, ProblemLevel};
pub use search::SearchBox;
pub use select::{Combobox, SelectField};
pub use suggest::SuggestField;
pub use summary::ErrorSummary;
pub use table::{Cell, Column, Row, RowHead, Side, Table};
#[cfg(not(feature = "ssr"))]
pub use time::localise;
pub use time::{Day, Time, TimeDetail, reader_zone};
pub use timeline::{Timeline, TimelineItem};
pub use title::WindowTitle;
pub use toast::Toast;
pub use tooltip::{HiddenTips, TipSide, Tooltip};
pub use unseen::{SkipLink, Unseen};

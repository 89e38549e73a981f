//! Instants and days. The server writes UTC, the same for everybody; the browser then writes the
//! reader's own time, and keeps UTC for whoever points at it.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use leptos::prelude::*;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How much of an instant is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimeDetail {
    /// "24 November 2026, 14:02".
    #[default]
    DayAndTime,
    /// "24 November 2026".
    Day,
    /// "14:02:11", where the day is today.
    Clock,
}

impl TimeDetail {
    /// Every detail.
    #[cfg(not(feature = "ssr"))]
    const ALL: [Self; 3] = [Self::DayAndTime, Self::Day, Self::Clock];

    /// As a word of the page.
    const fn code(self) -> &'static str {
        match self {
            Self::DayAndTime => "day-and-time",
            Self::Day => "day",
            Self::Clock => "clock",
        }
    }
}

/// An instant. First in UTC, then in the reader's zone.
#[component]
pub fn Time(
    /// When.
    at: DateTime<Utc>,
    /// How much of it is shown.
    #[prop(optional)]
    detail: TimeDetail,
) -> impl IntoView {
    let in_utc = utc_text(at, detail);
    let text = RwSignal::new(in_utc.clone());
    Effect::new(move |_| text.set(Parts::of_reader(at).text(detail)));
    view! {
        <time datetime=machine_text(at) title=in_utc data-detail=detail.code()>
            {text}
        </time>
    }
}

/// Writes the instants in a part of the page that the server drew in the reader's own time.
#[cfg(not(feature = "ssr"))]
pub fn localise(part: &web_sys::Element) {
    use leptos::wasm_bindgen::JsCast as _;
    let Ok(times) = part.query_selector_all("time[data-detail]") else { return };
    let elements = (0..times.length()).filter_map(|at| times.get(at)?.dyn_into::<web_sys::Element>().ok());
    for element in elements {
        let detail = element.get_attribute("data-detail");
        let detail = TimeDetail::ALL.into_iter().find(|known| detail.as_deref() == Some(known.code()));
        let at = element.get_attribute("datetime").and_then(|at| at.parse::<DateTime<Utc>>().ok());
        if let (Some(at), Some(detail)) = (at, detail) {
            element.set_text_content(Some(&Parts::of_reader(at).text(detail)));
        }
    }
}

/// A day that belongs to no zone, such as the day of a download.
#[component]
pub fn Day(
    /// Which.
    on: NaiveDate,
) -> impl IntoView {
    let text = format!("{} {} {}", on.day(), month(on.month0()), on.year());
    view! { <time datetime=format!("{:04}-{:02}-{:02}", on.year(), on.month(), on.day())>{text}</time> }
}

/// What a person reads when no zone is known: "24 November 2026, 14:02 UTC".
pub fn utc_text(at: DateTime<Utc>, detail: TimeDetail) -> String {
    let text = Parts::of_utc(at).text(detail);
    match detail {
        TimeDetail::Day => text,
        TimeDetail::DayAndTime | TimeDetail::Clock => format!("{text} UTC"),
    }
}

/// The same for machines (RFC 3339, to the second).
fn machine_text(at: DateTime<Utc>) -> String {
    let Parts { year, month0, day, hour, minute, second } = Parts::of_utc(at);
    format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z", month0 + 1)
}

/// The name of the reader's zone, once the browser has told it: nothing on the server, and where no
/// script runs, and there times are typed in UTC.
pub fn reader_zone() -> ReadSignal<Option<String>> {
    use leptos::web_sys::js_sys::{Array, Intl::DateTimeFormat, Object, Reflect};
    let zone = RwSignal::new(None);
    Effect::new(move |_| {
        let facts = DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
        zone.set(Reflect::get(&facts, &"timeZone".into()).ok().and_then(|name| name.as_string()));
    });
    zone.read_only()
}

fn month(month0: u32) -> &'static str {
    MONTHS.get(month0 as usize).copied().unwrap_or_default()
}

/// An instant on the clock and the calendar of one zone.
struct Parts {
    year: i32,
    month0: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
}

impl Parts {
    fn of_utc(at: DateTime<Utc>) -> Self {
        Self {
            year: at.year(),
            month0: at.month0(),
            day: at.day(),
            hour: at.hour(),
            minute: at.minute(),
            second: at.second(),
        }
    }

    /// Asks the browser, which knows the reader's zone and its history. Runs in effects only.
    fn of_reader(at: DateTime<Utc>) -> Self {
        use leptos::web_sys::js_sys::Date;
        #[expect(clippy::cast_precision_loss, reason = "milliseconds stay exact for 285,000 years")]
        let date = Date::new(&(at.timestamp_millis() as f64).into());
        Self {
            year: i32::try_from(date.get_full_year()).unwrap_or_default(),
            month0: date.get_month(),
            day: date.get_date(),
            hour: date.get_hours(),
            minute: date.get_minutes(),
            second: date.get_seconds(),
        }
    }

    fn text(&self, detail: TimeDetail) -> String {
        let Self { year, day, hour, minute, second, .. } = self;
        let month = month(self.month0);
        match detail {
            TimeDetail::DayAndTime => format!("{day} {month} {year}, {hour:02}:{minute:02}"),
            TimeDetail::Day => format!("{day} {month} {year}"),
            TimeDetail::Clock => format!("{hour:02}:{minute:02}:{second:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_528_931, 0).expect("a possible instant")
    }

    #[test]
    fn without_a_zone_an_instant_is_written_in_utc_and_says_so() {
        assert_eq!(utc_text(instant(), TimeDetail::DayAndTime), "24 November 2026, 14:02 UTC");
        assert_eq!(utc_text(instant(), TimeDetail::Day), "24 November 2026");
        assert_eq!(utc_text(instant(), TimeDetail::Clock), "14:02:11 UTC");
    }

    #[test]
    fn machines_read_the_instant_in_rfc_3339() {
        assert_eq!(machine_text(instant()), "2026-11-24T14:02:11Z");
    }
}

//! Policies: the texts that a business gives itself and publishes (policy section 4).

use chrono::{DateTime, NaiveDate, Utc};

use crate::{country::Country, error::Problem, notice::NoticeKind, prompt, text::Text, topic::Topic};

/// A text as it is published, in Markdown.
pub type PolicyText = Text<100_000>;

/// What begins and ends a place that the business has to fill in.
const PLACE: [&str; 2] = ["[Fill in: ", "]"];

/// The texts that a business publishes, in the order in which they stand. The agreement with the
/// platform is not its own, and the script of the first contact is given (policy section 2).
pub fn policies() -> impl Iterator<Item = NoticeKind> {
    let policies = [NoticeKind::PrivacyPolicy, NoticeKind::DoNotCallPolicy, NoticeKind::Training];
    let questions = Topic::all().map(NoticeKind::read_out).filter(|kind| *kind != NoticeKind::Script);
    policies.into_iter().chain(questions)
}

/// The policy that an address names, as [`address`] wrote it.
pub fn from_address(address: &str) -> Result<NoticeKind, Problem> {
    policies().find(|kind| self::address(*kind) == address).ok_or(Problem::NotAChoice)
}

/// A policy's name in addresses: `privacy_policy`, `question.call.service`.
pub fn address(kind: NoticeKind) -> String {
    kind.code().replace('/', ".")
}

/// A policy's name on screen.
pub fn title(kind: NoticeKind) -> String {
    match kind {
        NoticeKind::PrivacyPolicy => "Privacy policy".to_owned(),
        NoticeKind::DoNotCallPolicy => "Do-not-call policy".to_owned(),
        NoticeKind::Training => "Training".to_owned(),
        NoticeKind::Dpa => "Data Processing Agreement".to_owned(),
        NoticeKind::Script => "Script of the first contact".to_owned(),
        NoticeKind::Question(channel, purpose) => {
            format!("Question: {}", Topic::Reach(channel, purpose).label())
        }
    }
}

/// Whether the text is read out, so that it is a sentence and no Markdown.
pub const fn is_read_out(kind: NoticeKind) -> bool {
    matches!(kind, NoticeKind::Script | NoticeKind::Question(..))
}

/// The words that a business begins with, before it has published any.
pub fn first_words(kind: NoticeKind, business: &str, country: Country, erase_after_hours: i32) -> String {
    let template = match kind {
        NoticeKind::PrivacyPolicy => include_str!("policy/default/privacy_policy.md"),
        NoticeKind::DoNotCallPolicy => include_str!("policy/default/do_not_call_policy.md"),
        NoticeKind::Training => include_str!("policy/default/training.md"),
        NoticeKind::Dpa => "",
        NoticeKind::Script => prompt::words(Topic::DataCollection),
        NoticeKind::Question(channel, purpose) => prompt::words(Topic::Reach(channel, purpose)),
    };
    let [begin, end] = PLACE;
    let place = |what: &str| format!("{begin}{what}{end}");
    let erasure = match erase_after_hours {
        0 => "the hour".to_owned(),
        1 => "one hour".to_owned(),
        hours => format!("{hours} hours"),
    };
    template
        .replace("{business}", business)
        .replace("{country}", country.name())
        .replace("{erasure}", &erasure)
        .replace("{address}", &place("your postal address"))
        .replace("{contact}", &place("an email or postal address for questions about data"))
        .replace("{storage}", &place("the country where your data is stored"))
        .replace("{retention}", &place("a time, such as three years"))
        .replace("{authority}", &place("the data protection authority of your country"))
        .replace("{responsible}", &place("a name or a role"))
}

/// Reads a text that is to be published. Nothing in it may be left to fill in.
pub fn read_text(typed: &str) -> Result<PolicyText, Problem> {
    let text = PolicyText::required(typed, "the text")?;
    let [begin, end] = PLACE;
    let left = text.as_str().split(begin).nth(1).map(|rest| rest.split(end).next().unwrap_or_default());
    match left {
        Some(what) => Err(Problem::Other(format!("Fill in what stands in brackets: {what}"))),
        None => Ok(text),
    }
}

/// Whether those who agreed to an older version are asked again, and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// The version says the same in other words.
    NotNeeded,
    /// The version is material: consents given under older ones count until the end of this day (UTC).
    AskAgainBy(NaiveDate),
}

impl Renewal {
    /// Reads what was chosen and typed, today.
    pub fn read(material: &str, ask_again_by: &str, today: NaiveDate) -> Result<Self, Problem> {
        match material {
            "" | "no" => return Ok(Self::NotNeeded),
            "yes" => {}
            _ => return Err(Problem::NotAChoice),
        }
        let typed = ask_again_by.trim();
        if typed.is_empty() {
            return Err(Problem::missing("the day by which everybody has to be asked again"));
        }
        let day = typed.parse::<NaiveDate>().map_err(|_| Problem::Other("Enter a date like 2027-01-31".into()))?;
        if day < today {
            return Err(Problem::Other("This day is over. Choose a later one".into()));
        }
        Ok(Self::AskAgainBy(day))
    }

    /// The instant from which consents given under older versions count no more (UTC).
    pub fn deadline(self) -> Option<DateTime<Utc>> {
        match self {
            Self::NotNeeded => None,
            Self::AskAgainBy(day) => day.succ_opt()?.and_hms_opt(0, 0, 0).map(|end| end.and_utc()),
        }
    }
}

#[cfg(test)]
mod tests;

//! Notices: the texts that are shown or read out, each version of which stays readable.

use chrono::{DateTime, Utc};

use crate::{
    error::Problem,
    topic::{Channel, Purpose, Topic},
};

/// Which text of a business it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// The scripted prompt (policy section 2).
    Script,
    /// The question about a channel and a purpose.
    Question(Channel, Purpose),
    /// What the business tells its customers about their data.
    PrivacyPolicy,
    /// How the business treats "do not call".
    DoNotCallPolicy,
    /// The agreement with the platform.
    Dpa,
    /// What members are taught.
    Training,
}

impl NoticeKind {
    /// Every kind.
    pub fn all() -> impl Iterator<Item = Self> {
        let others = [Self::Script, Self::PrivacyPolicy, Self::DoNotCallPolicy, Self::Dpa, Self::Training];
        others.into_iter().chain(Topic::all().filter_map(Self::question_of))
    }

    /// The text that is read out before an answer on this topic.
    pub const fn read_out(topic: Topic) -> Self {
        match topic {
            Topic::DataCollection => Self::Script,
            Topic::Reach(channel, purpose) => Self::Question(channel, purpose),
        }
    }

    fn question_of(topic: Topic) -> Option<Self> {
        match topic {
            Topic::DataCollection => None,
            Topic::Reach(channel, purpose) => Some(Self::Question(channel, purpose)),
        }
    }

    /// The word in rows: `script`, `question/call/service`.
    pub fn code(self) -> String {
        match self {
            Self::Script => "script".to_owned(),
            Self::Question(channel, purpose) => format!("question/{}", Topic::Reach(channel, purpose).code()),
            Self::PrivacyPolicy => "privacy_policy".to_owned(),
            Self::DoNotCallPolicy => "do_not_call_policy".to_owned(),
            Self::Dpa => "dpa".to_owned(),
            Self::Training => "training".to_owned(),
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::all().find(|kind| kind.code() == code).ok_or(Problem::NotAChoice)
    }

    /// Whether a yes to this topic was given on the strength of this text.
    fn carries(self, topic: Topic) -> bool {
        match self {
            Self::PrivacyPolicy => true,
            Self::Script | Self::Question(..) => self == Self::read_out(topic),
            Self::DoNotCallPolicy | Self::Dpa | Self::Training => false,
        }
    }
}

/// A version that says something else than the ones before it, so that whoever agreed to those is
/// asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaterialNotice {
    /// Which text.
    pub kind: NoticeKind,
    /// Counted from one.
    pub version: i32,
    /// Since when it is in force (UTC).
    pub published_at: DateTime<Utc>,
    /// By when everybody has to be asked again (UTC).
    pub ask_again_by: DateTime<Utc>,
}

impl MaterialNotice {
    /// Whether a yes to this topic, of this instant, was given under an older version.
    pub fn renews(&self, topic: Topic, occurred_at: DateTime<Utc>) -> bool {
        self.asks_before(topic).is_some_and(|before| occurred_at < before)
    }

    /// The instant from before which every yes to this topic was given under an older version.
    pub fn asks_before(&self, topic: Topic) -> Option<DateTime<Utc>> {
        (self.version > 1 && self.kind.carries(topic)).then_some(self.published_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back_from_its_code() {
        assert_eq!(NoticeKind::all().count(), 11);
        for kind in NoticeKind::all() {
            assert_eq!(NoticeKind::from_code(&kind.code()), Ok(kind));
        }
    }

    #[test]
    fn a_text_concerns_the_topics_that_rest_on_it() {
        let concerned = |kind: NoticeKind| -> Vec<String> {
            let notice = MaterialNotice {
                kind,
                version: 2,
                published_at: DateTime::<Utc>::MAX_UTC,
                ask_again_by: DateTime::<Utc>::MAX_UTC,
            };
            Topic::all().filter(|topic| notice.renews(*topic, DateTime::UNIX_EPOCH)).map(Topic::code).collect()
        };
        assert_eq!(concerned(NoticeKind::Script), ["data_collection"]);
        assert_eq!(concerned(NoticeKind::Question(Channel::Call, Purpose::Marketing)), ["call/marketing"]);
        assert_eq!(concerned(NoticeKind::PrivacyPolicy).len(), 7);
        for other in [NoticeKind::DoNotCallPolicy, NoticeKind::Dpa, NoticeKind::Training] {
            assert_eq!(concerned(other), [""; 0]);
        }
    }
}

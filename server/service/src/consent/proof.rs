//! What shows an answer that another program tells of: when it was given, to which words, and where that is on record.

use chrono::{DateTime, Utc};
use domain::{
    consent::{AskedOf, ConsentStatus},
    error::{Problem, Problems},
    id::NoticeId,
    notice::NoticeKind,
    text::{Line, Note, Remark, Text},
    topic::Topic,
};
use store::{entity::consent_event, notice};

use super::Asked;
use crate::{
    change::Tx,
    error::{Error, Result},
};

/// How the words stand in the note of an answer.
const WORDING: &str = "Wording: ";

/// What a program sends along with an answer.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// When the person answered (RFC 3339).
    pub occurred_at: String,
    /// The version of the business's own words that they heard or read.
    pub notice_version: Option<i32>,
    /// Other words that they heard or read.
    pub wording: String,
    /// Where the answer was given, and where that is on record.
    pub evidence: String,
    /// The system that keeps it in step with this one; empty for an answer that is told once.
    pub told_by: String,
}

/// The same, read.
#[derive(Clone, Debug)]
pub(crate) struct Proven {
    /// What stands before the names of its fields.
    under: &'static str,
    at: Option<DateTime<Utc>>,
    version: Option<i32>,
    /// Where, and to which other words.
    pub(crate) note: Option<Note>,
}

impl Proof {
    /// Reads it. A yes needs all of it (GDPR 7(1)); of a no it is kept as far as it is there.
    pub(crate) fn read(
        &self,
        problems: &mut Problems,
        under: &'static str,
        answer: Option<ConsentStatus>,
    ) -> Option<Proven> {
        let of = |field: &str| format!("{under}{field}");
        let at = problems.take(&of("occurred_at"), instant(&self.occurred_at))?;
        let wording = problems.take(&of("wording"), Text::<1200>::optional(&self.wording))?;
        let evidence = problems.take(&of("evidence"), Remark::optional(&self.evidence))?;
        if answer == Some(ConsentStatus::Given) {
            if at.is_none() {
                problems.note(&of("occurred_at"), Problem::missing("when they agreed"));
            }
            if self.notice_version.is_none() && wording.is_none() {
                let what = "the version of the words to which they agreed, or send the words as wording";
                problems.note(&of("notice_version"), Problem::missing(what));
            }
            if evidence.is_none() {
                problems.note(&of("evidence"), Problem::missing("where they agreed, and where that is on record"));
            }
        }
        let told_by = problems.take(&of("source"), Line::optional(&self.told_by))?;
        let lines = [
            told_by.map(|system| format!("Told by: {system}")),
            evidence.map(|at| format!("Given at: {at}")),
            wording.map(|words| format!("{WORDING}{words}")),
        ];
        let note: Vec<_> = lines.into_iter().flatten().collect();
        let note = problems.take(&of("evidence"), Note::optional(&note.join("\n")))?;
        Some(Proven { under, at, version: self.notice_version, note })
    }
}

/// An instant, which may be left out.
fn instant(typed: &str) -> std::result::Result<Option<DateTime<Utc>>, Problem> {
    if typed.is_empty() {
        return Ok(None);
    }
    let at = DateTime::parse_from_rfc3339(typed).ok().map(|at| at.to_utc());
    let at = at.filter(|at| *at >= DateTime::UNIX_EPOCH);
    at.map(Some).ok_or_else(|| Problem::Other("Send a time with its zone, like 2026-03-03T14:30:00Z".into()))
}

impl Proven {
    /// When it was answered and to which version of the words, as far as the record bears it out. What does not fit
    /// is refused with a yes; a no is taken without it.
    pub(crate) async fn settle(
        &self,
        tx: Tx<'_>,
        topic: Topic,
        answer: ConsentStatus,
        of: AskedOf,
    ) -> Result<(Asked, Option<NoticeId>)> {
        let given = answer == ConsentStatus::Given;
        let at = self.at.unwrap_or(tx.now);
        if given && at > tx.now {
            return Err(self.refused("occurred_at", "This has not happened yet. Send when they agreed"));
        }
        let at = at.min(tx.now);
        let asked = Asked::at(at, of);
        let Some(version) = self.version else { return Ok((asked, None)) };
        let versions = notice::versions(tx.scope, &[NoticeKind::read_out(topic).code()]).await?;
        match versions.into_iter().find(|notice| notice.version == version) {
            Some(notice) if notice.published_at <= at => Ok((asked, Some(notice.id.into()))),
            _ if !given => Ok((asked, None)),
            Some(_) => Err(self.refused("notice_version", "This version was published after they answered")),
            None => Err(self.refused("notice_version", "There is no such version of the words for this topic")),
        }
    }

    fn refused(&self, field: &str, why: &str) -> Error {
        Error::field(&format!("{}{field}", self.under), Problem::Other(why.to_owned()))
    }
}

/// Whether an answer brought the words to which it was given along with it.
pub(crate) fn brings_words(answer: &consent_event::Model) -> bool {
    answer.note.as_deref().is_some_and(|note| note.lines().any(|line| line.starts_with(WORDING)))
}

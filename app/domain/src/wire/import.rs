//! Importing customers: the choices of whoever imports, and what the list says and does.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What comes in.
pub mod params {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    /// What the page shows. Everything may be left empty.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Query {
        /// An uploaded list.
        #[serde(default)]
        pub file: String,
        /// How the list is read, where the guess is wrong.
        #[serde(flatten)]
        pub reading: Reading,
        /// A run.
        #[serde(default)]
        pub run: String,
        /// `ask` shows what undoing the run would do.
        #[serde(default)]
        pub undo: String,
    }

    /// How a list is read. Empty is as guessed.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Reading {
        /// `comma`, `semicolon`, `tab`, `pipe`.
        #[serde(default)]
        pub delimiter: String,
        /// `present`, `absent`.
        #[serde(default)]
        pub headings: String,
    }

    /// What each column becomes, to be tried out.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct DryRun {
        /// The uploaded list.
        pub file: String,
        /// The country whose national numbers are read.
        #[serde(default)]
        pub country: String,
        /// How the list is read.
        #[serde(flatten)]
        pub reading: Reading,
        /// `column_0`, `column_1`: the code of what the column becomes.
        #[serde(flatten)]
        pub columns: BTreeMap<String, String>,
    }

    /// Undoes a run, as far as it can be.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Undo {
        /// The run.
        pub run: String,
    }

    /// Imports a list as it was tried out last.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Run {
        /// The uploaded list.
        pub file: String,
    }
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Import {
    /// Choosing a file.
    Start(Vec<Run>),
    /// A file that is no list, and why.
    Unusable(String),
    /// A list whose columns are to be looked at.
    List(Preview),
    /// A run, under way or ended.
    Run(Run),
}

/// A list as it will be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// The uploaded list.
    pub file: String,
    /// The file's name.
    pub name: String,
    /// The name of its encoding.
    pub encoding: String,
    /// What stands between two cells: `comma`, `semicolon`, `tab`, `pipe`.
    pub delimiter: String,
    /// Whether the first row holds the headings: `present`, `absent`.
    pub headings: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Whether the columns become what they became the last time.
    pub remembered: bool,
    /// The country whose national numbers are read.
    pub country: String,
    /// Every country, with its name.
    pub countries: Vec<(String, String)>,
    /// Everything that a column can become, with its words.
    pub targets: Vec<(String, String)>,
    /// What it would do, once that was tried out.
    pub report: Option<Report>,
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its first cells that hold something.
    pub samples: Vec<String>,
    /// The code of what it becomes.
    pub target: String,
    /// What it does, where it says no.
    pub sentence: Option<String>,
}

/// What a list does, or did. The same counts for both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// Rows that were read.
    pub rows: u64,
    /// People who come on file.
    pub added: u64,
    /// People on file who get a block more.
    pub changed: u64,
    /// People on file for whom nothing changes.
    pub unchanged: u64,
    /// Lines that cannot be used.
    pub refused: u64,
    /// People who are blocked from calls by this list.
    pub blocked: u64,
    /// People to whom this list stops e-mail.
    pub no_email: u64,
    /// People to whom this list stops e-mail with offers and no other.
    pub no_marketing_email: u64,
    /// People to whom this list stops text messages.
    pub no_sms: u64,
    /// People who come on file without consent on record.
    pub flagged: u64,
    /// The lines that were refused, with the reason.
    pub problems: Lines,
    /// The lines that need a look.
    pub warnings: Lines,
    /// Whether the file ended before its end.
    pub broken_off: bool,
}

/// Lines of a list, as many as are worth reading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lines {
    /// The first ones, as sentences that begin with the line.
    pub shown: Vec<String>,
    /// How many more there are.
    pub more: u64,
}

/// Whether a report tells what would happen or what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// A dry run.
    WouldBe,
    /// A run.
    Was,
}

/// A run of an import.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Its identifier.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// How it stands.
    pub status: Status,
    /// What it did so far.
    pub report: Report,
    /// When it began (UTC).
    pub started_at: DateTime<Utc>,
    /// When it ended (UTC).
    pub finished_at: Option<DateTime<Utc>>,
    /// How many bytes of the file were read.
    pub bytes: u64,
    /// How many bytes the file has; 0 where that is not known.
    pub size: u64,
    /// How it can be undone.
    pub undo: Undoing,
}

/// How a run can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Undoing {
    /// Not now, or not any more.
    No,
    /// It can be asked for.
    Possible,
    /// What it would do, or did.
    Says(Undo),
}

/// What undoing an import does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// People whom it removes.
    pub removed: u64,
    /// People who stay because they said no.
    pub said_no: u64,
    /// People who stay because somebody had to do with them since.
    pub worked_with: u64,
    /// People who were on file before and keep the blocks that the list added.
    pub blocked: u64,
}

impl Undo {
    /// What it means for people, each as a sentence.
    pub fn sentences(&self, tense: Tense) -> Vec<String> {
        let would = tense == Tense::WouldBe;
        let mut sentences = Vec::new();
        match (self.removed, would) {
            (0, true) => sentences.push("Nobody will be removed.".to_owned()),
            (0, false) => sentences.push("Nobody was removed.".to_owned()),
            (many, true) => {
                sentences
                    .push(format!("{} will be removed, with everything that this list says about them.", people(many)));
            }
            (many, false) => {
                let verb = if many == 1 { "was" } else { "were" };
                sentences.push(format!("{} {verb} removed.", people(many)));
            }
        }
        let stay = |count: u64| if count == 1 { "stays" } else { "stay" };
        let mut say = |count: u64, words: String| {
            if count > 0 {
                sentences.push(format!("{} {words}.", people(count)));
            }
        };
        let why = "because they said no to something: a no is not undone";
        say(self.said_no, format!("{} on file, {why}", stay(self.said_no)));
        let why = "because somebody had to do with them since";
        say(self.worked_with, format!("{} on file, {why}", stay(self.worked_with)));
        let keep = if self.blocked == 1 { "keeps" } else { "keep" };
        say(self.blocked, format!("on file before this import {keep} the blocks that it added"));
        sentences
    }
}

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Rows are being saved.
    Running,
    /// Every line was looked at.
    Finished,
    /// It stopped before the end. What was saved stays; the same list goes on from there.
    Failed,
    /// It is being undone.
    Undoing,
    /// It was undone, as far as it can be.
    Undone,
}

impl Status {
    /// The word in rows.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Failed => "failed",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }

    /// Whether something is still being done, so that the page looks again.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Running | Self::Undoing)
    }

    /// The status with this code. A word that nobody knows is no success.
    pub fn from_code(code: &str) -> Self {
        [Self::Running, Self::Finished, Self::Undoing, Self::Undone]
            .into_iter()
            .find(|status| status.code() == code)
            .unwrap_or(Self::Failed)
    }
}

impl Report {
    /// What the list means for people, each as a sentence.
    pub fn sentences(&self, tense: Tense) -> Vec<String> {
        let verb = |one: &'static str, many: &'static str, count: u64| match (tense, count) {
            (Tense::WouldBe, _) => "will be",
            (Tense::Was, 1) => one,
            (Tense::Was, _) => many,
        };
        let will = if tense == Tense::WouldBe { "will get" } else { "get" };
        let mut sentences = Vec::new();
        let mut say = |count: u64, words: String| {
            if count > 0 {
                sentences.push(format!("{} {words}.", people(count)));
            }
        };
        say(self.added, format!("{} added", verb("was", "were", self.added)));
        let blocked = verb("was", "were", self.blocked);
        say(self.blocked, format!("{blocked} blocked, because the list says that nobody may call them"));
        say(self.no_email, format!("{will} no email, because the list says so"));
        say(self.no_marketing_email, format!("{will} no email with offers, because the list says so"));
        say(self.no_sms, format!("{will} no text messages, because the list says so"));
        say(self.changed, "already on file: blocks are added, none is taken away".to_owned());
        say(self.unchanged, "already on file: nothing changes".to_owned());
        let flagged = verb("was", "were", self.flagged);
        say(self.flagged, format!("{flagged} flagged: no consent is on record for them"));
        if self.refused > 0 {
            let lines = if self.refused == 1 { "1 line" } else { &format!("{} lines", self.refused) };
            sentences.push(format!("{lines} cannot be used; each is named below with the reason."));
        }
        if self.broken_off {
            sentences.push("The file could not be read to its end. What comes behind is missing.".to_owned());
        }
        sentences
    }
}

/// "1 person", "27 people".
fn people(count: u64) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dry_run_says_how_many_people_will_be_blocked() {
        let report = Report { rows: 30, added: 30, blocked: 27, flagged: 30, ..Report::default() };
        let said = report.sentences(Tense::WouldBe);
        assert!(said.iter().any(|sentence| sentence.starts_with("27 people will be blocked")), "{said:?}");
        let said = Report { blocked: 1, ..report }.sentences(Tense::Was);
        assert!(said.iter().any(|sentence| sentence.starts_with("1 person was blocked")), "{said:?}");
    }

    #[test]
    fn an_undo_says_who_goes_and_who_stays() {
        let undo = Undo { removed: 840, said_no: 27, worked_with: 1, blocked: 2 };
        assert_eq!(
            undo.sentences(Tense::WouldBe),
            [
                "840 people will be removed, with everything that this list says about them.",
                "27 people stay on file, because they said no to something: a no is not undone.",
                "1 person stays on file, because somebody had to do with them since.",
                "2 people on file before this import keep the blocks that it added.",
            ]
        );
        assert_eq!(Undo::default().sentences(Tense::Was), ["Nobody was removed."]);
    }

    #[test]
    fn the_columns_of_a_form_are_read_beside_its_other_fields() {
        let typed = serde_json::json!({"file": "t", "column_0": "phone", "country": "US", "delimiter": "tab"});
        let read: params::DryRun = serde_json::from_value(typed).unwrap();
        assert_eq!((read.file.as_str(), read.reading.delimiter.as_str()), ("t", "tab"));
        assert_eq!(read.columns.get("column_0").map(String::as_str), Some("phone"));
    }
}

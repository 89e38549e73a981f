//! What the ledger says about one change, and the bytes in which it says it.
//!
//! The bytes are written field by field, not by serde: renaming a field or upgrading a crate must
//! never change the meaning of a proof made years ago.

use std::{collections::BTreeSet, fmt};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    encoding::{Reader, Writer},
    hash::Hash,
};
use crate::id::BusinessId;

/// The first bytes of every entry: "Ringfence ledger entry".
const MAGIC: [u8; 4] = *b"RFLE";
/// The layout described at [`Entry::to_bytes`]. Another layout gets another number.
const FORMAT: u8 = 1;
const PLAIN: u8 = 1;
const COMMITTED: u8 = 2;
/// Longer than any code we use, and short enough for every index.
const LONGEST_CODE: usize = 64;
/// Room for a list of a dozen ids.
const LONGEST_PLAIN: usize = 512;

/// One change in a business: who, when, what, from and to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whose ledger this is.
    pub business: BusinessId,
    /// The position in that ledger. The first entry is 1, and there is no gap.
    pub seq: u64,
    /// What happened, as a code: `customer_marked_do_not_call`.
    pub kind: String,
    /// Which meaning of the kind's fields this is; the first is 1.
    pub version: u16,
    /// When it was recorded, to the microsecond.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: Actor,
    /// Whom or what it happened to.
    pub subject: Option<Subject>,
    /// The request in which it happened, to find it in the log.
    pub request: Option<Uuid>,
    /// The particulars, in the order in which the kind lists them. No name occurs twice.
    pub fields: Vec<Field>,
}

/// Who made a change. Shown, and stored in its column, as `member:ID` or `system`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// What sort of actor, as a code: `member`, `customer`, `api_key`, `import`, `system`.
    pub kind: String,
    /// Which of them, where there are several.
    pub id: Option<Uuid>,
}

/// Whom or what a change is about. Shown, and stored in its column, as `customer:ID`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What sort of thing, as a code: `customer`, `import`.
    pub kind: String,
    /// Which of them.
    pub id: Uuid,
}

/// One particular of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name, as a code: `status_from`.
    pub name: String,
    /// What it holds.
    pub value: FieldValue,
}

/// What a field holds: something that says nothing about a person, or a commitment to what does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// An id, a status, a code, a count or an RFC 3339 time. Never personal data: it stays for ever.
    ///
    /// ASCII letters, digits and `_-.:/,*+` only, and no `+` in front, so that a sentence, an
    /// address or a phone number in E.164 cannot get in by mistake.
    Plain(String),
    /// A salted commitment to a value that is kept, and erased, elsewhere.
    Committed(Hash),
}

/// Why an entry cannot be written or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The bytes start as no entry does.
    #[error("These bytes are not a ledger entry")]
    NotAnEntry,
    /// A later version of Ringfence wrote them.
    #[error("The entry is written in format {0}, which this version does not know")]
    UnknownFormat(u8),
    /// The bytes end too early.
    #[error("The entry ends before its last field")]
    CutShort,
    /// The bytes go on.
    #[error("More bytes follow the end of the entry")]
    Trailing,
    /// A byte that announces what follows has no meaning.
    #[error("The entry announces something unknown ({0})")]
    UnknownMark(u8),
    /// A text that is not UTF-8.
    #[error("A text in the entry cannot be read")]
    NotText,
    /// An instant that no calendar holds.
    #[error("The entry's time is out of range")]
    Time,
    /// Position 0, or one beyond every database's numbers.
    #[error("The entry's position is out of range: the first one is 1")]
    Position,
    /// A name that is not a code.
    #[error("The entry's {0} is not a code of lower-case letters, digits, dots and underscores")]
    NotACode(&'static str),
    /// A plain value that may say something about a person.
    #[error("The field {0} holds more than an id, a status, a code or a time: commit to it instead")]
    NotPlain(String),
    /// Two fields with one name.
    #[error("The field {0} occurs twice")]
    Repeated(String),
    /// More, or longer, fields than an entry has room for.
    #[error("The entry is too large")]
    TooLarge,
}

impl Entry {
    /// The bytes that are stored and hashed. Anything finer than a microsecond is cut off.
    ///
    /// In this order, numbers big-endian, texts after their length in two bytes, and what may be
    /// absent after a byte 0 or 1: `RFLE`, format (1 byte), business (16), seq (8), kind (text),
    /// version (2), microseconds since 1970 (8, signed), actor kind (text), actor id (16, may be
    /// absent), subject kind and id (may be absent together), request (16, may be absent), number
    /// of fields (2), and for each its name (text) and either a byte 1 and a text or a byte 2 and
    /// a hash (32).
    ///
    /// # Errors
    /// Fails when [`Entry::from_bytes`] would refuse the result: an entry that cannot be read must
    /// never get into a ledger from which nothing can be removed.
    pub fn to_bytes(&self) -> Result<Vec<u8>, EntryError> {
        self.check()?;
        let mut out = Writer::default();
        out.fixed(&MAGIC);
        out.fixed(&[FORMAT]);
        out.fixed(self.business.0.as_bytes());
        out.fixed(&self.seq.to_be_bytes());
        out.text(&self.kind)?;
        out.fixed(&self.version.to_be_bytes());
        out.fixed(&self.at.timestamp_micros().to_be_bytes());
        out.text(&self.actor.kind)?;
        out.optional_id(self.actor.id);
        out.present(self.subject.is_some());
        if let Some(subject) = &self.subject {
            out.text(&subject.kind)?;
            out.fixed(subject.id.as_bytes());
        }
        out.optional_id(self.request);
        out.count(self.fields.len())?;
        for field in &self.fields {
            out.text(&field.name)?;
            match &field.value {
                FieldValue::Plain(text) => {
                    out.fixed(&[PLAIN]);
                    out.text(text)?;
                }
                FieldValue::Committed(hash) => {
                    out.fixed(&[COMMITTED]);
                    out.fixed(hash.as_bytes());
                }
            }
        }
        Ok(out.0)
    }

    /// Reads what [`Entry::to_bytes`] wrote, and nothing else: no other bytes stand for this entry.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EntryError> {
        let mut bytes = Reader(bytes);
        if bytes.fixed()? != MAGIC {
            return Err(EntryError::NotAnEntry);
        }
        match bytes.fixed()? {
            [FORMAT] => {}
            [other] => return Err(EntryError::UnknownFormat(other)),
        }
        let entry = Self {
            business: BusinessId(bytes.id()?),
            seq: u64::from_be_bytes(bytes.fixed()?),
            kind: bytes.text()?.to_owned(),
            version: u16::from_be_bytes(bytes.fixed()?),
            at: DateTime::from_timestamp_micros(i64::from_be_bytes(bytes.fixed()?)).ok_or(EntryError::Time)?,
            actor: Actor { kind: bytes.text()?.to_owned(), id: bytes.optional_id()? },
            subject: if bytes.present()? {
                Some(Subject { kind: bytes.text()?.to_owned(), id: bytes.id()? })
            } else {
                None
            },
            request: bytes.optional_id()?,
            fields: (0..bytes.count()?).map(|_| Field::read(&mut bytes)).collect::<Result<_, _>>()?,
        };
        bytes.end()?;
        entry.check()?;
        Ok(entry)
    }

    /// The value of the field with this name.
    pub fn field(&self, name: &str) -> Option<&FieldValue> {
        self.fields.iter().find(|field| field.name == name).map(|field| &field.value)
    }

    fn check(&self) -> Result<(), EntryError> {
        if self.seq == 0 || i64::try_from(self.seq).is_err() {
            return Err(EntryError::Position);
        }
        code("kind", &self.kind)?;
        code("actor", &self.actor.kind)?;
        if let Some(subject) = &self.subject {
            code("subject", &subject.kind)?;
        }
        let mut names = BTreeSet::new();
        for field in &self.fields {
            code("field name", &field.name)?;
            if !names.insert(&field.name) {
                return Err(EntryError::Repeated(field.name.clone()));
            }
            if let FieldValue::Plain(text) = &field.value
                && !plain(text)
            {
                return Err(EntryError::NotPlain(field.name.clone()));
            }
        }
        Ok(())
    }
}

impl Actor {
    /// An actor of this kind.
    pub fn new(kind: impl Into<String>, id: Option<Uuid>) -> Self {
        Self { kind: kind.into(), id }
    }
}

impl Subject {
    /// A subject of this kind.
    pub fn new(kind: impl Into<String>, id: Uuid) -> Self {
        Self { kind: kind.into(), id }
    }
}

impl Field {
    /// A field that says nothing about a person.
    pub fn plain(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: FieldValue::Plain(value.into()) }
    }

    /// A field that commits to a value kept elsewhere.
    pub fn committed(name: impl Into<String>, commitment: Hash) -> Self {
        Self { name: name.into(), value: FieldValue::Committed(commitment) }
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, EntryError> {
        let name = bytes.text()?;
        match bytes.fixed()? {
            [PLAIN] => Ok(Self::plain(name, bytes.text()?)),
            [COMMITTED] => Ok(Self::committed(name, Hash(bytes.fixed()?))),
            [mark] => Err(EntryError::UnknownMark(mark)),
        }
    }
}

fn code(part: &'static str, text: &str) -> Result<(), EntryError> {
    let shaped = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.len() <= LONGEST_CODE
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'.');
    if shaped { Ok(()) } else { Err(EntryError::NotACode(part)) }
}

fn plain(text: &str) -> bool {
    text.len() <= LONGEST_PLAIN
        && !text.starts_with('+')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.:/,*+".contains(&b))
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind)?;
        self.id.map_or(Ok(()), |id| write!(f, ":{id}"))
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.id)
    }
}

#[cfg(test)]
mod tests;

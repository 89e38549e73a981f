//! Why files are not taken, in sentences that say what to do.

use std::io;

use domain::registry::{line::BadLine, markup::BadTag};

use super::index::Unreadable;

/// Why files were not loaded. What was in force before stays in force.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// A file cannot be taken as it is.
    #[error(transparent)]
    Misread(#[from] Misread),
    /// Another load of this registry has not ended.
    #[error("this registry is being loaded already. Wait until that has ended")]
    Busy,
    /// No number in any of the files, or no file.
    #[error("there is no number in these files. Download them again")]
    NoNumber,
    /// The list that the changes belong to cannot be read.
    #[error("the list that these changes belong to cannot be read. Load a full list")]
    NoList(#[source] Unreadable),
    /// The index could not be written, or was not read again as it was written.
    #[error("the numbers could not be kept")]
    NotKept(#[source] Unreadable),
}

/// What is wrong with a file, and where.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {why}", self.behind_the_file())]
pub struct Misread {
    /// The name of the file; inside an archive the archive's name stands before it.
    pub file: String,
    /// The line, counted from 1; `None` where the whole file is meant.
    pub line: Option<u64>,
    /// What it is.
    pub why: Why,
}

impl Misread {
    fn behind_the_file(&self) -> String {
        self.line.map_or_else(String::new, |line| format!(", line {line}"))
    }
}

/// What is wrong with a file or a line of it.
#[derive(Debug, thiserror::Error)]
pub enum Why {
    /// The line is none of the registry's.
    #[error(transparent)]
    Line(#[from] BadLine),
    /// The tag is none of the registry's.
    #[error(transparent)]
    Tag(#[from] BadTag),
    /// A line that could only be a heading stands below a number.
    #[error("there is no number here, and headings stand only at the beginning")]
    HeaderBelow,
    /// A line or a tag without an end.
    #[error("this is longer than anything a registry writes")]
    TooLong,
    /// Not XML.
    #[error("this cannot be read as XML. Download the file again")]
    NotXml(#[source] quick_xml::Error),
    /// Text between tags, where a number may hide.
    #[error("there is text between the tags here")]
    Text,
    /// A change, where a full list was to be loaded.
    #[error("this is a list of changes. Load the full list first, then apply this one to it")]
    IsChanges,
    /// A full list, where changes were to be applied.
    #[error("this is a full list. Load it as one instead of applying it as changes")]
    IsFull,
    /// Numbers all over.
    #[error("the numbers spread over more ranges than any country has. Check which list this is")]
    TooSpread,
    /// No number in the whole file. A list that was not downloaded to its end looks the same.
    #[error("there is no number in this file. Download it again")]
    Empty,
    /// XML from a registry that writes none.
    #[error("this is XML, and this registry writes none. Choose the registry it was downloaded from")]
    NoXmlHere,
    /// Not a text.
    #[error("this is not a text. Choose the file as it was downloaded")]
    NotText,
    /// An archive that cannot be opened.
    #[error("this archive cannot be opened. Download it again, without a password")]
    Archive(#[source] zip::result::ZipError),
    /// More files in an archive than there are area codes.
    #[error("there are more files in this archive than any registry puts into one")]
    TooManyFiles,
    /// More bytes than all numbers of a country would take.
    #[error("this is larger than any registry")]
    TooLarge,
    /// The file could not be read to its end.
    #[error("this file could not be read to its end. Download it again")]
    BrokenOff(#[source] io::Error),
}

impl From<io::Error> for Why {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::FileTooLarge => Self::TooLarge,
            _ => Self::BrokenOff(error),
        }
    }
}

/// Where reading a part of a file stopped.
#[derive(Debug)]
pub(super) struct Stop {
    pub(super) line: Option<u64>,
    pub(super) why: Why,
}

impl Stop {
    /// On this line.
    pub(super) fn on(line: u64, why: impl Into<Why>) -> Self {
        Self { line: Some(line), why: why.into() }
    }
}

impl<W: Into<Why>> From<W> for Stop {
    fn from(why: W) -> Self {
        Self { line: None, why: why.into() }
    }
}

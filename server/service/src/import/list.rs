//! A list and how it is read.

use std::{
    fs::File,
    io::{self, Read},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::{
    country::Country,
    error::Problem,
    import::{
        column::Target,
        propose::{propose, propose_by_content},
        record::Delimiter,
    },
    wire::import::{Column, params::Reading},
};

use super::{
    read::{Choices, HeaderRow, Table, Unusable},
    sniff::Encoding,
};
use crate::error::{Error, Result};

/// How many rows a proposal and a preview look at.
const SAMPLE: usize = 20;
/// How many cells of a column are shown.
const SHOWN: usize = 3;
/// How much of a cell is shown.
const SHOWN_SIGNS: usize = 60;

/// A list and how it is read.
#[derive(Clone, Debug)]
pub struct List {
    /// Where its file lies.
    pub path: PathBuf,
    /// What its file is called.
    pub name: String,
    /// What is known better than a guess.
    pub choices: Choices,
    /// What each column becomes; as proposed where nobody chose.
    pub mapping: Option<Vec<Target>>,
    /// The country whose national numbers are read.
    pub country: Country,
}

/// What the beginning of a list shows.
#[derive(Clone, Debug)]
pub struct Listed {
    /// How it is encoded, as far as it was read.
    pub encoding: Encoding,
    /// What stands between two cells.
    pub delimiter: Delimiter,
    /// Whether it has headings.
    pub header_row: HeaderRow,
    /// Its columns, each with what it becomes.
    pub columns: Vec<Column>,
}

impl List {
    /// Opens the list. What has been read of its bytes is counted in `read`.
    pub(crate) fn open(&self, read: Arc<AtomicU64>) -> std::result::Result<(Table, Vec<Target>), Unusable> {
        let file = Counted { file: File::open(&self.path)?, read };
        let mut table = Table::open_as(file, self.choices)?;
        let mapping = self.mapping.clone().unwrap_or_else(|| proposed(&mut table));
        Ok((table, mapping))
    }

    /// How large the file is.
    pub fn bytes(&self) -> u64 {
        std::fs::metadata(&self.path).map_or(0, |file| file.len())
    }

    /// Looks at the beginning of the list.
    ///
    /// # Errors
    /// Fails where the file is no list.
    pub async fn look(&self) -> Result<Listed> {
        let list = self.clone();
        let looked = tokio::task::spawn_blocking(move || list.look_now()).await;
        looked.map_err(|_| Error::Broken("looking at a list panicked"))?.map_err(Error::from)
    }

    fn look_now(&self) -> std::result::Result<Listed, Unusable> {
        let (mut table, mapping) = self.open(Arc::default())?;
        let rows: Vec<_> = table.sample(SAMPLE).into_iter().flatten().collect();
        let column = |(at, heading): (usize, &String)| {
            let target = mapping.get(at).copied().unwrap_or(Target::Keep);
            let cells = rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim());
            Column {
                heading: heading.clone(),
                samples: cells.filter(|cell| !cell.is_empty()).take(SHOWN).map(shortened).collect(),
                target: target.code().to_owned(),
                sentence: if let Target::OptOut(column) = target { Some(column.sentence()) } else { None },
            }
        };
        Ok(Listed {
            encoding: table.encoding(),
            delimiter: table.delimiter(),
            header_row: table.header_row,
            columns: table.header.iter().enumerate().map(column).collect(),
        })
    }
}

fn proposed(table: &mut Table) -> Vec<Target> {
    if table.header_row == HeaderRow::Present {
        return propose(&table.header);
    }
    let sample: Vec<_> = table.sample(SAMPLE).into_iter().flatten().map(|row| row.cells).collect();
    propose_by_content(table.header.len(), &sample)
}

fn shortened(cell: &str) -> String {
    if cell.chars().count() <= SHOWN_SIGNS {
        return cell.to_owned();
    }
    cell.chars().take(SHOWN_SIGNS).chain(std::iter::once('\u{2026}')).collect()
}

/// A file that says how much of it has been read.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.file.read(into)?;
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

/// The word for what stands between two cells.
pub(super) const fn delimiter_word(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Comma => "comma",
        Delimiter::Semicolon => "semicolon",
        Delimiter::Tab => "tab",
        Delimiter::Pipe => "pipe",
    }
}

/// The word for whether there are headings.
pub(super) const fn header_word(header: HeaderRow) -> &'static str {
    match header {
        HeaderRow::Present => "present",
        HeaderRow::Absent => "absent",
    }
}

/// Reads what was chosen; what is none of the words is guessed.
pub(super) fn choices(reading: &Reading) -> Choices {
    Choices {
        delimiter: Delimiter::ALL.into_iter().find(|it| delimiter_word(*it) == reading.delimiter),
        header_row: [HeaderRow::Present, HeaderRow::Absent].into_iter().find(|it| header_word(*it) == reading.headings),
    }
}

/// How a list was read, in the words of a form.
pub(super) fn reading(listed: &Listed) -> Reading {
    Reading {
        delimiter: delimiter_word(listed.delimiter).to_owned(),
        headings: header_word(listed.header_row).to_owned(),
    }
}

impl From<Unusable> for Error {
    /// A file that is no list is a problem of the field in which it was chosen.
    fn from(unusable: Unusable) -> Self {
        if let Unusable::Io(error) = &unusable {
            tracing::warn!(%error, "a list could not be read");
        }
        Self::field("file", Problem::Other(unusable.to_string()))
    }
}

//! The file: append-only, for our eyes only, and on disk before it counts.

use std::{
    collections::HashMap,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, BufRead as _, BufReader, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
    sync::Arc,
};

use domain::id::BusinessId;

use super::{
    Position,
    line::{Line, What},
};

/// The file, held by the one process that writes it.
#[derive(Debug)]
pub(super) struct JournalFile {
    file: Arc<File>,
    /// How long it is up to its last whole line.
    length: u64,
}

/// The signed checkpoints in a journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    by_business: HashMap<BusinessId, Vec<String>>,
    reached: HashMap<BusinessId, i64>,
    /// The lines that cannot be read, counted from one: somebody changed the file.
    pub garbled: Vec<usize>,
}

impl Notes {
    /// The checkpoints of one business, in the order in which they were kept.
    pub fn of(&self, business: BusinessId) -> &[String] {
        self.by_business.get(&business).map_or(&[], Vec::as_slice)
    }

    /// How many entries of a business's ledger the newest checkpoint of it covers.
    pub fn reached(&self, business: BusinessId) -> i64 {
        self.reached.get(&business).copied().unwrap_or_default()
    }
}

/// Reads the checkpoints out of a journal, beside whoever writes it. No file is an empty journal.
pub fn notes(path: &Path) -> io::Result<Notes> {
    let mut notes = Notes::default();
    match File::open(path) {
        Ok(file) => read(&file, |at, line| match line {
            Some(Line { business, what: What::Checkpoint { note, size, .. }, .. }) => {
                let reached = notes.reached.entry(business).or_default();
                *reached = size.max(*reached);
                notes.by_business.entry(business).or_default().push(note);
            }
            Some(_) => {}
            None => notes.garbled.push(at),
        })
        .map(drop)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    Ok(notes)
}

/// Reads line after line, with its number counted from one. Returns where the last whole one ends:
/// one that a crash tore has no newline.
fn read(file: &File, mut each: impl FnMut(usize, Option<Line>)) -> io::Result<u64> {
    let mut lines = BufReader::new(file);
    let (mut length, mut text) = (0, Vec::new());
    for at in 1.. {
        text.clear();
        let bytes = lines.read_until(b'\n', &mut text)?;
        if !text.ends_with(b"\n") {
            break;
        }
        length += bytes as u64;
        each(at, serde_json::from_slice(&text).ok());
    }
    Ok(length)
}

impl JournalFile {
    /// Opens the file, cuts off a torn last line, and finds out how far each ledger was read.
    /// `None` while another process writes it.
    pub(super) fn open(path: &Path) -> io::Result<Option<(Self, HashMap<BusinessId, Position>)>> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder {
            fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        let file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let mut ledgers = HashMap::<_, Position>::new();
        let length = read(&file, |at, line| {
            if let Some(line) = line {
                advance(ledgers.entry(line.business).or_default(), line);
            } else {
                tracing::error!(line = at, "a line of the journal cannot be read: somebody changed it");
            }
        })?;
        file.set_len(length)?;
        file.sync_all()?;
        if let Some(folder) = folder {
            File::open(folder)?.sync_all()?;
        }
        Ok(Some((Self { file: Arc::new(file), length }, ledgers)))
    }

    /// Appends these lines, and returns when they are on disk: all of them, or none.
    pub(super) async fn append(&mut self, lines: &[Line]) -> io::Result<()> {
        let mut text = Vec::new();
        for line in lines {
            serde_json::to_writer(&mut text, line)?;
            text.push(b'\n');
        }
        let (file, before, added) = (Arc::clone(&self.file), self.length, text.len() as u64);
        let written = tokio::task::spawn_blocking(move || {
            let mut file = &*file;
            file.write_all(&text).and_then(|()| file.sync_data()).or_else(|error| {
                // Half a batch would run into the next one.
                file.set_len(before)?;
                Err(error)
            })
        });
        written.await.map_err(io::Error::other)??;
        self.length += added;
        Ok(())
    }
}

/// The last line of a ledger says how far it was read: after a restore that may be less than once before.
fn advance(position: &mut Position, line: Line) {
    position.seq = line.seq;
    position.seen = line.seq;
    if let What::Checkpoint { size, root, .. } = line.what {
        position.checkpoint = Some((size, root));
    }
}

//! The file itself: a zip that is written while it is made, on a thread of its own.

use std::io::{self, Seek, Write};

use domain::ledger::Hash;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};
use zip::{ZipWriter, result::ZipResult, write::SimpleFileOptions};

use super::Progress;
use crate::error::{Error, Result};

/// How many pieces wait for the disk at most: who reads waits for who writes, and the memory stays as it is.
const WAITING: usize = 4;

/// A file in the archive, as the manifest names it.
#[derive(Debug, Serialize)]
pub(super) struct Packed {
    pub(super) path: String,
    /// How many lines were written to it as such; none for a text.
    pub(super) rows: u64,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

enum Piece {
    File(String),
    Bytes(Vec<u8>),
}

/// An archive that is being written.
pub(super) struct Pack<W> {
    to: mpsc::Sender<Piece>,
    writing: JoinHandle<ZipResult<W>>,
    told: watch::Sender<Progress>,
    packed: Vec<Packed>,
    /// The file that is being written, and its hash so far.
    open: Option<(Packed, Sha256)>,
}

impl<W: Write + Seek + Send + 'static> Pack<W> {
    /// Begins. `told` hears of each row.
    pub(super) fn begin(out: W, told: watch::Sender<Progress>) -> Self {
        let (to, pieces) = mpsc::channel(WAITING);
        let writing = tokio::task::spawn_blocking(move || write(out, pieces));
        Self { to, writing, told, packed: Vec::new(), open: None }
    }

    /// Begins a file; the one before it is whole.
    pub(super) async fn file(&mut self, path: &str) -> Result<()> {
        self.close();
        let packed = Packed { path: path.to_owned(), rows: 0, bytes: 0, sha256: String::new() };
        self.open = Some((packed, Sha256::new()));
        self.send(Piece::File(path.to_owned())).await
    }

    /// Writes to the file that was begun last.
    pub(super) async fn write(&mut self, bytes: Vec<u8>) -> Result<()> {
        if let Some((packed, hash)) = &mut self.open {
            hash.update(&bytes);
            packed.bytes += bytes.len() as u64;
        }
        self.send(Piece::Bytes(bytes)).await
    }

    /// Writes rows, a line each.
    pub(super) async fn lines(&mut self, lines: Vec<String>) -> Result<()> {
        let rows = lines.len() as u64;
        if let Some((packed, _)) = &mut self.open {
            packed.rows += rows;
        }
        self.told.send_modify(|progress| progress.done += rows);
        let text: String = lines.into_iter().flat_map(|line| [line, "\n".to_owned()]).collect();
        self.write(text.into_bytes()).await
    }

    /// The files that are whole.
    pub(super) fn files(&mut self) -> &[Packed] {
        self.close();
        &self.packed
    }

    /// How many rows are in them.
    pub(super) fn rows(&self) -> u64 {
        self.packed.iter().map(|file| file.rows).sum()
    }

    /// Ends the archive.
    pub(super) async fn finish(self) -> Result<W> {
        drop(self.to);
        self.writing.await.map_err(|_| Error::Broken("an archive was not written"))?.map_err(unwritten)
    }

    fn close(&mut self) {
        if let Some((packed, hash)) = self.open.take() {
            self.packed.push(Packed { sha256: Hash(hash.finalize().into()).to_string(), ..packed });
        }
    }

    async fn send(&mut self, piece: Piece) -> Result<()> {
        if self.to.send(piece).await.is_ok() {
            return Ok(());
        }
        // Nobody takes it: the writing ended, and says why.
        match (&mut self.writing).await {
            Ok(Err(error)) => Err(unwritten(error)),
            _ => Err(Error::Broken("an archive was not written")),
        }
    }
}

fn write<W: Write + Seek>(out: W, mut pieces: mpsc::Receiver<Piece>) -> ZipResult<W> {
    let mut zip = ZipWriter::new(out);
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            // How large a file becomes is not known yet.
            Piece::File(path) => zip.start_file(path, SimpleFileOptions::default().large_file(true))?,
            Piece::Bytes(bytes) => zip.write_all(&bytes)?,
        }
    }
    zip.finish()
}

fn unwritten(error: zip::result::ZipError) -> Error {
    let error = io::Error::from(error);
    tracing::error!(%error, "an archive cannot be written");
    if error.kind() == io::ErrorKind::StorageFull {
        return Error::Broken("there is no room left for the archive");
    }
    Error::Broken("the archive cannot be written there")
}

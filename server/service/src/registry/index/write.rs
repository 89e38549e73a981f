//! Writing an index so that there is always a whole one.

use std::{
    fs::{self, File, TryLockError},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use domain::registry::Registry;
use sha2::{Digest, Sha256};

use super::{FORMAT, Facts, Index, Unreadable};
use crate::registry::block::Bits;

/// How many bytes are written at a time.
const PIECE: usize = 256 * 1024;

/// A new index that is being made, beside the one in force.
///
/// Only one of a registry can be made at a time, by whatever process, until this is dropped: so what
/// is to be done after the file is there, like naming it in a row, belongs to one maker too. What was
/// not kept is taken away.
#[derive(Debug)]
pub struct Draft {
    folder: PathBuf,
    path: PathBuf,
    /// Locked for as long as the draft is there. It is a file of its own because the draft changes
    /// its name.
    _lock: File,
}

impl Draft {
    /// Begins a new index of this registry in this folder; `None` while another one is being made.
    ///
    /// # Errors
    /// Fails where the folder cannot be made or written.
    pub fn begin(folder: &Path, registry: Registry) -> io::Result<Option<Self>> {
        fs::create_dir_all(folder)?;
        let code = registry.code();
        let lock = File::create(folder.join(format!("{code}.lock")))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        Ok(Some(Self { folder: folder.to_owned(), path: folder.join(format!("{code}.new")), _lock: lock }))
    }

    /// Begins to write the file.
    pub(in crate::registry) fn write(&self) -> io::Result<Writer> {
        let mut to = BufWriter::with_capacity(PIECE, Hashed { file: File::create(&self.path)?, hash: Sha256::new() });
        to.write_all(&FORMAT)?;
        Ok(Writer { to, directory: Vec::new(), numbers: 0, block: Vec::new() })
    }

    /// Reads the file that was written, and keeps it under its own name where it is what it should be.
    ///
    /// # Errors
    /// Fails where the file is not as it was written.
    pub(in crate::registry) fn keep(&self, facts: &Facts) -> Result<Index, Unreadable> {
        let index = Index::open(&self.path, facts.registry)?;
        if index.facts != *facts {
            return Err(Unreadable::Damaged);
        }
        fs::rename(&self.path, self.folder.join(index.file_name()))?;
        File::open(&self.folder)?.sync_all()?;
        Ok(index)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // It is gone already where it was kept, or never begun.
        let _gone = fs::remove_file(&self.path);
    }
}

/// The file of an index that is being written.
#[derive(Debug)]
pub(in crate::registry) struct Writer {
    to: BufWriter<Hashed>,
    directory: Vec<(u64, u16)>,
    numbers: u64,
    block: Vec<u8>,
}

impl Writer {
    /// Writes a block, behind all blocks with a smaller key.
    pub(in crate::registry) fn block(&mut self, key: u64, bits: &Bits) -> io::Result<()> {
        self.block.clear();
        bits.write(&mut self.block);
        if self.block.is_empty() {
            return Ok(());
        }
        self.numbers += bits.count() as u64;
        self.directory.push((key, u16::try_from(self.block.len()).map_err(io::Error::other)?));
        self.to.write_all(&self.block)
    }

    /// How many numbers have been written.
    pub(in crate::registry) const fn numbers(&self) -> u64 {
        self.numbers
    }

    /// Waits until what was written so far is on the disk.
    pub(in crate::registry) fn settle(&mut self) -> io::Result<()> {
        self.to.flush()?;
        self.to.get_ref().file.sync_data()
    }

    /// Writes what stands behind the blocks, and waits until all of it is on the disk.
    pub(in crate::registry) fn finish(mut self, facts: &Facts) -> io::Result<()> {
        for (key, length) in &self.directory {
            self.to.write_all(&key.to_le_bytes())?;
            self.to.write_all(&length.to_le_bytes())?;
        }
        let facts = serde_json::to_vec(facts)?;
        self.to.write_all(&facts)?;
        self.to.write_all(&(self.directory.len() as u64).to_le_bytes())?;
        self.to.write_all(&(facts.len() as u64).to_le_bytes())?;
        let Hashed { mut file, hash } = self.to.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.write_all(&hash.finalize())?;
        file.sync_all()
    }
}

/// A file, and the hash of what was written to it.
#[derive(Debug)]
struct Hashed {
    file: File,
    hash: Sha256,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

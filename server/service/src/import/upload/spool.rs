//! A list that a program sends, and what is answered: on the disk while that goes on, and no longer.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use domain::id::BusinessId;
use tokio::io::AsyncWriteExt as _;

use super::{UNDER_WAY, Uploads, create, make_folder, remove, unkept};
use crate::error::{Error, Result};

/// What the file of the answer is called, behind the token.
const ANSWER: &str = "answer";

/// A list on its way through the disk. Both its files are taken away with it, and those that a server which stopped
/// left there within an hour of the next start.
pub struct Spool {
    path: PathBuf,
    file: Option<tokio::fs::File>,
    bytes: u64,
}

impl Uploads {
    /// Makes room for a list.
    pub(crate) fn spool(&self, business: BusinessId, token: &str) -> Result<Spool> {
        let path = self.path(business, token, UNDER_WAY)?;
        if let Some(folder) = path.parent() {
            make_folder(folder).map_err(|error| unkept(&error))?;
        }
        let file = tokio::fs::File::from_std(create(&path).map_err(|error| unkept(&error))?);
        Ok(Spool { path, file: Some(file), bytes: 0 })
    }
}

impl Spool {
    /// Takes the next bytes of the list.
    ///
    /// # Errors
    /// Fails where the disk does not take them.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let file = self.file.as_mut().ok_or(Error::Broken("a list goes on behind its end"))?;
        file.write_all(bytes).await.map_err(|error| unkept(&error))?;
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    /// How many bytes it has by now.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Ends the list: where it lies.
    pub(crate) async fn end(&mut self) -> Result<&Path> {
        if let Some(mut file) = self.file.take() {
            file.flush().await.map_err(|error| unkept(&error))?;
        }
        Ok(&self.path)
    }

    /// Makes the file of the answer.
    pub(crate) fn create_answer(&self) -> Result<fs::File> {
        create(&self.path.with_extension(ANSWER)).map_err(|error| unkept(&error))
    }

    /// The answer, from its beginning.
    pub(crate) fn answer(&self) -> Result<fs::File> {
        let opened: io::Result<_> = fs::File::open(self.path.with_extension(ANSWER));
        opened.map_err(|error| unkept(&error))
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        remove(&self.path);
        remove(&self.path.with_extension(ANSWER));
    }
}

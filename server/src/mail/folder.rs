//! The embedded default: each mail is a file, so that the product is whole without a mail server.

use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use async_trait::async_trait;
use domain::id::MessageId;
use lettre::Address;
use service::ports::{Mail, MailProblem, Mailer};

use super::compose::compose;

/// Writes each mail to a file of its own.
pub(super) struct Folder {
    folder: PathBuf,
    from: Address,
}

impl Folder {
    pub(super) fn new(folder: PathBuf, from: Address) -> Self {
        Self { folder, from }
    }
}

#[async_trait]
impl Mailer for Folder {
    async fn send(&self, mail: &Mail) -> Result<(), MailProblem> {
        let (folder, id, bytes) = (self.folder.clone(), mail.id, compose(mail, &self.from)?.formatted());
        let written = tokio::task::spawn_blocking(move || write(&folder, id, &bytes)).await;
        match written {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                tracing::error!(%error, "a mail cannot be written to the data folder");
                Err(MailProblem::Unreachable)
            }
            Err(_) => Err(MailProblem::Unreachable),
        }
    }

    fn keeps(&self) -> bool {
        true
    }

    fn forget(&self, mails: &[MessageId]) -> io::Result<()> {
        for id in mails {
            match fs::remove_file(self.folder.join(name(*id))) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

fn name(id: MessageId) -> String {
    format!("{id}.eml")
}

/// Writes a mail so that it is there whole or not at all. The same mail again replaces itself.
fn write(folder: &Path, id: MessageId, bytes: &[u8]) -> io::Result<()> {
    use io::Write as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let part = folder.join(format!("{id}.part"));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&part, folder.join(name(id)))?;
    fs::File::open(folder)?.sync_all()
}

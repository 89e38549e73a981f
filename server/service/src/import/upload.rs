//! Lists that were uploaded and wait for their columns to be looked at.
//!
//! Each lies in a folder of its business, under a name that nobody can guess, for an hour at most:
//! a list is personal data. Beside it lies what was chosen last, so that nothing is lost when the
//! page is loaded again.

mod result;
mod spool;

pub use spool::Spool;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use domain::{
    access::Right,
    error::Problem,
    id::BusinessId,
    import::column::Target,
    wire::{
        import::{Report, params::Reading},
        suppression::Load,
    },
};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt as _;

use crate::{
    Service,
    archive::Offer,
    ctx::Ctx,
    error::{Error, Result},
    ports::new_token,
    scrub::Kept,
};

/// How many bytes a list may have.
pub const LARGEST: u64 = 200 * 1024 * 1024;
/// For how long a list is kept when nothing is done with it.
const KEPT_FOR: Duration = Duration::from_hours(1);
/// The most of a file's name that is kept.
const LONGEST_NAME: usize = 200;

/// What the files are called, behind the token.
const LIST: &str = "csv";
const FACTS: &str = "json";
const UNDER_WAY: &str = "run";

/// Where uploaded lists lie.
#[derive(Clone, Debug, Default)]
pub struct Uploads(Option<Arc<Path>>);

/// What is known about an uploaded list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Upload {
    /// What the file was called.
    pub(crate) name: String,
    /// Why it cannot be used.
    pub(crate) problem: Option<String>,
    /// What was tried out last.
    pub(super) tried: Option<Tried>,
    /// How far it is, where it is a list of numbers that are put on the do-not-call list.
    #[serde(default)]
    pub(crate) load: Option<Load>,
    /// What it came to, where it was checked.
    #[serde(default)]
    pub(crate) check: Option<Kept>,
    /// How far it is, where it is everything of the business.
    #[serde(default)]
    pub(crate) archive: Option<Offer>,
}

impl Upload {
    /// A list of numbers that is this far.
    pub(crate) fn of_load(load: Load) -> Self {
        Self { name: load.name.clone(), load: Some(load), ..Self::default() }
    }

    /// Everything of the business, this far.
    pub(crate) fn of_archive(archive: Offer) -> Self {
        Self { archive: Some(archive), ..Self::default() }
    }

    /// A list that was checked.
    pub(crate) fn of_check(name: String, check: Kept) -> Self {
        Self { name, check: Some(check), ..Self::default() }
    }
}

/// A dry run, with what was chosen for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Tried {
    pub(super) reading: Reading,
    pub(super) country: String,
    pub(super) mapping: Vec<Target>,
    pub(super) report: Report,
}

/// Takes away the lists that wait for too long. One that is being imported does not wait.
pub fn forget_old(service: &Service) {
    service.uploads.forget(|path, age| !is_under_way(path) && age > KEPT_FOR);
}

impl Uploads {
    /// Lists in this folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self(Some(folder.into()))
    }

    /// Takes away the lists that a server which stopped was importing, but for these.
    pub(super) fn forget_under_way(&self, kept: &[String]) {
        let token = |path: &Path| path.file_stem().map(|token| token.to_string_lossy().into_owned());
        self.forget(|path, _| is_under_way(path) && token(path).is_none_or(|token| !kept.contains(&token)));
    }

    /// Where a list lies that was taken for its import, if it is here.
    pub(super) fn taken(&self, business: BusinessId, token: &str) -> Option<PathBuf> {
        self.path(business, token, UNDER_WAY).ok().filter(|path| path.exists())
    }

    fn forget(&self, goes: impl Fn(&Path, Duration) -> bool) {
        let Some(folder) = &self.0 else { return };
        let businesses = fs::read_dir(folder).into_iter().flatten().flatten();
        for file in businesses.filter_map(|business| fs::read_dir(business.path()).ok()).flatten().flatten() {
            let path = file.path();
            let age = file.metadata().and_then(|it| it.modified()).ok().and_then(|it| it.elapsed().ok());
            if goes(&path, age.unwrap_or_default()) {
                remove(&path);
            }
        }
    }

    fn path(&self, business: BusinessId, token: &str, extension: &str) -> Result<PathBuf> {
        // The token comes from an address: only what we make is ever part of a path.
        let ours = token.len() == 43 && token.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_');
        if !ours {
            return Err(Error::NotFound);
        }
        let folder = self.0.as_ref().ok_or(Error::Broken("uploads have no folder"))?;
        Ok(folder.join(business.to_string()).join(format!("{token}.{extension}")))
    }

    /// What is known about an uploaded list, and where it lies.
    pub(crate) fn find(&self, business: BusinessId, token: &str) -> Result<(PathBuf, Upload)> {
        let facts = fs::read(self.path(business, token, FACTS)?).map_err(|_| Error::NotFound)?;
        let facts = serde_json::from_slice(&facts).map_err(|_| Error::NotFound)?;
        Ok((self.path(business, token, LIST)?, facts))
    }

    /// Writes what is known about an uploaded list.
    pub(crate) fn keep(&self, business: BusinessId, token: &str, upload: &Upload) -> Result<()> {
        let text = serde_json::to_vec(upload).map_err(|_| Error::Broken("an upload cannot be written"))?;
        let path = self.path(business, token, FACTS)?;
        // Whole or not at all: a page that is loaded meanwhile reads the one before.
        let new = path.with_extension("new");
        create(&new).and_then(|mut file| io::Write::write_all(&mut file, &text)).map_err(|error| unkept(&error))?;
        fs::rename(new, path).map_err(|error| unkept(&error))
    }

    /// Takes a list for its import: it can be taken once.
    pub(crate) fn take(&self, business: BusinessId, token: &str) -> Result<PathBuf> {
        let taken = self.path(business, token, UNDER_WAY)?;
        let gone = "This list was imported already, or waited for more than an hour. Upload it again";
        fs::rename(self.path(business, token, LIST)?, &taken)
            .map_err(|_| Error::field("file", Problem::Other(gone.into())))?;
        Ok(taken)
    }

    /// Gives a list back that was taken and not imported.
    pub(crate) fn give_back(&self, business: BusinessId, token: &str) -> Result<()> {
        fs::rename(self.path(business, token, UNDER_WAY)?, self.path(business, token, LIST)?)
            .map_err(|error| unkept(&error))
    }

    /// Takes a list away that was loaded. What it came to stays for its hour.
    pub(crate) fn forget_list(&self, business: BusinessId, token: &str) {
        if let Ok(path) = self.path(business, token, UNDER_WAY) {
            remove(&path);
        }
    }

    /// Takes a list away that was imported.
    pub(super) fn forget_one(&self, business: BusinessId, token: &str) {
        for extension in [UNDER_WAY, FACTS] {
            if let Ok(path) = self.path(business, token, extension) {
                remove(&path);
            }
        }
    }
}

/// An upload that is arriving. What is not finished is taken away again.
pub struct Receiving {
    uploads: Uploads,
    business: BusinessId,
    token: String,
    name: String,
    path: PathBuf,
    file: tokio::fs::File,
    bytes: u64,
    finished: bool,
}

/// Begins to receive a list.
///
/// # Errors
/// Fails where the right is missing: before a byte of it is read.
pub fn receive(service: &Service, ctx: &Ctx, name: &str) -> Result<Receiving> {
    ctx.require(Right::Curate)?;
    let token = new_token(&*service.random);
    let path = service.uploads.path(ctx.business, &token, LIST)?;
    if let Some(folder) = path.parent() {
        make_folder(folder).map_err(|error| unkept(&error))?;
    }
    let file = tokio::fs::File::from_std(create(&path).map_err(|error| unkept(&error))?);
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|sign| !sign.is_control());
    Ok(Receiving {
        uploads: service.uploads.clone(),
        business: ctx.business,
        token,
        name: name.take(LONGEST_NAME).collect(),
        path,
        file,
        bytes: 0,
        finished: false,
    })
}

impl Receiving {
    /// Takes the next bytes. What is more than a list may have is not kept.
    ///
    /// # Errors
    /// Fails where the disk does not take it.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        if self.bytes > LARGEST {
            return self.file.set_len(0).await.map_err(|error| unkept(&error));
        }
        self.file.write_all(bytes).await.map_err(|error| unkept(&error))
    }

    /// Ends the upload: the name under which it is found again. A file that cannot be used has one
    /// too, so that its page says why.
    ///
    /// # Errors
    /// Fails where the disk does not take it.
    pub async fn finish(mut self) -> Result<String> {
        self.file.flush().await.map_err(|error| unkept(&error))?;
        let problem = match self.bytes {
            0 if self.name.is_empty() => Some("Choose a file first."),
            more if more > LARGEST => {
                Some("This file is larger than 200 MB. Divide it, and send one part after the other.")
            }
            _ => None,
        };
        let upload = Upload { name: self.name.clone(), problem: problem.map(str::to_owned), ..Upload::default() };
        self.uploads.keep(self.business, &self.token, &upload)?;
        self.finished = true;
        Ok(self.token.clone())
    }
}

impl Drop for Receiving {
    fn drop(&mut self) {
        if !self.finished {
            remove(&self.path);
        }
    }
}

fn is_under_way(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == UNDER_WAY)
}

fn create(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn remove(path: &Path) {
    if let Err(error) = fs::remove_file(path)
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::error!(%error, "an uploaded list could not be removed");
    }
}

fn unkept(error: &io::Error) -> Error {
    tracing::error!(%error, "an uploaded list cannot be kept");
    Error::Broken("an uploaded list cannot be kept")
}

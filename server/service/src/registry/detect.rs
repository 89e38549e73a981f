//! Finding out whose file it is, and what it holds, from its beginning.

use std::{
    fs::File,
    io::{Cursor, Read},
    path::{Path, PathBuf},
};

use domain::registry::{Registry, markup::BadTag};
use zip::ZipArchive;

use super::{
    intake::{Intake, Wanted},
    part,
    refused::{Misread, Refused, Stop, Why},
    source::{is_archive, name_of},
};

/// How many bytes at the beginning are looked at.
const BEGINNING: u64 = 64 * 1024;

/// What files turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detected {
    /// Whose they are.
    pub registry: Registry,
    /// What changed, or every number.
    pub holds: Held,
}

/// Whether files hold every number, or changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Full lists.
    Full,
    /// Lists of changes.
    Changes,
}

/// Why it is not known whose files these are.
#[derive(Debug, thiserror::Error)]
pub enum Unclear {
    /// They fit several registries.
    #[error("these files could be of several registries")]
    Several(Vec<Registry>),
    /// They fit none.
    #[error(transparent)]
    None(#[from] Refused),
}

/// Finds out whose files these are: the one registry of these whose files begin like this.
///
/// # Errors
/// Fails where several fit, and where none does: with what is wrong for the one that fits furthest.
pub fn detect(files: &[PathBuf], among: &[Registry]) -> Result<Detected, Unclear> {
    let beginnings = files.iter().map(|file| Beginning::of(file)).collect::<Result<Vec<_>, _>>();
    let beginnings = beginnings.map_err(Refused::from)?;
    let (mut fitting, mut nearest): (Vec<Detected>, Option<Misread>) = (Vec::new(), None);
    for registry in among.iter().copied() {
        match fits(&beginnings, registry) {
            Ok(holds) => fitting.push(Detected { registry, holds }),
            Err(misread) => {
                let is_nearer = nearest.as_ref().is_none_or(|nearest| nearest.line < misread.line);
                nearest = if is_nearer { Some(misread) } else { nearest };
            }
        }
    }
    match (fitting.as_slice(), nearest) {
        ([one], _) => Ok(*one),
        ([], Some(misread)) => Err(Refused::from(misread).into()),
        ([], None) => Err(Refused::NoNumber.into()),
        (several, _) => Err(Unclear::Several(several.iter().map(|one| one.registry).collect())),
    }
}

fn fits(beginnings: &[Beginning], registry: Registry) -> Result<Held, Misread> {
    let mut all = None;
    for beginning in beginnings {
        let holds = beginning.fits(registry)?;
        all = all.or(Some(holds));
        if all != Some(holds) {
            let why = if holds == Held::Changes { Why::IsChanges } else { Why::IsFull };
            return Err(Misread { file: beginning.name.clone(), line: None, why });
        }
    }
    all.ok_or_else(|| Misread { file: String::new(), line: None, why: Why::Empty })
}

/// The first whole lines or tags of a file.
struct Beginning {
    name: String,
    bytes: Vec<u8>,
}

impl Beginning {
    fn of(path: &Path) -> Result<Self, Misread> {
        let name = name_of(path);
        let whole = |why: Why| Misread { file: name.clone(), line: None, why };
        let mut file = File::open(path).map_err(|error| whole(error.into()))?;
        let bytes = if is_archive(&mut file).map_err(|error| whole(error.into()))? {
            of_archive(file).map_err(whole)?
        } else {
            beginning(&mut file).map_err(|error| whole(error.into()))?
        };
        Ok(Self { name, bytes })
    }

    fn fits(&self, registry: Registry) -> Result<Held, Misread> {
        let stop = match self.try_as(registry, Wanted::Full) {
            Ok(()) => return Ok(Held::Full),
            Err(Stop { why: Why::IsChanges, .. }) => match self.try_as(registry, Wanted::Changes) {
                Ok(()) => return Ok(Held::Changes),
                Err(stop) => stop,
            },
            Err(stop) => stop,
        };
        Err(Misread { file: self.name.clone(), line: stop.line, why: stop.why })
    }

    fn try_as(&self, registry: Registry, wanted: Wanted) -> Result<(), Stop> {
        match part::read(&mut Cursor::new(&self.bytes), &mut Intake::new(registry, wanted)) {
            // That it ends before its list does is because only its beginning was read.
            Err(Stop { why: Why::Tag(BadTag::CutOff), .. }) => Ok(()),
            other => other,
        }
    }
}

fn of_archive(file: File) -> Result<Vec<u8>, Why> {
    let mut archive = ZipArchive::new(file).map_err(Why::Archive)?;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(Why::Archive)?;
        if !entry.is_dir() {
            return Ok(beginning(&mut entry)?);
        }
    }
    Err(Why::Empty)
}

/// Reads the beginning, and cuts off behind its last whole line or tag where the file goes on.
fn beginning(from: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(BEGINNING).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == BEGINNING
        && let Some(end) = memchr::memrchr3(b'\n', b'\r', b'>', &bytes)
    {
        bytes.truncate(end + 1);
    }
    Ok(bytes)
}

//! What is in an archive, and what each file of it must hash to.

use serde::Serialize;
use store::entity::business;

use super::{Summary, pack::Packed};
use crate::error::{Error, Result};

/// Where it lies in the archive: the last file, because it names every other.
pub(super) const NAME: &str = "manifest.json";
/// What the archive is called in it.
const FORMAT: &str = "ringfence-archive";
/// The version of what `docs/archive.md` describes. A reader refuses a higher one.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Manifest<'a> {
    format: &'static str,
    format_version: u32,
    made_by: &'static str,
    made_at: String,
    business: Business<'a>,
    rows: u64,
    left_behind: LeftBehind,
    files: &'a [Packed],
}

#[derive(Serialize)]
struct Business<'a> {
    id: String,
    slug: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct LeftBehind {
    /// Numbers of which only a hash under a key of the installation is there.
    hashes_of_numbers: u64,
}

/// Writes it.
pub(super) fn of(business: &business::Model, summary: &Summary, files: &[Packed]) -> Result<Vec<u8>> {
    let manifest = Manifest {
        format: FORMAT,
        format_version: VERSION,
        made_by: concat!("Ringfence ", env!("CARGO_PKG_VERSION")),
        made_at: summary.made_at(),
        business: Business { id: business.id.to_string(), slug: &business.slug, name: &business.name },
        rows: summary.rows,
        left_behind: LeftBehind { hashes_of_numbers: summary.hashes_left_behind },
        files,
    };
    serde_json::to_vec_pretty(&manifest).map_err(|_| Error::Broken("a manifest cannot be written"))
}

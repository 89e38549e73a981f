//! Which database the server works on.

use std::path::{Path, PathBuf};

use super::said::Said;
use crate::failure::Failure;

/// `[database]`: where the record is.
#[derive(Clone, PartialEq, Eq)]
pub struct Database {
    /// A PostgreSQL address, or the file of the embedded database: what `store::Db` takes.
    pub url: String,
    /// How many connections one server keeps at most.
    pub max_connections: u32,
}

impl Database {
    /// `sqlite` is the file in the data folder, `sqlite:PATH` another one; the rest is PostgreSQL.
    pub(super) fn read(url: &Said, max_connections: u32, data: &Path, folder: &Path) -> Result<Self, Failure> {
        if max_connections == 0 {
            return Err(Failure::Misconfigured("[database] max_connections: there must be at least 1".into()));
        }
        let address = url.text.trim();
        let file = match address.strip_prefix("sqlite") {
            Some("") => Some(data.join("ringfence.db")),
            Some(rest) => rest.strip_prefix("://").or_else(|| rest.strip_prefix(':')).map(PathBuf::from),
            None => None,
        };
        let url = match file {
            Some(file) if file.as_os_str().is_empty() => {
                return Err(url.refuse("the path after \"sqlite:\" is missing"));
            }
            Some(file) if address == "sqlite" || url.by_variable => file.to_string_lossy().into_owned(),
            Some(file) => folder.join(file).to_string_lossy().into_owned(),
            None if is_postgres(address) => address.to_owned(),
            // The address may hold a password, so it is not repeated.
            None => {
                return Err(
                    url.refuse("write \"sqlite\", \"sqlite:PATH\" or \"postgres://USER:PASSWORD@HOST/DATABASE\"")
                );
            }
        };
        Ok(Self { url, max_connections })
    }

    /// The embedded database's file, where it is one.
    pub fn file(&self) -> Option<&Path> {
        if is_postgres(&self.url) { None } else { Some(Path::new(&self.url)) }
    }

    /// The database without its user and password, for messages.
    pub fn name(&self) -> String {
        if let Some(file) = self.file() {
            return file.display().to_string();
        }
        let host = self.url.rsplit_once('@').or_else(|| self.url.split_once("://")).map_or("", |(_, host)| host);
        format!("PostgreSQL at {}", host.split('?').next().unwrap_or_default())
    }
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database")
            .field("name", &self.name())
            .field("max_connections", &self.max_connections)
            .finish_non_exhaustive()
    }
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

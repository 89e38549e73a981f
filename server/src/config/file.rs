//! The configuration file: where it is, which keys it has, and what is wrong with it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, de::IgnoredAny};

use super::environment::Environment;
use crate::failure::{Failure, one_line};

/// What the file is called.
const NAME: &str = "Leptos.toml";

/// Every key of the file, at its default where it was left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Settings {
    pub(super) database: Database,
    pub(super) http: Http,
    pub(super) mail: Mail,
    pub(super) text: Text,
    pub(super) calling: Calling,
    /// Only its names are checked here: Leptos reads its values itself.
    workspace: Workspace,
}

/// `[database]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Database {
    pub(super) url: String,
    pub(super) max_connections: u32,
}

/// `[http]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Http {
    pub(super) public_url: String,
    pub(super) trusted_proxies: Vec<String>,
    pub(super) api_requests_per_minute: u32,
    pub(super) private_webhooks: bool,
}

/// `[mail]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Mail {
    pub(super) smtp_url: String,
    pub(super) from: String,
    pub(super) timeout_seconds: u32,
}

/// `[text]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Text {
    pub(super) gateway_url: String,
    pub(super) token: String,
    pub(super) from: String,
}

/// `[calling]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Calling {
    pub(super) hours_from: String,
    pub(super) hours_to: String,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite".into(), max_connections: 10 }
    }
}

impl Default for Http {
    fn default() -> Self {
        Self {
            public_url: String::new(),
            trusted_proxies: Vec::new(),
            api_requests_per_minute: 6_000,
            private_webhooks: false,
        }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self { smtp_url: String::new(), from: String::new(), timeout_seconds: 60 }
    }
}

impl Default for Calling {
    fn default() -> Self {
        Self { hours_from: "08:00".into(), hours_to: "21:00".into() }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Workspace {
    metadata: Metadata,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Metadata {
    leptos: Vec<Leptos>,
}

/// The keys that the server reads of Leptos' options.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct Leptos {
    name: IgnoredAny,
    output_name: IgnoredAny,
    site_root: IgnoredAny,
    site_pkg_dir: IgnoredAny,
    env: IgnoredAny,
    site_addr: IgnoredAny,
    reload_port: IgnoredAny,
    reload_external_port: IgnoredAny,
    reload_ws_protocol: IgnoredAny,
    not_found_path: IgnoredAny,
    server_fn_prefix: IgnoredAny,
    disable_server_fn_hash: IgnoredAny,
    server_fn_mod_path: IgnoredAny,
}

/// The file as it was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The file; `None` when there is none and everything is at its default.
    pub(super) path: Option<PathBuf>,
    /// What is written in it.
    pub(super) text: String,
    /// What paths in it are relative to.
    pub(super) folder: PathBuf,
}

impl Found {
    /// Looks where `RINGFENCE_CONFIG` says; else in the current folder, beside the executable, and
    /// in `../share/ringfence`.
    pub(super) fn look(environment: &Environment) -> Result<Self, Failure> {
        let path = match environment.get("RINGFENCE_CONFIG") {
            Some(path) => Some(PathBuf::from(path)),
            None => places().into_iter().map(|place| place.join(NAME)).find(|path| path.is_file()),
        };
        let Some(path) = path else {
            return Ok(Self::default());
        };
        let text = std::fs::read_to_string(&path)
            .map_err(|error| Failure::Misconfigured(format!("{} cannot be read: {error}", path.display())))?;
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        Ok(Self { path: Some(path), text, folder })
    }

    /// Reads the keys.
    pub(super) fn settings(&self) -> Result<Settings, Failure> {
        toml::from_str(&self.text).map_err(|error| self.complain(&error))
    }

    /// One line that names the file, the line and the key.
    fn complain(&self, error: &toml::de::Error) -> Failure {
        let at = error.span().map_or(0, |span| span.start.min(self.text.len()));
        let number = self.text[..at].matches('\n').count() + 1;
        let line = self.text.lines().nth(number - 1).unwrap_or_default();
        let message = one_line(error.message());
        let key = line.split_once('=').map(|(key, _)| key.trim()).filter(|key| !message.contains(&format!("`{key}`")));
        let key = key.map(|key| format!("`{key}`: ")).unwrap_or_default();
        Failure::Misconfigured(format!("{}, line {number}: {key}{message}", self.name()))
    }

    /// The file, as a person is told of it.
    pub(super) fn name(&self) -> String {
        self.path.as_ref().map_or_else(|| NAME.to_owned(), |path| path.display().to_string())
    }
}

fn places() -> Vec<PathBuf> {
    let beside = super::executable_folder();
    let shared = beside.as_ref().map(|folder| folder.join("../share/ringfence"));
    std::iter::once(PathBuf::new()).chain(beside).chain(shared).collect()
}

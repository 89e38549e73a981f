//! The options of Leptos: where the site is, and under which names.

use std::net::SocketAddr;

use leptos::config::{LeptosOptions, get_config_from_str};

use super::{environment::Environment, file::Found, said::Said};
use crate::failure::{Failure, one_line};

/// How the section of Leptos begins, which is the last of the file.
const SECTION: &str = "[[workspace.metadata.leptos]]";

/// What the build makes, for a server that finds no file.
const DEFAULTS: &str = "[[workspace.metadata.leptos]]
output-name = \"ringfence\"
site-root = \"target/site\"
site-pkg-dir = \"pkg\"
server-fn-prefix = \"/fn\"
disable-server-fn-hash = true
";

/// Reads the options, with every path in them made independent of the current folder.
pub(super) fn read(environment: &Environment, found: &Found) -> Result<LeptosOptions, Failure> {
    let has_section = found.text.lines().any(|line| line.starts_with(SECTION));
    let text = if has_section { found.text.as_str() } else { DEFAULTS };
    let mut options = get_config_from_str(text).map_err(|error| {
        Failure::Misconfigured(format!("{}, {SECTION}: {}", found.name(), one_line(&error.to_string())))
    })?;
    let address = Said::new(environment, "LEPTOS_SITE_ADDR", found, "site-addr", options.site_addr.to_string());
    options.site_addr = address.parse::<SocketAddr>("an address with a port, like 127.0.0.1:3000")?;
    options.site_root = match environment.get("LEPTOS_SITE_ROOT") {
        Some(root) => root.into(),
        None => found.folder.join(&*options.site_root).to_string_lossy().into(),
    };
    Ok(options)
}

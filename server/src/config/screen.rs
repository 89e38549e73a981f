//! The options of Leptos: where the site is, and under which names.

use std::{net::SocketAddr, path::Path};

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
hash-files = true
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
    if environment.get("LEPTOS_SITE_ROOT").is_none() {
        options.site_root = found.folder.join(&*options.site_root).to_string_lossy().into();
    }
    name_hash_file(&mut options, &found.folder);
    Ok(options)
}

/// Leptos looks for the names of the hashed files beside the executable. An absolute name leads it
/// elsewhere; and without such a file, the site was built without hashes.
fn name_hash_file(options: &mut LeptosOptions, folder: &Path) {
    let places = super::executable_folder().into_iter().chain([folder.to_owned()]);
    let file = places.map(|place| place.join(&*options.hash_file)).find(|file| file.is_file());
    match file.and_then(|file| file.canonicalize().ok()) {
        Some(file) if options.hash_files => options.hash_file = file.to_string_lossy().into(),
        _ => options.hash_files = false,
    }
}

//! The files of the site: scripts, the pages' code, the style sheet.
//!
//! They name each other, so the build puts them all into one folder whose own name is made of what is in
//! them. Nothing ever changes below such a name: a browser may keep it, and never mixes two builds.

use std::{fs, path::Path};

use leptos::config::LeptosOptions;

/// How the name of such a folder begins.
const BUILD: &str = "build-";

/// The options, with the folder of the build in them. There is none where files are built one by one.
pub fn of_the_build(options: &LeptosOptions) -> LeptosOptions {
    let files = Path::new(&*options.site_root).join(&*options.site_pkg_dir);
    let mut names =
        fs::read_dir(files).into_iter().flatten().filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut options = options.clone();
    if let Some(build) = names.find(|name| name.starts_with(BUILD)) {
        options.site_pkg_dir = format!("{}/{build}", options.site_pkg_dir).into();
    }
    // The folder's name stands for those of the files.
    options.hash_files = false;
    options
}

/// Below which address nothing ever changes.
pub fn unchanging(options: &LeptosOptions) -> Option<String> {
    let name = options.site_pkg_dir.rsplit('/').next()?;
    name.starts_with(BUILD).then(|| options.site_pkg_dir_route_base())
}

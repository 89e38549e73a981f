//! The result of a list that was checked: it lies beside what is known about the list, for the same hour.

use std::{fs, path::PathBuf};

use domain::id::BusinessId;

use super::{LIST, Uploads, create, make_folder, remove, unkept};
use crate::error::Result;

/// What the file of a result is called, behind the token.
const RESULT: &str = "out";

impl Uploads {
    /// Where the result of a check lies.
    pub(crate) fn result(&self, business: BusinessId, token: &str) -> Result<PathBuf> {
        self.path(business, token, RESULT)
    }

    /// Makes the file of a result.
    pub(crate) fn create_result(&self, business: BusinessId, token: &str) -> Result<fs::File> {
        let path = self.result(business, token)?;
        path.parent().map_or(Ok(()), make_folder).and_then(|()| create(&path)).map_err(|error| unkept(&error))
    }

    /// Takes a list away that was checked, or cannot be.
    pub(crate) fn forget_unread(&self, business: BusinessId, token: &str) {
        self.path(business, token, LIST).into_iter().for_each(|path| remove(&path));
    }

    /// Takes the part of a result away that was written.
    pub(crate) fn forget_result(&self, business: BusinessId, token: &str) {
        self.path(business, token, RESULT).into_iter().for_each(|path| remove(&path));
    }
}

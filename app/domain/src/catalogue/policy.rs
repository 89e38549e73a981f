//! What stands around a business's privacy policy. The policy itself is in the business's own words.

mod english;
mod french;
mod german;
mod spanish;

/// What stands around a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyText<'a> {
    /// What it is.
    Title,
    /// Which version, since when.
    Version {
        /// Its number.
        version: i32,
        /// The day of its publication.
        day: &'a str,
    },
    /// It is not in force any more.
    Earlier,
    /// Leads to the one in force.
    InForce,
    /// Above the list of versions.
    Versions,
    /// The title where there is none.
    NotFound,
    /// Why there is none.
    NotFoundWhy,
}

super::in_each_language!(PolicyText<'_>);

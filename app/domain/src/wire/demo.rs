//! The doors of a sample business.

use serde::{Deserialize, Serialize};

use crate::access::Role;

/// The member of a sample business behind a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
}

/// "Sign in as ...".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Enter {
    /// The link's last part.
    pub link: String,
}

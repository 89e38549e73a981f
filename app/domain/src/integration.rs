//! Programs that ask: the keys that let them in, and what each key opens.

mod life;
mod scope;

pub use life::{KeyLife, KeyState};
pub use scope::{ApiScope, ApiScopes};

use crate::text::Text;

/// What a key is called: the program that has it.
pub type KeyName = Text<60>;

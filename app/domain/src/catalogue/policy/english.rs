//! Around a policy in English.

use super::PolicyText;
use crate::catalogue::Words;

pub(super) fn words(text: &PolicyText<'_>) -> Words {
    match text {
        PolicyText::Title => "Privacy Policy",
        PolicyText::Version { version, day } => return format!("Version {version}, since {day}").into(),
        PolicyText::Earlier => "This is an earlier version.",
        PolicyText::InForce => "Read the one in force",
        PolicyText::Versions => "Versions",
        PolicyText::NotFound => "Page not found",
        PolicyText::NotFoundWhy => {
            "There is no such privacy policy. The address may be wrong, or it is not published yet."
        }
    }
    .into()
}

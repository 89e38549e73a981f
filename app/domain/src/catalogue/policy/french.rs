//! Around a policy in French.

use super::PolicyText;
use crate::catalogue::Words;

pub(super) fn words(text: &PolicyText<'_>) -> Words {
    match text {
        PolicyText::Title => "Politique de confidentialité",
        PolicyText::Version { version, day } => return format!("Version {version}, depuis le {day}").into(),
        PolicyText::Earlier => "Ceci est une version antérieure.",
        PolicyText::InForce => "Lire la version en vigueur",
        PolicyText::Versions => "Versions",
        PolicyText::NotFound => "Page introuvable",
        PolicyText::NotFoundWhy => {
            "Cette politique de confidentialité n’existe pas. L’adresse est peut-être erronée, ou elle n’est pas encore publiée."
        }
    }
    .into()
}

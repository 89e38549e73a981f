//! Around a policy in German.

use super::PolicyText;
use crate::catalogue::Words;

pub(super) fn words(text: &PolicyText<'_>) -> Words {
    match text {
        PolicyText::Title => "Datenschutzerklärung",
        PolicyText::Version { version, day } => return format!("Version {version}, seit {day}").into(),
        PolicyText::Earlier => "Dies ist eine frühere Version.",
        PolicyText::InForce => "Die geltende Version lesen",
        PolicyText::Versions => "Versionen",
        PolicyText::NotFound => "Seite nicht gefunden",
        PolicyText::NotFoundWhy => {
            "Diese Datenschutzerklärung gibt es nicht. Vielleicht ist die Adresse falsch, oder sie ist noch nicht veröffentlicht."
        }
    }
    .into()
}

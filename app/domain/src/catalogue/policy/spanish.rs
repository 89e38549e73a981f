//! Around a policy in Spanish.

use super::PolicyText;
use crate::catalogue::Words;

pub(super) fn words(text: &PolicyText<'_>) -> Words {
    match text {
        PolicyText::Title => "Política de privacidad",
        PolicyText::Version { version, day } => return format!("Versión {version}, desde el {day}").into(),
        PolicyText::Earlier => "Esta es una versión anterior.",
        PolicyText::InForce => "Leer la versión vigente",
        PolicyText::Versions => "Versiones",
        PolicyText::NotFound => "Página no encontrada",
        PolicyText::NotFoundWhy => {
            "No existe esa política de privacidad. Puede que la dirección sea incorrecta o que aún no se haya publicado."
        }
    }
    .into()
}

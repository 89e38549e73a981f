//! Text messages in Spanish.

use super::BriefText;
use crate::catalogue::Words;

pub(super) fn words(text: &BriefText<'_>) -> Words {
    match text {
        BriefText::Noted { topic, to } => return format!("{topic}: {to}").into(),
        BriefText::MarkSet => "Ya no le llamaremos",
        BriefText::MarkLifted => "Se ha retirado la marca «no llamar»",
        BriefText::Erased { at } => return format!("Borraremos sus datos a más tardar el {at}").into(),
        BriefText::RequestRecorded => "Su solicitud queda registrada",
        BriefText::Whole { business, noted, link } => {
            return format!("{business}: {noted}. Poner fin a las llamadas o a todo: {link}").into();
        }
    }
    .into()
}

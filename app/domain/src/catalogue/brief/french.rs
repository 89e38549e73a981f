//! Text messages in French.

use super::BriefText;
use crate::catalogue::Words;

pub(super) fn words(text: &BriefText<'_>) -> Words {
    match text {
        BriefText::Noted { topic, to } => return format!("{topic}\u{a0}: {to}").into(),
        BriefText::MarkSet => "Nous ne vous appelons plus",
        BriefText::MarkLifted => "La mention «\u{a0}ne pas appeler\u{a0}» a été retirée",
        BriefText::Erased { at } => return format!("Nous effacerons vos données au plus tard le {at}").into(),
        BriefText::RequestRecorded => "Votre demande est enregistrée",
        BriefText::Whole { business, noted, link } => {
            return format!("{business}\u{a0}: {noted}. Refuser les appels ou tout\u{a0}: {link}").into();
        }
    }
    .into()
}

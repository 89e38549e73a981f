//! Text messages in German.

use super::BriefText;
use crate::catalogue::Words;

pub(super) fn words(text: &BriefText<'_>) -> Words {
    match text {
        BriefText::Noted { topic, to } => return format!("{topic}: {to}").into(),
        BriefText::MarkSet => "Wir rufen Sie nicht mehr an",
        BriefText::MarkLifted => "Der Eintrag „nicht anrufen“ wurde aufgehoben",
        BriefText::Erased { at } => return format!("Wir löschen Ihre Daten spätestens am {at}").into(),
        BriefText::RequestRecorded => "Ihre Anfrage ist aufgenommen",
        BriefText::Whole { business, noted, link } => {
            return format!("{business}: {noted}. Anrufe oder alles beenden: {link}").into();
        }
    }
    .into()
}

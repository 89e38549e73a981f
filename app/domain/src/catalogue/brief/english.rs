//! Text messages in English.

use super::BriefText;
use crate::catalogue::Words;

pub(super) fn words(text: &BriefText<'_>) -> Words {
    match text {
        BriefText::Noted { topic, to } => return format!("{topic}: {to}").into(),
        BriefText::MarkSet => "We do not call you any more",
        BriefText::MarkLifted => "The mark \u{201c}do not call\u{201d} was taken off",
        BriefText::Erased { at } => return format!("We erase your data by {at}").into(),
        BriefText::RequestRecorded => "Your request is recorded",
        BriefText::Whole { business, noted, link } => {
            return format!("{business}: {noted}. Stop calls or everything: {link}").into();
        }
    }
    .into()
}

//! The customer's page in English.

use super::PageText;
use crate::catalogue::Words;

pub(super) fn words(text: &PageText<'_>) -> Words {
    match text {
        PageText::Title => "Your preferences",
        PageText::Language => "Language",
        PageText::KnownBy { contact } => return format!("What this business knows you by: {contact}").into(),
        PageText::Marked => "You are marked \u{201c}do not call\u{201d}: nobody there may call you.",
        PageText::StopCalls => "Stop all calls",
        PageText::StopEverything => "Stop everything",
        PageText::OneByOne => "One by one",
        PageText::Yes => "Yes",
        PageText::No => "No",
        PageText::AllowedByMail => {
            "What you allow here counts once you confirm it: we send you a mail with a link for that."
        }
        PageText::NotAllowedHere => {
            "Something can be stopped here, and not allowed again: we have no e-mail address of yours to confirm it."
        }
        PageText::Save => "Save preferences",
        PageText::YourData => "Your data",
        PageText::Copy => "Get a copy of my data",
        PageText::Erasing { hours } => return erasing(*hours).into(),
        PageText::Withdraw => "Withdraw consent and erase my data",
        PageText::NotYou => "Not you?",
        PageText::SentTo { address } => return format!("This link was sent to {address}.").into(),
        PageText::NotMine => "This is not my address",
        PageText::PrivacyPolicy => "Privacy policy",
        PageText::Withdrawn { at } => {
            return format!(
                "You withdrew your consent. Your data is hidden, nobody there may contact you, and it is erased on \
                 {at} at the latest."
            )
            .into();
        }
        PageText::UndoInTheMail => "The link that undoes this is in the mail that confirmed it, and only there.",
        PageText::NothingHeld => "Nothing is held",
        PageText::NothingHeldWhy => "Nothing is held under this link. The address may be cut, or the data was erased.",
        PageText::Used => "This link was used",
        PageText::UsedWhy => "This link was used, is too old, or you have said no since. Nothing has changed.",
        PageText::OneClick => "You get no more e-mails about services or offers.",
    }
    .into()
}

fn erasing(hours: i32) -> String {
    let when = match hours {
        ..=0 => "at once".to_owned(),
        1 => "after one hour at the latest".to_owned(),
        _ => format!("after {hours} hours at the latest"),
    };
    format!(
        "You can take back that we keep your details. Services that need them cannot be provided then. Your data is \
         hidden at once and erased {when}. We keep only what shows that you said no."
    )
}

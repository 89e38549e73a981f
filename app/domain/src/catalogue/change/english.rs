//! Changes in English.

use super::ChangeText;
use crate::catalogue::Words;

pub(super) fn words(text: &ChangeText<'_>) -> Words {
    match text {
        ChangeText::Saved => "Your preferences are saved",
        ChangeText::NothingChanged => "Nothing has changed",
        ChangeText::SoAlready => "It was so already.",
        ChangeText::PleaseConfirm => "Please confirm",
        ChangeText::DetailsNotKept => "We do not keep and use your details any more.",
        ChangeText::Stopped { topic } => return format!("{topic}: stopped.").into(),
        ChangeText::Allowed { topic } => return format!("{topic}: allowed.").into(),
        ChangeText::AsBefore { topic } => return format!("{topic}: as it was before.").into(),
        ChangeText::NobodyCalls => "Nobody there may call you any more, on any of your numbers.",
        ChangeText::CalledAgain => "You can be called again.",
        ChangeText::Hidden { at } => {
            return format!("Your data is hidden now, and erased at the latest on {at}.").into();
        }
        ChangeText::KeptAsBefore => "Your data is kept as before.",
        ChangeText::AllowedOnceConfirmed { topics } => {
            return format!("{topics}: allowed once you confirm it in the mail that we have sent you.").into();
        }
        ChangeText::RequestRecorded { day } => {
            return format!("Your request is recorded. It is answered by {day} at the latest.").into();
        }
        ChangeText::RequestAnswered => "Your request is answered.",
        ChangeText::AddressRemoved => "We have removed it, and write there no more.",
        ChangeText::CopyIsInTheMail { address } => {
            return format!("The link to the copy is in a mail to {address}, and only there.").into();
        }
        ChangeText::NoAddressForTheCopy => {
            "There is no e-mail address of yours on file, so the business answers you itself."
        }
        ChangeText::MailConfirms { address } => return format!("We confirm this by a mail to {address}.").into(),
        ChangeText::MailConfirmsAndUndoes { address } => {
            return format!(
                "We confirm this by a mail to {address}. The link that undoes this is in that mail, and only there."
            )
            .into();
        }
        ChangeText::NoMailConfirms => "There is no e-mail address of yours on file, so no mail confirms this.",
        ChangeText::KeepsData => "Your data is kept after all, and everything is as it was before.",
        ChangeText::KeepMyData => "Keep my data",
        ChangeText::TakesBack => "What you stopped is as it was before.",
        ChangeText::Undo => "Undo",
        ChangeText::Confirm => "Confirm",
        ChangeText::ShowsCopyOnce => "Everything that is held about you is shown, once.",
        ChangeText::ShowCopy => "Show the copy of my data",
    }
    .into()
}

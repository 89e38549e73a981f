//! Changes in German.

use super::ChangeText;
use crate::catalogue::Words;

pub(super) fn words(text: &ChangeText<'_>) -> Words {
    match text {
        ChangeText::Saved => "Ihre Einstellungen sind gespeichert",
        ChangeText::NothingChanged => "Es hat sich nichts geändert",
        ChangeText::SoAlready => "Es war schon so.",
        ChangeText::PleaseConfirm => "Bitte bestätigen",
        ChangeText::DetailsNotKept => "Wir speichern und verwenden Ihre Daten nicht mehr.",
        ChangeText::Stopped { topic } => return format!("{topic}: beendet.").into(),
        ChangeText::Allowed { topic } => return format!("{topic}: erlaubt.").into(),
        ChangeText::AsBefore { topic } => return format!("{topic}: wie zuvor.").into(),
        ChangeText::NobodyCalls => "Niemand aus dem Unternehmen darf Sie noch anrufen, unter keiner Ihrer Nummern.",
        ChangeText::CalledAgain => "Sie dürfen wieder angerufen werden.",
        ChangeText::Hidden { at } => {
            return format!("Ihre Daten sind jetzt verborgen und werden spätestens am {at} gelöscht.").into();
        }
        ChangeText::KeptAsBefore => "Ihre Daten bleiben gespeichert wie zuvor.",
        ChangeText::AllowedOnceConfirmed { topics } => {
            return format!(
                "{topics}: erlaubt, sobald Sie es in der E-Mail bestätigen, die wir Ihnen geschickt haben."
            )
            .into();
        }
        ChangeText::RequestRecorded { day } => {
            return format!("Ihre Anfrage ist aufgenommen. Wir beantworten sie spätestens am {day}.").into();
        }
        ChangeText::RequestAnswered => "Ihre Anfrage ist beantwortet.",
        ChangeText::AddressRemoved => "Wir haben das entfernt und schreiben nicht mehr dorthin.",
        ChangeText::CopyIsInTheMail { address } => {
            return format!("Der Link zur Kopie steht in einer E-Mail an {address} und nur dort.").into();
        }
        ChangeText::NoAddressForTheCopy => {
            "Wir haben keine E-Mail-Adresse von Ihnen, daher antwortet Ihnen das Unternehmen selbst."
        }
        ChangeText::MailConfirms { address } => {
            return format!("Wir bestätigen Ihnen das mit einer E-Mail an {address}.").into();
        }
        ChangeText::MailConfirmsAndUndoes { address } => {
            return format!(
                "Wir bestätigen Ihnen das mit einer E-Mail an {address}. Der Link, mit dem Sie das rückgängig machen, \
                 steht in dieser E-Mail und nur dort."
            )
            .into();
        }
        ChangeText::NoMailConfirms => "Wir haben keine E-Mail-Adresse von Ihnen, daher bestätigt das keine E-Mail.",
        ChangeText::KeepsData => "Ihre Daten bleiben doch gespeichert, und alles ist wie zuvor.",
        ChangeText::KeepMyData => "Meine Daten behalten",
        ChangeText::TakesBack => "Was Sie beendet haben, ist wieder wie zuvor.",
        ChangeText::Undo => "Rückgängig machen",
        ChangeText::Confirm => "Bestätigen",
        ChangeText::ShowsCopyOnce => "Alles, was über Sie gespeichert ist, wird einmal angezeigt.",
        ChangeText::ShowCopy => "Kopie meiner Daten anzeigen",
    }
    .into()
}

//! Mails in German.

use super::MailText;
use crate::catalogue::Words;

pub(super) fn words(text: &MailText<'_>) -> Words {
    match text {
        MailText::SubjectErased { business } => return format!("{business}: Wir löschen Ihre Daten").into(),
        MailText::SubjectCopy { business } => return format!("{business}: Die Kopie Ihrer Daten").into(),
        MailText::SubjectConfirm { business } => {
            return format!("{business}: Bitte bestätigen Sie Ihre Wahl").into();
        }
        MailText::SubjectAgreed { business } => return format!("{business}: Was wir vereinbart haben").into(),
        MailText::SubjectChanged { business } => {
            return format!("{business}: Ihre Einstellungen haben sich geändert").into();
        }
        MailText::Hello { name } => return format!("Guten Tag {name},").into(),
        MailText::HelloNobody => "Guten Tag,",
        MailText::YouChanged { business } => {
            return format!("Das haben Sie über Ihren Link bei {business} geändert:").into();
        }
        MailText::WeNoted { business } => return format!("Das haben wir bei {business} für Sie notiert:").into(),
        MailText::WasRecorded { business } => return format!("Das wurde bei {business} für Sie erfasst:").into(),
        MailText::DetailsKept => "Wir speichern Ihre Daten",
        MailText::Changed { topic, to, from } => return format!("{topic}: {to} (zuvor: {from})").into(),
        MailText::MarkSet => "Wir rufen Sie nicht mehr an, unter keiner Ihrer Nummern.",
        MailText::MarkLifted => "Der Eintrag „nicht anrufen“ wurde aufgehoben.",
        MailText::Erased { at } => {
            return format!(
                "Wir haben Ihre Daten verborgen und verwenden sie nicht mehr. Wir löschen sie spätestens am {at}."
            )
            .into();
        }
        MailText::Asked { topics } => {
            return format!("Sie möchten uns Folgendes erlauben: {topics}. Es gilt, sobald Sie es bestätigen.").into();
        }
        MailText::ConfirmAllowed => "Bestätigen, dass ich das erlaube",
        MailText::CopyAsked => {
            "Sie haben eine Kopie dessen angefordert, was wir über Sie gespeichert haben. Sie finden sie unter diesem \
             Link, der einmal funktioniert:"
        }
        MailText::ShowCopy => "Kopie meiner Daten anzeigen",
        MailText::TakeBack => "Wenn Sie das nicht möchten, können Sie es einmal rückgängig machen:",
        MailText::Undo => "Rückgängig machen",
        MailText::Stop => {
            "Sie können Anrufe oder alles jederzeit beenden, ohne sich anzumelden. Dieser Link beendet nur, er erlaubt \
             nichts:"
        }
        MailText::Preferences => "Ihre Einstellungen",
        MailText::Policy { version } => {
            return format!(
                "Wie wir mit Ihren Daten umgehen, steht in unserer Datenschutzerklärung, Version {version}:"
            )
            .into();
        }
        MailText::PrivacyPolicy => "Datenschutzerklärung",
        MailText::SentBy { business } => {
            return format!("Diese E-Mail wurde von {business} gesendet. Sie ist keine Werbung.").into();
        }
    }
    .into()
}

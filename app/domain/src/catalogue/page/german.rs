//! The customer's page in German.

use super::PageText;
use crate::catalogue::Words;

pub(super) fn words(text: &PageText<'_>) -> Words {
    match text {
        PageText::Title => "Ihre Einstellungen",
        PageText::Language => "Sprache",
        PageText::KnownBy { contact } => {
            return format!("Unter diesen Kontaktdaten kennt Sie das Unternehmen: {contact}").into();
        }
        PageText::Marked => "Für Sie ist „nicht anrufen“ eingetragen: Niemand aus dem Unternehmen darf Sie anrufen.",
        PageText::StopCalls => "Alle Anrufe beenden",
        PageText::StopEverything => "Alles beenden",
        PageText::OneByOne => "Im Einzelnen",
        PageText::Yes => "Ja",
        PageText::No => "Nein",
        PageText::AllowedByMail => {
            "Was Sie hier erlauben, gilt, sobald Sie es bestätigen: Dafür schicken wir Ihnen eine E-Mail mit einem \
             Link."
        }
        PageText::NotAllowedHere => {
            "Hier können Sie etwas beenden, aber nicht wieder erlauben: Wir haben keine E-Mail-Adresse von Ihnen, um \
             es zu bestätigen."
        }
        PageText::Save => "Einstellungen speichern",
        PageText::YourData => "Ihre Daten",
        PageText::Copy => "Kopie meiner Daten erhalten",
        PageText::Erasing { hours } => return erasing(*hours).into(),
        PageText::Withdraw => "Einwilligung widerrufen und meine Daten löschen",
        PageText::NotYou => "Sind Sie das nicht?",
        PageText::SentTo { address } => return format!("Dieser Link wurde an {address} gesendet.").into(),
        PageText::NotMine => "Das ist nicht meine Adresse",
        PageText::PrivacyPolicy => "Datenschutzerklärung",
        PageText::Withdrawn { at } => {
            return format!(
                "Sie haben Ihre Einwilligung widerrufen. Ihre Daten sind verborgen, niemand aus dem Unternehmen darf \
                 Sie kontaktieren, und sie werden spätestens am {at} gelöscht."
            )
            .into();
        }
        PageText::UndoInTheMail => {
            "Der Link, mit dem Sie das rückgängig machen, steht in der Bestätigungs-E-Mail und nur dort."
        }
        PageText::NothingHeld => "Es ist nichts gespeichert",
        PageText::NothingHeldWhy => {
            "Unter diesem Link ist nichts gespeichert. Vielleicht ist die Adresse unvollständig, oder die Daten wurden \
             gelöscht."
        }
        PageText::Used => "Dieser Link wurde schon benutzt",
        PageText::UsedWhy => {
            "Dieser Link wurde schon benutzt, ist zu alt, oder Sie haben seither Nein gesagt. Es hat sich nichts \
             geändert."
        }
        PageText::OneClick => "Sie erhalten keine E-Mails mehr zu Dienstleistungen oder Angeboten.",
    }
    .into()
}

fn erasing(hours: i32) -> String {
    let when = match hours {
        ..=0 => "und gelöscht".to_owned(),
        1 => "und spätestens nach einer Stunde gelöscht".to_owned(),
        _ => format!("und spätestens nach {hours} Stunden gelöscht"),
    };
    format!(
        "Sie können widerrufen, dass wir Ihre Daten speichern. Dienstleistungen, die sie brauchen, sind dann nicht \
         mehr möglich. Ihre Daten werden sofort verborgen {when}. Wir behalten nur, was zeigt, dass Sie Nein gesagt \
         haben."
    )
}

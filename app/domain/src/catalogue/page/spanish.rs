//! The customer's page in Spanish.

use super::PageText;
use crate::catalogue::Words;

pub(super) fn words(text: &PageText<'_>) -> Words {
    match text {
        PageText::Title => "Sus preferencias",
        PageText::Language => "Idioma",
        PageText::KnownBy { contact } => {
            return format!("Los datos de contacto que esta empresa tiene de usted: {contact}").into();
        }
        PageText::Marked => "Usted figura como «no llamar»: nadie de la empresa puede llamarle.",
        PageText::StopCalls => "No recibir más llamadas",
        PageText::StopEverything => "No recibir nada más",
        PageText::OneByOne => "Uno por uno",
        PageText::Yes => "Sí",
        PageText::No => "No",
        PageText::AllowedByMail => {
            "Lo que permita aquí vale cuando usted lo confirme: le enviamos un correo con un enlace para hacerlo."
        }
        PageText::NotAllowedHere => {
            "Aquí puede poner fin a los contactos, pero no permitirlos de nuevo: no tenemos ninguna dirección de \
             correo electrónico suya para confirmarlo."
        }
        PageText::Save => "Guardar las preferencias",
        PageText::YourData => "Sus datos",
        PageText::Copy => "Obtener una copia de mis datos",
        PageText::Erasing { hours } => return erasing(*hours).into(),
        PageText::Withdraw => "Retirar el consentimiento y borrar mis datos",
        PageText::NotYou => "¿No es usted?",
        PageText::SentTo { address } => return format!("Este enlace se envió a {address}.").into(),
        PageText::NotMine => "Esta dirección no es mía",
        PageText::PrivacyPolicy => "Política de privacidad",
        PageText::Withdrawn { at } => {
            return format!(
                "Usted retiró su consentimiento. Sus datos están ocultos, nadie de la empresa puede ponerse en \
                 contacto con usted y se borrarán a más tardar el {at}."
            )
            .into();
        }
        PageText::UndoInTheMail => {
            "El enlace para deshacerlo está en el correo de confirmación, y en ningún otro lugar."
        }
        PageText::NothingHeld => "No hay ningún dato",
        PageText::NothingHeldWhy => {
            "No hay ningún dato asociado a este enlace. Puede que la dirección esté incompleta o que los datos se \
             hayan borrado."
        }
        PageText::Used => "Este enlace ya se ha usado",
        PageText::UsedWhy => {
            "Este enlace ya se ha usado, es demasiado antiguo, o usted ha dicho que no desde entonces. No ha cambiado \
             nada."
        }
        PageText::OneClick => "Ya no recibirá correos electrónicos sobre servicios ni ofertas.",
    }
    .into()
}

fn erasing(hours: i32) -> String {
    let when = match hours {
        ..=0 => "y se borran de inmediato".to_owned(),
        1 => "de inmediato y se borran a más tardar al cabo de una hora".to_owned(),
        _ => format!("de inmediato y se borran a más tardar al cabo de {hours} horas"),
    };
    format!(
        "Usted puede retirar el permiso para que guardemos sus datos. Los servicios que los necesitan ya no podrán \
         prestarse. Sus datos se ocultan {when}. Solo conservamos lo que demuestra que usted dijo que no."
    )
}

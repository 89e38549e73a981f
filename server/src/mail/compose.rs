//! One mail as it goes over the wire (RFC 5322), whoever takes it.

use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use service::ports::{Mail, MailProblem};

/// The message of a mail. The same mail is always the same message, but for the mark between its parts.
///
/// # Errors
/// [`MailProblem::Refused`] where no mail can be written to its address.
pub(super) fn compose(mail: &Mail, from: &Address) -> Result<Message, MailProblem> {
    let to: Address = mail.to.parse().map_err(|_| MailProblem::Refused)?;
    let composed = Message::builder()
        .message_id(Some(format!("<{}@{}>", mail.id, from.domain())))
        .date(mail.at.into())
        .from(Mailbox::new(Some(one_line(&mail.from_name)), from.clone()))
        .to(Mailbox::new(mail.to_name.as_deref().map(one_line), to))
        .subject(one_line(&mail.subject))
        .raw_header(header("Auto-Submitted", "auto-generated"));
    let composed = match &mail.one_click {
        Some(address) => composed
            .raw_header(header("List-Unsubscribe", &format!("<{address}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")),
        None => composed,
    };
    let composed = composed.multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()));
    composed.map_err(|error| {
        tracing::error!(%error, message = %mail.id, "a mail cannot be composed");
        MailProblem::NotNow
    })
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// A text that cannot begin a header of its own.
fn one_line(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

#[cfg(test)]
mod tests {
    use domain::id::MessageId;

    use super::*;

    #[test]
    fn a_name_cannot_begin_a_header() {
        let evil = "Eve\r\nBcc: everybody@example.com\r\n\r\n<script>";
        let mail = Mail {
            id: MessageId("01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap()),
            from_name: evil.into(),
            to_name: Some(evil.into()),
            to: "ana@example.com".into(),
            at: chrono::DateTime::from_timestamp(1_795_521_600, 0).unwrap(),
            subject: evil.into(),
            text: "Hello".into(),
            html: "<p>Hello</p>".into(),
            one_click: Some("https://crm.example/preferences/x/one-click".into()),
        };
        let composed = compose(&mail, &"ringfence@crm.example".parse().unwrap()).unwrap().formatted();
        let text = String::from_utf8(composed).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        let names: Vec<_> = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t'])).collect();
        let names: Vec<_> = names.iter().filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
        assert!(!names.iter().any(|name| name.eq_ignore_ascii_case("bcc")), "{head}");
        assert!(names.contains(&"Message-ID") && names.contains(&"List-Unsubscribe-Post"), "{head}");
        assert_eq!(names.iter().filter(|name| **name == "Subject").count(), 1, "{head}");
    }
}

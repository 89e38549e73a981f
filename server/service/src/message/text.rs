//! The words of a confirmation: as text, and as a page that needs nothing from elsewhere.

use domain::{
    catalogue::{MailText, TopicText},
    id::{BusinessId, CustomerLinkId},
    language::Language,
    topic::Topic,
};

use super::{Content, Marked, TopicChange};
use crate::{
    error::{Error, Result},
    key::Keys,
    link::{code_of, path_of},
};

/// A message in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: String,
}

/// The links that stand in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Links {
    pub(super) preferences: String,
    pub(super) policy: Option<String>,
    pub(super) undo: Option<String>,
    pub(super) give: Option<String>,
    pub(super) copy: Option<String>,
}

/// What stands for a link that only the mail has.
const ONLY_IN_THE_MAIL: &str = "(a link that only the mail has)";

impl Links {
    /// The links of a message as it is sent.
    pub(super) fn of(
        keys: &Keys,
        public_url: &str,
        business: BusinessId,
        link: CustomerLinkId,
        content: &Content,
    ) -> Result<Self> {
        let preferences = format!("{public_url}{}", path_of(keys, business, link)?);
        let confirm = |grant| Ok::<_, Error>(format!("{preferences}/confirm/{}", code_of(keys, business, grant)?));
        Ok(Self {
            undo: content.undo.map(confirm).transpose()?,
            give: content.give.map(confirm).transpose()?,
            copy: content.copy.map(confirm).transpose()?,
            policy: policy_of(public_url, content),
            preferences,
        })
    }

    /// For who reads what was sent and did not get it.
    pub(super) fn hidden(public_url: &str, content: &Content) -> Self {
        let hidden = || ONLY_IN_THE_MAIL.to_owned();
        Self {
            preferences: hidden(),
            policy: policy_of(public_url, content),
            undo: content.undo.map(|_| hidden()),
            give: content.give.map(|_| hidden()),
            copy: content.copy.map(|_| hidden()),
        }
    }
}

fn policy_of(public_url: &str, content: &Content) -> Option<String> {
    content.policy.map(|version| format!("{public_url}/b/{}/privacy/{version}", content.slug))
}

enum Part {
    Words(String),
    List(Vec<String>),
    Link(String, String),
}

/// Its subject, which needs no link.
pub(crate) fn subject(content: &Content) -> String {
    let business = &content.business;
    let text = if content.erase_at.is_some() {
        MailText::SubjectErased { business }
    } else if content.copy.is_some() {
        MailText::SubjectCopy { business }
    } else if content.changes.is_empty() && content.marked.is_none() {
        MailText::SubjectConfirm { business }
    } else if content.changes.iter().any(|change| change.topic == Topic::DataCollection) {
        MailText::SubjectAgreed { business }
    } else {
        MailText::SubjectChanged { business }
    };
    content.reader.language.say(&text)
}

/// Writes the message.
pub(super) fn write(content: &Content, links: &Links) -> Written {
    let (language, subject, parts) = (content.reader.language, subject(content), parts(content, links));
    Written { text: plain(language, &parts), html: page(language, &subject, &parts), subject }
}

fn parts(content: &Content, links: &Links) -> Vec<Part> {
    let language = content.reader.language;
    let (business, words) = (&content.business, |text: MailText<'_>| Part::Words(language.say(&text)));
    let link = |text: MailText<'_>, to: &str| Part::Link(language.say(&text), to.to_owned());
    let mut parts = vec![words(content.name.as_deref().map_or(MailText::HelloNobody, |name| MailText::Hello { name }))];
    let lines = lines(content);
    if !lines.is_empty() {
        parts.push(words(match content.by.as_str() {
            "customer" => MailText::YouChanged { business },
            "member" => MailText::WeNoted { business },
            _ => MailText::WasRecorded { business },
        }));
        parts.push(Part::List(lines));
    }
    if let Some(at) = content.erase_at {
        parts.push(words(MailText::Erased { at: &content.reader.moment(at) }));
    }
    if let Some(give) = &links.give {
        let topics: Vec<_> = content.asked.iter().map(|topic| language.say(&TopicText::Name(*topic))).collect();
        parts.push(words(MailText::Asked { topics: &topics.join(", ") }));
        parts.push(link(MailText::ConfirmAllowed, give));
    }
    if let Some(copy) = &links.copy {
        parts.extend([words(MailText::CopyAsked), link(MailText::ShowCopy, copy)]);
    }
    if let Some(undo) = &links.undo {
        parts.extend([words(MailText::TakeBack), link(MailText::Undo, undo)]);
    }
    parts.extend([words(MailText::Stop), link(MailText::Preferences, &links.preferences)]);
    if let (Some(version), Some(policy)) = (content.policy, &links.policy) {
        parts.extend([words(MailText::Policy { version }), link(MailText::PrivacyPolicy, policy)]);
    }
    parts.push(words(MailText::SentBy { business }));
    parts
}

/// What changed, one line for each thing.
fn lines(content: &Content) -> Vec<String> {
    let language = content.reader.language;
    let mut lines: Vec<_> = content.changes.iter().map(|change| line(language, *change)).collect();
    lines.extend(content.marked.map(|marked| {
        language.say(&match marked {
            Marked::Set => MailText::MarkSet,
            Marked::Lifted => MailText::MarkLifted,
        })
    }));
    lines
}

/// "Calls with offers: no (before: yes)".
fn line(language: Language, change: TopicChange) -> String {
    let [to, from] = [change.to, change.from].map(|status| language.say(&TopicText::Answer(status)));
    language.say(&MailText::Changed { topic: &topic(language, change.topic), to: &to, from: &from })
}

/// What a topic is, said to the customer.
pub(super) fn topic(language: Language, topic: Topic) -> String {
    match topic {
        Topic::DataCollection => language.say(&MailText::DetailsKept),
        reach @ Topic::Reach(..) => language.say(&TopicText::Name(reach)),
    }
}

fn plain(language: Language, parts: &[Part]) -> String {
    let each = parts.iter().map(|part| match part {
        Part::Words(words) => words.clone(),
        Part::List(lines) => lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n"),
        Part::Link(label, to) => format!("{label}{}{to}", language.colon()),
    });
    each.collect::<Vec<_>>().join("\n\n") + "\n"
}

fn page(language: Language, subject: &str, parts: &[Part]) -> String {
    let mut html = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>",
        language.code(),
        escaped(subject)
    );
    for part in parts {
        match part {
            Part::Words(words) => html.extend(["<p>", &escaped(words), "</p>"]),
            Part::List(lines) => {
                html.push_str("<ul>");
                html.extend(lines.iter().flat_map(|line| ["<li>".to_owned(), escaped(line), "</li>".to_owned()]));
                html.push_str("</ul>");
            }
            Part::Link(label, to) => html.extend(["<p><a href=\"", &escaped(to), "\">", &escaped(label), "</a></p>"]),
        }
    }
    html + "</body></html>\n"
}

/// A text that stands in a page as the signs that it is.
pub(crate) fn escaped(text: &str) -> String {
    let signs = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")];
    signs.iter().fold(text.to_owned(), |text, (sign, escaped)| text.replace(sign, escaped))
}

#[cfg(test)]
mod tests {
    use domain::consent::ConsentStatus;
    use uuid::Uuid;

    use super::*;
    use crate::reader::Reader;

    #[test]
    fn a_name_is_text_and_nothing_else_in_the_page() {
        let content = Content { business: "<b>Acme</b> & \"Co\"".into(), ..Content::default() };
        let links = Links::hidden("https://crm.example", &content);
        let html = write(&Content { name: Some("<img src=x>".into()), ..content }, &links).html;
        assert!(!html.contains("<img") && !html.contains("<b>"), "{html}");
        assert!(html.contains("&lt;b&gt;Acme&lt;/b&gt; &amp; &quot;Co&quot;"), "{html}");
    }

    /// Mails that say everything that a mail can say.
    fn every(language: Language) -> Vec<Content> {
        let changes = ConsentStatus::ALL.into_iter().zip(ConsentStatus::ALL.into_iter().rev());
        let changes = Topic::all().zip(changes.cycle()).map(|(topic, (from, to))| TopicChange { topic, from, to });
        let full = Content {
            business: "Ωμέγα".into(),
            policy: Some(3),
            reader: Reader { language, zone: None },
            name: Some("Λάμδα".into()),
            by: "customer".into(),
            changes: changes.collect(),
            marked: Some(Marked::Set),
            erase_at: Some("2026-03-06T15:00:00Z".parse().unwrap()),
            asked: Topic::all().collect(),
            undo: Some(Uuid::nil().into()),
            give: Some(Uuid::nil().into()),
            copy: Some(Uuid::nil().into()),
            ..Content::default()
        };
        let bare = |by: &str| Content { by: by.into(), name: None, erase_at: None, copy: None, ..full.clone() };
        vec![
            Content { marked: Some(Marked::Lifted), ..bare("member") },
            Content { changes: Vec::new(), ..bare("system") },
            Content { changes: Vec::new(), marked: None, ..bare("system") },
            Content { erase_at: None, ..full.clone() },
            full,
        ]
    }

    /// Links without a letter.
    fn links() -> Links {
        let link = || Some("→".to_owned());
        Links { preferences: "→".into(), policy: link(), undo: link(), give: link(), copy: link() }
    }

    #[test]
    fn every_word_of_a_mail_is_in_the_catalogue() {
        for content in every(Language::Pseudo) {
            let Written { subject, text, html } = write(&content, &links());
            let brief = crate::message::brief::write(&content, &links());
            let texts = html.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text.to_owned());
            for words in [subject, text, brief].into_iter().chain(texts) {
                assert!(!words.contains(|sign: char| sign.is_ascii_alphabetic()), "{words}");
            }
            assert!(html.contains("<html lang=\"en-XA\">"), "{html}");
        }
    }

    #[test]
    fn no_mail_is_half_translated() {
        for language in Language::ALL.into_iter().skip(1) {
            for (content, english) in every(language).iter().zip(every(Language::English)) {
                let (own, english) = (write(content, &links()), write(&english, &links()));
                assert_ne!(own.subject, english.subject);
                for line in own.text.lines().filter(|line| line.contains(char::is_alphabetic)) {
                    assert!(!english.text.lines().any(|other| other == line), "{language:?}: {line}");
                }
            }
        }
    }
}

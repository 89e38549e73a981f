//! The words of a confirmation: as text, and as a page that needs nothing from elsewhere.

use chrono::{DateTime, Utc};
use domain::{
    consent::ConsentStatus,
    id::{BusinessId, CustomerLinkId},
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
    Link(&'static str, String),
}

/// Its subject, which needs no link.
pub(crate) fn subject(content: &Content) -> String {
    let what = if content.erase_at.is_some() {
        "we will erase your data"
    } else if content.copy.is_some() {
        "the copy of your data"
    } else if content.changes.is_empty() && content.marked.is_none() {
        "please confirm your choice"
    } else if content.changes.iter().any(|change| change.topic == Topic::DataCollection) {
        "what we agreed"
    } else {
        "your preferences have changed"
    };
    format!("{}: {what}", content.business)
}

/// Writes the message.
pub(super) fn write(content: &Content, links: &Links) -> Written {
    let parts = parts(content, links);
    Written { subject: subject(content), text: plain(&parts), html: page(&subject(content), &parts) }
}

fn parts(content: &Content, links: &Links) -> Vec<Part> {
    let mut parts = vec![Part::Words(match &content.name {
        Some(name) => format!("Hello {name},"),
        None => "Hello,".to_owned(),
    })];
    let mut lines: Vec<String> = content.changes.iter().copied().map(line).collect();
    match content.marked {
        Some(Marked::Set) => lines.push("We do not call you any more, on any of your numbers.".to_owned()),
        Some(Marked::Lifted) => lines.push("The mark \"do not call\" was taken off.".to_owned()),
        None => {}
    }
    if !lines.is_empty() {
        let how = match content.by.as_str() {
            "customer" => "You changed this by your link",
            "member" => "This is what we noted down for you",
            _ => "This was recorded for you",
        };
        parts.push(Part::Words(format!("{how} at {}:", content.business)));
        parts.push(Part::List(lines));
    }
    if let Some(at) = content.erase_at {
        let words = "We have hidden your data and do not use it any more. We erase it at the latest on";
        parts.push(Part::Words(format!("{words} {}.", said(at))));
    }
    if let Some(give) = &links.give {
        let topics: Vec<_> = content.asked.iter().map(|topic| topic.label()).collect();
        parts
            .push(Part::Words(format!("You asked us to allow: {}. It counts once you confirm it.", topics.join(", "))));
        parts.push(Part::Link("Confirm that you allow this", give.clone()));
    }
    if let Some(copy) = &links.copy {
        let words = "You asked for a copy of what we hold about you. It is behind this link, which works once:";
        parts.push(Part::Words(words.to_owned()));
        parts.push(Part::Link("Show the copy of my data", copy.clone()));
    }
    if let Some(undo) = &links.undo {
        parts.push(Part::Words("If this is not what you want, you can take it back, once:".to_owned()));
        parts.push(Part::Link("Undo this", undo.clone()));
    }
    let stop = "You can stop calls or everything at any time, without signing in. This link stops; it allows nothing:";
    parts.push(Part::Words(stop.to_owned()));
    parts.push(Part::Link("Your preferences", links.preferences.clone()));
    if let (Some(version), Some(policy)) = (content.policy, &links.policy) {
        parts.push(Part::Words(format!("How we handle your data is in our privacy policy, version {version}:")));
        parts.push(Part::Link("Privacy policy", policy.clone()));
    }
    parts.push(Part::Words(format!("This mail was sent by {}. It is no advertising.", content.business)));
    parts
}

/// "Calls with offers: no (before: yes)".
fn line(change: TopicChange) -> String {
    format!("{}: {} (before: {})", topic(change.topic), word(change.to), word(change.from))
}

/// What a topic is, said to the customer.
pub(super) fn topic(topic: Topic) -> String {
    match topic {
        Topic::DataCollection => "We keep your details".to_owned(),
        reach @ Topic::Reach(..) => reach.label(),
    }
}

pub(super) const fn word(status: ConsentStatus) -> &'static str {
    match status {
        ConsentStatus::Unknown => "no answer",
        ConsentStatus::Given => "yes",
        ConsentStatus::Expired => "no longer yes",
        ConsentStatus::Withdrawn | ConsentStatus::Refused => "no",
    }
}

pub(super) fn said(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y, %H:%M UTC").to_string()
}

fn plain(parts: &[Part]) -> String {
    let each = parts.iter().map(|part| match part {
        Part::Words(words) => words.clone(),
        Part::List(lines) => lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n"),
        Part::Link(label, to) => format!("{label}: {to}"),
    });
    each.collect::<Vec<_>>().join("\n\n") + "\n"
}

fn page(subject: &str, parts: &[Part]) -> String {
    let mut html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>",
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
            Part::Link(label, to) => html.extend(["<p><a href=\"", &escaped(to), "\">", label, "</a></p>"]),
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
    use super::*;

    #[test]
    fn a_name_is_text_and_nothing_else_in_the_page() {
        let content = Content { business: "<b>Acme</b> & \"Co\"".into(), ..Content::default() };
        let links = Links::hidden("https://crm.example", &content);
        let html = write(&Content { name: Some("<img src=x>".into()), ..content }, &links).html;
        assert!(!html.contains("<img") && !html.contains("<b>"), "{html}");
        assert!(html.contains("&lt;b&gt;Acme&lt;/b&gt; &amp; &quot;Co&quot;"), "{html}");
    }
}

//! The words of a confirmation as a text message: what was recorded, and where to stop.

use domain::catalogue::{BriefText, TopicText};

use super::{
    Content, Marked,
    text::{Links, topic},
};

/// Writes the message.
pub(super) fn write(content: &Content, links: &Links) -> String {
    let language = content.reader.language;
    let mut noted: Vec<String> = Vec::new();
    for change in &content.changes {
        let (topic, to) = (topic(language, change.topic), language.say(&TopicText::Answer(change.to)));
        noted.push(language.say(&BriefText::Noted { topic: &topic, to: &to }));
    }
    noted.extend(content.marked.map(|marked| {
        language.say(&match marked {
            Marked::Set => BriefText::MarkSet,
            Marked::Lifted => BriefText::MarkLifted,
        })
    }));
    if let Some(at) = content.erase_at {
        noted.push(language.say(&BriefText::Erased { at: &content.reader.moment(at) }));
    }
    if noted.is_empty() {
        noted.push(language.say(&BriefText::RequestRecorded));
    }
    let (business, noted, link) = (&content.business, &noted.join(". "), &links.preferences);
    language.say(&BriefText::Whole { business, noted, link })
}

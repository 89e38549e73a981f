//! The words of a confirmation as a text message: what was recorded, and where to stop.

use super::{
    Content, Marked,
    text::{Links, said, topic, word},
};

/// Writes the message.
pub(super) fn write(content: &Content, links: &Links) -> String {
    let mut noted: Vec<String> =
        content.changes.iter().map(|change| format!("{}: {}", topic(change.topic), word(change.to))).collect();
    match content.marked {
        Some(Marked::Set) => noted.push("We do not call you any more".to_owned()),
        Some(Marked::Lifted) => noted.push("The mark \"do not call\" was taken off".to_owned()),
        None => {}
    }
    if let Some(at) = content.erase_at {
        noted.push(format!("We erase your data by {}", said(at)));
    }
    if noted.is_empty() {
        noted.push("Your request is recorded".to_owned());
    }
    format!("{}: {}. Stop calls or everything: {}", content.business, noted.join(". "), links.preferences)
}

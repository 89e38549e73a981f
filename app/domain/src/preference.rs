//! What a customer decides about by their own link.

use crate::topic::Topic;

/// The topics that the customer says yes or no to, in the order of the page.
pub fn choices() -> impl Iterator<Item = Topic> {
    Topic::all().filter(|topic| *topic != Topic::DataCollection)
}

//! Markdown to HTML that may stand in a page: no tags of its own, no links that run something.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, html};

/// The HTML of a text. Tags in it are shown as the signs that they are.
pub(crate) fn to_html(text: &str) -> String {
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(text, Options::ENABLE_TABLES).map(harmless));
    page
}

fn harmless(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(tag) | Event::InlineHtml(tag) => Event::Text(tag),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = if leads_to_a_page(link_type, &dest_url) { dest_url } else { CowStr::Borrowed("#") };
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::Start(Tag::Image { link_type, title, id, .. }) => {
            Event::Start(Tag::Image { link_type, dest_url: CowStr::Borrowed(""), title, id })
        }
        other => other,
    }
}

fn leads_to_a_page(link: LinkType, address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    link == LinkType::Email
        || ["https://", "http://", "mailto:", "#"].iter().any(|start| address.starts_with(start))
        || (address.starts_with('/') && !address.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_in_a_text_are_shown_and_not_obeyed() {
        let html = to_html("Hello <script>alert(1)</script>\n\n<iframe src=x></iframe>\n\n**bold**");
        assert!(!html.contains("<script") && !html.contains("<iframe"), "{html}");
        assert!(html.contains("&lt;script&gt;") && html.contains("<strong>bold</strong>"), "{html}");
    }

    #[test]
    fn a_link_leads_to_a_page_or_nowhere() {
        let html = to_html(
            "[a](javascript:alert(1)) [b](/privacy) [c](//evil.example) [d](https://example.com) <ana@example.com>",
        );
        assert!(!html.contains("javascript") && !html.contains("evil"), "{html}");
        for link in ["\"/privacy\"", "\"https://example.com\"", "\"mailto:ana@example.com\""] {
            assert!(html.contains(link), "{link} in {html}");
        }
    }
}

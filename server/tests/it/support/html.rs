//! Reading a page as far as the tests need it: the start values of its fields.

/// The value of the first field with this name: of a hidden one, a text field or a text area.
pub fn field(html: &str, name: &str) -> Option<String> {
    let named = format!("name=\"{name}\"");
    let tag = html.split('<').find(|tag| {
        (tag.starts_with("input") || tag.starts_with("textarea"))
            && tag.split('>').next().is_some_and(|head| head.contains(&named))
    })?;
    let (head, text) = tag.split_once('>')?;
    if tag.starts_with("textarea") {
        return Some(unescaped(text));
    }
    let value = head.split_once(" value=\"").and_then(|(_, rest)| rest.split_once('"'));
    Some(value.map(|(value, _)| unescaped(value)).unwrap_or_default())
}

/// A text without what stands for signs in HTML.
pub fn unescaped(text: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    signs.iter().fold(text.to_owned(), |text, (escaped, sign)| text.replace(escaped, sign))
}

/// Whether the page shows this text, which holds `<`, and only as text.
pub fn is_shown_escaped(html: &str, text: &str) -> bool {
    html.contains(&text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")) && !html.contains(text)
}

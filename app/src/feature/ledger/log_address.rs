//! The addresses of the audit log.

use domain::wire::ledger::LogQuery;
use leptos_router::location::Url;

/// The address of the log with these filters, without those that are empty.
pub fn address(query: &LogQuery) -> String {
    let LogQuery { customer, member, kind, count, from, to, before } = query;
    let pairs = [
        ("customer", customer),
        ("member", member),
        ("kind", kind),
        ("count", count),
        ("from", from),
        ("to", to),
        ("before", before),
    ];
    let chosen = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let words: Vec<_> = chosen.map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    if words.is_empty() { "/audit-log".to_owned() } else { format!("/audit-log?{}", words.join("&")) }
}

/// Codes, identifiers and days stay as they are, on the server as in the browser, whose rules for the
/// underscore differ.
fn escaped(value: &str) -> String {
    let plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if plain { value.to_owned() } else { Url::escape(value) }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_the_filters_that_are_on() {
        assert_eq!(address(&LogQuery::default()), "/audit-log");
        let query = LogQuery { kind: "mark_lifted".into(), before: "51".into(), ..LogQuery::default() };
        assert_eq!(address(&query), "/audit-log?kind=mark_lifted&before=51");
        let typed = LogQuery { from: "a&b".into(), ..LogQuery::default() };
        assert_eq!(address(&typed), "/audit-log?from=a%26b");
    }
}

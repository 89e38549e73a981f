//! Where signing in leads.

/// The page that was asked for, if it is one of ours, or else the customers.
///
/// A browser reads a backslash as a slash and skips tabs and line breaks, so that `/\evil.example`
/// and `/<tab>/evil.example` lead away from here: an address with such signs is not taken.
pub fn landing(next: &str) -> &str {
    let local = next.starts_with('/') && !next.starts_with("//");
    let plain = next.chars().all(|sign| sign.is_ascii_graphic() && sign != '\\');
    if local && plain { next } else { "/customers" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_to_the_page_that_was_asked_for() {
        for next in ["/customers/7", "/audit-log?after=3", "/"] {
            assert_eq!(landing(next), next);
        }
    }

    #[test]
    fn signing_in_never_leads_to_another_site() {
        for next in [
            "",
            "customers",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/a\r\nSet-Cookie: b=c",
            "javascript:alert(1)",
        ] {
            assert_eq!(landing(next), "/customers", "{next:?}");
        }
    }
}

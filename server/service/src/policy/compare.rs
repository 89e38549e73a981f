//! Two versions of a policy side by side.

use domain::{
    access::Right,
    policy,
    wire::policy::{
        params::Query,
        view::{Comparison, Line},
    },
};
use similar::{ChangeTag, TextDiff};
use store::notice;

use super::{named, version};
use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
};

/// Two versions side by side: the newest and the one before it, unless others are asked for.
///
/// # Errors
/// Fails with [`Error::NotFound`] where there are no two versions, or not these.
pub async fn compare(service: &Service, ctx: &Ctx, query: Query) -> Result<Comparison> {
    ctx.require(Right::Read)?;
    let kind = named(&query.policy)?;
    let scope = service.db.read(ctx.business).await?;
    let versions = notice::versions(&scope, &[kind.code()]).await?;
    let newest = versions.first().map_or(0, |row| row.version);
    let newer = asked(&query.to, newest)?;
    let older = asked(&query.from, newer - 1)?;
    let find = |number: i32| versions.iter().find(|row| row.version == number).ok_or(Error::NotFound);
    let (older, newer) = (find(older.min(newer))?, find(newer.max(older))?);
    Ok(Comparison {
        address: policy::address(kind),
        title: policy::title(kind),
        older: version(older),
        newer: version(newer),
        versions: versions.iter().map(|row| row.version).collect(),
        lines: lines(&older.text, &newer.text),
    })
}

fn asked(typed: &str, otherwise: i32) -> Result<i32> {
    if typed.is_empty() { Ok(otherwise) } else { typed.parse().map_err(|_| Error::NotFound) }
}

/// The lines of both texts. A line that was taken out stands beside the one that was put in its place.
fn lines(older: &str, newer: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for change in TextDiff::from_lines(older, newer).iter_all_changes() {
        let text = change.value().trim_end_matches('\n').to_owned();
        match change.tag() {
            ChangeTag::Equal => lines.push(Line { older: Some(text.clone()), newer: Some(text), same: true }),
            ChangeTag::Delete => lines.push(Line { older: Some(text), newer: None, same: false }),
            ChangeTag::Insert => match first_alone(&mut lines) {
                Some(line) => line.newer = Some(text),
                None => lines.push(Line { older: None, newer: Some(text), same: false }),
            },
        }
    }
    lines
}

/// The first of the lines just taken out that has nothing in its place yet.
fn first_alone(lines: &mut [Line]) -> Option<&mut Line> {
    let changed = lines.iter().rev().take_while(|line| !line.same && line.older.is_some()).count();
    let from = lines.len() - changed;
    lines[from..].iter_mut().find(|line| line.newer.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(older: &str, newer: &str) -> Vec<(String, String)> {
        let side = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        lines(older, newer).into_iter().map(|line| (side(line.older), side(line.newer))).collect()
    }

    #[test]
    fn what_was_changed_stands_beside_what_it_was() {
        let changed = sides("a\nb\nc\n", "a\nB\nc\n");
        assert_eq!(changed, [("a", "a"), ("b", "B"), ("c", "c")].map(|(one, two)| (one.into(), two.into())));
    }

    #[test]
    fn what_was_taken_out_or_put_in_stands_beside_nothing() {
        let out = sides("a\nb\n", "a\n");
        assert_eq!(out, [("a", "a"), ("b", "-")].map(|(one, two)| (one.into(), two.into())));
        let put_in = sides("a\nc\n", "a\nb\nc\n");
        assert_eq!(put_in, [("a", "a"), ("-", "b"), ("c", "c")].map(|(one, two)| (one.into(), two.into())));
    }
}

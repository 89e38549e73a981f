//! The list as it is seen: its parts, counts and searches, and who sees the digits.

use super::*;

async fn listed(stage: &Stage, ctx: &Ctx, show: &str, after: &str) -> domain::wire::suppression::List {
    let query = params::Query { show: show.into(), after: after.into() };
    list(&stage.service, ctx, query).await.unwrap()
}

#[tokio::test]
async fn the_list_is_read_in_parts_newest_first_and_counted_by_source() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    customer(&stage, &owner, "yes_but_no_calls").await;
    let numbers: Vec<_> = (0..120).map(|at| format!("+1212556{at:04}")).collect();
    let numbers = numbers.join("\n");
    stage.clock.advance(chrono::TimeDelta::seconds(1));
    paste(&stage.service, &owner, many(&numbers)).await.unwrap();
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let part = listed(&stage, &owner, "", &after).await;
        assert_eq!(part.all, 121);
        seen.extend(part.rows.into_iter().map(|row| (row.listed_at, row.id)));
        match part.next {
            Some(next) => after = next,
            None => break,
        }
    }
    assert_eq!(seen.len(), 121);
    assert!(seen.windows(2).all(|pair| pair[0] > pair[1]), "newest first, none twice");
    let marks = listed(&stage, &owner, "mark", "").await;
    assert_eq!(marks.rows.len(), 1);
    let count = |kind| marks.counts.iter().find(|(of, _)| *of == kind).unwrap().1;
    assert_eq!([SourceKind::Mark, SourceKind::Stranger, SourceKind::List].map(count), [1, 120, 0]);
    for nonsense in ["x", "1.x", "99999999999999999999.x", "."] {
        assert_eq!(listed(&stage, &owner, "", nonsense).await.rows.len(), 50, "{nonsense}");
    }
}

#[tokio::test]
async fn the_digits_are_sent_only_when_asked_for_and_that_is_recorded() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (id, _) = add(&stage, &owner, NUMBER).await;
    let found = search(&stage.service, &owner, params::Search { phone: NUMBER.into() }).await.unwrap();
    let sent = [
        serde_json::to_string(&listed(&stage, &owner, "", "").await).unwrap(),
        serde_json::to_string(&shown(&stage, &owner, id).await).unwrap(),
        serde_json::to_string(&found).unwrap(),
    ];
    for sent in sent {
        assert!(!sent.contains("5550127") && !sent.contains("555-0127"), "{sent}");
    }
    let auditor = stage.member(&owner, "Alan Auditor", "auditor").await;
    let wish = || params::ShowNumber { number: id.to_string() };
    assert!(matches!(show_number(&stage.service, &auditor, wish()).await, Err(Error::Forbidden)));
    assert_eq!(show_number(&stage.service, &owner, wish()).await.unwrap(), "+1 212-555-0127");
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::ListedNumberShown));
}

#[tokio::test]
async fn a_mark_leads_to_its_customer_and_says_no_name_of_who_withdrew() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes_but_no_calls").await;
    let source = |row: &Row| row.sources.iter().find(|source| source.kind == SourceKind::Mark).cloned().unwrap();
    let row = listed(&stage, &owner, "", "").await.rows.remove(0);
    assert_eq!(source(&row).customer, Some((id, "Lourdes Bauswell".to_owned())));
    let no = on_file(&stage, &owner, id, "no").await;
    crate::interaction::record_answer(&stage.service, &owner, no).await.unwrap();
    let row = listed(&stage, &owner, "", "").await.rows.remove(0);
    assert_eq!(source(&row).customer, Some((id, "Withdrawn customer".to_owned())));
}

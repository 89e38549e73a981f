//! Lists that programs send: each row comes back with its answer, in its order.

use std::fmt::Write as _;

use domain::{event::EventKind, integration::ApiScope};
use reqwest::Method;
use serde_json::json;

use super::{Program, Reply, digits, mark, scene};
use crate::support::TestApp;

each_db!(
    a_list_comes_back_with_the_answers_of_single_checks,
    a_list_is_recorded_once_and_leaves_nothing_on_the_disk,
    what_is_no_list_is_refused_by_its_name,
    a_long_list_comes_back_whole,
);

async fn send(program: &Program, query: &str, kind: &str, list: impl Into<reqwest::Body>) -> Reply {
    let request = program.request(Method::POST, &format!("/call-checks/bulk{query}"));
    Program::answer(request.header("content-type", kind).body(list)).await
}

async fn a_list_comes_back_with_the_answers_of_single_checks(app: TestApp) {
    let (ctx, _) = scene(&app).await;
    let (theirs, _) = scene(&app).await;
    let (marked, _free) = (app.customer(&ctx).await, app.customer(&ctx).await);
    app.customer(&theirs).await;
    mark(&app, &ctx, marked).await;
    let program = Program::new(&app, &ctx, &[ApiScope::Check]).await;
    let mut numbers: Vec<_> = digits(&app).await.into_iter().map(|number| format!("+{number}")).collect();
    numbers.push("(415) 555-0177".into());
    let list = format!("name,phone\n{}", numbers.iter().fold(String::new(), |list, it| list + "X,\"" + it + "\"\n"));
    let reply = send(&program, "?purpose=service", "text/csv", list).await;
    assert_eq!((reply.status, reply.kind.as_str()), (200, "text/csv; charset=utf-8"), "{}", reply.text);
    let mut lines = reply.text.lines();
    assert_eq!(lines.next(), Some("name,phone,decision,reasons,checked_at,valid_until"));
    for number in numbers {
        let line = lines.next().unwrap();
        let alone = program.post("/call-checks", json!({ "phone": number, "purpose": "service" })).await.expect(200);
        let codes = alone["reasons"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap());
        let (decision, codes) = (alone["decision"].as_str().unwrap(), codes.collect::<Vec<_>>().join(";"));
        assert!(line.starts_with(&format!("X,\"{number}\",{decision},{codes},2026-03-03T15:")), "{number}: {line}");
    }
    assert_eq!(lines.next(), None);
    // Without a purpose the strictest is meant, and a list of numbers alone is one too.
    let plain = send(&program, "?headings=absent", "text/plain", "+14155550177\n911\nwhat\n").await;
    let plain: Vec<_> = plain.text.lines().map(|line| line.split(',').nth(1).unwrap().to_owned()).collect();
    assert_eq!(plain, ["blocked"; 3]);
}

async fn a_list_is_recorded_once_and_leaves_nothing_on_the_disk(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let before = app.ledger(ctx.business).await.len();
    send(&program, "?headings=absent", "text/plain", "+14155550177\n+14155550178\n").await;
    let kinds = app.ledger(ctx.business).await;
    assert_eq!((kinds.len(), kinds.last()), (before + 1, Some(&EventKind::ListScrubbed)));
    let mut left = Vec::new();
    for folder in std::fs::read_dir(app.folder.path().join("uploads")).unwrap() {
        left.extend(std::fs::read_dir(folder.unwrap().path()).unwrap().map(|file| file.unwrap().path()));
    }
    assert!(left.is_empty(), "{left:?}");
}

async fn what_is_no_list_is_refused_by_its_name(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let other = Program::new(&app, &ctx, &[ApiScope::CustomersWrite]).await;
    let before = app.ledger(ctx.business).await.len();
    send(&program, "", "application/json", "{}").await.problem(415, "not_a_list");
    for (query, field) in [
        ("?purpose=pleasure", "purpose"),
        ("?headings=maybe", "headings"),
        ("?country=Atlantis", "country"),
        ("?colour=red", "colour"),
        ("?columns=fax", "columns"),
    ] {
        assert_eq!(send(&program, query, "text/csv", "name,phone\nX,+14155550177\n").await.fields(), [field]);
    }
    assert_eq!(send(&program, "", "text/csv", "").await.fields(), ["body"]);
    assert_eq!(send(&program, "", "text/csv", "a,b\nx,y\n").await.fields(), ["columns"]);
    send(&other, "", "text/csv", "phone\n1\n").await.problem(403, "forbidden");
    assert_eq!(app.ledger(ctx.business).await.len(), before);
}

async fn a_long_list_comes_back_whole(app: TestApp) {
    let (_, program) = scene(&app).await;
    let rows = 60_000;
    let mut list = String::from("phone\n");
    for row in 0..rows {
        writeln!(list, "+1415{:07}", 2_000_000 + row).unwrap();
    }
    assert!(list.len() > 64 * 1024, "it is longer than other requests may be");
    let reply = send(&program, "", "text/csv", list.clone()).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let numbers: Vec<_> = reply.text.lines().map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(numbers, list.lines().collect::<Vec<_>>());
}

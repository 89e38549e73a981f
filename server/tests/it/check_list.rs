//! "Check a list" as a browser without script meets it: a file in, a page with counts, and the result for an
//! hour, for the member who made it.

use std::time::Duration;

use domain::{access::Role, event::EventKind, wire::suppression::params::Add};
use reqwest::Method;

use crate::support::{Answer, Client, TestApp, unescaped};

each_db!(
    a_list_comes_back_as_it_was_with_the_answer_behind_each_row,
    nobody_else_fetches_a_result_and_it_is_gone_after_an_hour,
    a_list_that_cannot_be_checked_names_the_field_and_hands_out_nothing,
    without_the_hash_key_nothing_is_handed_out,
);

/// Sends a list as the form of the page does: the file comes first.
async fn send(browser: &Client, list: &str, purpose: &str, columns: &str) -> Answer {
    let field =
        |name: &str, value: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Ana Lopez.csv\"\r\n\r\n{list}\r\n{}{}--x--\r\n",
        field("purpose", purpose),
        field("columns", columns),
    );
    let request = browser.request(Method::POST, "/check/list/file").header("sec-fetch-site", "same-origin");
    browser.send(request.header("content-type", "multipart/form-data; boundary=x").body(body)).await
}

/// Sends a list: the page to which it leads.
async fn page_of(browser: &Client, list: &str, purpose: &str, columns: &str) -> (String, String) {
    let to = send(browser, list, purpose, columns).await.expect(303).location.unwrap();
    assert!(to.starts_with("/check/list?file=") && !to.contains("Ana"), "{to}");
    let html = unescaped(&browser.get(&to).await.expect(200).body);
    (to, html)
}

async fn refuse(app: &TestApp, browser: &Client) {
    let refused = Add { phone: "212-555-0106".into(), reason: "Asked on the phone".into() };
    service::suppression::add_number(app.service(), &app.ctx(browser).await, refused).await.unwrap();
}

/// The names of the files that uploads left behind.
fn kept(app: &TestApp) -> Vec<std::path::PathBuf> {
    let folders = std::fs::read_dir(app.folder.path().join("uploads")).into_iter().flatten().flatten();
    let files = folders.flat_map(|folder| std::fs::read_dir(folder.path()).unwrap());
    files.map(|file| file.unwrap().path()).collect()
}

async fn a_list_comes_back_as_it_was_with_the_answer_behind_each_row(app: TestApp) {
    let owner = app.owner().await;
    refuse(&app, &owner).await;
    let check = owner.get("/check").await.expect(200).body;
    assert!(check.contains("href=\"/check/list\""), "{check}");
    let empty = owner.get("/check/list").await.expect(200).body;
    assert!(empty.contains("Check the list") && !empty.contains("Download the result"), "{empty}");

    let list = "Name;Phone\r\n\"Lopez; Ana\";212-555-0106\r\nBob;(212) 555-0107\r\nCid;nobody knows\r\n";
    let (to, html) = page_of(&owner, list, "service", "").await;
    assert!(html.contains("3 rows for service.") && html.contains("1 may be called, 2 may not."), "{html}");
    assert!(html.contains("number suppressed: 1") && html.contains("Line 4: "), "{html}");
    let download = to.replace("/check/list?", "/check/list/result?");
    assert!(html.contains(&format!("href=\"{download}\"")), "{html}");
    let request = owner.request(Method::GET, &download).send().await.unwrap();
    let header = |name: &str| request.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(header("content-disposition"), "attachment; filename=\"checked.csv\"");
    assert_eq!(header("cache-control"), "no-store");
    let rows: Vec<String> = request.text().await.unwrap().lines().map(str::to_owned).collect();
    assert_eq!(rows[0], "Name;Phone;decision;reasons;checked_at;valid_until");
    assert!(rows[1].starts_with("\"Lopez; Ana\";212-555-0106;blocked;number_suppressed;2026-03-03T15:"), "{rows:?}");
    assert!(rows[2].starts_with("Bob;(212) 555-0107;allowed;;2026-03-03T15:"), "{rows:?}");
    assert!(rows[3].starts_with("Cid;nobody knows;blocked;unusable_number;"), "{rows:?}");
    assert_eq!(rows.len(), 4);
    assert_eq!(app.ledger(app.ctx(&owner).await.business).await.last(), Some(&EventKind::ListScrubbed));
    assert!(kept(&app).iter().all(|file| file.extension().unwrap() != "csv"), "the list itself is deleted");

    // Without a purpose the strictest answer is given, and what a member chose stands in the form again.
    let (_, html) = page_of(&owner, "Phone,Fax\n2125550107,x\n", "", "Phone").await;
    assert!(html.contains("1 row for marketing.") && html.contains("consent unknown: 1"), "{html}");
    assert!(html.contains("value=\"Phone\""), "{html}");
}

async fn nobody_else_fetches_a_result_and_it_is_gone_after_an_hour(app: TestApp) {
    let owner = app.owner().await;
    let (to, _) = page_of(&owner, "2125550106\n", "service", "").await;
    let download = to.replace("/check/list?", "/check/list/result?");
    let (admin, staff) = (app.member(&owner, Role::Admin).await, app.member(&owner, Role::Staff).await);
    let other = app.owner_of("Zenith Roofing").await;
    for stranger in [&admin, &other] {
        stranger.get(&download).await.expect_to("/check/list?file=gone");
        let html = stranger.get(&to).await.expect(200).body;
        assert!(html.contains("not here any more") && !html.contains("Download the result"), "{html}");
    }
    staff.get(&download).await.expect_to("/check/list");
    staff.get(&to).await.expect(403);
    send(&staff, "2125550106\n", "service", "").await.expect_to("/check/list");
    app.client().get(&download).await.expect_to("/sign-in?next=/check/list");
    send(&app.client(), "2125550106\n", "service", "").await.expect_to("/sign-in?next=/check/list");
    assert_eq!(kept(&app).len(), 2, "what is known, and the result");

    owner.get(&download).await.expect(200);
    for path in kept(&app) {
        let file = std::fs::File::options().write(true).open(path).unwrap();
        let kept_since = file.metadata().unwrap().modified().unwrap();
        file.set_modified(kept_since - Duration::from_secs(3_700)).unwrap();
    }
    service::import::forget_old(app.service());
    assert_eq!(kept(&app), [""; 0].map(std::path::PathBuf::from));
    owner.get(&download).await.expect_to("/check/list?file=gone");
    let html = owner.get(&to).await.expect(200).body;
    assert!(html.contains("not here any more"), "{html}");
}

async fn a_list_that_cannot_be_checked_names_the_field_and_hands_out_nothing(app: TestApp) {
    let owner = app.owner().await;
    for (list, purpose, columns, field, sentence) in [
        ("Name,Street\nAna,Main\n", "service", "", "columns", "Say which column holds the numbers"),
        ("Name,Phone\nAna,2125550106\n", "service", "Fax", "columns", "There is no column Fax"),
        ("2125550106\n", "fun", "", "purpose", ""),
        ("", "service", "", "file", ""),
    ] {
        let (to, html) = page_of(&owner, list, purpose, columns).await;
        assert!(html.contains(sentence), "{sentence}: {html}");
        assert!(html.contains(&format!("id=\"field-{field}-problem\"")), "{field}: {html}");
        assert!(!html.contains("Download the result"), "{html}");
        owner.get(&to.replace("/check/list?", "/check/list/result?")).await.expect_to("/check/list?file=gone");
    }
    assert!(kept(&app).iter().all(|file| file.extension().unwrap() == "json"), "{:?}", kept(&app));
    let ledger = app.ledger(app.ctx(&owner).await.business).await;
    assert!(!ledger.contains(&EventKind::ListScrubbed));
}

async fn without_the_hash_key_nothing_is_handed_out(app: TestApp) {
    let owner = app.owner().await;
    std::fs::remove_file(app.folder.path().join("keys/hash.key")).unwrap();
    let node = app.second_node(chrono::TimeDelta::zero()).await;
    let (to, html) = page_of(&owner.at(node.address), "2125550106\n", "service", "").await;
    assert!(html.contains("The do-not-call status could not be checked"), "{html}");
    assert!(!html.contains("Download the result") && to.contains("file="), "{html}");
    assert!(kept(&app).iter().all(|file| file.extension().unwrap() == "json"), "{:?}", kept(&app));
    node.stop().await;
}

//! The do-not-call list and merges as a browser without script meets them.

use domain::access::Role;
use reqwest::Method;

use crate::support::{TestApp, field};

each_db!(
    a_file_is_uploaded_and_everybody_in_it_is_blocked,
    pasted_numbers_are_answered_on_the_page_and_shown_with_hidden_digits,
    the_address_of_who_was_merged_leads_to_who_is_left,
);

async fn a_file_is_uploaded_and_everybody_in_it_is_blocked(app: TestApp) {
    let owner = app.owner().await;
    let body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"no.csv\"\r\n\r\n\
                Name,Phone\nAna,(212) 555-0171\nBen,ask him\n\r\n--x--\r\n";
    let request = owner.request(Method::POST, "/do-not-call/upload/file").header("sec-fetch-site", "same-origin");
    let request = request.header("content-type", "multipart/form-data; boundary=x").body(body);
    let page = owner.send(request).await.expect(303).location.unwrap();
    let html = owner.get(&page).await.expect(200).body;
    assert!(html.contains("name=\"column_1\""), "{html}");
    let file = field(&html, "file").unwrap();
    let refused = owner.post_form(&page, "suppression/load", &[("file", &file)]).await.expect(422).body;
    assert!(refused.contains("Tick the columns that hold the numbers"), "{refused}");
    let ticked = [("file", &*file), ("country", "US"), ("column_1", "true")];
    owner.post_form(&page, "suppression/load", &ticked).await.expect_to(&page);
    let report = loop {
        let html = owner.get(&page).await.expect(200).body;
        if !html.contains("Putting numbers on the list") {
            break html;
        }
    };
    assert!(report.contains("2 lines: 1 numbers added, 0 already there, 1 lines"), "{report}");
    assert!(report.contains("Line 3: this is no phone number"), "{report}");
    let check = [("phone", "212 555 0171"), ("purpose", "service")];
    let checked = owner.post_form("/check", "call/check", &check).await.expect(200).body;
    assert!(checked.contains("may not be called") && checked.contains("A loaded list, no.csv"), "{checked}");
}

async fn pasted_numbers_are_answered_on_the_page_and_shown_with_hidden_digits(app: TestApp) {
    let owner = app.owner().await;
    let auditor = app.member(&owner, Role::Auditor).await;
    let typed = [("numbers", "(212) 555-0181\nnobody"), ("country", "US"), ("reason", "Trade fair")];
    let answer = owner.post_form("/do-not-call/paste", "suppression/paste", &typed).await.expect(200).body;
    assert!(answer.contains("1 added, 0 already there, 1 cannot be read."), "{answer}");
    let list = auditor.get("/do-not-call").await.expect(200).body;
    assert!(list.contains("Entered by hand") && !list.contains("5550181") && !list.contains("555-0181"), "{list}");
    assert!(!list.contains("Paste numbers") && !list.contains("Upload a list"), "an auditor only reads");
    let (_, number) = list.split_once("href=\"/do-not-call/0").unwrap();
    let number = format!("/do-not-call/0{}", number.split('"').next().unwrap());
    let shown = owner.get(&number).await.expect(200).body;
    assert!(shown.contains("Take off") && shown.contains("Show number"), "{shown}");
    let dialog = shown.split("value=\"lift-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let asked = owner.get(&format!("{number}?dialog=lift-{dialog}")).await.expect(200).body;
    assert!(asked.contains("After that, nothing on record stands against calls to this number."), "{asked}");
}

async fn the_address_of_who_was_merged_leads_to_who_is_left(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let (left, gone) = (app.customer(&ctx).await, app.customer(&ctx).await);
    let page = format!("/customers/{left}/merge?with={gone}");
    let html = owner.get(&page).await.expect(200).body;
    assert!(html.contains("Merge these customers"), "{html}");
    let sent = ["customer", "other", "revision", "other_revision"].map(|name| (name, field(&html, name).unwrap()));
    let fields: Vec<_> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let to = format!("/customers/{left}");
    owner.post_form(&page, "customer/merge", &fields).await.expect_to(&to);
    owner.get(&format!("/customers/{gone}")).await.expect_to(&to);
    let html = owner.get(&to).await.expect(200).body;
    assert!(html.contains("Customers merged"), "{html}");
    owner.post_form(&page, "customer/merge", &fields).await.expect(404);
    owner.get(&format!("/customers/{gone}/edit")).await.expect(404);
}

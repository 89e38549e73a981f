//! The exports of known systems, each with what it comes to.

use super::*;

/// What a file comes to: `rows`, `refused`, `blocked`, `no_email`, `no_marketing_email`, `no_sms`,
/// and the lines that are named.
struct Export {
    name: &'static str,
    bytes: &'static [u8],
    country: &'static str,
    counts: [u64; 6],
    named: &'static [&'static str],
}

macro_rules! export {
    ($name:literal, $country:literal, $counts:expr, $named:expr) => {
        Export {
            name: $name,
            bytes: include_bytes!(concat!("corpus/", $name, ".csv")),
            country: $country,
            counts: $counts,
            named: &$named,
        }
    };
}

const EXPORTS: [Export; 19] = [
    export!("hubspot", "US", [3, 0, 0, 1, 1, 0], []),
    export!(
        "salesforce-report",
        "US",
        [5, 0, 3, 0, 2, 0],
        ["Line 6, \u{201c}Do Not Call\u{201d}: neither a yes nor a no"]
    ),
    export!("salesforce-data-loader", "US", [3, 0, 1, 0, 1, 0], []),
    export!("pipedrive", "US", [4, 0, 0, 0, 2, 0], []),
    export!("google-new", "US", [3, 0, 0, 0, 0, 0], ["Line 4: no name, so the company is shown"]),
    export!("google-old", "US", [2, 0, 0, 0, 0, 0], []),
    export!("odoo-contacts", "US", [3, 0, 2, 1, 0, 2], []),
    export!("odoo-phone-blacklist", "US", [2, 0, 1, 0, 0, 1], ["Line 2: no name", "Line 3: no name"]),
    export!("dynamics", "US", [4, 0, 1, 1, 1, 0], []),
    export!("suitecrm", "US", [2, 0, 1, 0, 0, 0], []),
    export!("zoho", "US", [2, 0, 0, 0, 1, 0], []),
    export!("facebook-leads", "US", [2, 0, 0, 0, 0, 0], []),
    export!("sales-engagement", "US", [3, 0, 1, 1, 0, 1], []),
    export!("marketing-automation", "US", [4, 0, 1, 1, 2, 1], []),
    export!(
        "permissions",
        "US",
        [4, 0, 3, 0, 1, 0],
        [
            "Line 4, \u{201c}Allow phone calls\u{201d}: no permission is written down",
            "Line 5, \u{201c}Allow phone calls\u{201d}: neither a yes nor a no",
        ]
    ),
    export!("french", "FR", [2, 0, 1, 0, 0, 0], []),
    export!("hindi", "US", [1, 0, 0, 0, 0, 0], []),
    export!("without-headings", "US", [2, 0, 0, 0, 0, 0], []),
    export!(
        "doubled-headings",
        "US",
        [3, 1, 0, 0, 0, 0],
        ["Line 5: no name, number or address", "Line 3, \u{201c}\u{260e} Contact\u{201d}: not a phone number"]
    ),
];

#[tokio::test]
async fn every_export_comes_to_what_it_says_and_a_second_run_changes_nothing() {
    for export in EXPORTS {
        let desk = Desk::new().await;
        let country = Country::parse(export.country).unwrap();
        let list = List { country, ..desk.list(export.bytes) };
        let service = &desk.stage.service;
        let tried = dry_run(service, &desk.owner, &list, |_| ()).await.unwrap();
        let done = run(service, &desk.owner, &list, |_| ()).await.unwrap();
        assert_eq!(tried, done, "{}", export.name);
        let counts = [done.rows, done.refused, done.blocked, done.no_email, done.no_marketing_email, done.no_sms];
        assert_eq!(counts, export.counts, "{}: {done:#?}", export.name);
        assert_eq!((done.added, done.flagged), (done.rows - done.refused, done.added), "{}", export.name);
        let named: Vec<&String> = done.problems.shown.iter().chain(&done.warnings.shown).collect();
        assert_eq!(named.len(), export.named.len(), "{}: {named:?}", export.name);
        for (line, begins) in named.iter().zip(export.named) {
            assert!(line.starts_with(begins), "{}: {line}", export.name);
        }

        let ledger = desk.stage.ledger(desk.owner.business).await.len();
        let again = run(service, &desk.owner, &list, |_| ()).await.unwrap();
        let counts = [again.rows, again.added, again.changed, again.refused, again.blocked];
        assert_eq!(counts, [done.rows, 0, 0, done.refused, 0], "{}", export.name);
        assert_eq!(desk.stage.ledger(desk.owner.business).await.len(), ledger + 2, "{}", export.name);
    }
}

#[tokio::test]
async fn nobody_of_any_export_has_given_anything() {
    for export in EXPORTS {
        let desk = Desk::new().await;
        desk.import(export.bytes).await;
        let customers = desk.customers().await;
        assert_eq!(customers.no_consent, customers.all, "{}", export.name);
        let ids: Vec<CustomerId> = customers.rows.iter().map(|row| row.id).collect();
        let scope = desk.stage.service.db.read(desk.owner.business).await.unwrap();
        let answers = store::consent::list(&scope, &ids).await.unwrap();
        assert!(answers.iter().all(|answer| answer.status == "refused"), "{}", export.name);
    }
}

#[tokio::test]
async fn several_values_of_a_cell_are_several_contact_points() {
    let desk = Desk::new().await;
    desk.import(include_bytes!("corpus/google-new.csv")).await;
    let ana = desk.find("Ana Maria Lopez").await;
    let scope = desk.stage.service.db.read(desk.owner.business).await.unwrap();
    let points = store::customer::points(&scope, ana).await.unwrap();
    let points: Vec<_> = points.iter().map(|point| (point.value.as_str(), point.label.as_deref())).collect();
    assert_eq!(
        points,
        [
            ("+14155550120", Some("Mobile")),
            ("+14155550121", Some("Mobile")),
            ("+14155550122", Some("Home")),
            ("ana@example.com", Some("Work")),
        ]
    );
}

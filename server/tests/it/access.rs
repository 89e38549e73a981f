//! Who may do what: every server function, every form and the socket, asked by every role about their
//! own business, by somebody of another one, about what is not there, and by nobody.
//!
//! The answers are compared with `golden/access.txt`. A function or form without a row fails.

mod ask;
mod row;

use std::{collections::BTreeSet, fmt::Write as _, path::Path};

use crate::support::{TestApp, log};
use ask::{Asker, Office};
use row::{About, Needs, Row, rows};

each_db!(the_matrix_of_rights_is_the_agreed_one);

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/golden/access.txt");

#[test]
fn every_function_and_every_form_has_a_row() {
    let functions: BTreeSet<_> = server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    let described = rows().into_iter().filter(row::Row::is_function).map(|row| format!("/fn/{}", row.name));
    // All forms come through this one, and have rows of their own.
    let described = described.chain(["/fn/form/submit".to_owned()]);
    assert_eq!(functions, described.collect::<BTreeSet<_>>());
    let forms: BTreeSet<_> = ringfence::form::forms().map(|(name, _)| name.to_owned()).collect();
    let described = rows().into_iter().filter(row::Row::is_form).map(|row| row.name.to_owned());
    assert_eq!(forms, described.collect::<BTreeSet<_>>());
}

async fn the_matrix_of_rights_is_the_agreed_one(app: TestApp) {
    log::keep_errors();
    let office = Office::open(app).await;
    let mut matrix = String::from(
        "# What the server answers to whom. Own business: owner, admin, staff, auditor. Then the owner of\n\
         # another business about ours, the owner about what is not there, and nobody. A dash: it concerns\n\
         # nothing in particular, so there is nothing foreign or missing to ask about.\n",
    );
    let mut line = |what: &str, answers: &[String]| {
        let answers: Vec<_> = answers.iter().map(|answer| format!("{answer:<8}")).collect();
        writeln!(matrix, "{what:<40}{}", answers.concat().trim_end()).unwrap();
    };
    line("", &Asker::ALL.map(|asker| asker.word().to_owned()));
    for row in rows() {
        for way in row.ways() {
            let mut answers = Vec::new();
            for asker in Asker::ALL {
                let answer = office.answer(&row, way, asker).await;
                check(&row, asker, answer);
                answers.push(answer.map_or_else(|| "-".to_owned(), |status| status.to_string()));
            }
            line(&format!("{} {}", way.word(), row.name), &answers);
        }
    }
    line("post import/upload", &office.uploads("/import", "/import/upload").await);
    let numbers = office.uploads("/do-not-call/upload", "/do-not-call/upload/file").await;
    line("post do-not-call/upload/file", &numbers);
    line("post check/list/file", &office.uploads("/check/list", "/check/list/file").await);
    line("socket live", &office.sockets().await);
    compare(&matrix);
}

/// The table of roles says it too: a golden file is only as right as who looked at it.
fn check(row: &Row, asker: Asker, answer: Option<u16>) {
    let Some(status) = answer else { return };
    let what = format!("{} by {asker:?}: {status}", row.name);
    assert!(status < 500, "{what}: {}", log::text());
    match (row.needs, asker) {
        (Needs::Right(right), Asker::Member(role)) if !role.may(right) => assert_eq!(status, 403, "{what}"),
        (_, Asker::Member(_)) | (Needs::Nothing, Asker::Other | Asker::Nobody) => assert!(status < 400, "{what}"),
        (Needs::Right(_) | Needs::Session, Asker::Nobody) => assert_eq!(status, 401, "{what}"),
        // Whoever may not know that it exists hears what is heard about nothing.
        (_, Asker::Other | Asker::AboutNothing) => {
            // A list that is not there is a problem of the form that names it.
            let absent = if row.about == About::List { vec![200, 303, 422] } else { vec![404, 410] };
            assert!(absent.contains(&status) || row.about == About::Nothing, "{what}");
        }
    }
}

fn compare(matrix: &str) {
    let golden = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    if golden == *matrix {
        return;
    }
    let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join("access.txt");
    std::fs::write(&new, matrix).unwrap();
    let (old, now): (BTreeSet<_>, BTreeSet<_>) = (golden.lines().collect(), matrix.lines().collect());
    let gone: Vec<_> = old.difference(&now).collect();
    let come: Vec<_> = now.difference(&old).collect();
    panic!(
        "{GOLDEN} says otherwise.\nNot so any more: {gone:#?}\nSo now: {come:#?}\nAll of it is in {}",
        new.display()
    );
}

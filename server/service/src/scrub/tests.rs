use std::fmt::Write as _;

use chrono::TimeDelta;

use super::*;
use crate::testing::Stage;

/// What is scrubbed, with numbers of the United States.
async fn scrubbed(stage: &Stage, ctx: &Ctx, list: &[u8]) -> Result<(String, Summary)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("leads.csv");
    std::fs::write(&path, list).unwrap();
    let order = Order {
        path,
        name: "leads.csv".into(),
        choices: Choices::default(),
        columns: Vec::new(),
        country: Country::parse("US").unwrap(),
        purpose: Purpose::Service,
    };
    let (summary, out) = scrub(&stage.service, ctx, &order, Vec::new(), |_| ()).await?;
    Ok((String::from_utf8(out).unwrap(), summary))
}

/// A business that suppressed 212-555-0100. It is ten in the morning in New York.
async fn stage() -> (Stage, Ctx) {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let add =
        domain::wire::suppression::params::Add { phone: "212-555-0100".into(), reason: "Asked on the phone".into() };
    crate::suppression::add_number(&stage.service, &owner, add).await.unwrap();
    (stage, owner)
}

/// What stands behind a number that may be called, and behind the suppressed one.
const ALLOWED: &str = "allowed,,2026-03-03T15:00:00Z,2026-03-04T02:00:00Z";
const BLOCKED: &str = "blocked,number_suppressed,2026-03-03T15:00:00Z,2026-03-04T02:00:00Z";
/// And behind what is no number.
const UNUSABLE: &str = "blocked,unusable_number,2026-03-03T15:00:00Z,";
const MISSING: &str = "blocked,no_phone_number,2026-03-03T15:00:00Z,";
const HEADINGS: &str = "decision,reasons,checked_at,valid_until";

#[tokio::test]
async fn every_row_and_column_is_kept_in_order_with_the_answer_behind_it() {
    let (stage, ctx) = stage().await;
    let list = "\u{feff}Name,\"Phone\",Note\r\n\"Lopez, Ana\",(212) 555-0100,\"a \"\"b\"\"\"\r\n\r\n Bob ,2125550101,\r\nCid,+1 212 555 0101\r\n";
    let (scrubbed, summary) = scrubbed(&stage, &ctx, list.as_bytes()).await.unwrap();
    let expected = format!(
        "\u{feff}Name,\"Phone\",Note,{HEADINGS}\r\n\"Lopez, Ana\",(212) 555-0100,\"a \"\"b\"\"\",{BLOCKED}\r\n\r\n Bob ,2125550101,,{ALLOWED}\r\nCid,+1 212 555 0101,,{ALLOWED}\r\n"
    );
    assert_eq!(scrubbed, expected);
    assert_eq!((summary.rows, summary.allowed, summary.blocked, summary.bad), (3, 2, 1, 0));
    assert_eq!(summary.reasons, BTreeMap::from([("number_suppressed", 1)]));
}

#[tokio::test]
async fn a_list_of_bare_numbers_needs_no_headings() {
    let (stage, ctx) = stage().await;
    let (out, _) = scrubbed(&stage, &ctx, b"2125550101\n12125550100\n+12125550101").await.unwrap();
    assert_eq!(out, format!("2125550101,{ALLOWED}\n12125550100,{BLOCKED}\n+12125550101,{ALLOWED}"));
}

#[tokio::test]
async fn a_row_with_several_numbers_is_blocked_if_one_of_them_is() {
    let (stage, ctx) = stage().await;
    let list =
        "Phone,Mobile\n2125550101,2125550102\n2125550101,2125550100\n2125550101 or 2125550100,\n2125550101/911,\n,\n";
    let (out, summary) = scrubbed(&stage, &ctx, list.as_bytes()).await.unwrap();
    let answers =
        ["2125550101,2125550102,", "2125550101,2125550100,", "2125550101 or 2125550100,,", "2125550101/911,,", ",,"];
    let both = format!("{},2026-03-04T02:00:00Z", UNUSABLE.trim_end_matches(','));
    let behind = [ALLOWED, BLOCKED, BLOCKED, &both, MISSING];
    let rows: Vec<_> = answers.iter().zip(behind).map(|(row, answer)| format!("{row}{answer}")).collect();
    assert_eq!(out, format!("Phone,Mobile,{HEADINGS}\n{}\n", rows.join("\n")));
    assert_eq!((summary.rows, summary.bad), (5, 2));
}

#[tokio::test]
async fn what_a_spreadsheet_puts_in_front_of_a_number_and_an_extension_behind_it_are_no_part_of_it() {
    let (stage, ctx) = stage().await;
    let rows =
        ["'2125550100", "=\"2125550100\"", "\"=\"\"2125550100\"\"\"", "212-555-0100 x12", "tel:+1-212-555-0100;ext=9"];
    for row in rows {
        let (out, summary) = scrubbed(&stage, &ctx, format!("Phone\n{row}\n").as_bytes()).await.unwrap();
        assert_eq!(out, format!("Phone,{HEADINGS}\n{row},{BLOCKED}\n"));
        assert_eq!(summary.bad, 0);
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_kept_blocked_and_reported_and_what_follows_it_is_read() {
    let (stage, ctx) = stage().await;
    let list = b"Name,Phone\nAna,\"212\"5550101\nBob,2125550101\nCid,2125550101,allowed\nDan,212\x015550101\nEve,nothing\n\"Fay,2125550101\nGil,2125550101\n";
    let (out, summary) = scrubbed(&stage, &ctx, list).await.unwrap();
    let rows = [
        format!("\"Ana,\"\"212\"\"5550101\",,{UNUSABLE}"),
        format!("Bob,2125550101,{ALLOWED}"),
        format!("\"Cid,2125550101,allowed\",,{UNUSABLE}"),
        format!("\"Dan,212\u{1}5550101\",,{UNUSABLE}"),
        format!("Eve,nothing,{UNUSABLE}"),
        format!("\"\"\"Fay,2125550101\",,{UNUSABLE}"),
        format!("Gil,2125550101,{ALLOWED}"),
    ];
    assert_eq!(out, format!("Name,Phone,{HEADINGS}\n{}\n", rows.join("\n")));
    assert_eq!((summary.rows, summary.allowed, summary.bad), (7, 2, 5));
    let named: Vec<_> = summary.problems.shown.iter().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(named, ["Line 2", "Line 4", "Line 5", "Line 6", "Line 7"]);
}

#[tokio::test]
async fn a_list_is_scrubbed_again_to_the_same_and_to_what_holds_by_then() {
    let (stage, ctx) = stage().await;
    for list in
        ["Phone,Name\n2125550101,Ana\n2125550100,Bob\n", "2125550101\n2125550100\n", "Phone;Name\n2125550101,911;Ana\n"]
    {
        let (once, _) = scrubbed(&stage, &ctx, list.as_bytes()).await.unwrap();
        let (twice, _) = scrubbed(&stage, &ctx, once.as_bytes()).await.unwrap();
        assert_eq!(once, twice);
    }
    let (day, _) = scrubbed(&stage, &ctx, b"2125550101\n").await.unwrap();
    stage.clock.advance(TimeDelta::hours(12));
    let (night, _) = scrubbed(&stage, &ctx, day.as_bytes()).await.unwrap();
    assert_eq!(night, "2125550101,blocked,outside_calling_hours,2026-03-04T03:00:00Z,2026-03-04T13:00:00Z\n");
}

#[tokio::test]
async fn reasons_in_a_list_with_semicolons_stay_in_one_cell() {
    let (stage, ctx) = stage().await;
    stage.clock.advance(TimeDelta::hours(12));
    let (out, _) = scrubbed(&stage, &ctx, b"sep=;\nName;Phone\nAna;2125550100\n").await.unwrap();
    let row =
        "Ana;2125550100;blocked;\"number_suppressed;outside_calling_hours\";2026-03-04T03:00:00Z;2026-03-04T13:00:00Z";
    assert_eq!(out, format!("sep=;\nName;Phone;{}\n{row}\n", HEADINGS.replace(',', ";")));
}

#[tokio::test]
async fn a_formula_is_handed_out_as_it_came_and_ours_are_words() {
    let (stage, ctx) = stage().await;
    let (out, _) = scrubbed(&stage, &ctx, b"Name,Phone\n=1+1,2125550100\n@x,'=2+2\n").await.unwrap();
    assert_eq!(out, format!("Name,Phone,{HEADINGS}\n=1+1,2125550100,{BLOCKED}\n@x,'=2+2,{UNUSABLE}\n"));
}

#[tokio::test]
async fn the_result_of_a_list_of_any_encoding_is_utf_8() {
    let (stage, ctx) = stage().await;
    let text = "sep=,\nName,Phone\nZo\u{eb},2125550100\n";
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let expected = format!("sep=,\nName,Phone,{HEADINGS}\nZo\u{eb},2125550100,{BLOCKED}\n");
    assert_eq!(scrubbed(&stage, &ctx, &wide).await.unwrap().0, format!("\u{feff}{expected}"));
    let old: Vec<u8> = text.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect();
    assert_eq!(scrubbed(&stage, &ctx, &old).await.unwrap().0, expected);
}

#[tokio::test]
async fn lines_that_are_longer_than_anything_are_kept_and_blocked() {
    let (stage, ctx) = stage().await;
    for content in ["x".repeat(3_000_000), format!("a\"{}", "y,".repeat(1_000_000))] {
        let list = format!("Name,Phone\nAna,2125550101\n{content}\nBob,2125550100\n");
        let (out, summary) = scrubbed(&stage, &ctx, list.as_bytes()).await.unwrap();
        let kept = content.replace('"', "\"\"");
        let expected = format!(
            "Name,Phone,{HEADINGS}\nAna,2125550101,{ALLOWED}\n\"{kept}\",,{UNUSABLE}\nBob,2125550100,{BLOCKED}\n"
        );
        assert!(out == expected, "{} bytes", out.len());
        assert_eq!((summary.rows, summary.bad), (3, 1));
    }
}

#[tokio::test]
async fn a_list_of_many_pieces_keeps_its_order_and_its_lines() {
    let (stage, ctx) = stage().await;
    for quote in ["", "\""] {
        let (mut list, mut expected) = ("Phone,Note\n".to_owned(), format!("Phone,Note,{HEADINGS}\n"));
        for at in 0..30_000 {
            let is_none = at == 25_000;
            let row =
                if is_none { format!("abc,{at}") } else { format!("{quote}212555{:04}{quote},{at}", at % 10_000) };
            let answer = match at % 10_000 {
                _ if is_none => UNUSABLE,
                100 => BLOCKED,
                _ => ALLOWED,
            };
            writeln!(list, "{row}").unwrap();
            writeln!(expected, "{row},{answer}").unwrap();
        }
        let (out, summary) = scrubbed(&stage, &ctx, list.as_bytes()).await.unwrap();
        let wrong = out.lines().zip(expected.lines()).find(|(out, expected)| out != expected);
        assert_eq!(wrong, None);
        assert_eq!((out.len(), summary.rows, summary.blocked), (expected.len(), 30_000, 4));
        assert!(summary.problems.shown[0].starts_with("Line 25002: "), "{:?}", summary.problems.shown);
    }
}

#[tokio::test]
async fn columns_that_are_not_known_are_asked_for() {
    let (stage, ctx) = stage().await;
    for list in ["Name,Street\nAna,Main\n", "Phone,decision\n2125550101,yes\n", "", "Phone\n"] {
        let refused = scrubbed(&stage, &ctx, list.as_bytes()).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{list:?}");
    }
}

//! Whose file it is, from its beginning.

use super::*;

fn found(desk: &Desk, contents: impl AsRef<[u8]>) -> Result<Detected, Unclear> {
    let all: Vec<_> = Registry::national().collect();
    detect(&[desk.file("list.txt", contents)], &all)
}

#[test]
fn a_file_is_of_the_one_registry_that_writes_such_files() {
    let desk = Desk::new();
    let long = "415,5550123\n".repeat(20_000);
    let cut_off =
        format!("<list type='full' level='all' val=''/><ac val='416'>{}", "<ph val='1234567'/>\n".repeat(9_000));
    for (contents, registry, holds) in [
        ("415,5550123\n800,5550123\n".to_owned(), US, Held::Full),
        (long, US, Held::Full),
        ("Area,Number\r\n4155550123\r\n".to_owned(), US, Held::Full),
        ("415,5550123,20260303,D\n".to_owned(), US, Held::Changes),
        ("416,1234567\n".to_owned(), CA, Held::Full),
        (cut_off, CA, Held::Full),
        ("21234567,20240131\r\n".to_owned(), Registry::HongKong, Held::Full),
    ] {
        let beginning: String = contents.chars().take(40).collect();
        assert_eq!(found(&desk, contents).unwrap(), Detected { registry, holds }, "{beginning}");
    }
    let xml = b"<list type='change' level='ac' val='415'><ac val='415'><ph val='5550123' change='D'/></ac></list>";
    let archive = zip(&[("more/", b""), ("more/415.xml", xml)]);
    assert_eq!(found(&desk, archive).unwrap(), Detected { registry: US, holds: Held::Changes });
}

#[test]
fn files_that_several_registries_write_alike_are_not_guessed() {
    let desk = Desk::new();
    for (contents, expected) in [
        ("0207 3787244\r\n", vec![Registry::UnitedKingdomTps, Registry::UnitedKingdomCtps]),
        ("61234567\n", vec![Registry::HongKong, Registry::Singapore]),
        ("800,5550123\n", vec![US, CA]),
    ] {
        let Err(Unclear::Several(several)) = found(&desk, contents) else { panic!("{contents}") };
        assert_eq!(several, expected, "{contents}");
        let one = detect(&[desk.file("list.txt", contents)], &expected[1..]).unwrap();
        assert_eq!(one.registry, expected[1]);
    }
}

#[test]
fn a_broken_file_is_named_with_the_line_of_the_registry_that_it_fits_furthest() {
    let desk = Desk::new();
    let sentence = |contents: &str| found(&desk, contents).unwrap_err().to_string();
    assert!(sentence("415,5550123\n415,55501\n").starts_with("list.txt, line 2: this is not an area code"));
    assert!(sentence("").ends_with("there is no number in this file. Download it again"));
    let mixed = [desk.file("a.txt", "415,5550123\n"), desk.file("b.txt", "415,5550124,1,A\n")];
    let said = detect(&mixed, &[US]).unwrap_err().to_string();
    assert!(said.starts_with("b.txt: this is a list of changes"), "{said}");
    assert!(detect(&[desk.folder.path().join("gone.txt")], &[US]).is_err());
}

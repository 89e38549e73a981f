//! Files that are refused, and what the person who loads them reads.

use super::*;

#[test]
fn a_broken_line_is_named_with_its_file_and_the_former_list_stays() {
    let desk = Desk::new();
    desk.load(US, "us.txt", "415,5550123\n").unwrap();
    let end = "not an area code, a comma and seven digits, nor ten digits";
    for (text, place) in [
        ("415,5550124\n415,555012\n", "us.txt, line 2: this is "),
        ("415,5550124\r\n\r\n415;5550125\r\n", "us.txt, line 3: this is "),
        ("415,5550124\r415,55501\r", "us.txt, line 2: this is "),
        ("\u{feff}x\n415,5550124\n\n\n415,555012", "us.txt, line 5: this is "),
    ] {
        assert_eq!(sentence(desk.load(US, "us.txt", text)), format!("{place}{end}"), "{text:?}");
        assert!(desk.in_force().holds(14_155_550_123) && !desk.in_force().holds(14_155_550_124));
    }
    let long = format!("{}415,555012\n", "415,5550124\n".repeat(300_000));
    assert_eq!(sentence(desk.load(US, "us.txt", long)), format!("us.txt, line 300001: this is {end}"));
    let archive = zip(&[("a.txt", b"415,5550124\n"), ("b\u{7}.txt", b"415,5550125\n415\n")]);
    assert_eq!(sentence(desk.load(US, "us.zip", archive)), format!("us.zip/b.txt, line 2: this is {end}"));
    assert!(desk.in_force().holds(14_155_550_123));
}

#[test]
fn a_heading_below_a_number_is_refused() {
    let desk = Desk::new();
    let why = sentence(desk.load(US, "us.txt", "415,5550123\nArea Code,Phone Number\n415,5550124\n"));
    assert_eq!(why, "us.txt, line 2: there is no number here, and headings stand only at the beginning");
}

#[test]
fn a_broken_tag_is_named_with_its_line() {
    let desk = Desk::new();
    let list = "<list type='full' level='ac' val='415'>\n<ac val='415'>\n";
    for (rest, why) in [
        ("<ph val='5550123'/>\n<ph val='55501'/>", "us.xml, line 4: this is not an area code"),
        ("<ph val='5550123'/>\r\n\r\n<tel/>", "us.xml, line 5: there is a tag here that no registry writes"),
        ("<ph val='5550123'/>5550124", "us.xml, line 3: there is text between the tags here"),
        ("<![CDATA[5550124]]>", "us.xml, line 3: there is text between the tags here"),
        ("<ph val='5550123'/>\n&amp;", "us.xml, line 4: there is text between the tags here"),
        ("<ph val=5550123/>", "us.xml, line 3: this cannot be read as XML"),
        ("<ph val='5550123' val='5550124'/>", "us.xml, line 3: this cannot be read as XML"),
        ("<ph val='5550123", "us.xml, line 3: this cannot be read as XML"),
        ("<ph val='5550123'/>", "us.xml: the file ends before its list does"),
        ("</ac></list><ac val='212'>", "us.xml, line 3: there is a tag here outside of the list"),
    ] {
        let said = sentence(desk.load(US, "us.xml", format!("{list}{rest}")));
        assert!(said.starts_with(why), "{rest}: {said}");
    }
    let endless = format!("{list}<ph val='{}'/>", "7".repeat(5_000));
    assert!(sentence(desk.load(US, "us.xml", endless)).ends_with("this is longer than anything a registry writes"));
}

#[test]
fn a_file_of_another_registry_is_refused() {
    let desk = Desk::new();
    for (registry, text) in [
        (US, "416,1234567\n"),
        (CA, "415,5550123\n"),
        (US, "0207 3787244\r\n"),
        (Registry::UnitedKingdomTps, "415,5550123\n"),
        (Registry::HongKong, "415,5550123\n"),
        (Registry::Singapore, "21234567\n"),
        (Registry::UnitedKingdomTps, "<list type='full'></list>"),
        (US, "Number,Error Code,Error Message\n4155550123,1,Wrong\n"),
    ] {
        let said = sentence(desk.load(registry, "list.txt", text));
        assert!(said.starts_with("list.txt"), "{said}");
    }
}

#[test]
fn a_file_without_numbers_is_refused_because_it_may_be_half_a_download() {
    let desk = Desk::new();
    let empty = zip(&[]);
    let blank = zip(&[("a.txt", b"415,5550123\n"), ("b.txt", b"\n")]);
    for (name, bytes) in [
        ("us.txt", b"".to_vec()),
        ("us.txt", b"\r\n\r\n".to_vec()),
        ("us.txt", b"Area,Number\n".to_vec()),
        ("us.zip", empty),
        ("us.zip", blank),
    ] {
        let said = sentence(desk.load(US, name, bytes));
        assert!(said.ends_with("there is no number in this file. Download it again"), "{said}");
    }
    let said = "there is no number in these files. Download them again";
    assert_eq!(sentence(desk.load(US, "us.xml", "<list type='full' level='all'></list>")), said);
    assert_eq!(sentence(desk.load_all(US, &[], Extent::National)), said);
    assert!(!names(desk.folder.path()).contains(&"us.new".to_owned()));
}

#[test]
fn what_is_no_text_is_refused() {
    let desk = Desk::new();
    let utf16: Vec<u8> = "415,5550123\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let inside = zip(&[("inner.zip", &zip(&[("us.txt", b"415,5550123\n")]))]);
    for bytes in [utf16, b"\x1f\x8b\x08\x00\x00\x00".to_vec(), inside] {
        let said = sentence(desk.load(US, "us", bytes));
        assert!(said.ends_with("this is not a text. Choose the file as it was downloaded"), "{said}");
    }
    let missing = desk.load_all(US, &[desk.folder.path().join("gone.txt")], Extent::AsInFiles);
    assert!(sentence(missing).starts_with("gone.txt: this file could not be read to its end"));
}

#[test]
fn an_archive_that_is_damaged_or_cut_off_is_refused() {
    let desk = Desk::new();
    let lines: Vec<String> = (0..20_000).map(|number| format!("415,{number:07}")).collect();
    let whole = zip(&[("us.txt", lines.join("\n").as_bytes())]);
    desk.load(US, "us.zip", &whole).unwrap();
    let mut damaged = whole.clone();
    let middle = whole.len() / 2;
    damaged[middle] ^= 0x10;
    for bytes in [damaged.as_slice(), &whole[..middle], &whole[..whole.len() - 30]] {
        assert!(sentence(desk.load(US, "us.zip", bytes)).starts_with("us.zip"));
        assert_eq!(desk.in_force().facts().numbers, 20_000);
    }
}

#[test]
fn an_archive_of_more_files_than_area_codes_is_refused() {
    let desk = Desk::new();
    let names: Vec<String> = (0..1001).map(|name| name.to_string()).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"415,5550123".as_slice())).collect();
    let said = sentence(desk.load(US, "us.zip", zip(&files)));
    assert_eq!(said, "us.zip: there are more files in this archive than any registry puts into one");
}

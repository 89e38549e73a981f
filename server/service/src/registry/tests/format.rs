//! Each format that registries write, as a whole file.

use super::*;

/// 415-555-0123, 0124 and 212-555-0100: what every file of the United States here holds.
const NUMBERS: [u64; 3] = [14_155_550_123, 14_155_550_124, 12_125_550_100];

fn holds_the_three(index: &Index) {
    assert_eq!(index.facts().numbers, 3);
    for number in NUMBERS {
        assert!(index.holds(number) && index.covers(number), "{number}");
        assert!(!index.holds(number + 7) && index.covers(number + 7), "{number}");
    }
    assert!(!index.covers(13_105_550_100) && !index.holds(13_105_550_100));
    assert_eq!(index.facts().coverage, areas(&[212, 415]));
}

#[test]
fn a_flat_file_of_the_united_states_is_read_however_its_lines_end() {
    let desk = Desk::new();
    let lines = ["415,5550123", "415,5550124", "212,5550100"];
    for end in ["\n", "\r\n", "\r", "\n\n", "\r\r\n", ",\n", ",,\r\n", " \n"] {
        holds_the_three(&desk.load(US, "us.txt", lines.join(end)).unwrap());
        holds_the_three(&desk.load(US, "us.txt", lines.join(end) + end).unwrap());
    }
}

#[test]
fn a_header_a_byte_order_mark_disorder_and_doubles_do_no_harm() {
    let desk = Desk::new();
    for text in [
        "\u{feff}415,5550123\n415,5550124\n212,5550100\n",
        "Area Code,Phone Number\n415,5550123\n415,5550124\n212,5550100\n",
        "\u{feff}\r\nArea Code,Phone Number\r\n\r\n212,5550100\r\n415,5550124\r\n415,5550123\r\n",
        "212,5550100\n415,5550124\n212,5550100\n415,5550123\n415,5550124",
        "4155550123\n415,5550124\n2125550100\n",
        "\n\n,\n415,5550123\n,,\n415,5550124\n  \n212,5550100\n\n\n",
    ] {
        holds_the_three(&desk.load(US, "us.txt", text).unwrap());
    }
}

#[test]
fn an_xml_file_of_the_united_states_is_read() {
    let desk = Desk::new();
    let text = "<?xml version=\"1.0\"?>\n<list type='full' level='st' val='XX'>\n<ac val='415'>\n<ph val='5550123'/>\n\
                <ph val=\"5550124\"></ph>\n</ac>\n<!-- more --><ac val='212'><ph val='5550100' /></ac>\n</list>\n";
    holds_the_three(&desk.load(US, "us.xml", text).unwrap());
    holds_the_three(&desk.load(US, "us.xml", format!("\u{feff}  {text}")).unwrap());
    let one = "<list type='full' level='ac' val='415'><ac val='415'><ph val='5550123'/></ac></list>";
    assert_eq!(desk.load(US, "us.xml", one).unwrap().facts().coverage, areas(&[415]));
}

#[test]
fn a_file_of_canada_is_read_though_it_closes_its_list_twice() {
    let desk = Desk::new();
    let text =
        "<list type='full' level='all' val='' />\r\n<ac val='416'>\r\n<ph val='1234567' />\r\n</ac> </list>\r\n</list>";
    for (name, text) in [("ca.xml", text), ("ca.txt", "416,1234567\n")] {
        let index = desk.load(CA, name, text).unwrap();
        assert!(index.holds(14_161_234_567) && index.covers(14_161_234_567));
        assert!(!index.holds(14_161_234_568));
        assert_eq!(index.covers(15_145_550_100), name == "ca.xml", "{name}");
    }
}

#[test]
fn a_file_of_the_preference_service_is_national() {
    let desk = Desk::new();
    let with_spaces = "0207 3787244\r\n01635 506160\r\n0191 5657153\r\n07860 338653\r\n";
    let without = "02073787244 \r\n01635506160 \r\n01915657153 \r\n07860338653 \r\n";
    for text in [with_spaces, without] {
        for registry in [Registry::UnitedKingdomTps, Registry::UnitedKingdomCtps] {
            let index = desk.load(registry, "tps.txt", text).unwrap();
            for number in [442_073_787_244, 441_635_506_160, 441_915_657_153, 447_860_338_653] {
                assert!(index.holds(number), "{number}");
            }
            assert_eq!((index.facts().numbers, &index.facts().coverage), (4, &Coverage::National));
            assert!(index.covers(441_632_960_000) && !index.covers(14_155_550_123));
        }
    }
}

#[test]
fn files_of_hong_kong_singapore_and_of_no_format_are_read() {
    let desk = Desk::new();
    for (registry, text, number) in [
        (Registry::HongKong, "21234567\n31234567\n", 85_221_234_567),
        (Registry::HongKong, "21234567,20240131\r\n31234567,20240201\r\n", 85_221_234_567),
        (Registry::Singapore, "Number\n61234567\n81234567\n", 6_561_234_567),
        (Registry::List(Country::parse("DE").unwrap()), "Telefon\n030 23125000\n+49 30 23125001\n", 493_023_125_000),
    ] {
        let index = desk.load(registry, "list.txt", text).unwrap();
        assert!(index.holds(number) && index.covers(number), "{registry:?}");
        assert_eq!((index.facts().registry, index.facts().numbers), (registry, 2));
    }
}

#[test]
fn an_archive_is_read_file_by_file() {
    let desk = Desk::new();
    let xml = b"<list type='full' level='ac' val='212'><ac val='212'><ph val='5550100'/></ac></list>";
    let archive = zip(&[("415.txt", b"415,5550123\n415,5550124\n"), ("more/", b""), ("more/212.xml", xml)]);
    holds_the_three(&desk.load(US, "us.zip", archive).unwrap());
    let files = [desk.file("415.zip", zip(&[("415.txt", b"415,5550123\n415,5550124")])), desk.file("212.xml", xml)];
    holds_the_three(&desk.load_all(US, &files, Extent::AsInFiles).unwrap());
}

#[test]
fn a_national_file_covers_the_country_when_whoever_loads_it_says_so() {
    let desk = Desk::new();
    let files = [desk.file("us.txt", "415,5550123\n")];
    let index = desk.load_all(US, &files, Extent::National).unwrap();
    assert_eq!(index.facts().coverage, Coverage::National);
    assert!(index.covers(13_105_550_100) && !index.covers(442_073_787_244));
}

#[test]
fn the_contents_are_the_hash_that_a_regulator_publishes() {
    let desk = Desk::new();
    let hash = |text: &str| desk.load(Registry::HongKong, "hk.txt", text).unwrap().facts().contents.to_string();
    assert_eq!(hash("21234567\n"), "f1bd3db73862be2e133ddf7687e0e1e28b6bf08275fab0b936f76d0f66080728");
    assert_ne!(hash("21234567\n"), hash("21234567\r\n"));
}

//! Tags in the order in which registries write them, and in every other.

use super::*;

/// A tag as it is written here: its name, and its values as `name=value`.
fn open(markup: &mut Markup, tag: &str) -> Result<Option<Line>, BadTag> {
    let mut words = tag.split(' ');
    let name = words.next().unwrap();
    let values = words.map(|word| word.split_once('=').unwrap());
    let values: Vec<_> = values.map(|(name, value)| (name.as_bytes(), value.as_bytes().into())).collect();
    markup.open(name.as_bytes(), &values)
}

/// What some tags say in all: their lines and what they cover, or the first that is wrong.
fn read(registry: Registry, tags: &[&str]) -> Result<(Vec<Line>, Coverage), BadTag> {
    let mut markup = Markup::new(registry);
    let mut lines = Vec::new();
    for tag in tags {
        match tag.strip_prefix('/') {
            Some(name) => markup.close(name.as_bytes())?,
            None => lines.extend(open(&mut markup, tag)?),
        }
    }
    Ok((lines, markup.finish()?))
}

fn areas(codes: &[u16]) -> Coverage {
    Coverage::Areas(codes.iter().map(|code| Area::new(*code).unwrap()).collect())
}

const US: Registry = Registry::UnitedStates;

#[test]
fn a_full_list_of_one_area_covers_it() {
    let tags =
        ["list type=full level=ac val=415", "ac val=415", "ph val=5550123", "ph val=5550124", "/ph", "/ac", "/list"];
    let numbers = vec![Line::Number(14_155_550_123), Line::Number(14_155_550_124)];
    assert_eq!(read(US, &tags), Ok((numbers, areas(&[415]))));
    let empty = ["list type=full level=ac val=415", "/list"];
    assert_eq!(read(US, &empty), Ok((vec![], areas(&[415]))));
}

#[test]
fn canadas_list_closes_its_first_tag_at_once_and_once_more_at_the_end() {
    let tags = ["list type=full level=all val=", "ac val=416", "ph val=1234567", "/ac", "/list", "/list"];
    let read = read(Registry::Canada, &tags);
    assert_eq!(read, Ok((vec![Line::Number(14_161_234_567)], Coverage::National)));
}

#[test]
fn a_list_of_a_state_covers_the_areas_in_it() {
    let tags = ["list type=full level=st val=CA", "ac val=415", "ph val=5550123", "ac val=510", "/list"];
    assert_eq!(read(US, &tags), Ok((vec![Line::Number(14_155_550_123)], areas(&[415, 510]))));
}

#[test]
fn a_list_of_changes_says_what_happened_to_each_number() {
    let list = "list type=change level=ac val=415";
    let tags =
        [list, "ac val=415", "ph val=5550123 date=2024-01-31 change=A", "ph val=5550124 status=D", "/ac", "/list"];
    let lines = vec![Line::Added(14_155_550_123), Line::Deleted(14_155_550_124)];
    assert_eq!(read(US, &tags), Ok((lines, areas(&[415]))));
    for phone in ["ph val=5550123", "ph val=5550123 a=A b=D", "ph val=5550123 a=x"] {
        assert_eq!(read(US, &[list, "ac val=415", phone]), Err(BadTag::Value(BadLine::NotAChange)), "{phone}");
    }
}

#[test]
fn a_list_that_is_not_closed_was_cut_off() {
    let tags = ["list type=full level=ac val=415", "ac val=415", "ph val=5550123", "/ac", "/list"];
    for length in 0..tags.len() {
        assert_eq!(read(US, &tags[..length]), Err(BadTag::CutOff), "{length}");
    }
    let again = ["list type=full", "/list", "list type=full"];
    assert_eq!(read(US, &again), Err(BadTag::CutOff));
}

#[test]
fn a_tag_in_the_wrong_place_is_refused() {
    let list = "list type=full level=ac val=415";
    for tags in [
        vec!["ph val=5550123"],
        vec!["ac val=415"],
        vec!["/list"],
        vec![list, "ph val=5550123"],
        vec![list, list],
        vec![list, "/ac"],
        vec![list, "ac val=415", "/ac", "ph val=5550123"],
        vec![list, "/list", "ac val=415"],
        vec![list, "/list", "ph val=5550123"],
    ] {
        assert_eq!(read(US, &tags), Err(BadTag::Misplaced), "{tags:?}");
    }
}

#[test]
fn a_tag_that_says_something_else_is_refused() {
    let list = "list type=full level=ac val=415";
    for (tags, why) in [
        (vec!["lists type=full"], BadTag::Unknown),
        (vec![list, "/head"], BadTag::Unknown),
        (vec![list, "note val=1"], BadTag::Unknown),
        (vec!["list level=ac val=415"], BadTag::NoType),
        (vec!["list type=FULL level=ac val=415"], BadTag::NoType),
        (vec![list, "ac val=510"], BadTag::NotInList),
        (vec![list, "ac val=415", "ph val=5550123 a=A"], BadTag::ChangeInFull),
        (vec![list, "ac val=415", "ph val=555012"], BadLine::NotAreaAndNumber.into()),
        (vec![list, "ac val=415", "ph number=5550123"], BadLine::NotAreaAndNumber.into()),
        (vec![list, "ac"], BadLine::NotAreaAndNumber.into()),
        (vec!["list type=full level=ac val=416"], BadLine::OtherArea(Area::new(416).unwrap()).into()),
    ] {
        assert_eq!(read(US, &tags), Err(why), "{tags:?}");
    }
}

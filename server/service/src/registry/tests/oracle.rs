//! Many numbers, against a set that is known to be right.

use std::collections::HashSet;

use super::*;

/// How many numbers; a build without optimisation takes long for millions.
const MANY: usize = if cfg!(debug_assertions) { 100_000 } else { 3_000_000 };

/// Draws numbers, the same ones in each run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 8) % limit
    }

    /// A number of a few areas, in exchanges of which some are nearly full and others nearly empty.
    fn number(&mut self) -> u64 {
        let area = [1_212, 1_310, 1_415, 1_907][usize::try_from(self.below(4)).unwrap()];
        let spread = [1_u64, 10, 100, 800][usize::try_from(self.below(4)).unwrap()];
        let exchange = 200 + self.below(spread);
        (area * 1_000 + exchange) * 10_000 + self.below(10_000)
    }
}

fn line(number: u64) -> String {
    format!("{},{:07}\n", number / 10_000_000 - 1_000, number % 10_000_000)
}

#[test]
fn an_index_holds_exactly_what_its_files_say() {
    let desk = Desk::new();
    let mut draw = Draw(0x5eed_0001);
    let numbers: Vec<u64> = (0..MANY).map(|_| draw.number()).collect();
    let index = desk.load(US, "us.txt", numbers.iter().map(|number| line(*number)).collect::<String>()).unwrap();
    let oracle: HashSet<u64> = numbers.iter().copied().collect();
    assert_eq!(index.facts().numbers, oracle.len() as u64);
    assert!(numbers.iter().all(|number| index.holds(*number)));
    for _ in 0..MANY {
        let asked = draw.number() + draw.below(2) * 1_000_000;
        assert_eq!(index.holds(asked), oracle.contains(&asked), "{asked}");
    }
}

#[test]
fn changes_leave_exactly_what_they_should() {
    let desk = Desk::new();
    let mut draw = Draw(0x5eed_0002);
    let mut oracle: HashSet<u64> = (0..MANY).map(|_| draw.number()).collect();
    desk.load(US, "us.txt", oracle.iter().map(|number| line(*number)).collect::<String>()).unwrap();
    for _ in 0..3 {
        let deleted: HashSet<u64> = (0..MANY / 4).map(|_| draw.number()).collect();
        let added: HashSet<u64> = (0..MANY / 4).map(|_| draw.number()).filter(|it| !deleted.contains(it)).collect();
        let change = |word: &'static str| move |number: &u64| line(*number).replace('\n', word);
        let lines: String = deleted.iter().map(change(",7,D\n")).chain(added.iter().map(change(",7,A\n"))).collect();
        let index = desk.apply(lines).unwrap();
        oracle.retain(|number| !deleted.contains(number));
        oracle.extend(&added);
        assert_eq!(index.facts().numbers, oracle.len() as u64);
        assert!(oracle.iter().all(|number| index.holds(*number)));
        assert!(deleted.iter().all(|number| !index.holds(*number)));
    }
}

#[test]
fn numbers_all_over_a_country_are_held_too() {
    let desk = Desk::new();
    let mut draw = Draw(0x5eed_0003);
    let oracle: HashSet<u64> = (0..MANY / 4).map(|_| 441_000_000_000 + draw.below(8_999_999_999)).collect();
    let lines: Vec<String> = oracle.iter().map(|number| format!("0{} ", number - 440_000_000_000)).collect();
    let index = desk.load(Registry::UnitedKingdomTps, "tps.txt", lines.join("\r\n")).unwrap();
    assert_eq!(index.facts().numbers, oracle.len() as u64);
    assert!(oracle.iter().all(|number| index.holds(*number)));
    assert!(oracle.iter().all(|number| index.holds(number + 1) == oracle.contains(&(number + 1))));
}

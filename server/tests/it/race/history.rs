//! The history of a race, and its checker: it knows nothing of the server, only who asked for what, and
//! what was answered in which order.

use std::collections::HashMap;

use domain::id::CustomerId;

/// A number by its last two digits, which no other number of the race has.
pub type Number = u8;

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A call, with the answer.
    Call { customer: CustomerId, number: Number, allowed: bool },
    /// A mark on a person, by a member or a list.
    Mark { customer: CustomerId },
    /// A number on the do-not-call list.
    List { number: Number },
    /// The marks of a person taken off.
    LiftMark { customer: CustomerId },
    /// An entry of the list taken off.
    LiftNumber { number: Number },
    /// Two records made one.
    Merge { gone: CustomerId, left: CustomerId },
    /// One record made two.
    Split { from: CustomerId, into: CustomerId },
}

/// Something that was done: begun and answered at these places of one count that all clients share.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub deed: Deed,
    pub began: u64,
    pub ended: u64,
}

/// A call that was allowed, and a block that stood.
#[derive(Clone, Copy, Debug)]
#[expect(dead_code, reason = "it is read by people")]
pub struct Violation {
    call: Entry,
    block: Entry,
}

/// How long a block surely stood for somebody: behind its acknowledgement, before the first deed that may
/// have lifted it began.
#[derive(Clone, Copy, Debug)]
struct Standing {
    block: Entry,
    from: u64,
    until: u64,
}

impl Standing {
    fn forbids(&self, call: &Entry) -> bool {
        self.from < call.began && call.ended < self.until
    }
}

/// Every call that was allowed although a block of its customer or number surely stood, from before it began
/// until it was answered.
///
/// `fixed` are people who are neither merged nor split: a mark on them holds for these numbers. A block
/// counts from its acknowledgement; a lift, a merge and a split count for the block as little, and against
/// it as much, as their order leaves open. So what is found is a violation in every order.
pub fn violations(history: &[Entry], fixed: &[(CustomerId, Number)]) -> Vec<Violation> {
    let mut by_end: Vec<&Entry> = history.iter().filter(|entry| is_move(entry)).collect();
    by_end.sort_by_key(|entry| entry.ended);
    let mut people: HashMap<CustomerId, Vec<Standing>> = HashMap::new();
    let mut numbers: HashMap<Number, Vec<Standing>> = HashMap::new();
    for block in history {
        match block.deed {
            Deed::List { number } => {
                let lifts = history.iter().filter(|lift| lift.deed == Deed::LiftNumber { number });
                let first = lifts.filter(|lift| lift.ended > block.began).map(|lift| lift.began).min();
                let standing = Standing { block: *block, from: block.ended, until: first.unwrap_or(u64::MAX) };
                numbers.entry(number).or_default().push(standing);
            }
            Deed::Mark { customer } => {
                let until = first_lift(history, block, customer, &by_end);
                for (holder, from) in surely_marked(block, customer, &by_end) {
                    people.entry(holder).or_default().push(Standing { block: *block, from, until });
                }
                for (_, number) in fixed.iter().filter(|(holder, _)| *holder == customer) {
                    numbers.entry(*number).or_default().push(Standing { block: *block, from: block.ended, until });
                }
            }
            _ => {}
        }
    }
    let forbidden = |call: &Entry| {
        let Deed::Call { customer, number, allowed: true } = call.deed else { return None };
        let mut stood = people.get(&customer).into_iter().chain(numbers.get(&number)).flatten();
        let block = stood.find(|standing| standing.forbids(call))?.block;
        Some(Violation { call: *call, block })
    };
    history.iter().filter_map(forbidden).collect()
}

fn is_move(entry: &Entry) -> bool {
    matches!(entry.deed, Deed::Merge { .. } | Deed::Split { .. })
}

/// Who surely bears a mark, and since when: who was marked, whoever they were merged into, and whoever was
/// split off while they bore it.
fn surely_marked(block: &Entry, customer: CustomerId, moves: &[&Entry]) -> HashMap<CustomerId, u64> {
    let mut since = HashMap::from([(customer, block.ended)]);
    for entry in moves {
        match entry.deed {
            Deed::Merge { gone, left } => {
                if let Some(from) = since.get(&gone).map(|from| entry.ended.max(*from)) {
                    let known = since.entry(left).or_insert(from);
                    *known = from.min(*known);
                }
            }
            Deed::Split { from, into } if since.get(&from).is_some_and(|since| *since < entry.began) => {
                since.insert(into, entry.ended);
            }
            _ => {}
        }
    }
    since
}

/// When the first deed began that may have lifted a mark: a lift at anybody who may bear it by then.
fn first_lift(history: &[Entry], block: &Entry, customer: CustomerId, moves: &[&Entry]) -> u64 {
    let mut since = HashMap::from([(customer, block.began)]);
    loop {
        let before = since.len();
        for entry in moves {
            match entry.deed {
                Deed::Merge { gone, left } => {
                    if let Some(from) = since.get(&gone).map(|from| entry.began.max(*from)) {
                        let known = since.entry(left).or_insert(from);
                        *known = from.min(*known);
                    }
                }
                Deed::Split { from, into } => {
                    if let Some(from) = since.get(&from).filter(|from| **from < entry.ended) {
                        let from = entry.began.max(*from);
                        let known = since.entry(into).or_insert(from);
                        *known = from.min(*known);
                    }
                }
                _ => {}
            }
        }
        if since.len() == before {
            break;
        }
    }
    let may_lift = |lift: &&Entry| {
        let Deed::LiftMark { customer } = lift.deed else { return false };
        since.get(&customer).is_some_and(|since| *since < lift.ended)
    };
    history.iter().filter(may_lift).map(|lift| lift.began).min().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Deed, Entry, violations};

    fn person(number: u128) -> domain::id::CustomerId {
        domain::id::CustomerId(Uuid::from_u128(number))
    }

    fn at(began: u64, ended: u64, deed: Deed) -> Entry {
        Entry { deed, began, ended }
    }

    fn call(began: u64, ended: u64, customer: u128, number: u8) -> Entry {
        at(began, ended, Deed::Call { customer: person(customer), number, allowed: true })
    }

    fn mark(began: u64, ended: u64, customer: u128) -> Entry {
        at(began, ended, Deed::Mark { customer: person(customer) })
    }

    fn lift(began: u64, ended: u64, customer: u128) -> Entry {
        at(began, ended, Deed::LiftMark { customer: person(customer) })
    }

    /// How many violations are planted in this history. The first person has the number 50 for good.
    fn planted(history: &[Entry]) -> usize {
        violations(history, &[(person(1), 50)]).len()
    }

    #[test]
    fn a_call_behind_a_mark_is_found_and_one_beside_it_is_not() {
        assert_eq!(planted(&[mark(0, 1, 1), call(2, 3, 1, 11)]), 1);
        assert_eq!(planted(&[mark(0, 2, 1), call(1, 3, 1, 11)]), 0, "nobody was told yet");
        assert_eq!(planted(&[mark(0, 1, 1), call(2, 3, 2, 11)]), 0, "somebody else");
        assert_eq!(planted(&[mark(0, 1, 1), call(2, 3, 2, 50)]), 1, "the marked person's number");
        let refused = Deed::Call { customer: person(1), number: 11, allowed: false };
        assert_eq!(planted(&[mark(0, 1, 1), at(2, 3, refused)]), 0);
    }

    #[test]
    fn a_lift_counts_from_its_beginning_and_not_against_a_later_mark() {
        assert_eq!(planted(&[mark(0, 1, 1), lift(2, 5, 1), call(3, 4, 1, 11)]), 0);
        assert_eq!(planted(&[mark(0, 1, 1), call(2, 3, 1, 11), lift(4, 5, 1)]), 1);
        assert_eq!(planted(&[lift(0, 1, 1), mark(2, 3, 1), call(4, 5, 1, 11)]), 1);
        assert_eq!(planted(&[lift(0, 3, 1), mark(1, 2, 1), call(4, 5, 1, 11)]), 0, "either order");
    }

    #[test]
    fn an_entry_of_the_list_blocks_its_number_for_everybody_until_it_is_lifted() {
        let list = at(0, 1, Deed::List { number: 60 });
        assert_eq!(planted(&[list, call(2, 3, 1, 60), call(4, 5, 2, 60), call(6, 7, 2, 61)]), 2);
        assert_eq!(planted(&[list, at(2, 3, Deed::LiftNumber { number: 60 }), call(4, 5, 1, 60)]), 0);
    }

    #[test]
    fn a_mark_follows_a_merge_and_a_split_and_so_does_its_lift() {
        let merge = at(2, 3, Deed::Merge { gone: person(2), left: person(3) });
        assert_eq!(planted(&[mark(0, 1, 2), merge, call(4, 5, 3, 11)]), 1);
        assert_eq!(planted(&[merge, mark(4, 5, 2), call(6, 7, 3, 11)]), 1, "a mark on who was merged");
        assert_eq!(planted(&[mark(0, 1, 2), merge, lift(4, 5, 3), call(6, 7, 3, 11)]), 0);
        let split = at(2, 3, Deed::Split { from: person(2), into: person(3) });
        assert_eq!(planted(&[mark(0, 1, 2), split, call(4, 5, 3, 11)]), 1);
        assert_eq!(planted(&[split, mark(4, 5, 2), call(6, 7, 3, 11)]), 0, "they were two already");
    }
}

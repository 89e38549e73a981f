//! Recovery codes: made, shown once, kept as hashes.

use domain::{id::AccountId, second_factor::RECOVERY_CODES};
use store::entity::recovery_code as row;

use crate::ports::{Random, new_id, token_hash};

/// Signs that are not mistaken for each other when read out; 32 of them, so that each byte picks evenly.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// How many signs a code has: 80 random bits, so that its plain hash is as good as random.
const LONG: usize = 16;
/// How many of them stand together.
const GROUP: usize = 4;

/// New codes, without what stands between their groups.
pub(super) fn made(random: &dyn Random) -> Vec<String> {
    (0..RECOVERY_CODES)
        .map(|_| {
            let mut chance = [0; LONG];
            random.fill(&mut chance);
            chance.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
        })
        .collect()
}

/// A code as it is shown.
pub(super) fn shown(code: &str) -> String {
    let groups: Vec<&str> = code.as_bytes().chunks(GROUP).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join("-")
}

/// What is kept of codes.
pub(super) fn rows(
    codes: &[String],
    account: AccountId,
    now: chrono::DateTime<chrono::Utc>,
    random: &dyn Random,
) -> Vec<row::Model> {
    let row = |code: &String| row::Model {
        id: new_id(now, random),
        account_id: account.0,
        code_hash: token_hash(code),
        used_at: None,
    };
    codes.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use domain::second_factor::TypedCode;

    use super::*;
    use crate::testing::SeededRandom;

    #[test]
    fn codes_differ_and_are_read_as_they_are_shown() {
        let codes = made(&SeededRandom::default());
        let different: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(different.len(), RECOVERY_CODES);
        for code in &codes {
            assert_eq!(TypedCode::read(&shown(code)), Ok(TypedCode::Recovery(code.clone())));
        }
    }
}

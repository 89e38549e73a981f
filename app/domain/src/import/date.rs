//! Days as lists write them.

use chrono::NaiveDate;

/// Reads a day, where it can only mean one day.
///
/// `03/04/2024` is two days, one for each side of the Atlantic, and is not read.
pub fn read_day(cell: &str) -> Option<NaiveDate> {
    let day = cell.trim().split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [first, second, third] = parts[..] else { return None };
    if parts.iter().any(|part| part.is_empty() || part.len() > 4 || !part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let number = |text: &str| text.parse::<u32>().ok();
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    let (year, month, date) = match (first.len(), third.len()) {
        (4, _) => (a, b, c),
        (_, 4) if day.contains('.') => (c, b, a),
        (_, 4) if a > 12 || a == b => (c, b, a),
        (_, 4) if b > 12 => (c, a, b),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, date)
}

/// Whether a cell has the shape of a day, though it may be read in two ways.
pub fn day_shaped(cell: &str) -> bool {
    let day = cell.trim().split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let digits = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let year_and_two = matches!(lengths[..], [4, 1..=2, 1..=2] | [1..=2, 1..=2, 2 | 4]);
    year_and_two && parts.iter().all(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_every_form_that_means_one_day() {
        let expected = NaiveDate::from_ymd_opt(2024, 5, 31);
        for cell in ["2024-05-31", " 2024-05-31T10:00:00Z", "2024/5/31", "31.05.2024", "31/05/2024", "05/31/2024"] {
            assert_eq!(read_day(cell), expected, "{cell:?}");
        }
        assert_eq!(read_day("04.03.2024"), NaiveDate::from_ymd_opt(2024, 3, 4));
        assert_eq!(read_day("04/04/2024"), NaiveDate::from_ymd_opt(2024, 4, 4));
    }

    #[test]
    fn a_day_that_could_be_two_days_is_not_guessed() {
        for cell in ["03/04/2024", "3/4/24", "2024-02-30", "yesterday", "", "2024-05"] {
            assert_eq!(read_day(cell), None, "{cell:?}");
        }
    }

    #[test]
    fn an_ambiguous_day_still_looks_like_one() {
        assert!(day_shaped("03/04/2024") && day_shaped("2024-05-31 10:00") && day_shaped("3.4.24"));
        assert!(!day_shaped("229.077.5154") && !day_shaped("504-621-8927") && !day_shaped("Phone 1"));
    }
}

//! A language that nobody speaks: English in other letters, between brackets, and longer.

/// Each letter of English with one that looks like it.
const LETTERS: [(&str, &str); 2] = [
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"),
    ("abcdefghijklmnopqrstuvwxyz", "åƀçðéƒĝĥîĵķļṁñöþǫŕšţûṽŵẋýž"),
];

/// English so that it is still read, and never taken for a text that stands outside of the catalogue. With
/// its vowels doubled it is about as long as the longest of our languages.
pub(super) fn strange(english: &str) -> String {
    let mut strange = String::from("[!!! ");
    for sign in english.chars() {
        let other = LETTERS.iter().find_map(|(plain, other)| other.chars().nth(plain.find(sign)?));
        strange.push(other.unwrap_or(sign));
        if "aeiouAEIOU".contains(sign) {
            strange.extend(other);
        }
    }
    strange + " !!!]"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_of_english_is_left_and_signs_of_other_scripts_stay() {
        assert_eq!(strange("Stop Ωμ, 3!"), "[!!! Šţööþ Ωμ, 3! !!!]");
        let every: String = ('A'..='z').collect();
        assert!(!strange(&every).contains(|sign: char| sign.is_ascii_alphabetic()));
    }
}

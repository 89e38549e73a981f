//! The numbering plans: which country a number belongs to, whether it can exist, how it is written.
//!
//! The plans are libphonenumber's, as the crate `phonenumber` ships them. Reading is done here,
//! step by step as libphonenumber does it: the crate's own reading takes a national prefix off
//! twice, and knows nothing of impossible lengths.

use phonenumber::{
    Metadata, Type,
    metadata::{DATABASE, Descriptor},
};

use super::PhoneNumber;

/// A number split into its calling code and the digits behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Split {
    /// The calling code, 1 to 999.
    pub(super) code: u16,
    /// The national significant number.
    pub(super) national: String,
}

impl Split {
    /// Splits the digits behind a plus sign. `None` where no country has the code.
    pub(super) fn of(digits: &str) -> Option<Self> {
        (1..=3).find_map(|length| {
            let (code, national) = digits.split_at_checked(length)?;
            let code = code.parse().ok().filter(|_| !code.starts_with('0'))?;
            DATABASE.by_code(&code)?;
            Some(Self { code, national: national.to_owned() })
        })
    }

    /// Splits a number that is in E.164 already.
    pub(super) fn of_number(number: &PhoneNumber) -> Option<Self> {
        Self::of(number.as_str().trim_start_matches('+'))
    }

    /// The number in E.164. `None` for more digits than that has.
    pub(super) fn number(&self) -> Option<PhoneNumber> {
        PhoneNumber::from_e164(&format!("+{}{}", self.code, self.national)).ok()
    }

    /// Whether numbers of this length exist in the main country with this calling code. (Canada's
    /// seven-digit numbers cannot be called with a code, and look like half a number elsewhere.)
    pub(super) fn is_possible(&self) -> bool {
        let possible = plans(self.code).first().is_some_and(|plan| Lengths::of(plan).contain(self.national.len()));
        possible && self.number().is_some()
    }

    /// What kind of number it is. `None` where no range of it is in use.
    pub(super) fn kind(&self) -> Option<Type> {
        let plans = plans(self.code);
        let one = plans.len() == 1;
        plans.iter().find_map(|plan| match plan.leading_digits() {
            Some(leading) if !one => {
                let here = leading.find(&self.national).is_some_and(|found| found.start() == 0);
                here.then(|| kind(plan, &self.national))
            }
            _ => Some(kind(plan, &self.national)).filter(|kind| one || kind.is_some()),
        })?
    }
}

/// The plans of a calling code, the main country's first.
pub(super) fn plans(code: u16) -> Vec<&'static Metadata> {
    DATABASE.by_code(&code).unwrap_or_default()
}

/// The kinds of number that a person can have.
const KINDS: [Type; 10] = [
    Type::PremiumRate,
    Type::TollFree,
    Type::SharedCost,
    Type::Voip,
    Type::PersonalNumber,
    Type::Pager,
    Type::Uan,
    Type::Voicemail,
    Type::FixedLine,
    Type::Mobile,
];

/// The lengths that numbers of a plan have: those of all its kinds, because the plans state none
/// for the numbers as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lengths(u32);

impl Lengths {
    pub(super) fn of(plan: &Metadata) -> Self {
        let kinds = KINDS.iter().filter_map(|kind| plan.descriptors().get(*kind));
        let lengths = kinds.flat_map(Descriptor::possible_length);
        Self(lengths.fold(0, |bits, length| bits | 1_u32.checked_shl(u32::from(*length)).unwrap_or(0)))
    }

    pub(super) const fn contain(self, length: usize) -> bool {
        length < 32 && self.0 & (1 << length) != 0
    }

    /// Whether a number of this length is longer than any.
    pub(super) const fn are_below(self, length: usize) -> bool {
        length >= 32 || self.0 >> length == 0
    }
}

/// Whether the whole text matches a pattern of the plans.
fn matches(pattern: &str, text: &str) -> bool {
    let cache = DATABASE.cache();
    let mut cache = cache.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let whole = cache.configure(&format!("^(?:{pattern})$"), |options| options.ignore_whitespace(true));
    whole.is_ok_and(|whole| whole.is_match(text))
}

fn describes(descriptor: &Descriptor, national: &str) -> bool {
    let lengths = descriptor.possible_length();
    let length = lengths.is_empty() || lengths.iter().any(|length| usize::from(*length) == national.len());
    length && matches(descriptor.national_number().as_str(), national)
}

/// Whether a number of the plan is in use at all.
pub(super) fn is_general(plan: &Metadata, national: &str) -> bool {
    describes(plan.descriptors().general(), national)
}

/// Whether a plan's mobile numbers are its fixed ones: none of them is mobile alone.
pub(super) fn fixed_is_mobile(plan: &Metadata) -> bool {
    let of = |kind| {
        let found = plan.descriptors().get(kind);
        found.map(|found| (found.national_number().as_str(), found.possible_length()))
    };
    of(Type::FixedLine) == of(Type::Mobile)
}

fn kind(plan: &Metadata, national: &str) -> Option<Type> {
    let is = |kind| plan.descriptors().get(kind).is_some_and(|found| describes(found, national));
    if !is_general(plan, national) {
        return None;
    }
    if let Some(special) = KINDS[..8].iter().find(|kind| is(**kind)) {
        return Some(*special);
    }
    match (is(Type::FixedLine), is(Type::Mobile)) {
        (true, true) => Some(Type::FixedLineOrMobile),
        (true, false) => Some(Type::FixedLine),
        (false, true) => Some(Type::Mobile),
        (false, false) => None,
    }
}

impl PhoneNumber {
    /// The number as it is written for people anywhere: `+1 415-555-0100`.
    pub fn formatted(&self) -> String {
        let written = Split::of_number(self).map(|split| {
            let national = national_format(&split);
            format!("+{} {}", split.code, national.as_ref().unwrap_or(&split.national))
        });
        // A format must not change the number; where one would, the plain form is right.
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        written.filter(|written| digits(written) == digits(self.as_str())).unwrap_or_else(|| self.as_str().to_owned())
    }
}

fn national_format(split: &Split) -> Option<String> {
    let plan = *plans(split.code).first()?;
    let formats = if plan.international_formats().is_empty() { plan.formats() } else { plan.international_formats() };
    let format = formats.iter().find(|format| {
        let leads = format.leading_digits().last();
        leads.is_none_or(|leads| leads.find(&split.national).is_some_and(|found| found.start() == 0))
            && matches(format.pattern().as_str(), &split.national)
    })?;
    Some(format.pattern().replace(&split.national, groups(format.format()).as_str()).into_owned())
}

/// A rule of the plans with its groups in braces, so that a digit behind `$1` is not part of it.
pub(super) fn groups(rule: &str) -> String {
    let mut braced = String::new();
    let mut signs = rule.chars().peekable();
    while let Some(sign) = signs.next() {
        braced.push(sign);
        if sign == '$'
            && let Some(group) = signs.next_if(char::is_ascii_digit)
        {
            braced.extend(['{', group, '}']);
        }
    }
    braced
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> PhoneNumber {
        PhoneNumber::from_e164(text).unwrap()
    }

    #[test]
    fn a_number_is_written_as_in_its_country() {
        for (e164, written) in [
            ("+14155550100", "+1 415-555-0100"),
            ("+442079460000", "+44 20 7946 0000"),
            ("+493023125000", "+49 30 23125000"),
            ("+33199000000", "+33 1 99 00 00 00"),
            ("+61491570006", "+61 491 570 006"),
            ("+390236618300", "+39 02 3661 8300"),
            ("+78005553535", "+7 800 555-35-35"),
            ("+80012345678", "+800 1234 5678"),
        ] {
            assert_eq!(number(e164).formatted(), written);
        }
    }

    #[test]
    fn a_number_without_a_format_is_written_plainly() {
        for (e164, written) in [("+1415555", "+1 415555"), ("+68631225", "+686 31225"), ("+21012345", "+21012345")] {
            assert_eq!(number(e164).formatted(), written);
        }
    }

    #[test]
    fn the_kind_tells_numbers_in_use_from_numbers_that_are_only_possible() {
        let kind = |e164| Split::of_number(&number(e164)).unwrap().kind();
        assert_eq!(kind("+14155550100"), Some(Type::FixedLineOrMobile));
        assert_eq!(kind("+442079460000"), Some(Type::FixedLine));
        assert_eq!(kind("+61491570006"), Some(Type::Mobile));
        assert_eq!(kind("+18005550100"), Some(Type::TollFree));
        assert_eq!(kind("+447700900000"), None);
        assert_eq!(kind("+11234567890"), None);
    }

    #[test]
    fn a_code_is_the_shortest_one_that_a_country_has() {
        let code = |digits| Split::of(digits).map(|split| split.code);
        assert_eq!(code("14155550100"), Some(1));
        assert_eq!(code("442079460000"), Some(44));
        assert_eq!(code("3581234567"), Some(358));
        assert_eq!(code("2101234567"), None);
        assert_eq!(code("0441234567"), None);
    }
}

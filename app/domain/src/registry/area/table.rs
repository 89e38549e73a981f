//! Which area codes are whose, as in libphonenumber's plan.

/// Canada's area codes, as in libphonenumber's plan.
pub(super) const CANADA: [u16; 55] = [
    204, 226, 236, 249, 250, 257, 263, 289, 306, 343, 354, 365, 367, 368, 382, 403, 416, 418, 428, 431, 437, 438, 450,
    468, 474, 506, 514, 519, 548, 579, 581, 584, 587, 604, 613, 639, 647, 672, 683, 705, 709, 742, 753, 778, 780, 782,
    807, 819, 825, 867, 873, 879, 902, 905, 942,
];

/// The area codes of the islands that share the calling code and are neither Canada nor a territory
/// of the United States.
pub(super) const ELSEWHERE: [u16; 21] =
    [242, 246, 264, 268, 284, 345, 441, 473, 649, 658, 664, 721, 758, 767, 784, 809, 829, 849, 868, 869, 876];

use proptest::prelude::*;
use spanscope::base::bits::Bits;
use std::collections::BTreeSet;

fn of(members: &BTreeSet<usize>, len: usize) -> Bits {
    let mut bits = Bits::none(len);
    members.iter().for_each(|&member| bits.set(member));
    bits
}

proptest! {
    #[test]
    fn agrees_with_a_set(
        a in prop::collection::btree_set(0_usize..200, 0..60),
        b in prop::collection::btree_set(0_usize..200, 0..60),
        from in 0_usize..220,
        length in 0_usize..220,
    ) {
        let (left, right) = (of(&a, 200), of(&b, 200));
        prop_assert!(left.ones().eq(a.iter().copied()));
        prop_assert_eq!(left.count(), a.len());
        prop_assert_eq!(left.ones_from(from).collect::<Vec<_>>(), a.range(from..).copied().collect::<Vec<_>>());
        prop_assert_eq!(left.count_in(from, from + length), a.range(from..from + length).count());
        let bounds = a.first().zip(a.last()).map_or(0..0, |(first, last)| *first..*last + 1);
        prop_assert_eq!(left.bounds(), bounds);
        let part = from..from + length;
        prop_assert_eq!(Bits::of(200, part.clone(), |n| a.contains(&n)), of(&a.range(part).copied().collect(), 200));
        let mut both = left.clone();
        both.and(&right);
        prop_assert_eq!(both, of(&a.intersection(&b).copied().collect(), 200));
        let mut either = left.clone();
        either.or(&right);
        prop_assert_eq!(either, of(&a.union(&b).copied().collect(), 200));
        let mut ranged = left.clone();
        ranged.set_range(from, from + length);
        prop_assert_eq!(ranged, of(&a.iter().copied().chain(from..(from + length).min(200)).collect(), 200));
        let mut neither = left;
        neither.not();
        prop_assert_eq!(neither.ones().collect::<Vec<_>>(), (0..200).filter(|n| !a.contains(n)).collect::<Vec<_>>());
    }
}

#[test]
fn what_lies_beyond_the_range_is_not_in_the_set() {
    let mut bits = Bits::all(70);
    bits.set(70);
    assert_eq!((bits.count(), bits.get(69), bits.get(70), bits.get(10_000)), (70, true, false, false));
}

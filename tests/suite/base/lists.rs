use proptest::prelude::*;
use spanscope::base::lists::Lists;

#[test]
fn what_is_pushed_belongs_to_the_list_that_is_open() {
    let mut lists = Lists::default();
    lists.push(1);
    lists.push(2);
    lists.close();
    lists.close();
    lists.push(3);
    lists.open()[0] = 4;
    lists.close();
    assert_eq!(
        (lists.of(0), lists.of(1), lists.of(2), lists.of(9)),
        (&[1, 2][..], &[][..], &[4][..], &[][..])
    );
    assert_eq!(lists.count(), 3);
}

proptest! {
    #[test]
    fn pairs_go_to_their_lists_in_the_order_they_come(pairs in prop::collection::vec((0_u32..6, 0_u32..9), 0..60)) {
        let mut lists = Lists::of_pairs(7, &pairs);
        prop_assert_eq!(lists.count(), 7);
        let plain = |place| pairs.iter().filter(|pair| pair.0 == place).map(|pair| pair.1).collect::<Vec<_>>();
        for (place, list) in (0..).zip(lists.iter()) {
            prop_assert_eq!(list, plain(place));
        }
        lists.sort_each_by_key(|&item| item);
        for (place, list) in (0..).zip(lists.iter()) {
            let mut sorted = plain(place);
            sorted.sort_unstable();
            prop_assert_eq!(list, sorted);
        }
    }
}

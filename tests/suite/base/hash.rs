use proptest::prelude::*;
use spanscope::base::hash::Running;

fn sum(chunks: &[&[u8]]) -> u64 {
    let mut running = Running::default();
    chunks.iter().for_each(|chunk| running.write(chunk));
    running.finish()
}

proptest! {
    #[test]
    fn cuts_do_not_matter(bytes in prop::collection::vec(any::<u8>(), 0..200), a in 0_usize..200, b in 0_usize..200) {
        let (a, b) = (a.min(bytes.len()), b.min(bytes.len()));
        let (a, b) = (a.min(b), a.max(b));
        prop_assert_eq!(sum(&[&bytes]), sum(&[&bytes[..a], &bytes[a..b], &bytes[b..]]));
    }

    #[test]
    fn a_changed_byte_changes_the_sum(bytes in prop::collection::vec(any::<u8>(), 1..200), at in 0_usize..200) {
        let mut other = bytes.clone();
        let at = at % bytes.len();
        other[at] ^= 1;
        prop_assert_ne!(sum(&[&bytes]), sum(&[&other]));
    }
}

#[test]
fn zeros_at_the_end_count() {
    assert_ne!(sum(&[&[1, 0]]), sum(&[&[1]]));
    assert_ne!(sum(&[&[0; 8]]), sum(&[&[0; 16]]));
    assert_ne!(sum(&[&[0; 32]]), sum(&[&[0; 64]]));
}

//! Tests of `analysis::distribution` and of `analysis::ranking`, which it walks along.

use proptest::prelude::*;
use spanscope::{
    analysis::{
        distribution::{Count, Measured, PERCENTS, Spread, bins, counts, spreads, together},
        ranking::{self, Ranking},
    },
    base::{
        edges::Edges,
        log_linear::{bin_of, first_of},
    },
};

const GROUPS: usize = 3;

/// A duration, its group, whether it failed, and whether a filter keeps it.
type Thing = (i64, u32, bool, bool);

fn things() -> impl Strategy<Value = Vec<Thing>> {
    let duration = prop_oneof![0_i64..40, 0_i64..5_000, 0_i64..10_000_000_000];
    prop::collection::vec((duration, 0..GROUPS as u32, any::<bool>(), any::<bool>()), 0..200)
}

fn ranking(things: &[Thing]) -> Ranking {
    let thing = |(&(duration_ns, group, has_failed, _), item): (&Thing, u32)| ranking::Thing {
        duration_ns,
        item,
        group,
        has_failed,
    };
    Ranking::of(things.iter().zip(0..).map(thing))
}

proptest! {
    #[test]
    fn quantiles_are_those_of_a_plain_sort_whatever_is_kept(things in things()) {
        let ranking = ranking(&things);
        let kept = ranking.kept(|item| things[item as usize].3);
        let found = spreads(GROUPS, kept);
        for (group, spread) in found.iter().enumerate() {
            let of_group: Vec<&Thing> =
                things.iter().filter(|thing| thing.1 as usize == group && thing.3).collect();
            let mut sorted: Vec<i64> = of_group.iter().map(|thing| thing.0).collect();
            sorted.sort_unstable();
            let rank = |percent: usize| {
                let rank = (sorted.len() as f64 * percent as f64 / 100.0).ceil().max(1.0) as usize;
                sorted.get(rank - 1).copied().unwrap_or(0)
            };
            prop_assert_eq!(*spread, Spread {
                n: sorted.len(),
                errors: of_group.iter().filter(|thing| thing.2).count(),
                min_ns: sorted.first().copied().unwrap_or(0),
                quantiles_ns: PERCENTS.map(rank),
                max_ns: sorted.last().copied().unwrap_or(0),
            });
        }
    }

    #[test]
    fn all_groups_together_are_as_one_group(things in things()) {
        let ranking = ranking(&things);
        let kept: Vec<Measured> = ranking.kept(|item| things[item as usize].3).collect();
        let one = spreads(1, kept.iter().map(|thing| Measured { group: 0, ..*thing }));
        prop_assert_eq!(together(&spreads(GROUPS, kept.iter().copied()), &kept), one[0]);
    }

    /// Each bin has what a plain count finds between its ends, and all bins together have everything.
    #[test]
    fn bins_add_up(things in things(), most in 1_usize..50) {
        let ranking = ranking(&things);
        let kept = ranking.kept(|item| things[item as usize].3);
        let plain = |group: usize, from: i64, to: i64| {
            let within = |thing: &&Thing| thing.1 as usize == group && thing.3 && (from..to).contains(&thing.0);
            let (all, failed): (Vec<&Thing>, Vec<&Thing>) = things.iter().filter(within).partition(|thing| !thing.2);
            Count { n: all.len() + failed.len(), errors: failed.len() }
        };
        let whole = |group: usize| plain(group, 0, i64::MAX);
        let sum = |counts: &mut dyn Iterator<Item = Count>| counts.fold(Count::default(), |sum, count| Count {
            n: sum.n + count.n,
            errors: sum.errors + count.errors,
        });
        for (group, bins) in bins(GROUPS, kept.clone()).iter().enumerate() {
            prop_assert!(bins.is_sorted_by(|one, other| one.number < other.number));
            for bin in bins {
                prop_assert_eq!(bin.count, plain(group, first_of(bin.number), first_of(bin.number + 1)));
                prop_assert!(bin.count.n > 0);
            }
            prop_assert_eq!(sum(&mut bins.iter().map(|bin| bin.count)), whole(group));
        }
        let longest = things.iter().map(|thing| thing.0).max().unwrap_or(0);
        for edges in [Edges::steps(longest, most), Edges::log_linear(0, longest, most, true)] {
            for (group, counts) in counts(GROUPS, &edges, kept.clone()).iter().enumerate() {
                for (bin, count) in counts.iter().enumerate() {
                    let (from, to) = edges.span(bin, bin);
                    prop_assert_eq!(*count, plain(group, from, to));
                }
                prop_assert_eq!(sum(&mut counts.iter().copied()), whole(group));
            }
        }
    }
}

/// Merging bins for display is the same as counting anew.
#[test]
fn a_merged_bin_is_the_sum_of_its_bins() {
    let durations: Vec<i64> = (0..500).map(|n| n * n * 37 % 90_000).collect();
    let things: Vec<Thing> = durations.into_iter().map(|ns| (ns, 0, false, true)).collect();
    let ranking = ranking(&things);
    let kept = ranking.kept(|_| true);
    let edges = Edges::log_linear(1, 90_000, 12, true);
    let fine = bins(1, kept.clone()).remove(0);
    for (bin, count) in counts(1, &edges, kept).remove(0).iter().enumerate() {
        let (from, to) = edges.span(bin, bin);
        let within = fine.iter().filter(|fine| (bin_of(from)..bin_of(to)).contains(&fine.number));
        assert_eq!(within.map(|fine| fine.count.n).sum::<usize>(), count.n);
    }
}

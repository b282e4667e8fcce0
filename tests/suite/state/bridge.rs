use proptest::{collection::vec, prelude::*};
use spanscope::{
    protocol::compare::{CompareAnswer, GroupRow},
    state::bridge::{Bar, Bridge},
};

fn answer(fast_ns: i64, mix_ns: i64, deltas: &[i64], other_ns: i64) -> CompareAnswer {
    let gap_ns = mix_ns + deltas.iter().sum::<i64>() + other_ns;
    let group = |delta_ns: &i64| GroupRow { delta_ns: *delta_ns, ..GroupRow::default() };
    CompareAnswer {
        mean_fast_ns: fast_ns,
        mean_slow_ns: fast_ns + gap_ns,
        gap_ns,
        mix_ns,
        other_ns,
        groups: deltas.iter().map(group).collect(),
        ..CompareAnswer::default()
    }
}

#[test]
fn each_step_begins_where_the_one_before_it_ended() {
    let bridge = Bridge::of(&answer(20, 10, &[80, -30], 20));
    let bar = |left, width, is_less| Bar { left, width, is_less };
    assert_eq!(bridge.fast, Some(bar(0.0, 20.0 / 110.0, false)));
    assert_eq!(bridge.mix, Some(bar(20.0 / 110.0, 10.0 / 110.0, false)));
    assert_eq!(
        bridge.groups,
        [bar(30.0 / 110.0, 80.0 / 110.0, false), bar(80.0 / 110.0, 30.0 / 110.0, true)]
    );
    assert_eq!(bridge.other, Some(bar(80.0 / 110.0, 20.0 / 110.0, false)));
    assert_eq!(bridge.slow, Some(bar(0.0, 100.0 / 110.0, false)));
}

proptest! {
    #[test]
    fn every_bar_is_inside_and_the_last_one_ends_at_the_slow_mean(
        fast in 0_i64..1_000_000,
        mix in -1_000_i64..1_000,
        deltas in vec(-100_000_i64..1_000_000, 0..8),
        other in -1_000_i64..1_000,
    ) {
        let answer = answer(fast, mix, &deltas, other);
        prop_assume!(answer.mean_slow_ns >= 0);
        let bridge = Bridge::of(&answer);
        let bars = bridge.fast.iter().chain(&bridge.mix).chain(&bridge.groups).chain(&bridge.other).chain(&bridge.slow);
        for bar in bars {
            prop_assert!(bar.left >= 0.0 && bar.width >= 0.0 && bar.left + bar.width <= 1.0 + 1e-9, "{bar:?}");
        }
        let end = |bar: &Bar| if bar.is_less { bar.left } else { bar.left + bar.width };
        let (last, slow) = (bridge.other.expect("there"), bridge.slow.expect("there"));
        prop_assert!((end(&last) - (slow.left + slow.width)).abs() < 1e-9);
    }
}

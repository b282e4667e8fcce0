use proptest::{collection::vec, prelude::*};
use spanscope::{
    base::percent::encode,
    state::link::{read, write},
};

/// The keys that links have, with values that they take and values that they do not.
fn fragment() -> impl Strategy<Value = String> {
    const KEYS: &str = "src q from to span slow fast tab zoom root fold find sort by scale edge hops pair marks only \
                        skew theme tz embed hide origin cols table level flame ruler near endpoint kind \
                        tenant op top partial later";
    const VALUES: &str = "1 0 -1 .. p95.. p25..p75 duration:1s.. time:1..2 trace:a,b op:x;p95.. now now-1h \
                          2026-01-01T00:00:00Z 0..1 9..1 -9223372036854775808..9223372036854775807 waterfall flame map \
                          merged web/GET a%252Fb/ root operation log cubic \
                          utc local dark header,open nothing hits,2:4,9 :,, r1,l2 name service -p95 -traces \
                          latency root:80,.a:99999 a,b,c a%2Cb,c linear clock marked critical %F0%9F %00 +";
    let words = |words: &'static str| prop::sample::select(words.split_whitespace().collect::<Vec<_>>());
    let value = prop_oneof![
        3 => words(VALUES).prop_map(str::to_owned),
        1 => any::<String>().prop_map(|text| encode(&text)),
        1 => "[ -~]{0,16}",
    ];
    let view = prop::sample::select(vec![
        "open", "traces", "trace/a", "trace/", "services", "latency", "findings", "compare", "",
    ]);
    (view, vec((words(KEYS), value), 0..9)).prop_map(|(view, pairs)| {
        let pairs: Vec<String> = pairs.into_iter().map(|(key, value)| format!("{key}={value}")).collect();
        format!("#/{view}?{}", pairs.join("&"))
    })
}

proptest! {
    #[test]
    fn whatever_a_link_says_settles(fragment in fragment()) {
        let once = read(&fragment).0;
        let written = write(&once);
        let again = read(&written).0;
        prop_assert_eq!(&write(&again), &written, "of {}", fragment);
        prop_assert_eq!(again, once, "by {}", written);
    }

    #[test]
    fn reads_anything(fragment in any::<String>()) {
        read(&fragment);
    }

    #[test]
    fn reading_settles(fragment in "#/(open|traces|findings|latency|compare|trace/a|nowhere)\\?[a-z=&.%0-9-]{0,40}") {
        let (session, _) = read(&fragment);
        prop_assert_eq!(read(&write(&session)).0, session);
    }
}

#[test]
fn an_origin_is_that_of_browsers_and_a_wrong_one_opens_to_nobody() {
    let (session, notes) = read("#/open?origin=https://Dash.example:443&origin=null");
    assert_eq!(
        (session.origins, notes),
        (vec!["https://dash.example".to_owned(), "null".to_owned()], vec![])
    );
    let (session, notes) = read("#/open?origin=dash.example");
    assert_eq!(session.origins, ["dash.example"]);
    assert!(notes.len() == 1 && notes[0].contains("never heard: “dash.example” is no origin"), "{notes:?}");
    assert_eq!(read("#/open?origin=").0.origins, Vec::<String>::new());
}

//! Drawn cases: `=` where a span is shown once the clocks are set right, `-` where it was recorded. The service of a
//! drawn line is its host.

use crate::{formats::read, support::draw};
use spanscope::{
    analysis::{
        asynchronous::asynchronous,
        derived::Derived,
        skew::{HostPair, Skew},
        times::Times,
    },
    base::time::{MS, US},
    model::{ids::TraceIx, store::Store},
};

fn skew_of(store: &Store) -> Skew {
    Skew::of_store(store, &asynchronous(store))
}

/// Checks by how many milliseconds each line of a drawing is moved.
fn check(drawing: &str, expected_ms: &[i64]) {
    let store = draw::store(drawing);
    let skew = skew_of(&store);
    let lines = 0..draw::lines(drawing).len();
    let moved: Vec<i64> = lines.map(|line| skew.delta_ns(draw::span_of_line(&store, line)) / MS).collect();
    assert_eq!(moved, expected_ms, "{drawing}");
    let starts_ns = skew.adjusted_starts_ns(&store);
    let times = Times::adjusted(&store, &starts_ns);
    for span in store.spans() {
        assert_eq!(times.shift_ns(span), skew.delta_ns(span));
        assert_eq!(times.end_ns(span) - times.start_ns(span), store.duration_ns(span));
    }
}

#[test]
fn a_child_that_sticks_out_is_put_into_the_middle() {
    check(
        "
        web    GET_/cart |  ---------- |
          api  answer    |------       |
        ",
        &[0, 4],
    );
    check(
        "
        web    GET_/cart |  ---------- |
          api  answer    |         ----|
        ",
        &[0, -4],
    );
}

#[test]
fn a_child_inside_stays_where_it_is() {
    check("web GET |----------|\n  api answer |-----     |\n  api answer |     -----|", &[0, 0, 0]);
}

#[test]
fn a_longer_child_is_put_to_the_start_unless_it_starts_inside() {
    check("web GET |   -----   |\n  api answer | -------   |", &[0, 2]);
    check("web GET |   -----   |\n  api answer |    -------|", &[0, 0]);
}

#[test]
fn what_is_below_on_the_same_host_goes_along() {
    check(
        "
        web     GET_/cart          |  ----------          |
          api   answer             |------                |
            api work               | ----                 |
              api late #follows    |         --           |
            db  SELECT             | --                   |
        ",
        // The database is on a host of its own: it lay outside its parent once that was moved.
        &[0, 4, 4, 4, 5],
    );
}

#[test]
fn the_same_host_and_asynchronous_spans_are_left_alone() {
    check("web GET |  -----   |\n  web work |--        |", &[0, 0]);
    check("web send #producer |  ---     |\n  api work #consumer | --       |", &[0, 0]);
    check("web GET |  ---     |\n  api after |      ----|", &[0, 0]);
}

/// A trace of a call whose server starts so much later than its caller, both named by resource attributes.
fn call(trace: u32, caller: &str, server: &str, later_ns: i64) -> String {
    let span = |resource: &str, id: u32, parent: &str, start_ns: i64, length_ns: i64| {
        format!(
            r#"{{"resource":{{"attributes":[{resource}]}},"scopeSpans":[{{"spans":[{{"traceId":"{trace}","spanId":"{id}",
            "parentSpanId":"{parent}","startTimeUnixNano":"{start_ns}","endTimeUnixNano":"{}"}}]}}]}}"#,
            start_ns + length_ns
        )
    };
    let at_ns = draw::ORIGIN_NS;
    [span(caller, 1, "", at_ns, 10 * MS), span(server, 2, "1", at_ns + 4 * MS + later_ns, 2 * MS)].join(",")
}

fn text(key: &str, value: &str) -> String {
    format!(r#"{{"key":"{key}","value":{{"stringValue":"{value}"}}}}"#)
}

fn store_of(calls: &[String]) -> Store {
    let (store, failure) = read(format!(r#"{{"resourceSpans":[{}]}}"#, calls.join(",")).as_bytes(), 1 << 20);
    assert_eq!(failure, None);
    store
}

#[test]
fn a_pair_of_hosts_is_told_with_median_and_range() {
    let (a, b) = (text("host.name", "a"), text("host.name", "b"));
    let mut calls: Vec<String> =
        (1..=4).map(|number| call(number, &a, &b, (30 + 4 * i64::from(number)) * -MS)).collect();
    // The other way round: here the host is the server.
    calls.push(call(5, &b, &a, 5 * MS));
    let store = store_of(&calls);
    let skew = skew_of(&store);
    let [pair] = skew.pairs[..] else { panic!("{:?}", skew.pairs) };
    let expected = HostPair {
        ahead: pair.ahead,
        behind: pair.behind,
        median_ns: 38 * MS,
        low_ns: 34 * MS,
        high_ns: 42 * MS,
        calls: 5,
    };
    assert_eq!(pair, expected);
    assert_eq!(skew.sentence(pair), "The clock of host a is about 38 ms ahead of b (34–42)");
    assert_eq!(skew.pairs_in(&store, TraceIx(0)).count(), 1);
}

#[test]
fn sentences_say_no_more_than_is_known() {
    let (a, b) = (text("host.name", "a"), text("host.name", "b"));
    let sentence = |later_ns: &[i64]| {
        let calls: Vec<String> =
            (1..).zip(later_ns).map(|(n, &later_ns)| call(n, &a, &b, later_ns)).collect();
        let skew = skew_of(&store_of(&calls));
        skew.pairs.first().map(|&pair| skew.sentence(pair))
    };
    assert_eq!(sentence(&[0, MS]), None);
    assert_eq!(sentence(&[-38 * MS]).as_deref(), Some("The clock of host a is about 38 ms ahead of b"));
    assert_eq!(sentence(&[5 * MS]).as_deref(), Some("The clock of host b is about 5 ms ahead of a"));
    assert_eq!(
        sentence(&[5 * MS, -20 * MS, 5 * MS]).as_deref(),
        Some("The clocks of hosts b and a differ either way, by up to 20 ms")
    );
    assert_eq!(
        sentence(&[-900 * MS, -2_000 * MS, -3_000 * MS]).as_deref(),
        Some("The clock of host a is about 2 s ahead of b (900 ms–3 s)")
    );
}

#[test]
fn hosts_are_known_by_id_then_name_then_service_and_instance() {
    let service = text("service.name", "api");
    let (id, name, instance) = (
        |id: &str| text("host.id", id),
        |name: &str| text("host.name", name),
        |instance: &str| format!("{service},{}", text("service.instance.id", instance)),
    );
    let both = |first: String, second: String| format!("{first},{second}");
    let moved = |caller: &str, server: &str| {
        let store = store_of(&[call(1, caller, server, -20 * MS)]);
        !skew_of(&store).shifted(&store, TraceIx(0)).is_empty()
    };
    assert!(!moved(&both(id("1"), name("a")), &both(id("1"), name("b"))), "one id, one host");
    assert!(moved(&both(id("1"), name("a")), &both(id("2"), name("a"))));
    assert!(!moved(&both(name("a"), service.clone()), &both(name("a"), instance("7"))));
    assert!(moved(&instance("7"), &instance("8")));
    assert!(!moved(&instance("7"), &instance("7")));
    assert!(moved(&service, &text("service.name", "web")));
    assert!(!moved(&service, ""), "of a span that says nothing nothing is known");
}

#[test]
fn columns_are_made_anew_with_the_clocks_set_right() {
    let drawing = "
        web     GET_/cart          |  ----------          |
          api   answer             |------                |
          web   work               |          --          |
        ";
    let store = draw::store(drawing);
    let derived = Derived::of_store(&store);
    let adjusted = derived.adjusted(&store, &skew_of(&store));
    let row = |line: usize| draw::span_of_line(&store, line).0 as usize;
    // As recorded the answer covers 2–6 and the work 10–12; set right the answer covers 4–10.
    assert_eq!((derived.self_ns.get(row(0)), adjusted.self_ns.get(row(0))), (4 * MS, 2 * MS));
    assert_eq!((derived.critical_ns.get(row(1)), adjusted.critical_ns.get(row(1))), (4 * MS, 6 * MS));
    let sum = |derived: &Derived| derived.critical_ns.iter().sum::<i64>();
    assert_eq!((sum(&derived), sum(&adjusted)), (10 * MS, 10 * MS));
    assert!(adjusted.times(&store).are_adjusted() && !derived.times(&store).are_adjusted());
}

#[test]
fn the_planted_clock_is_found() {
    let sample = crate::generate::sample(300, 7);
    let (host, ahead_ns) = sample.truth.skew;
    let skew = skew_of(&sample.store);
    let name = |host: u32| skew.hosts[host as usize].as_str();
    let of_host: Vec<&HostPair> =
        skew.pairs.iter().filter(|pair| [name(pair.ahead), name(pair.behind)].contains(&host)).collect();
    assert!(!of_host.is_empty());
    for pair in &of_host {
        assert_eq!(name(pair.ahead), host);
        assert!((pair.median_ns - ahead_ns as i64).abs() < 2 * MS, "{}", skew.sentence(**pair));
    }
    let others = skew.pairs.len() - of_host.len();
    assert_eq!(others, 0, "no other clock is called wrong");
    assert!(ahead_ns > 1_000 * US as u64);
}

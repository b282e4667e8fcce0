//! Drawn cases: what each origin is, and what became of it.

use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::{
    analysis::{
        derived::Derived,
        root_cause::{Origin, Verdict, of_store, of_trace},
    },
    model::{ids::SpanIx, ids::TraceIx, store::Store},
};

fn named(store: &Store, span: SpanIx) -> String {
    format!("{} {}", store.text(store.service(span)), store.text(store.name(span)))
}

/// Checks the origins of a drawing, by line.
fn check(drawing: &str, expected: &[&str]) {
    let store = draw::store(drawing);
    let told: Vec<String> = of_store(&store, &Derived::of_store(&store))
        .into_iter()
        .map(|origin| {
            let became = match (origin.verdict, origin.handled_at(&store)) {
                (Verdict::Caused, None) => "caused the failure".to_owned(),
                (Verdict::Also, None) => "also failed".to_owned(),
                (Verdict::Background, None) => "failed in the background".to_owned(),
                (Verdict::Handled, Some(at)) => format!("handled at {}", named(&store, at)),
                other => panic!("{other:?}"),
            };
            format!("{}: {became}", named(&store, origin.span))
        })
        .collect();
    assert_eq!(told, expected, "{drawing}");
}

/// The names of a chain in a drawing with one origin.
fn chain(drawing: &str) -> Vec<String> {
    let store = draw::store(drawing);
    let origins = of_trace(&store, &Derived::of_store(&store), TraceIx(0));
    let [origin] = origins[..] else { panic!("{origins:?}") };
    origin.chain(&store).map(|span| named(&store, span)).collect()
}

const UNAUTHORIZED: &str = "
    frontend       POST_/checkout #server #http=500                          |------------|
      gateway      call #client #http=401                                    | ---------- |
        gateway    answer #server #http=401                                  | ---------- |
          orders   call #client #http=401                                    |  --------  |
            orders answer #server #http=401                                  |  --------  |
              auth call #client #http=401                                    |   ------   |
                auth answer #server #http=401 #error.type=token_expired      |    ----    |
    ";

#[test]
fn the_deepest_401_caused_the_500() {
    check(UNAUTHORIZED, &["auth answer: caused the failure"]);
    let chain = chain(UNAUTHORIZED);
    assert_eq!((chain.len(), chain[0].as_str()), (7, "auth answer"));
    assert_eq!(chain[6], "frontend POST_/checkout");
}

#[test]
fn an_error_under_a_span_that_is_well_was_handled_there() {
    check(
        "
        web      GET_/cart #server #http=200     |--------|
          web    load #internal                  | ------ |
            web  GET #client #error              | --     |
            web  SELECT #client                  |    --  |
        ",
        &["web GET: handled at web GET_/cart"],
    );
    check(
        "
        web      GET_/cart #server               |--------|
          web    load #internal #ok              | ------ |
            web  GET #client #error              | --     |
        ",
        &["web GET: handled at web load"],
    );
    check(
        "
        web      GET_/cart #server #error        |--------|
          web    call #client                    | ------ |
            ads  GET_/ads #server #http=503      | --     |
        ",
        &["web GET_/cart: caused the failure", "ads GET_/ads: handled at web call"],
    );
}

#[test]
fn of_two_tries_the_last_caused_it() {
    check(
        "
        pay    POST_/pay #server #http=500       |-----------|
          pay  first #client #http=503           | ---       |
          pay  second #client #http=503          |      ---  |
        ",
        &["pay first: also failed", "pay second: caused the failure"],
    );
    check(
        "
        pay    POST_/pay #server #http=201       |-----------|
          pay  first #client #http=503           | ---       |
          pay  second #client #http=201          |      ---  |
        ",
        &["pay first: handled at pay POST_/pay"],
    );
}

#[test]
fn a_cache_miss_before_it_also_failed() {
    check(
        "
        cart      GET_/cart #server #http=500     |-----------|
          cart    load #internal                  | --------- |
            cart  GET #client #error              | --        |
            cart  SELECT #client #error           |    -----  |
        ",
        &["cart GET: also failed", "cart SELECT: caused the failure"],
    );
}

#[test]
fn what_is_on_the_critical_path_goes_before_what_ends_later_beside_it() {
    // The second query ends last, but nobody waited for it.
    check(
        "
        web       GET_/cart #server #http=500     |----------|
          web     long #internal                  | -------- |
            web   first #client #error            | ----     |
          web     short #internal                 | ------   |
            web   second #client #error           |   ------ |
        ",
        &["web first: caused the failure", "web second: also failed"],
    );
    // Neither is on the path: the whole time went into what lies over both.
    check(
        "
        web       GET_/cart #server #http=500     |----------|
          web     one #internal #error            |   --     |
          web     two #internal #error            |     -    |
          web     work                            |----------|
        ",
        &["web one: also failed", "web two: caused the failure"],
    );
}

#[test]
fn an_error_in_a_background_job_failed_in_the_background() {
    check(
        "
        shop          POST_/orders #server #http=202           |------              |
          shop        send_order #producer                     |  --                |
            mail      process_order #consumer #error           |        ----------  |
              mail    POST_/send #client #http=500             |          ----      |
        ",
        &["mail POST_/send: failed in the background"],
    );
    // The request failed by itself; the job under it is no part of that.
    check(
        "
        shop          POST_/orders #server #http=500           |------              |
          shop        INSERT #client #error                    |  --                |
          shop        clean_up #internal #error                |        ---         |
        ",
        &["shop INSERT: caused the failure", "shop clean_up: failed in the background"],
    );
    check(
        "
        shop          POST_/orders #server #http=202           |------              |
          shop        send_order #producer                     |  --                |
            mail      process_order #consumer                  |        ----------  |
              mail    POST_/send #client #http=500             |          ----      |
        ",
        &["mail POST_/send: handled at mail process_order"],
    );
}

#[test]
fn every_root_has_its_own_cause() {
    check(
        "
        web     GET_/a #server #error            |----      |
          web   one #client #error               | --       |
        web     GET_/b #server #error            |     ---- |
          web   two #client #error               |      --  |
        db      SELECT #server #error #orphan    |       -- |
        ",
        &["web one: caused the failure", "web two: caused the failure", "db SELECT: caused the failure"],
    );
}

#[test]
fn an_error_is_an_origin_when_what_failed_below_it_was_handled() {
    check(
        "
        web      GET_/cart #server #http=500     |--------|
          web    load #internal #ok              | ---    |
            web  GET #client #error              | --     |
        ",
        &["web GET_/cart: caused the failure", "web GET: handled at web load"],
    );
}

/// What the definition says, span by span and step by step.
fn by_walking(store: &Store, derived: &Derived) -> Vec<(SpanIx, SpanIx)> {
    use spanscope::model::span::{Kind, Status};
    let climb = |from: SpanIx| {
        let mut chain = vec![from];
        while let Some(parent) = store.parent(chain[chain.len() - 1]) {
            let at = chain[chain.len() - 1];
            let passes = matches!(store.kind(parent), Kind::Internal | Kind::Unspecified | Kind::Client)
                && store.status(parent) == Status::Unset
                && store.service(parent) == store.service(at);
            if derived.is_asynchronous(at) || !(derived.is_error(parent) || passes) {
                break;
            }
            chain.push(parent);
        }
        chain
    };
    let errors = || store.spans().filter(|&span| derived.is_error(span));
    let reached: Vec<SpanIx> = errors().flat_map(|span| climb(span).split_off(1)).collect();
    errors()
        .filter(|span| !reached.contains(span))
        .map(|span| (span, *climb(span).last().expect("itself at least")))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]
    #[test]
    fn chains_are_those_of_the_definition(spans in random::trees(24), services in 1_u64..3) {
        let mut builder = spanscope::model::builder::Builder::new();
        builder.begin_file("random");
        random::add_of_services(&mut builder, &spans, services);
        let store = builder.finish();
        let derived = Derived::of_store(&store);
        let origins = of_store(&store, &derived);
        let ends: Vec<(SpanIx, SpanIx)> = origins.iter().map(|origin| (origin.span, origin.top)).collect();
        prop_assert_eq!(ends, by_walking(&store, &derived));
        for top in store.spans().filter(|&span| store.parent(span).is_none()) {
            let reaching: Vec<&Origin> = origins.iter().filter(|origin| origin.top == top).collect();
            let causes = reaching.iter().filter(|origin| origin.verdict == Verdict::Caused).count();
            prop_assert_eq!(causes, usize::from(!reaching.is_empty()));
        }
        for origin in &origins {
            let is_root = store.parent(origin.top).is_none();
            prop_assert_eq!(is_root, matches!(origin.verdict, Verdict::Caused | Verdict::Also));
            let is_background = !is_root && derived.is_asynchronous(origin.top);
            prop_assert_eq!(is_background, origin.verdict == Verdict::Background);
            prop_assert_eq!(origin.chain(&store).last(), Some(origin.top));
        }
    }
}

#[test]
fn a_chain_100_000_deep_holds() {
    let span = |id| random::RandomSpan { id, parent: id - 1, start: 0, length: 9, kind: 1 };
    let spans: Vec<_> = (1..=100_000).map(span).collect();
    let store = random::store(&spans);
    let origins = of_store(&store, &Derived::of_store(&store));
    assert_eq!(origins.len(), 1);
    assert_eq!(origins[0].chain(&store).last(), Some(SpanIx(0)));
}

#[test]
fn the_errors_of_20_shops_are_told_as_they_happened() {
    use crate::generate::{find, sample};
    for seed in 1..=20 {
        let sample = sample(80, seed);
        let told = of_store(&sample.store, &Derived::of_store(&sample.store));
        let told: Vec<(SpanIx, Verdict)> =
            told.into_iter().map(|origin| (origin.span, origin.verdict)).collect();
        let failed = sample.truth.failures.iter().map(|failure| (failure, Verdict::Caused));
        let handled = sample.truth.handled.iter().map(|failure| (failure, Verdict::Handled));
        let mut true_ones: Vec<(SpanIx, Verdict)> = failed
            .chain(handled)
            .map(|(failure, verdict)| (find(&sample.store, failure.origin), verdict))
            .collect();
        true_ones.sort_unstable();
        assert_eq!(told, true_ones, "seed {seed}");
    }
}

#[test]
fn the_three_timeouts_of_hotrod_were_handled_by_the_driver() {
    use crate::{formats::read, support::shared};
    use spanscope::analysis::error_words::Reader;
    let Some(root) = shared::traces("the_three_timeouts_of_hotrod_were_handled_by_the_driver") else {
        return;
    };
    let file = std::fs::read(root.join("jaeger-json/duo-rs-duo__traces.json")).expect("readable");
    let (store, _) = read(&file, 1 << 20);
    let derived = Derived::of_store(&store);
    let origins = of_store(&store, &derived);
    assert_eq!(origins.len(), 3);
    let reader = Reader::of_store(&store);
    for origin in origins {
        assert_eq!(named(&store, origin.span), "redis GetDriver");
        let at = origin.handled_at(&store).expect("it was handled");
        assert_eq!(store.text(store.service(at)), "driver");
        assert_eq!(reader.read(&store, &derived, origin.span).message, "redis timeout");
    }
}

use spanscope::query::{
    measure::{Measure, spans_of, with_function},
    tree::MetricsName,
};

#[test]
fn a_metrics_function_is_told_from_a_search() {
    let measure = Measure::read("{ kind = server } | rate() by (.a) | topk(3)").expect("measures");
    assert_eq!(measure.metrics.name, MetricsName::Rate);
    assert_eq!(measure.spans.to_string(), "{ kind = server }");
    for text in ["", "rate", "{ } | count() > 2", "{ status = error }"] {
        assert_eq!(Measure::read(text), None, "{text}");
    }
}

#[test]
fn the_sides_of_a_comparison_are_one_span_each() {
    let side = |text: &str, is_selection| Measure::read(text).and_then(|measure| measure.side(is_selection));
    let text = "{ .a = 1 } | compare({ duration > 1s && .b })";
    assert_eq!(side(text, true).as_deref(), Some("{ .a = 1 && (duration > 1s && .b) }"));
    assert_eq!(side(text, false).as_deref(), Some("{ .a = 1 && !(duration > 1s && .b) }"));
    assert_eq!(side("{ } | compare({ .b })", true).as_deref(), Some("{ .b }"));
    let of_several = "{ .a } >> { .c } | compare({ .b })";
    assert_eq!(side(of_several, true).as_deref(), Some("{ .a } >> { .c } | { .b }"));
    assert_eq!(side("{ } | rate()", true), None);
}

#[test]
fn what_slow_begins_with() {
    let slow_ns = |text: &str| Measure::read(text).and_then(|measure| measure.slow_from_ns());
    assert_eq!(slow_ns("{ } | compare({ duration > 1.5s })"), Some(1_500_000_000));
    assert_eq!(slow_ns("{ } | compare({ duration < 1s })"), None);
    assert_eq!(slow_ns("{ } | compare({ status = error })"), None);
}

#[test]
fn the_same_spans_with_another_function() {
    assert_eq!(spans_of("{ .a } | rate()"), "{ .a }");
    assert_eq!(spans_of(" { .a } "), "{ .a }");
    assert_eq!(spans_of("{ } | rate()"), "");
    assert_eq!(spans_of("slow checkout"), "");
    assert_eq!(with_function("{ .a } | rate()", "{ .u }", "count_over_time()"), "{ .a } | count_over_time()");
    assert_eq!(with_function("", "{ .u }", "rate()"), "{ .u } | rate()");
}

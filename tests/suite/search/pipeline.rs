//! Stages: aggregates, groups, spansets behind spansets, pipelines in pipelines.

use super::reference::drawing::{self, Row, check};
use crate::support::plain;
use spanscope::{
    query::reading::read,
    search::{columns::Columns, spans::matching},
};

pub const AGGREGATES: &[Row] = &[
    ("count", "{ kind = client } | count() > 1", "3 5 6"),
    ("exactly", "{ } | count() = 5", "11 12 13 14 15"),
    ("not so many", "{ } | count() != 8 | { kind = server }", "11 21"),
    ("fewer", "{ } | count() < 4", "21 22 23"),
    ("the number on the left", "{ kind = client } | 2 < count()", "3 5 6"),
    ("a trace without spans is not counted", "{ kind = producer } | count() = 0", ""),
    ("mean", "{ kind = client } | avg(duration) > 1500us", "3 5 6 13"),
    ("mean, exactly", "{ kind = client } | avg(duration) = 2ms", "3 5 6 13"),
    ("longest", "{ kind = client } | max(duration) > 2ms", "3 5 6"),
    ("shortest", "{ kind = client } | min(duration) < 2ms", "3 5 6"),
    ("sum", "{ kind = client } | sum(duration) = 6ms", "3 5 6"),
    ("of numbers only", "{ } | sum(.n) = 10.5 | { kind = producer }", "7"),
    ("mean of numbers only, NaN is none", "{ } | avg(.amount) = 10 | { kind = producer }", "7"),
    ("of nested-set numbers", "{ } | max(nestedSetRight) = 16 | { kind = producer }", "7"),
    ("traces without any are dropped", "{ } | max(.amount) >= 0 | { kind = server }", "1 4"),
    ("even from what is always true", "{ kind = client } | avg(.nowhere) >= 0", ""),
    ("of every event", "{ } | max(event.n) = 5 | { kind = producer }", "7"),
    ("of every event's time", "{ } | sum(event:timeSinceStart) = 4ms | { kind = producer }", "7"),
    ("of a calculation", "{ kind = client } | max(duration * 2) = 8ms", "3 5 6"),
    (
        "one after the other",
        "{ } | count() > 3 | min(duration) = 1ms | max(duration) < 20ms",
        "11 12 13 14 15",
    ),
    ("without a filter first", "count() > 5 | { kind = client }", "3 5 6"),
];

#[test]
fn traces_are_kept_by_what_their_spans_amount_to() {
    check(AGGREGATES);
}

pub const GROUPS: &[Row] = &[
    ("by service", "{ } | by(resource.service.name) | count() = 3", "11 12 13 21 22 23"),
    ("by name", "{ } | by(name) | count() > 1", "3 4 5 6 7 8 22 23"),
    ("kinds of values stand apart", "{ } | by(.b) | count() = 1", "1 2 3"),
    ("missing is a value too", "{ } | by(.b) | count() = 3", "21 22 23"),
    ("1 and 1.0 stand apart", "{ .n = 5 } | by(.n) | count() = 1", "1 2 8 14"),
    ("by two fields", "{ } | by(kind, status) | count() = 3", "3 5 6 12 14 15"),
    ("one after the other", "{ } | by(.service.name) | by(kind) | count() = 1", "1 2 3 4 7 8 11 12 13 21"),
    ("by nested-set numbers", "{ } | by(nestedSetParent) | count() = 2", "2 5 6 7 11 12 13 14"),
    ("by what is calculated", "{ } | by(duration > 2ms) | count() = 6", "1 2 3 4 7 8"),
    ("traces are not mixed", "{ name = \"GET /cart\" } | by(name) | count() > 1", ""),
    ("of a part", "{ } | by(.service.name) | max(duration) < 2ms", "5 6"),
    ("joined again", "{ } | by(.service.name) | coalesce() | count() = 5", "11 12 13 14 15"),
    ("joined, what is left", "{ } | by(kind) | count() = 3 | coalesce() | count() = 3", "3 5 6 12 14 15"),
    ("shown fields change nothing", "{ kind = producer } | select(.n, name)", "7"),
];

#[test]
fn traces_are_parted_by_values() {
    check(GROUPS);
}

pub const STAGES: &[Row] = &[
    ("a filter", "{ } | { kind = client }", "3 5 6 13"),
    ("a filter of what was found", "{ status = error } | { kind = server }", "4"),
    ("after an aggregate", "{ kind = client } | count() > 1 | { .n = true }", "6"),
    ("relatives among what was found", "{ kind = server } | { } >> { }", "4"),
    (
        "in each part by itself",
        "{ } | by(.service.name) | { kind = client } && { kind = server }",
        "3 4 11 13",
    ),
    ("relatives in a part", "{ } | by(.service.name) | { } > { }", "2 4 8 12 13 15 22 23"),
    ("siblings in a part", "{ } | by(kind) | { } ~ { }", "5 6 22 23"),
    ("roots in a part", "{ } | by(duration > 3ms) | { name = \"sweep\" } ~ { }", "11"),
    ("parts stay parts", "{ } | by(.service.name) | { kind = server } | count() = 1 | { .n = 5 }", "1"),
];

#[test]
fn spansets_go_on_with_what_came_so_far() {
    check(STAGES);
}

pub const PIPELINES: &[Row] = &[
    ("beside a filter", "({ kind = client } | count() > 1) && ({ kind = server })", "1 3 4 5 6"),
    ("either", "({ kind = client } | count() > 5) || ({ status = error } | count() = 1)", "4 22"),
    ("as relatives", "({ kind = server } | count() > 1) >> ({ kind = client } | count() > 1)", "3 5 6"),
    ("parts are joined", "({ } | by(.service.name) | count() = 2) > ({ kind = client })", "3 5 6"),
    ("on what came so far", "{ kind = server } | ({ } | count() = 2) | { status = error }", "4"),
    ("in each part by itself", "{ } | by(kind) | ({ } | count() = 3)", "3 5 6 12 14 15"),
    ("deeper", "(({ kind = client } | count() > 1) | { .n = true })", "6"),
];

#[test]
fn pipelines_stand_in_pipelines() {
    check(PIPELINES);
}

#[test]
fn metrics_are_left_to_an_endpoint() {
    let store = plain::store(&drawing::spans());
    let error = |search: &str| {
        matching(&store, &mut Columns::default(), &read(search).query, None).expect_err(search).sentence
    };
    assert_eq!(
        error("{ } | rate()"),
        "rate() makes numbers over time, which an endpoint does; loaded spans are searched with filters and stages \
         such as count() and by()"
    );
    assert!(
        error("{ } | quantile_over_time(duration, 0.9) by(name)")
            .starts_with("quantile_over_time(duration, 0.9)")
    );
}

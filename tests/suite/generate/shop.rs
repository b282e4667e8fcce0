//! The shop as a whole: its bytes, counts, notes and links.

use super::{READ_SAMPLE, find, sample};
use crate::support::generate::{SAMPLE, shop};
use flate2::read::GzDecoder;
use spanscope::{
    analysis::services::Services,
    model::{notes::NoteKind, span::Mark},
};
use std::{
    collections::BTreeMap,
    io::{Read, sink},
};

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let json = |seed| {
        let mut json = Vec::new();
        shop(60, seed).write_otlp(&mut json).expect("a Vec takes all");
        json
    };
    assert!(json(3) == json(3));
    assert!(json(3) != json(4));
}

#[test]
fn the_sample_is_what_the_generator_writes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/samples/shop.json.gz");
    let file = std::fs::File::open(path).expect("the sample is part of the repository");
    assert!(file.metadata().expect("readable").len() <= 700_000, "one click fetches it");
    let mut json = Vec::new();
    GzDecoder::new(file).read_to_end(&mut json).expect("gzip");
    assert!(json == READ_SAMPLE.json, "cargo xtask sample writes it anew");
}

#[test]
fn counts_are_those_it_tells() {
    for (traces, seed) in [(40, 1), (77, 2), (250, 3), SAMPLE] {
        let sample = sample(traces, seed);
        assert_eq!((sample.truth.traces, sample.store.trace_count()), (traces, traces));
        assert_eq!(sample.truth.spans, sample.store.span_count());
    }
    assert_eq!(shop(1, 1).truth.traces, 40, "fewer cannot tell every story");
}

#[test]
fn every_story_is_told_however_few_the_traces() {
    for traces in [40, 60, 130] {
        let truth = sample(traces, 5).truth;
        for (story, count) in [
            ("slow cohort", truth.slow_cohort.traces.len()),
            ("tail", truth.tail.traces.len()),
            ("repeats", truth.repeats.len()),
            ("failures", truth.failures.len()),
            ("jobs", truth.jobs.len()),
            ("orphans", truth.orphans.len()),
            ("broken calls", truth.broken_calls.len()),
        ] {
            assert!(count > 0, "{story} of {traces} traces");
        }
        let stories: BTreeMap<_, _> = truth.handled.iter().map(|failure| (failure.story, ())).collect();
        assert_eq!(stories.len(), 3, "{stories:?}");
    }
}

#[test]
fn the_only_notes_are_the_lost_parents() {
    let sample = &*READ_SAMPLE;
    let notes: Vec<_> = sample.store.files()[0].notes.iter().map(|(kind, note)| (kind, note.count)).collect();
    assert_eq!(notes, [(NoteKind::LostParent, sample.truth.orphans.len())]);
}

#[test]
fn orphans_say_whether_their_parent_was_elsewhere() {
    let sample = &*READ_SAMPLE;
    for orphan in &sample.truth.orphans {
        let span = find(&sample.store, orphan.span);
        assert!(sample.store.has(span, Mark::ORPHAN));
        let flags = sample.store.bits(span).flags();
        let told = (flags & 0x100 != 0).then_some(flags & 0x200 != 0);
        assert_eq!(told, orphan.parent_is_remote);
    }
    let told: BTreeMap<_, usize> = sample.truth.orphans.iter().fold(BTreeMap::new(), |mut told, orphan| {
        *told.entry(orphan.parent_is_remote).or_default() += 1;
        told
    });
    assert!(told.contains_key(&Some(true)) && told.contains_key(&Some(false)), "{told:?}");
    let partial = sample.store.traces().filter(|&trace| sample.store.trace(trace).partial).count();
    assert_eq!(partial, 1);
}

#[test]
fn links_lead_to_spans_that_are_there() {
    let store = &READ_SAMPLE.store;
    let mut links = 0;
    for link in store.spans().flat_map(|span| store.links(span)) {
        let trace = link.trace.and_then(|key| store.trace_by_key(key)).expect("the trace is loaded");
        assert!(store.find_span_id(trace, link.span_id).is_some());
        links += 1;
    }
    assert_eq!(links, READ_SAMPLE.truth.jobs.len());
}

#[test]
fn traces_are_of_all_sizes_and_cross_many_services() {
    let store = &READ_SAMPLE.store;
    let sizes: Vec<usize> = store.traces().map(|trace| store.spans_of(trace).len()).collect();
    let (least, most) = (sizes.iter().min().copied(), sizes.iter().max().copied());
    assert!(least == Some(4) && (130..=170).contains(&most.unwrap_or(0)), "{least:?} {most:?}");
    assert!(Services::of_store(store).len() >= 10);
}

#[test]
fn children_lie_inside_their_parents_unless_they_run_on_or_a_clock_is_wrong() {
    let sample = &*READ_SAMPLE;
    let store = &sample.store;
    let host = |span| format!("{:?}", super::resource_attribute(store, span, "host.name"));
    let skewed = |span| host(span).contains(sample.truth.skew.0);
    for span in store.spans() {
        let Some(parent) = store.parent(span) else { continue };
        let is_queued = store.start_ns(span) >= store.end_ns(parent);
        let inside =
            store.start_ns(span) >= store.start_ns(parent) && store.end_ns(span) <= store.end_ns(parent);
        assert!(inside || is_queued || skewed(span) != skewed(parent), "{:?}", super::operation(store, span));
    }
}

#[test]
fn the_truth_is_written_as_json() {
    let truth = &READ_SAMPLE.truth;
    let mut text = Vec::new();
    truth.write_json(&mut text).expect("a Vec takes all");
    let json: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    assert_eq!(json["spans"], truth.spans);
    let trace = truth.slow_cohort.traces[0];
    assert_eq!(json["slow_cohort"]["traces"][0], format!("{trace:032x}"));
    assert_eq!(json["slow_cohort"]["cause_version"], truth.slow_cohort.cause.1);
    assert_eq!(json["skew"]["ahead_ns"], truth.skew.1.to_string());
    for (list, length) in [
        ("repeats", truth.repeats.len()),
        ("failures", truth.failures.len()),
        ("handled", truth.handled.len()),
        ("jobs", truth.jobs.len()),
        ("orphans", truth.orphans.len()),
        ("broken_calls", truth.broken_calls.len()),
    ] {
        assert_eq!(json[list].as_array().map(Vec::len), Some(length), "{list}");
    }
}

#[test]
fn what_cannot_be_written_is_told() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is full"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let shop = shop(40, 1);
    assert!(shop.write_otlp(Full).is_err_and(|error| error.to_string() == "the disk is full"));
    assert!(shop.write_otlp(sink()).is_ok());
}

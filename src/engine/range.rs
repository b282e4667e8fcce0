//! What ran in a part of a trace's time, by service.

use super::Engine;
use crate::{
    analysis::{latency, self_time},
    protocol::{
        range::{RangeQuery, RangeReply, RangeService},
        request::Failure,
    },
};
use core::cmp::Reverse;
use std::collections::BTreeMap;

/// Services in a reply.
const SERVICES_AT_MOST: usize = 16;

impl Engine {
    pub(super) fn range(&mut self, query: &RangeQuery) -> Result<RangeReply, Failure> {
        let trace = self.trace(&query.trace_id)?;
        self.set_clocks(query.skew);
        self.adjust_segments(trace, query.skew);
        let derived = self.derived_with(query.skew);
        let times = derived.times(&self.store);
        let (origin_ns, _) = latency::bounds_ns(times, trace);
        let (from_ns, to_ns) =
            (origin_ns.saturating_add(query.from_ns), origin_ns.saturating_add(query.to_ns));
        let inside_ns = |start_ns: i64, end_ns: i64| (end_ns.min(to_ns) - start_ns.max(from_ns)).max(0);
        let mut reply = RangeReply::default();
        let mut services: BTreeMap<u32, RangeService> = BTreeMap::new();
        for span in self.store.spans_of(trace) {
            let (start_ns, end_ns) = (times.start_ns(span), times.end_ns(span));
            // A span without duration ran at its moment.
            if start_ns >= to_ns || end_ns < from_ns || (end_ns == from_ns && start_ns < end_ns) {
                continue;
            }
            let service = self.derived.services.of_span(&self.store, span);
            let told = services.entry(service).or_insert(RangeService { service, ..RangeService::default() });
            let is_error = self.derived.is_error(span);
            told.spans += 1;
            told.errors += usize::from(is_error);
            reply.spans += 1;
            reply.began += usize::from(start_ns >= from_ns);
            reply.errors += usize::from(is_error);
            self_time::own_parts(times, &derived.asynchronous, span, |start_ns, end_ns| {
                told.self_ns = told.self_ns.saturating_add(inside_ns(start_ns, end_ns));
            });
        }
        for segment in self.open.iter().flat_map(|open| open.segments_with(query.skew)) {
            let service = self.derived.services.of_span(&self.store, segment.span);
            if let Some(told) = services.get_mut(&service) {
                let ns = inside_ns(segment.start_ns, segment.end_ns);
                told.critical_ns = told.critical_ns.saturating_add(ns);
            }
        }
        reply.service_count = services.len();
        reply.services = services.into_values().collect();
        reply.services.sort_by_key(|told| (Reverse(told.self_ns), Reverse(told.spans), told.service));
        reply.services.truncate(SERVICES_AT_MOST);
        Ok(reply)
    }
}

//! The flame graph of a trace, kept between requests.

use super::Engine;
use crate::{
    base::intern::Symbol,
    layout::flame::{Flame, Frame, Mark, Part, Way, Window},
    model::ids::SpanIx,
    protocol::{
        flame::{FlameFrame, FlameOf, FlameOrder, FlamePicture, FlamePlace, FlameQuery, FlameStep, FlameWay},
        request::Failure,
    },
};

/// No screen is wider or shows more levels.
const PIXELS_AT_MOST: u32 = 4_096;
const LEVELS_AT_MOST: u32 = 256;

/// The flame graph last asked for.
#[derive(Debug)]
pub(super) struct Kept {
    order: FlameOrder,
    focus: Option<u32>,
    skew: bool,
    flame: Flame,
}

impl Engine {
    /// Lays a flame graph out, unless that was done last time. Gives its trace's first row in the store.
    fn show_flame(&mut self, of: &FlameOf) -> Result<u32, Failure> {
        let trace = self.trace(&of.trace_id)?;
        let focus = of.focus.as_ref().map(|span| self.row_of(trace, span)).transpose()?;
        self.set_clocks(of.skew);
        let kept = self.open_trace(trace).flame.take();
        let is_it = |kept: &Kept| (kept.order, kept.focus, kept.skew) == (of.order, focus, of.skew);
        let kept = kept.filter(is_it).unwrap_or_else(|| {
            let lay_out = match of.order {
                FlameOrder::Time => Flame::in_time,
                FlameOrder::Merged => Flame::merged,
            };
            let flame = lay_out(&self.store, self.derived_with(of.skew), Part { trace, focus });
            Kept { order: of.order, focus, skew: of.skew, flame }
        });
        self.open_trace(trace).flame = Some(kept);
        Ok(self.store.trace(trace).first)
    }

    fn shown_flame(&self) -> Option<&Flame> {
        self.open.as_ref()?.flame.as_ref().map(|kept| &kept.flame)
    }

    pub(super) fn flame(&mut self, query: &FlameQuery) -> Result<FlamePicture, Failure> {
        let first = self.show_flame(&query.of)?;
        let trace = self.trace(&query.of.trace_id)?;
        let end = self.store.trace(trace).end;
        // What is wrong with the words is said where they stand.
        let hits = self.hits(trace, &query.find).ok().flatten().cloned();
        let Some(flame) = self.shown_flame() else { return Ok(FlamePicture::default()) };
        let mut hits_of_frame = vec![0_u32; if hits.is_some() { flame.frames().len() } else { 0 }];
        let rows = hits.iter().flat_map(|hits| hits.ones_from(first as usize));
        for row in rows.take_while(|&row| row < end as usize) {
            if let Some(frame) = flame.frame_of_row(row as u32 - first) {
                hits_of_frame[frame as usize] += 1;
            }
        }
        let (from_ns, to_ns) = query.zoom.filter(|(from, to)| from < to).unwrap_or((0, flame.axis_ns()));
        let from_level = query.from_level.min(flame.levels());
        let window = Window {
            from_ns,
            to_ns,
            width_px: query.width_px.clamp(1, PIXELS_AT_MOST),
            from_level,
            to_level: from_level + query.levels.min(LEVELS_AT_MOST),
        };
        let span_of = |frame: &Frame| SpanIx(first + frame.row);
        let service_of = |frame: &Frame| self.derived.services.of_span(&self.store, span_of(frame));
        let hits_of = |frame: u32| hits_of_frame.get(frame as usize).copied().unwrap_or(0);
        let marks = flame.marks(window, hits_of, service_of);
        let name_of = |mark: &Mark| self.store.name(span_of(&mark.frame));
        let mut symbols: Vec<Symbol> = marks.iter().map(name_of).collect();
        symbols.sort_unstable();
        symbols.dedup();
        let frames = marks.iter().map(|mark| FlameFrame {
            row: mark.frame.row,
            level: mark.frame.level,
            start_ns: mark.start_ns,
            end_ns: mark.end_ns,
            frames: mark.frames,
            spans: mark.spans,
            service: service_of(&mark.frame),
            name: symbols.binary_search(&name_of(mark)).unwrap_or(0) as u32,
            total_ns: mark.frame.total_ns,
            errors: mark.errors,
            hits: mark.hits,
        });
        Ok(FlamePicture {
            axis_ns: flame.axis_ns(),
            levels: flame.levels(),
            frames: frames.collect(),
            names: symbols.iter().map(|&symbol| self.store.text(symbol).to_owned()).collect(),
        })
    }

    pub(super) fn flame_step(&mut self, step: &FlameStep) -> Result<FlamePlace, Failure> {
        let first = self.show_flame(&step.of)?;
        let trace = self.trace(&step.of.trace_id)?;
        let from = step.from.as_ref().map(|span| self.row_of(trace, span)).transpose()?;
        let not_there = || Failure {
            code: "not_found".to_owned(),
            message: "The span is not in this part of the trace".to_owned(),
            at: None,
        };
        let flame = self.shown_flame().ok_or_else(not_there)?;
        let from = match from {
            Some(row) => flame.frame_of_row(row).ok_or_else(not_there)?,
            None => *flame.below(None).first().ok_or_else(not_there)?,
        };
        let at = step.way.and_then(|way| flame.go(from, way_of(way))).unwrap_or(from);
        let frame = flame.frames()[at as usize];
        let (nth, siblings) = flame.place(at);
        let span = SpanIx(first + frame.row);
        Ok(FlamePlace {
            row: frame.row,
            span_id: self.store.span_id_text(self.store.span_id(span)),
            level: frame.level,
            depth: core::iter::successors(flame.parent(at), |&above| flame.parent(above)).count() as u32,
            nth,
            siblings,
            below: flame.below(Some(at)).len(),
            start_ns: frame.start_ns,
            end_ns: frame.start_ns.saturating_add(frame.width_ns),
            service: self.derived.services.of_span(&self.store, span),
            name: self.store.text(self.store.name(span)).to_owned(),
            spans: frame.spans,
            errors: frame.errors,
            total_ns: frame.total_ns,
            self_ns: frame.self_ns,
            critical_ns: frame.critical_ns,
            longest_ns: frame.longest_ns,
        })
    }
}

const fn way_of(way: FlameWay) -> Way {
    match way {
        FlameWay::Parent => Way::Parent,
        FlameWay::Child => Way::Child,
        FlameWay::Next => Way::Next,
        FlameWay::Previous => Way::Previous,
        FlameWay::First => Way::First,
        FlameWay::Last => Way::Last,
    }
}

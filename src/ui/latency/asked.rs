//! What the charts ask the engine for, and what it answered last: a picture stays until the next one has come.

use crate::{
    protocol::{
        latency::{HeatmapPage, HeatmapQuery, Histogram, HistogramQuery},
        request::{Failure, Reply, Request},
    },
    query::cohort::Cohort,
    state::{command::Command, latency_view::LatencyView},
    ui::{engine::Engine, session::SessionHandle},
};
use leptos::prelude::*;
use std::sync::Arc;

/// A bar or cell is about so wide or high.
const BAR_PX: f64 = 8.0;
/// No more bars than these are told apart.
const MOST_BARS: usize = 240;
/// Bars of a small picture.
const SMALL_BARS: usize = 28;
/// Operations that can be chosen.
const OPERATIONS: usize = 500;

/// A handle to the charts; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct Charts {
    /// The session.
    pub session: SessionHandle,
    /// What is measured.
    pub view: Memo<LatencyView>,
    /// What is brushed.
    pub brushed: Memo<Option<Cohort>>,
    /// The heatmap.
    pub heatmap: RwSignal<Option<Arc<HeatmapPage>>>,
    /// The histogram, and the operations beside it.
    pub histogram: RwSignal<Option<Arc<Histogram>>>,
    /// Size of the heatmap, without its axes.
    pub heat_px: RwSignal<(f64, f64)>,
    /// Size of the histogram, without its axes.
    pub bars_px: RwSignal<(f64, f64)>,
    failures: [RwSignal<Option<Failure>>; 2],
}

impl Charts {
    /// The charts of a session, asked for as long as the calling component lives.
    pub fn new(session: SessionHandle, engine: Engine) -> Self {
        let charts = Self {
            session,
            view: session.part(|session| session.latency.clone()),
            brushed: session.part(|session| session.brushed().cloned()),
            heatmap: RwSignal::new(None),
            histogram: RwSignal::new(None),
            heat_px: RwSignal::new((0.0, 0.0)),
            bars_px: RwSignal::new((0.0, 0.0)),
            failures: [RwSignal::new(None), RwSignal::new(None)],
        };
        let selection = session.selection();
        let heatmap = Memo::new(move |_| {
            let ((width_px, height_px), view) = (charts.heat_px.get(), charts.view.get());
            let query = HeatmapQuery {
                selection: selection.get(),
                of: view.root().cloned(),
                with_partial: view.with_partial,
                columns: bars(width_px),
                rows: bars(height_px),
            };
            (width_px > 0.0).then_some(Request::Heatmap(query))
        });
        let histogram = Memo::new(move |_| {
            let ((width_px, _), view) = (charts.bars_px.get(), charts.view.get());
            let query = HistogramQuery {
                selection: selection.get(),
                by: view.by,
                of: view.of,
                with_partial: view.with_partial,
                linear: view.linear,
                bars: bars(width_px),
                small_bars: SMALL_BARS,
                sort: view.sort.column,
                descending: view.sort.descending,
                limit: OPERATIONS,
            };
            (width_px > 0.0).then_some(Request::Histogram(query))
        });
        ask(engine, heatmap, charts.failures[0], move |reply| {
            if let Reply::Heatmap(page) = reply {
                charts.heatmap.set(Some(Arc::new(page)));
            }
        });
        ask(engine, histogram, charts.failures[1], move |reply| {
            if let Reply::Histogram(histogram) = reply {
                charts.histogram.set(Some(Arc::new(histogram)));
            }
        });
        charts
    }

    /// Why there is no picture; both are refused for the same search.
    pub fn failure(self) -> Option<Failure> {
        self.failures.iter().find_map(|failure| failure.get())
    }

    /// What is measured, in one word and in the word of many.
    pub fn things(self) -> [&'static str; 2] {
        if self.view.with(LatencyView::measures_spans) { ["span", "spans"] } else { ["trace", "traces"] }
    }

    /// Measures something else, or shows it otherwise.
    pub fn set(self, change: impl FnOnce(&mut LatencyView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.session.dispatch(Command::SetLatency(view));
    }

    /// Brushes traces, if they are not brushed already.
    pub fn brush(self, cohort: Option<Cohort>) {
        if self.brushed.with_untracked(|brushed| *brushed != cohort) {
            self.session.dispatch(Command::Brush(cohort));
        }
    }
}

/// How many bars or cells fit.
fn bars(length_px: f64) -> usize {
    ((length_px / BAR_PX) as usize).clamp(1, MOST_BARS)
}

fn ask(
    engine: Engine,
    request: Memo<Option<Request>>,
    failure: RwSignal<Option<Failure>>,
    take: impl Fn(Reply) + 'static,
) {
    let answer = LocalResource::new(move || {
        engine.revision().track();
        let request = request.get();
        async move {
            match request {
                Some(request) => Some(engine.ask(request).await),
                None => None,
            }
        }
    });
    Effect::new(move |_| match answer.get().flatten() {
        Some(Ok(reply)) => {
            take(reply);
            failure.set(None);
        }
        Some(Err(why)) => failure.set(Some(why)),
        None => {}
    });
}

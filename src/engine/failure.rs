//! What the error of a span came of, and what became of it (analysis.md, "Error origins").

use super::Engine;
use crate::{
    analysis::{
        error_words::Reader,
        root_cause::{Origin, Verdict},
    },
    base::words,
    model::ids::SpanIx,
    protocol::detail::FailureDetail,
};

/// Characters of what an origin says.
const MESSAGE_LIMIT: usize = 500;

impl Engine {
    /// What a span's error came of; `None` when neither it is an error nor one came up through it. Of several errors
    /// that came up the one that weighs most is told: what caused the failure first, then what ended last.
    pub(super) fn failure(&self, origins: &[Origin], span: SpanIx) -> Option<FailureDetail> {
        let store = &self.store;
        let end = store.subtree_end(span);
        let came_through = |origin: &&Origin| origin.top <= span && span <= origin.span && origin.span < end;
        let weight = |origin: &&Origin| {
            let rank = match origin.verdict {
                Verdict::Caused => 3,
                Verdict::Also => 2,
                Verdict::Background => 1,
                Verdict::Handled => 0,
            };
            (rank, store.end_ns(origin.span))
        };
        let others = origins.iter().filter(came_through).count().checked_sub(1)?;
        let origin = origins.iter().filter(came_through).max_by_key(weight)?;
        let words = Reader::of_store(store).read(store, &self.derived, origin.span);
        Some(FailureDetail {
            verdict: origin.verdict.into(),
            message: words::shortened(&words.message, MESSAGE_LIMIT),
            origin: (origin.span != span).then(|| self.span_name(origin.span)),
            handled_at: origin.handled_at(store).map(|span| self.span_name(span)),
            waited_for: words.waited_for.map(|span| self.span_name(span)),
            others,
        })
    }
}

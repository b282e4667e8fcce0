//! What was found in all that is open: the answer to `findings`.

use super::Engine;
use crate::{
    analysis::{
        error_groups::{ErrorGroup, ErrorGroups},
        error_words::Reader,
        people::People,
        root_cause::{self, Origin, Verdict},
        services,
    },
    base::words,
    model::ids::SpanIx,
    protocol::findings::{self, ErrorFinding, ErrorFingerprint, FindingsAnswer, SpanPlace},
};

/// Characters of a message in an answer.
const MESSAGE_LIMIT: usize = 500;
/// Spans told at either end of a long chain.
const CHAIN_ENDS: usize = 500;
/// Exemplars of a fingerprint.
const EXEMPLARS: usize = 5;

/// The errors of all traces, kept once they are asked for.
#[derive(Debug)]
pub(super) struct Errors {
    origins: Vec<Origin>,
    groups: ErrorGroups,
}

impl Engine {
    /// At most `limit` of each.
    pub(super) fn findings(&mut self, limit: usize) -> FindingsAnswer {
        self.find_errors();
        self.find_repetitions();
        let (Some(errors), Some(repetitions)) = (&self.errors, &self.repetitions) else {
            return FindingsAnswer::default();
        };
        let (score, lints, rules) = self.lint_findings();
        let reader = Reader::of_store(&self.store);
        let listed = errors.origins.iter().zip(&errors.groups.of_origin).take(limit);
        FindingsAnswer {
            errors: listed
                .map(|(&origin, &group)| {
                    self.error(&reader, origin, &errors.groups.groups[group as usize].fingerprint)
                })
                .collect(),
            errors_total: errors.origins.len(),
            fingerprints: errors
                .groups
                .groups
                .iter()
                .take(limit)
                .map(|group| self.fingerprint(&errors.origins, group))
                .collect(),
            repeats: self.repeat_findings(repetitions, limit),
            repeats_total: repetitions.len(),
            repeat_patterns: self.repeat_patterns(repetitions, limit),
            score,
            lints,
            rules,
        }
    }

    /// Finds the errors of all traces unless that was done.
    fn find_errors(&mut self) {
        if self.errors.is_none() {
            let origins = root_cause::of_store(&self.store, &self.derived);
            let people = People::of_store(&self.store);
            let groups = ErrorGroups::of_store(&self.store, &self.derived, &origins, &people);
            self.errors = Some(Errors { origins, groups });
        }
    }

    fn error(&self, reader: &Reader, origin: Origin, fingerprint: &str) -> ErrorFinding {
        let store = &self.store;
        let SpanPlace { trace_id, span_id } = self.place(origin.span);
        let words = reader.read(store, &self.derived, origin.span);
        let chain: Vec<SpanIx> = origin.chain(store).collect();
        let is_at_an_end = |at: usize| at < CHAIN_ENDS || at + CHAIN_ENDS >= chain.len();
        let id = |span| store.span_id_text(store.span_id(span));
        ErrorFinding {
            trace_id,
            span_id,
            service: services::name(store, store.service(origin.span)).to_owned(),
            name: store.text(store.name(origin.span)).to_owned(),
            fingerprint: fingerprint.to_owned(),
            message: words::shortened(&words.message, MESSAGE_LIMIT),
            verdict: origin.verdict.into(),
            chain: (0..chain.len()).filter(|&at| is_at_an_end(at)).map(|at| id(chain[at])).collect(),
            chain_total: chain.len(),
            handled_at: origin.handled_at(store).map(id),
        }
    }

    fn fingerprint(&self, origins: &[Origin], group: &ErrorGroup) -> ErrorFingerprint {
        let store = &self.store;
        let of_group = || group.origins.iter().map(|&at| origins[at as usize]);
        let is_cause = |origin: &Origin| origin.verdict == Verdict::Caused;
        let exemplars = of_group().filter(is_cause).chain(of_group().filter(|origin| !is_cause(origin)));
        let first = of_group().next().map(|origin| origin.span);
        let service = first.map_or("", |span| services::name(store, store.service(span)));
        ErrorFingerprint {
            fingerprint: group.fingerprint.clone(),
            service: service.to_owned(),
            name: first.map_or("", |span| store.text(store.name(span))).to_owned(),
            message: words::shortened(&group.message, MESSAGE_LIMIT),
            n: group.origins.len(),
            caused: group.caused,
            traces: group.traces,
            users: group.users,
            sessions: group.sessions,
            exemplars: exemplars.take(EXEMPLARS).map(|origin| self.place(origin.span)).collect(),
        }
    }

    /// A span as answers name it.
    pub(super) fn place(&self, span: SpanIx) -> SpanPlace {
        let store = &self.store;
        SpanPlace {
            trace_id: store.trace_id_text(store.trace_key(store.trace_of(span))),
            span_id: store.span_id_text(store.span_id(span)),
        }
    }
}

impl From<Verdict> for findings::Verdict {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Caused => Self::Caused,
            Verdict::Also => Self::Also,
            Verdict::Background => Self::Background,
            Verdict::Handled => Self::Handled,
        }
    }
}

//! What an endpoint knows of everything that it holds: numbers, comparisons, who calls whom, and what can be typed next.

use super::Remote;
use crate::{
    browser::{clock, endpoint::Stop},
    endpoints::{ask::Ask, backend, cause::Cause, dependencies, probe, tempo_metrics, tempo_tags},
    engine,
    protocol::{
        completion::{Completion, CompletionQuery},
        measured::{Dependencies, Exemplar, Measured},
        remote::{Api, RemoteQuery, RemoteTrace, Unanswered},
    },
};

/// Traces of each side that stand for a comparison.
const EXEMPLARS: usize = 10;

impl Remote {
    /// Has a metrics function worked out. The traces that stand for the two sides of a comparison are searched for, since
    /// Tempo does not say of which side those are that it names.
    pub(super) async fn measured(&self, query: &RemoteQuery, stop: &Stop) -> Result<Measured, Unanswered> {
        let kind = Some(query.api.kind());
        let ask = tempo_metrics::ask(query)
            .map_err(|cause| self.words(&cause, &backend::services(query.api, &query.place), kind))?;
        let body = self.text(&ask, stop).await;
        let mut measured = body
            .and_then(|body| tempo_metrics::read(&query.q, &body).ok_or_else(|| Cause::of_body(&body)))
            .map_err(|cause| self.words(&cause, &ask, kind))?;
        let sides = tempo_metrics::sides(&query.q);
        if !sides.is_empty() {
            measured.exemplars.clear();
        }
        for (group, q) in sides {
            let side = RemoteQuery { q, limit: EXEMPLARS, ..query.clone() };
            // The comparison is worth showing without them.
            let Ok(page) = self.found(&side, stop).await else { continue };
            let exemplar = |row: RemoteTrace| Exemplar { trace_id: row.trace_id, group: group.to_owned() };
            measured.exemplars.extend(page.rows.into_iter().take(EXEMPLARS).map(exemplar));
        }
        Ok(measured)
    }

    /// Asks who calls whom, by one way after another until one leads somewhere.
    pub(super) async fn dependencies(
        &self,
        query: &RemoteQuery,
        stop: &Stop,
    ) -> Result<Dependencies, Unanswered> {
        let kind = Some(query.api.kind());
        let asks = dependencies::asks(query)
            .map_err(|cause| self.words(&cause, &backend::services(query.api, &query.place), kind))?;
        let mut tried = Vec::new();
        for ask in asks {
            let body = self.text(&ask, stop).await;
            let read = body
                .and_then(|body| dependencies::read(query.api, &body).ok_or_else(|| Cause::of_body(&body)));
            match read {
                Ok(calls) => {
                    return Ok(Dependencies { picture: engine::dependencies::picture(&calls), calls });
                }
                Err(cause) => {
                    let is_final = probe::is_final(&cause);
                    tried.push((cause, ask));
                    if is_final {
                        break;
                    }
                }
            }
        }
        Err(self.most_telling(tried, &query.place, kind))
    }

    /// Says what can be typed next, by the names and values that a Tempo knows; of another server nothing.
    pub(super) async fn completed(
        &self,
        query: &RemoteQuery,
        at: &CompletionQuery,
        stop: &Stop,
    ) -> Completion {
        if query.api != Api::Tempo {
            return Completion::default();
        }
        let mut known = tempo_tags::Known::default();
        // Without an answer the language itself is offered.
        match tempo_tags::wanted(query, at) {
            tempo_tags::Wanted::Nothing => {}
            tempo_tags::Wanted::Names(ask) => {
                let body = self.remembered(ask, stop).await;
                known.names = body.and_then(|body| tempo_tags::read_names(&body)).unwrap_or_default();
            }
            tempo_tags::Wanted::Values(ask) => {
                let body = self.remembered(ask, stop).await;
                known.values = body.and_then(|body| tempo_tags::read_values(&body)).unwrap_or_default();
            }
        }
        tempo_tags::completed(at, &known)
    }

    /// The answer to a question that was put a moment ago, or now.
    async fn remembered(&self, ask: Ask, stop: &Stop) -> Option<String> {
        let known = self.told.borrow().answer(&ask, clock::unix_ms()).map(str::to_owned);
        if known.is_some() {
            return known;
        }
        let body = self.text(&ask, stop).await.ok()?;
        self.told.borrow_mut().keep(ask, &body, clock::unix_ms());
        Some(body)
    }
}

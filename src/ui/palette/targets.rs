//! What the palette leads to beside commands: services, and operations and traces that have the typed words.

use crate::{
    protocol::{
        completion::CompletionQuery,
        request::{Reply, Request},
        traces::{Selection, TraceColumn, TracesQuery},
    },
    query::{ids::jumps, literal::write_text},
    state::{
        condition,
        palette::{self, Entry},
    },
    ui::{
        engine::{Engine, use_engine},
        session::{SessionHandle, use_session},
    },
};
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};

/// Typing pauses this long before the engine is asked.
const PAUSE_MS: u32 = 120;
/// So many operations and traces are offered, with so many letters typed.
const OPERATIONS: usize = 8;
const TRACES: usize = 5;
const LETTERS: usize = 2;

/// A handle to what was found; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct Targets {
    services: Memo<Vec<Entry>>,
    found: RwSignal<Vec<Entry>>,
    /// While nothing is typed, commands alone are listed.
    is_empty: Memo<bool>,
}

impl Targets {
    /// What has the words that are typed.
    pub fn new(typed: RwSignal<String>) -> Self {
        let (session, engine) = (use_session(), use_engine());
        let services = Memo::new(move |_| {
            engine
                .summary()
                .with(|summary| session.now(|session| palette::services(session, &summary.service_names)))
        });
        let found = RwSignal::new(Vec::new());
        let pause = StoredValue::new_local(None::<Timeout>);
        Effect::new(move |_| {
            let text = typed.get().trim().to_owned();
            let is_enough = text.chars().count() >= LETTERS;
            let look = move || {
                spawn_local(async move {
                    let entries = look_for(session, engine, &text).await;
                    // An answer to what is typed no more is dropped.
                    if typed.try_with_untracked(|typed| typed.trim() == text) == Some(true) {
                        found.set(entries);
                    }
                });
            };
            pause.set_value(is_enough.then(|| Timeout::new(PAUSE_MS, look)));
        });
        Self { services, found, is_empty: Memo::new(move |_| typed.with(|typed| typed.trim().is_empty())) }
    }

    /// What can be led to.
    pub fn entries(self) -> Vec<Entry> {
        if self.is_empty.get() {
            return Vec::new();
        }
        let mut entries = self.services.get();
        self.found.with(|found| entries.extend(found.iter().cloned()));
        entries
    }
}

async fn look_for(session: SessionHandle, engine: Engine, words: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    // Completion knows the values of a property that have the typed letters.
    let mut text = "{ name = ".to_owned();
    // Writing into a String cannot fail.
    let _ = write_text(&mut text, words);
    text.pop();
    let query = CompletionQuery { cursor: text.len(), text, limit: OPERATIONS };
    if let Ok(Reply::Completed(completion)) = engine.ask(Request::Complete(query)).await {
        let names: Vec<String> =
            completion.suggestions.into_iter().map(|suggestion| suggestion.label).collect();
        entries.extend(session.now(|session| palette::operations(session, &names)));
    }
    if !jumps(words).is_empty() {
        let query = Request::Spans { q: words.to_owned(), limit: 1 };
        if let Ok(Reply::Spans(found)) = engine.ask(query).await {
            entries.extend(found.rows.into_iter().map(|row| palette::trace_of_id(words, row.trace_id)));
        }
    }
    let query = TracesQuery {
        selection: Selection { q: condition::of_root(words), ..Selection::default() },
        sort: TraceColumn::Latency,
        descending: true,
        limit: TRACES,
        ..TracesQuery::default()
    };
    if let Ok(Reply::Traces(page)) = engine.ask(Request::Traces(query)).await {
        engine.summary().with_untracked(|summary| {
            entries.extend(palette::traces(&page.rows, &summary.service_names));
        });
    }
    entries
}

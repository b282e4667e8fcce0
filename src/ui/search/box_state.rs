//! What the search box holds: the text as typed, what can follow, and what keys do with it.

use crate::{
    browser::storage,
    protocol::{
        completion::{Completion, CompletionQuery, Suggestion},
        request::{Reply, Request},
    },
    query::{
        error::Level,
        reading::{Query, is_traceql, read},
    },
    state::{
        caret::{byte_of_unit, replaced, unit_of_byte},
        command::Command,
        history, saved_searches,
        store_search::pasted_id,
    },
    ui::{
        engine::{Engine, use_engine},
        remote::{Remote, use_remote},
        session::{SessionHandle, use_session},
    },
};
use gloo_timers::{callback::Timeout, future::TimeoutFuture};
use leptos::{ev, html, prelude::*, task::spawn_local};

/// The first letter is searched for at once, further ones when typing pauses for this long.
const PAUSE_MS: u32 = 160;
/// Suggestions asked for.
const SUGGESTIONS: usize = 12;
/// Where searches of before are kept.
pub const HISTORY: &str = "spanscope.searches";
/// Where searches with a name are kept.
pub const SAVED: &str = "spanscope.saved-searches";

/// What a box searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// What is loaded: as it is typed.
    Loaded,
    /// The store of an endpoint: when the form around the box says so.
    Store,
}

/// A handle to what the box holds; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct BoxState {
    session: SessionHandle,
    engine: Engine,
    remote: Remote,
    over: Over,
    input: NodeRef<html::Input>,
    /// The coloured text behind the input.
    pub paint: NodeRef<html::Div>,
    /// The text as typed.
    pub draft: RwSignal<String>,
    /// What is wrong with it: a sentence, and the letters before the passage it is about.
    pub error: Memo<Option<(String, usize)>>,
    /// What can stand at the cursor.
    pub completion: RwSignal<Completion>,
    /// How far the text is scrolled away to the left.
    pub scrolled_px: RwSignal<i32>,
    /// The suggestion that is chosen.
    pub active: RwSignal<Option<usize>>,
    /// The box has the keyboard.
    pub has_focus: RwSignal<bool>,
    is_closed: RwSignal<bool>,
    pause: StoredValue<Option<Timeout>, LocalStorage>,
    /// Text and cursor that completion was asked for last: an answer to an older question is dropped.
    asked: StoredValue<(String, usize)>,
}

impl BoxState {
    /// The state of a box around an input.
    pub fn new(input: NodeRef<html::Input>, over: Over) -> Self {
        let session = use_session();
        let q = session.q();
        let draft = RwSignal::new(q.get_untracked());
        let has_focus = RwSignal::new(false);
        // A search that comes from elsewhere: the back button, a value in the details.
        Effect::new(move |_| {
            let q = q.get();
            if draft.with_untracked(|draft| *draft != q) && !has_focus.get_untracked() {
                draft.set(q);
            }
        });
        let error = Memo::new(move |_| {
            draft.with(|draft| {
                let reading = read(draft);
                let error =
                    reading.refusal().filter(|error| over == Over::Loaded || error.level == Level::Wrong)?;
                // Words are no search of a store, but an id that is pasted is.
                let is_of_words = matches!(reading.query, Query::Words(_));
                (over == Over::Loaded || !is_of_words)
                    .then(|| Some((error.message.clone(), draft.get(..error.from)?.chars().count())))?
            })
        });
        Self {
            session,
            engine: use_engine(),
            remote: use_remote(),
            over,
            error,
            input,
            paint: NodeRef::new(),
            draft,
            completion: RwSignal::new(Completion::default()),
            scrolled_px: RwSignal::new(0),
            active: RwSignal::new(None),
            has_focus,
            is_closed: RwSignal::new(true),
            pause: StoredValue::new_local(None),
            asked: StoredValue::new((String::new(), usize::MAX)),
        }
    }

    /// Whether suggestions are shown.
    pub fn is_open(self) -> bool {
        self.has_focus.get()
            && !self.is_closed.get()
            && self.completion.with(|found| !found.suggestions.is_empty())
    }

    /// Something was typed.
    pub fn on_input(self, text: String) {
        // Plain words are searched for as they are typed: a list over their hits would be in the way.
        let last_word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        self.is_closed.set(!text.is_empty() && !is_traceql(&text) && !last_word.contains('='));
        self.draft.set(text);
        if self.over == Over::Store {
            return self.look();
        }
        if self.pause.with_value(Option::is_none) {
            self.search();
        }
        self.pause.set_value(Some(Timeout::new(PAUSE_MS, move || self.search())));
        self.look();
    }

    /// The box got the keyboard.
    pub fn on_focus(self) {
        self.has_focus.set(true);
        // The box of a store gets the keyboard by itself: a list over what stands below it would be in the way.
        self.is_closed.set(self.over == Over::Store || !self.draft.with_untracked(String::is_empty));
        self.look();
    }

    /// The pointer was pressed in the box.
    pub fn on_click(self) {
        if self.draft.with_untracked(String::is_empty) {
            self.is_closed.set(false);
        }
        self.look();
    }

    /// The box lost the keyboard.
    pub fn on_blur(self) {
        // Whatever comes next goes by what is typed. A box that is taken away loses the keyboard too, and has nothing.
        if self.pause.try_with_value(Option::is_some) == Some(true) {
            self.search();
        }
        self.has_focus.try_set(false);
        self.active.try_set(None);
    }

    /// Asks what can stand where the cursor is, unless that was asked last.
    pub fn look(self) {
        let text = self.draft.get_untracked();
        let cursor = self.cursor(&text);
        let question = (text, cursor);
        if self.asked.with_value(|asked| *asked == question) {
            return;
        }
        self.asked.set_value(question.clone());
        self.active.set(None);
        let (text, cursor) = question.clone();
        let query = CompletionQuery { text, cursor, limit: SUGGESTIONS };
        spawn_local(async move {
            // What is typed is searched for first, and what is typed meanwhile makes this question idle.
            TimeoutFuture::new(0).await;
            if self.asked.try_with_value(|asked| *asked == question) != Some(true) {
                return;
            }
            let Some(mut completion) = self.completed(query).await else { return };
            if self.asked.try_with_value(|asked| *asked == question) != Some(true) {
                return;
            }
            if question.0.trim().is_empty() {
                add_kept(&mut completion);
            }
            self.completion.set(completion);
        });
        self.follow_scroll();
    }

    async fn completed(self, query: CompletionQuery) -> Option<Completion> {
        if self.over == Over::Store {
            // While letters follow each other the store is asked nothing.
            TimeoutFuture::new(PAUSE_MS).await;
            let is_last =
                self.asked.try_with_value(|(text, cursor)| (text, *cursor) == (&query.text, query.cursor));
            return if is_last == Some(true) { self.remote.completed(query).await } else { None };
        }
        match self.engine.ask(Request::Complete(query)).await {
            Ok(Reply::Completed(completion)) => Some(completion),
            _ => None,
        }
    }

    /// Keeps the coloured text where the input's is.
    pub fn follow_scroll(self) {
        if let (Some(input), Some(paint)) = (self.input.get_untracked(), self.paint.get_untracked()) {
            paint.set_scroll_left(input.scroll_left());
            self.scrolled_px.set(input.scroll_left());
        }
    }

    /// Puts a suggestion into the text.
    pub fn accept(self, nth: usize) {
        let found = self.completion.with_untracked(|completion| {
            Some((completion.from, completion.to, completion.suggestions.get(nth)?.insert.clone()))
        });
        let Some((from, to, insert)) = found else { return };
        let (text, caret) = self.draft.with_untracked(|draft| replaced(draft, from, to, &insert));
        if let Some(input) = self.input.get_untracked() {
            input.set_value(&text);
            let unit = unit_of_byte(&text, caret) as u32;
            // A search input has a selection.
            let _ = input.set_selection_range(unit, unit);
        }
        self.on_input(text);
    }

    /// What a key does in the box.
    pub fn on_key(self, event: &ev::KeyboardEvent) {
        let is_open = self.is_open();
        match (event.key().as_str(), self.active.get_untracked()) {
            ("ArrowDown", _) if is_open => self.choose(1),
            ("ArrowUp", _) if is_open => self.choose(-1),
            ("ArrowDown", _) => self.session.dispatch(Command::FocusRows),
            ("Tab" | "Enter", Some(active)) if is_open => self.accept(active),
            // The form carries it out.
            ("Enter", _) if self.over == Over::Store => return self.is_closed.set(true),
            ("Enter", _) => self.submit(),
            (" ", _) if event.ctrl_key() => {
                self.is_closed.set(false);
                self.look();
            }
            ("Escape", _) if is_open => self.is_closed.set(true),
            ("Escape", _) if self.draft.with_untracked(String::is_empty) => {
                self.session.dispatch(Command::FocusRows)
            }
            ("Escape", _) => {
                self.draft.set(String::new());
                self.search();
                self.look();
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// Puts another search into the box and runs it.
    pub fn put(self, search: String) {
        self.draft.set(search.clone());
        match self.over {
            Over::Loaded => self.submit(),
            Over::Store => self.session.dispatch(Command::SetQuery(search)),
        }
    }

    fn choose(self, by: isize) {
        let count = self.completion.with_untracked(|completion| completion.suggestions.len()) as isize;
        let next = match self.active.get_untracked() {
            Some(at) => at as isize + by,
            None if by > 0 => 0,
            None => count - 1,
        };
        self.active.set(usize::try_from(next).ok().filter(|&next| (next as isize) < count));
    }

    /// Searches for what is typed; what cannot be searched for leaves the list as it was.
    fn search(self) {
        if self.over == Over::Store {
            return;
        }
        self.pause.set_value(None);
        let text = self.draft.get_untracked();
        if read(&text).refusal().is_none() {
            self.session.dispatch(Command::SetQuery(text));
        }
    }

    /// Searches, remembers the search, and goes to the list; a pasted id goes straight to what it names.
    fn submit(self) {
        self.pause.set_value(None);
        let text = self.draft.get_untracked();
        let reading = read(&text);
        self.is_closed.set(true);
        if reading.refusal().is_none() {
            storage::set(HISTORY, &history::with(&storage::get(HISTORY).unwrap_or_default(), &text));
        }
        self.session.dispatch(Command::SetQuery(text.clone()));
        if self.remote.measures(&text) {
            // Numbers over time are the store's.
            return self.session.dispatch(Command::ShowStore);
        }
        if self.session.now(|session| !session.view.lists_traces()) {
            self.session.dispatch(Command::ShowTraces);
        }
        self.session.dispatch(Command::FocusRows);
        if let Query::Words(words) = reading.query
            && let Some(jump) = words.jumps.first()
        {
            let to_span = jump.span_id.is_some();
            spawn_local(async move { self.jump(text, to_span).await });
        }
    }

    async fn jump(self, text: String, to_span: bool) {
        let request = Request::Spans { q: text.clone(), limit: 1 };
        let Ok(Reply::Spans(found)) = self.engine.ask(request).await else { return };
        let Some(row) = found.rows.into_iter().next() else {
            // What is not loaded may be in the store that is connected.
            let has_store = self.session.now(|session| session.endpoint.is_some());
            if let Some(id) = pasted_id(&text).filter(|_| has_store) {
                self.session.dispatch(Command::OpenTrace(id));
            }
            return;
        };
        self.session.dispatch(if to_span {
            Command::OpenSpan { trace_id: row.trace_id, span_id: row.span_id }
        } else {
            Command::OpenTrace(row.trace_id)
        });
    }

    /// The cursor in bytes.
    fn cursor(self, text: &str) -> usize {
        let unit = self.input.get_untracked().and_then(|input| input.selection_start().ok().flatten());
        unit.map_or(text.len(), |unit| byte_of_unit(text, unit as usize))
    }
}

/// Puts saved searches and those of before on top of the examples.
fn add_kept(completion: &mut Completion) {
    let saved = saved_searches::read(&storage::get(SAVED).unwrap_or_default());
    let saved = saved.into_iter().map(|saved| Suggestion {
        label: saved.search.clone(),
        insert: saved.search,
        hint: saved.name,
    });
    let kept = history::read(&storage::get(HISTORY).unwrap_or_default());
    let earlier = kept.into_iter().map(|search| Suggestion {
        label: search.clone(),
        insert: search,
        hint: "searched before".to_owned(),
    });
    completion.suggestions.splice(0..0, saved.take(SUGGESTIONS / 2).chain(earlier.take(SUGGESTIONS / 2)));
}

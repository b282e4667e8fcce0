//! What the panel knows, and how it gets to know it: after the list has answered, one question at a time.

use crate::{
    browser::{clock, focus, media, storage},
    protocol::{
        facets::{Facet, FacetValuesQuery, Facets},
        request::{Reply, Request},
        traces::Selection,
    },
    state::{
        command::Command,
        facets::{self, Panel, ShownFacet},
    },
    ui::{engine::Engine, session::SessionHandle},
};
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use std::collections::BTreeMap;

/// The list asks first: what the panel asks waits so long behind it.
const BEHIND_MS: u32 = 40;
/// Where what a person made of the panel is kept.
const KEPT: &str = "spanscope.facets";
/// Values shown when more are asked for.
const MORE: usize = 100;

/// What is counted: the data set as it was, and a selection of it.
type Key = (u32, Selection);

/// A handle to what the panel knows; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct FacetState {
    /// The session, whose search the facets change.
    pub session: SessionHandle,
    engine: Engine,
    /// What is shown.
    pub shown: Memo<Vec<ShownFacet>>,
    /// The panel is to be seen.
    pub is_shown: Memo<bool>,
    /// What is shown is about to be replaced.
    pub is_counting: RwSignal<bool>,
    /// The window is as narrow as a phone's: the panel is a sheet, closed at first.
    pub is_narrow: RwSignal<bool>,
    is_sheet_open: RwSignal<bool>,
    panel: RwSignal<Panel>,
    counted: RwSignal<Vec<Facet>>,
    /// Facets of which more values are shown, with the letters these must have.
    more: RwSignal<BTreeMap<String, String>>,
    /// The values of those.
    found: RwSignal<BTreeMap<String, Facet>>,
    inner: StoredValue<Inner>,
    /// The element that was pressed last.
    held: StoredValue<Option<String>>,
}

#[derive(Default)]
struct Inner {
    /// What is to be counted next.
    wanted: Option<Key>,
    is_asking: bool,
    /// The data set that the engine has got ready for.
    prepared: Option<u32>,
}

/// Makes the facets known to what is below.
pub fn provide_facets(session: SessionHandle, engine: Engine) {
    let is_narrow = RwSignal::new(media::matches(media::NARROW));
    let watch = StoredValue::new_local(media::watch(media::NARROW, move |narrow| is_narrow.set(narrow)));
    on_cleanup(move || watch.dispose());
    let kept = storage::get(KEPT).map(|kept| Panel::read(&kept));
    // Inside of another page there is little room: the panel waits until it is asked for.
    let usual = Panel { is_open: session.now(|session| !session.embed), ..Panel::default() };
    let panel = RwSignal::new(kept.unwrap_or(usual));
    let is_sheet_open = RwSignal::new(false);
    let counted = RwSignal::new(Vec::<Facet>::new());
    let found = RwSignal::new(BTreeMap::<String, Facet>::new());
    let q = session.q();
    let shown = Memo::new(move |_| {
        let known = counted.with(|counted| {
            let more = |facet: &Facet| found.with(|found| found.get(&facet.name).cloned());
            counted.iter().map(|facet| more(facet).unwrap_or_else(|| facet.clone())).collect::<Vec<_>>()
        });
        q.with(|q| facets::shown(&known, q))
    });
    let state = FacetState {
        session,
        engine,
        shown,
        is_shown: Memo::new(move |_| {
            if is_narrow.get() { is_sheet_open.get() } else { panel.with(|panel| panel.is_open) }
        }),
        is_counting: RwSignal::new(false),
        is_narrow,
        is_sheet_open,
        panel,
        counted,
        more: RwSignal::new(BTreeMap::new()),
        found,
        inner: StoredValue::new(Inner::default()),
        held: StoredValue::new(None),
    };
    session.on_command(move |command| {
        if matches!(command, Command::ToggleFacets) {
            state.toggle();
        }
    });
    state.follow();
    Effect::new(move |_| {
        shown.track();
        state.give_back_focus();
    });
    provide_context(state);
}

impl FacetState {
    /// The facets of this view.
    pub fn here() -> Self {
        expect_context()
    }

    fn toggle(self) {
        if self.is_narrow.get_untracked() {
            self.is_sheet_open.update(|is_open| *is_open = !*is_open);
        } else {
            self.panel.update(|panel| panel.is_open = !panel.is_open);
            self.keep();
        }
    }

    fn keep(self) {
        storage::set(KEPT, &self.panel.with_untracked(Panel::write));
    }

    /// Whether a facet is folded.
    pub fn is_folded(self, name: &str) -> bool {
        self.panel.with(|panel| panel.folded.contains(name))
    }

    /// Folds a facet, or unfolds it.
    pub fn fold(self, name: &str) {
        self.panel.update(|panel| panel.toggle(name));
        self.keep();
    }

    /// The letters that the values of a facet must have of which more are shown.
    pub fn letters(self, name: &str) -> Option<String> {
        self.more.with(|more| more.get(name).cloned())
    }

    /// Shows more values of a facet, those with some letters; `None`: the commonest few again.
    pub fn show_more(self, name: &str, letters: Option<String>) {
        let is_more = letters.is_some();
        self.more.update(|more| match letters {
            Some(letters) => drop(more.insert(name.to_owned(), letters)),
            None => drop(more.remove(name)),
        });
        if is_more {
            let (name, selection) = (name.to_owned(), self.selection());
            spawn_local(async move { self.ask_more(name, selection).await });
        } else {
            self.found.update(|found| drop(found.remove(name)));
        }
    }

    /// Remembers the element that was pressed: when it moves in its list it loses the keyboard.
    pub fn hold(self, id: String) {
        self.held.set_value(Some(id));
    }

    /// Gives the keyboard back to what was pressed, if nothing else has it.
    fn give_back_focus(self) {
        request_animation_frame(move || {
            let held = self.held.try_get_value().flatten().filter(|_| focus::is_nowhere());
            if let Some(held) = held.and_then(|id| document().get_element_by_id(&id)) {
                focus::on(&held);
            }
        });
    }

    fn selection(self) -> Selection {
        self.session.now(|session| session.selection(clock::unix_ns()))
    }

    /// Counts anew whenever something else is selected, while the panel is to be seen.
    fn follow(self) {
        let selection = self.session.part(|session| session.selection(clock::unix_ns()));
        let (revision, summary) = (self.engine.revision(), self.engine.summary());
        let has_traces = Memo::new(move |_| summary.with(|summary| summary.traces > 0));
        let pause = StoredValue::new_local(None::<Timeout>);
        Effect::new(move |_| {
            if !self.is_shown.get() || !has_traces.get() {
                pause.set_value(None);
                return;
            }
            let key = (revision.get(), selection.get());
            self.is_counting.set(true);
            pause.set_value(Some(Timeout::new(BEHIND_MS, move || self.want(key))));
        });
    }

    fn want(self, key: Key) {
        let is_asking = self.inner.try_update_value(|inner| {
            inner.wanted = Some(key);
            std::mem::replace(&mut inner.is_asking, true)
        });
        if is_asking == Some(false) {
            spawn_local(self.work());
        }
    }

    /// Asks for what is wanted until nothing is. Whatever is wanted meanwhile takes the place of what was.
    async fn work(self) {
        while let Some((revision, selection)) = self.next() {
            if self.inner.try_with_value(|inner| inner.prepared) != Some(Some(revision)) {
                // Its answer says nothing but that the next question will not take long.
                drop(self.engine.ask(Request::PrepareFacets).await);
                self.inner.try_update_value(|inner| inner.prepared = Some(revision));
                if self.inner.try_with_value(|inner| inner.wanted.is_some()) == Some(true) {
                    continue;
                }
            }
            let facets = match self.engine.ask(Request::Facets(selection.clone())).await {
                Ok(Reply::Facets(Facets { facets, .. })) => facets,
                // The list says why: the search is wrong.
                _ => Vec::new(),
            };
            let Some(more) = self.more.try_get_untracked() else { return };
            for name in more.into_keys() {
                self.ask_more(name, selection.clone()).await;
            }
            self.counted.try_set(facets);
        }
    }

    fn next(self) -> Option<Key> {
        let next = self.inner.try_update_value(|inner| {
            inner.is_asking = inner.wanted.is_some();
            inner.wanted.take()
        });
        let next = next.flatten();
        if next.is_none() {
            self.is_counting.try_set(false);
        }
        next
    }

    async fn ask_more(self, name: String, of: Selection) {
        let letters = |name: &str| self.more.try_with_untracked(|more| more.get(name).cloned()).flatten();
        let Some(having) = letters(&name) else { return };
        let query = FacetValuesQuery { of, name: name.clone(), having: having.clone(), limit: MORE };
        let Ok(Reply::FacetValues(facet)) = self.engine.ask(Request::FacetValues(query)).await else {
            return;
        };
        // Other letters may have been typed since.
        if letters(&name) == Some(having) {
            self.found.try_update(|found| found.insert(name, facet));
        }
    }
}

//! The session in the page: one signal, changed by commands, written into the address and read back from it.

use crate::{
    browser::{clock, listener::Listener, location, storage, window},
    protocol::{log::Severity, traces::Selection, waterfall::Fold},
    query::edit,
    state::{
        columns::Columns,
        command::Command,
        link,
        marks::{self, Marks},
        session::{GroupSort, Hide, Session, Sort, View},
        tab::Tab,
        theme::Theme,
        zone::Zone,
    },
    ui::parts::notices::{Notices, use_notices},
};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::rc::Rc;

/// Small changes (zoom, selection) reach the address together after this time, since browsers refuse to write it often.
const WRITE_AFTER_MS: u32 = 200;
/// Where the person's own theme is kept.
const THEME: &str = "spanscope.theme";
/// Where the person's own columns of the trace list are kept.
const COLUMNS: &str = "spanscope.columns";

type Handler = Rc<dyn Fn(&Command)>;

/// A handle to the session; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct SessionHandle {
    session: RwSignal<Session>,
    notices: Notices,
    inner: StoredValue<Inner, LocalStorage>,
}

#[derive(Default)]
struct Inner {
    handlers: Vec<(u32, Handler)>,
    last_handler: u32,
    /// The fragment as it was last read or written.
    written: String,
    /// What is written into the address when its time has come.
    write: Option<(Timeout, String)>,
}

/// The session of this page.
pub fn use_session() -> SessionHandle {
    expect_context()
}

/// Reads the session from the address and makes it known to everything below.
pub fn provide_session() -> SessionHandle {
    let fragment = location::fragment();
    let (mut session, notes) = link::read(&fragment);
    // A link that names nothing but an endpoint is about its store.
    let is_of_loaded = matches!(session.view, View::Open | View::Traces);
    if session.endpoint.is_some() && session.sources.is_empty() && is_of_loaded {
        session.view = View::Store;
    }
    if !session.theme_in_link {
        session.theme = storage::get(THEME).and_then(|key| Theme::from_key(&key)).unwrap_or_default();
    }
    if session.columns == Columns::default() {
        session.columns = storage::get(COLUMNS).and_then(|kept| Columns::read(&kept)).unwrap_or_default();
    }
    let inner = Inner { written: fragment, ..Inner::default() };
    let notices = use_notices();
    let handle =
        SessionHandle { session: RwSignal::new(session), notices, inner: StoredValue::new_local(inner) };
    provide_context(handle);
    notes.into_iter().for_each(|note| notices.info(note));
    let listeners = StoredValue::new_local(Vec::new());
    if let Some(window) = window() {
        for name in ["popstate", "hashchange"] {
            let listener = Listener::new(&window, name, move |_| {
                for note in handle.read_address() {
                    notices.info(note);
                }
            });
            listeners.update_value(|listeners| listeners.push(listener));
        }
    }
    handle
}

impl SessionHandle {
    /// The session.
    pub fn session(self) -> Signal<Session> {
        self.session.into()
    }

    /// What is shown.
    pub fn view(self) -> Memo<View> {
        self.part(|session| session.view.clone())
    }

    /// The id of the trace that is open.
    pub fn trace_id(self) -> Memo<Option<String>> {
        self.part(|session| session.trace_id().map(str::to_owned))
    }

    /// The search.
    pub fn q(self) -> Memo<String> {
        self.part(|session| session.q.clone())
    }

    /// The traces that are listed, counted and grouped.
    pub fn selection(self) -> Memo<Selection> {
        self.part(|session| session.selection(clock::unix_ns()))
    }

    /// Marked traces.
    pub fn marks(self) -> Memo<Marks> {
        self.part(|session| session.marks.clone())
    }

    /// The order of the trace list.
    pub fn sort(self) -> Memo<Sort> {
        self.part(|session| session.sort.clone())
    }

    /// The way the trace is shown.
    pub fn tab(self) -> Memo<Tab> {
        self.part(|session| session.tab)
    }

    /// The fields that the table groups by.
    pub fn by(self) -> Memo<String> {
        self.part(|session| session.by.clone())
    }

    /// How severe the events of the log are at least.
    pub fn least(self) -> Memo<Severity> {
        self.part(|session| session.least)
    }

    /// The order of the table.
    pub fn table(self) -> Memo<GroupSort> {
        self.part(|session| session.table)
    }

    /// The selected span's id.
    pub fn span(self) -> Memo<Option<String>> {
        self.part(|session| session.span.clone())
    }

    /// The part of the trace's time that is shown.
    pub fn zoom(self) -> Memo<Option<(i64, i64)>> {
        self.part(|session| session.zoom)
    }

    /// The span that alone is shown, with what is below it.
    pub fn root(self) -> Memo<Option<String>> {
        self.part(|session| session.root.clone())
    }

    /// Which rows are folded.
    pub fn fold(self) -> Memo<Fold> {
        self.part(|session| session.fold.clone())
    }

    /// What is looked for in the trace.
    pub fn find(self) -> Memo<String> {
        self.part(|session| session.find.clone())
    }

    /// Whether long gaps are shown as long as they are.
    pub fn true_scale(self) -> Memo<bool> {
        self.part(|session| session.true_scale)
    }

    /// Whether the clocks of hosts are set right.
    pub fn skew(self) -> Memo<bool> {
        self.part(|session| session.skew)
    }

    /// Light, dark or the system's.
    pub fn theme(self) -> Memo<Theme> {
        self.part(|session| session.theme)
    }

    /// The zone of times of day.
    pub fn zone(self) -> Memo<Zone> {
        self.part(|session| session.zone)
    }

    /// Parts that are left out.
    pub fn hide(self) -> Memo<Hide> {
        self.part(|session| session.hide)
    }

    /// Shows a theme to whoever has chosen none, here or by the link.
    pub fn suggest_theme(self, theme: Theme) {
        let is_chosen = self.now(|session| session.theme_in_link) || storage::get(THEME).is_some();
        if !is_chosen {
            self.session.update(|session| session.theme = theme);
        }
    }

    /// A part of the session as it is now.
    pub fn now<T>(self, of: impl FnOnce(&Session) -> T) -> T {
        self.session.with_untracked(of)
    }

    /// A part of the session that tells only of its own changes.
    pub fn part<T: PartialEq + Send + Sync + 'static>(
        self,
        of: impl Fn(&Session) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.session.with(&of))
    }

    /// The address of the session after a command, for links that open in another tab too.
    pub fn href(self, command: Command) -> String {
        let mut session = self.session.get_untracked();
        session.apply(command);
        link::write(&session)
    }

    /// The fragment of what is shown.
    pub fn link(self) -> Memo<String> {
        self.part(link::write)
    }

    /// The whole address of what is shown.
    pub fn address(self) -> String {
        location::with_fragment(&self.session.with_untracked(link::write))
    }

    /// Carries out a command: the session first, then whoever listens.
    pub fn dispatch(self, command: Command) {
        let is_step = command.is_step();
        match &command {
            Command::SetTheme(theme) => storage::set(THEME, theme.key()),
            // Words that look everywhere have no place in TraceQL.
            Command::SearchAlso(traceql)
                if self.now(|session| edit::together(&session.q, traceql).is_none()) =>
            {
                self.notices
                    .info("The words of the search were left out: TraceQL cannot look for them".to_owned());
            }
            Command::Mark(id) if self.now(|session| session.marks.is_full() && !session.marks.has(id)) => {
                let sentence = format!("No more than {} traces can be marked", marks::MOST);
                self.notices.info(sentence);
            }
            _ => {}
        }
        let mut changed = self.session.get_untracked();
        changed.apply(command.clone());
        if self.session.with_untracked(|session| *session != changed) {
            // Columns that a link asks for do not become the person's own.
            let is_own = !matches!(command, Command::Follow(_));
            if is_own && self.session.with_untracked(|session| session.columns != changed.columns) {
                storage::set(COLUMNS, &changed.columns.to_string());
            }
            let link = link::write(&changed);
            self.session.set(changed);
            self.write(link, is_step);
        }
        let handlers: Vec<Handler> = self
            .inner
            .with_value(|inner| inner.handlers.iter().map(|(_, handler)| Rc::clone(handler)).collect());
        handlers.iter().for_each(|handler| handler(&command));
    }

    /// Listens for commands while the calling component lives: a view carries out its own (`Move`, `FindNext` …).
    pub fn on_command(self, handler: impl Fn(&Command) + 'static) {
        let id = self.inner.try_update_value(|inner| {
            inner.last_handler += 1;
            inner.handlers.push((inner.last_handler, Rc::new(handler)));
            inner.last_handler
        });
        on_cleanup(move || {
            self.inner.try_update_value(|inner| inner.handlers.retain(|(other, _)| Some(*other) != id));
        });
    }

    /// Writes the address: steps at once, other changes a little later, the last of them for all.
    fn write(self, link: String, is_step: bool) {
        if is_step {
            self.inner.update_value(|inner| {
                // What is left keeps its last small changes, for whoever comes back to it.
                if let Some((_, pending)) = inner.write.take() {
                    location::set_fragment(&pending, false);
                    inner.written = pending;
                }
                if inner.written != link {
                    location::set_fragment(&link, true);
                    inner.written = link;
                }
            });
            return;
        }
        let pending = link.clone();
        let timeout = Timeout::new(WRITE_AFTER_MS, move || {
            self.inner.try_update_value(|inner| {
                inner.write = None;
                if inner.written != link {
                    location::set_fragment(&link, false);
                    inner.written = link;
                }
            });
        });
        self.inner.update_value(|inner| inner.write = Some((timeout, pending)));
    }

    /// Takes over the address when it was changed by someone else. Gives sentences on what could not be used.
    fn read_address(self) -> Vec<String> {
        let fragment = location::fragment();
        let is_ours = self.inner.with_value(|inner| inner.written == fragment);
        if is_ours {
            return Vec::new();
        }
        let (linked, notes) = link::read(&fragment);
        self.inner.update_value(|inner| {
            inner.write = None;
            inner.written = fragment;
        });
        self.dispatch(Command::Follow(Box::new(linked)));
        notes
    }
}

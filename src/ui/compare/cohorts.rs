//! The two cohorts: what each of them is, how many traces it holds, and how to choose another.

use crate::{
    base::words,
    protocol::compare::CompareAnswer,
    query::cohort::{Cohort, Part, Range},
    state::{command::Command, compare_words, session::Session},
    ui::{
        parts::icon::{Icon, Sign},
        session::use_session,
    },
};
use leptos::{ev, html, prelude::*};

/// A side of the comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Slow,
    Fast,
}

impl Side {
    const fn label(self) -> &'static str {
        match self {
            Self::Slow => "Slow",
            Self::Fast => "Fast",
        }
    }
}

/// Both sides with their pickers.
#[component]
pub fn Cohorts(
    /// The comparison, once it is there.
    answer: Memo<Option<CompareAnswer>>,
) -> impl IntoView {
    let session = use_session();
    // What stands in the fields is what is compared, also when it was the default.
    let swap = move |_| {
        let Some(answer) = answer.get_untracked() else { return };
        let read = |text: &str| Cohort::read(text).ok().filter(|cohort| !cohort.parts.is_empty());
        session
            .dispatch(Command::Compare { slow: read(&answer.fast_cohort), fast: read(&answer.slow_cohort) });
    };
    let reset = move |_| session.dispatch(Command::Compare { slow: None, fast: None });
    let is_chosen = session.part(|session| session.slow.is_some() || session.fast.is_some());
    view! {
        <div class="cohorts">
            <Picker side=Side::Slow answer />
            <button class="button" on:click=swap title="The slow ones as the fast ones, and the other way round">"Swap"</button>
            <Picker side=Side::Fast answer />
            <Show when=move || is_chosen.get()>
                <button class="button quiet-button" on:click=reset>"Default cohorts"</button>
            </Show>
        </div>
    }
}

#[component]
fn Picker(
    /// Which side.
    side: Side,
    /// The comparison, once it is there.
    answer: Memo<Option<CompareAnswer>>,
) -> impl IntoView {
    let session = use_session();
    let told = Memo::new(move |_| {
        answer.with(|answer| {
            answer.as_ref().map(|answer| match side {
                Side::Slow => (answer.slow_cohort.clone(), answer.slow),
                Side::Fast => (answer.fast_cohort.clone(), answer.fast),
            })
        })
    });
    // That of what is compared, also when it was the default.
    let operation = Memo::new(move |_| {
        answer.with(|answer| {
            let answer = answer.as_ref()?;
            let cohorts = [&answer.slow_cohort, &answer.fast_cohort].map(|text| Cohort::read(text).ok());
            let mut parts = cohorts.into_iter().flatten().flat_map(|cohort| cohort.parts);
            parts.find(|part| matches!(part, Part::Operation(_)))
        })
    });
    let wrong = RwSignal::new(None::<String>);
    let text =
        Memo::new(move |_| told.with(|told| told.as_ref().map(|told| told.0.clone()).unwrap_or_default()));
    let set = move |cohort: Option<Cohort>| {
        let (slow, fast) = session.now(|session| (session.slow.clone(), session.fast.clone()));
        // The other side keeps what it shows, unless it was what this one left over.
        let other = |chosen: Option<Cohort>, shown: fn(&CompareAnswer) -> &String| {
            chosen
                .or_else(|| answer.with_untracked(|answer| Cohort::read(shown(answer.as_ref()?)).ok()))
                .filter(|cohort| !cohort.parts.is_empty())
        };
        session.dispatch(match side {
            Side::Slow => Command::Compare { slow: cohort, fast: other(fast, |answer| &answer.fast_cohort) },
            Side::Fast => Command::Compare { slow: other(slow, |answer| &answer.slow_cohort), fast: cohort },
        });
    };
    let typed = move |event: ev::Event| match Cohort::read(&event_target_value(&event)) {
        Ok(cohort) => {
            wrong.set(None);
            set(Some(cohort).filter(|cohort| !cohort.parts.is_empty()));
        }
        Err(sentence) => wrong.set(Some(sentence)),
    };
    let menu_node: NodeRef<html::Select> = NodeRef::new();
    let preset = move |event: ev::Event| {
        let place = event_target_value(&event);
        // The menu says what can be done, not what is: the field beside it does.
        if let Some(menu) = menu_node.get_untracked() {
            menu.set_value("");
        }
        let found = session.now(|session| presets(session, operation.get_untracked(), side));
        if let Some((_, cohort)) = place.parse::<usize>().ok().and_then(|at| found.into_iter().nth(at)) {
            wrong.set(None);
            set(cohort);
        }
    };
    let options =
        Memo::new(move |_| session.session().with(|session| presets(session, operation.get(), side)));
    let words = move || match told.get() {
        None => String::new(),
        Some((text, n)) => {
            let cohort = Cohort::read(&text).map(|cohort| compare_words::cohort(&cohort)).unwrap_or_default();
            let cohort = if cohort.is_empty() { "the rest".to_owned() } else { cohort };
            format!("{}: {cohort}", words::count(n, "trace", "traces"))
        }
    };
    let class = if side == Side::Slow { "cohort cohort-slow" } else { "cohort cohort-fast" };
    let field = format!("{} cohort", side.label());
    let menu = format!("Choose the {} cohort", side.label().to_lowercase());
    view! {
        <fieldset class=class>
            <legend>{side.label()}</legend>
            <div class="cohort-fields">
                <input
                    type="text"
                    class="field"
                    aria-label=field
                    spellcheck="false"
                    placeholder="p95.. or a search"
                    prop:value=text
                    aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                    on:change=typed
                />
                <select class="field" aria-label=menu node_ref=menu_node on:change=preset>
                    <option value="" selected>"Choose…"</option>
                    {move || {
                        options
                            .get()
                            .into_iter()
                            .enumerate()
                            .map(|(at, (words, _))| view! { <option value=at.to_string()>{words}</option> })
                            .collect_view()
                    }}
                </select>
            </div>
            <p class="quiet cohort-words">{words}</p>
            <Show when=move || wrong.with(Option::is_some)>
                <p class="file-error" role="alert"><Icon sign=Sign::Warning /><span>{move || wrong.get()}</span></p>
            </Show>
        </fieldset>
    }
}

/// Cohorts that are one choice away, of the operation at hand.
fn presets(session: &Session, operation: Option<Part>, side: Side) -> Vec<(String, Option<Cohort>)> {
    let within = |part: Part| Some(Cohort { parts: operation.iter().cloned().chain([part]).collect() });
    let percentiles = |from, to| within(Part::Percentiles { from, to });
    let search = |text: &str| Part::Search(text.to_owned());
    let mut found = match side {
        Side::Slow => vec![
            ("The slowest 5 %".to_owned(), percentiles(Some(95), None)),
            ("The slowest 10 %".to_owned(), percentiles(Some(90), None)),
            ("With an error".to_owned(), within(search("{ status = error }"))),
        ],
        Side::Fast => vec![
            ("The middle half".to_owned(), percentiles(Some(25), Some(75))),
            ("The faster half".to_owned(), percentiles(None, Some(50))),
            ("Every trace".to_owned(), percentiles(Some(0), None)),
        ],
    };
    if !session.q.trim().is_empty() {
        found.push(("What is searched for".to_owned(), Some(Cohort::of(search(session.q.trim())))));
    }
    if !session.marks.is_empty() {
        found
            .push(("Marked traces".to_owned(), Some(Cohort::of(Part::Traces(session.marks.ids().to_vec())))));
    }
    let ends = (session.range.from, session.range.to);
    if let (Some(crate::state::time_range::Moment::At(from)), _) = ends {
        let range = match side {
            Side::Slow => Range { from_ns: Some(from), to_ns: None },
            Side::Fast => Range { from_ns: None, to_ns: Some(from) },
        };
        let words = if side == Side::Slow { "After the range begins" } else { "Before the range begins" };
        found.push((words.to_owned(), Some(Cohort::of(Part::Time(range)))));
    }
    found.push(("The rest of the other side".to_owned(), None));
    found
}

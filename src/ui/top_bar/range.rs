//! The range of time that traces are listed from: a press away, or typed.

use crate::{
    base::time::{self, MS},
    browser::popover,
    state::{
        command::Command,
        time_range::{Moment, PRESETS, TimeRange},
        zone::{Zone, brief_in, date_time_in},
    },
    ui::{
        engine::use_engine,
        parts::icon::{Icon, Sign},
        session::{SessionHandle, use_session},
        traces::offset_min,
    },
};
use leptos::{ev, html, prelude::*};

/// The button and its panel.
#[component]
pub fn RangeMenu() -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let panel: NodeRef<html::Div> = NodeRef::new();
    let button: NodeRef<html::Button> = NodeRef::new();
    let (range, zone) = (session.part(|session| session.range), session.zone());
    let starts = engine_starts();
    let words = move || {
        let (first_ns, last_ns) = starts.get();
        let zone = zone.get();
        range.get().words(last_ns, |at_ns| brief_in(at_ns, first_ns, offset_min(zone, at_ns)))
    };
    let hang = move |_| {
        if let (Some(panel), Some(button)) = (panel.get_untracked(), button.get_untracked()) {
            popover::hang(&panel, &button);
        }
    };
    let has_range = Memo::new(move |_| !range.get().is_whole());
    let is_known = Memo::new(move |_| engine.summary().with(|summary| summary.traces > 0));
    let pick = move |range: TimeRange| {
        if let Some(panel) = panel.get_untracked() {
            popover::hide(&panel);
        }
        session.dispatch(Command::SetRange(range));
    };
    let presets = PRESETS.map(|(words, length_ns)| {
        let of_data = move || TimeRange::last(length_ns, starts.get().1);
        let is_set = move || range.get() == of_data();
        let (first_ns, last_ns) = (move || starts.get().0, move || starts.get().1);
        let is_all = move || last_ns().saturating_sub(first_ns()) <= length_ns;
        view! {
            <button
                aria-pressed=move || is_set().to_string()
                disabled=move || is_all() && !is_set()
                title=move || is_all().then_some("The traces start within less than that")
                on:click=move |_| pick(of_data())
            >
                {words}
            </button>
        }
    });
    view! {
        <Show when=move || is_known.get()>
            <button
                class="button range-button"
                class:active=has_range
                popovertarget="range"
                aria-label=move || format!("Time range: {}", words())
                title="Which traces are listed, by their start"
                node_ref=button
                on:click=hang
            >
                <Icon sign=Sign::Clock />
                <span class="range-words">{words}</span>
            </button>
        </Show>
        <div id="range" class="popover hanging range-menu" popover="auto" role="dialog" aria-label="Time range" node_ref=panel>
            <h2>"Time range"</h2>
            <p class="quiet">{move || data_words(starts.get(), zone.get())}</p>
            <div class="group-choices">
                <button
                    aria-pressed=move || range.get().is_whole().to_string()
                    on:click=move |_| pick(TimeRange::WHOLE)
                >
                    "Whole time"
                </button>
                {presets.collect_view()}
            </div>
            <Ends session range zone starts on_set=Callback::new(pick) />
        </div>
    }
}

/// When the first and the last trace start.
fn engine_starts() -> Memo<(i64, i64)> {
    let summary = use_engine().summary();
    Memo::new(move |_| summary.with(|summary| (summary.start_ns, summary.last_start_ns)))
}

fn data_words((first_ns, last_ns): (i64, i64), zone: Zone) -> String {
    let at = |ns: i64| date_time_in(ns.div_euclid(MS).saturating_mul(MS), offset_min(zone, ns));
    let length = time::duration(last_ns.saturating_sub(first_ns));
    format!("The traces start between {} and {}, within {length}", at(first_ns), at(last_ns))
}

/// The ends of the range, typed by hand.
#[component]
fn Ends(
    /// The session.
    session: SessionHandle,
    /// The range.
    range: Memo<TimeRange>,
    /// The zone that times are read and written in.
    zone: Memo<Zone>,
    /// When the first and the last trace start.
    starts: Memo<(i64, i64)>,
    /// Takes the range that was typed.
    on_set: Callback<TimeRange>,
) -> impl IntoView {
    let written = move |moment: Option<Moment>| match moment {
        None => String::new(),
        Some(Moment::At(at_ns)) => date_time_in(at_ns, offset_min(zone.get(), at_ns)),
        Some(ago) => ago.to_string(),
    };
    let (from, to) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wrong = RwSignal::new(None::<String>);
    // A range that is set elsewhere, and another zone, write the fields anew.
    Effect::new(move |_| {
        from.set(written(range.get().from));
        to.set(written(range.get().to));
        wrong.set(None);
    });
    let apply = move || {
        let read = |text: String| {
            let zone = session.now(|session| session.zone);
            let moment = Moment::typed(&text, starts.get_untracked().1, |ns| offset_min(zone, ns));
            match moment {
                None if !text.trim().is_empty() => Err(format!("“{}” is no time", text.trim())),
                moment => Ok(moment),
            }
        };
        match (read(from.get_untracked()), read(to.get_untracked())) {
            (Err(sentence), _) | (_, Err(sentence)) => wrong.set(Some(sentence)),
            (Ok(Some(Moment::At(from))), Ok(Some(Moment::At(to)))) if from >= to => {
                wrong.set(Some("The range ends before it begins".to_owned()));
            }
            (Ok(from), Ok(to)) => on_set.run(TimeRange { from, to }),
        }
    };
    let field = move |label: &'static str, text: RwSignal<String>| {
        view! {
            <label class="range-field">
                <span>{label}</span>
                <input
                    type="text"
                    placeholder="2026-11-24 09:30, 09:30, now-1h"
                    autocomplete="off"
                    spellcheck="false"
                    aria-invalid=move || wrong.with(Option::is_some).to_string()
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                    on:keydown=move |event: ev::KeyboardEvent| {
                        if event.key() == "Enter" {
                            event.prevent_default();
                            apply();
                        }
                    }
                />
            </label>
        }
    };
    let zone_words = move || match zone.get() {
        Zone::Utc => "Times without a zone are UTC",
        Zone::Local => "Times without a zone are in this machine’s",
    };
    view! {
        <div class="range-ends">
            {field("From", from)}
            {field("Before", to)}
            {move || wrong.get().map(|sentence| view! {
                <p class="file-error" role="alert">
                    <Icon sign=Sign::Warning />
                    <span>{sentence}</span>
                </p>
            })}
            <p class="quiet">{zone_words}</p>
            <div class="panel-actions">
                <button class="button primary" on:click=move |_| apply()>"Apply"</button>
            </div>
        </div>
    }
}

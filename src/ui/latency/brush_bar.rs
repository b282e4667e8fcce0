//! What stands over the list below the charts: what is brushed, and the way to compare it.

use super::asked::Charts;
use crate::{
    browser::clock,
    state::{
        command::Command,
        latency_brush::{cohort_of, words},
        zone::brief_in,
    },
    ui::{
        engine::use_engine,
        parts::icon::{Icon, Sign},
        traces::offset_min,
    },
};
use leptos::prelude::*;

/// The bar.
#[component]
pub fn BrushBar(
    /// The charts.
    charts: Charts,
    /// How many traces are listed, in words.
    count: Signal<String>,
) -> impl IntoView {
    let (session, engine) = (charts.session, use_engine());
    let is_brushed = Memo::new(move |_| charts.brushed.with(Option::is_some));
    let zone = session.zone();
    let brushed = move || {
        let first_ns = engine.summary().with(|summary| summary.start_ns);
        let zone = zone.get();
        let at = |ns: i64| brief_in(ns, first_ns, offset_min(zone, ns));
        let words = charts.brushed.with(|brushed| {
            brushed.as_ref().map(|brushed| charts.view.with(|view| words(view, brushed, at)))
        });
        format!("Brushed: {}", words.unwrap_or_default())
    };
    session.on_command(move |command| {
        if matches!(command, Command::CompareBrushed) && is_brushed.get_untracked() {
            let slow = session.now(|session| cohort_of(&session.listed(clock::unix_ns())));
            session.dispatch(Command::Compare { slow, fast: None });
        }
    });
    view! {
        <div class="list-bar">
            <h2>"Traces"</h2>
            <p class="quiet" role="status">{count}</p>
            <div class="list-tools">
                <Show
                    when=move || is_brushed.get()
                    fallback=|| view! { <span class="quiet brush-hint">"Drag over a chart to list only what is under the brush"</span> }
                >
                    <span class="brush-chip">
                        <span class="brush-words">{brushed}</span>
                        <button
                            class="icon-button"
                            title="Brush nothing (Esc)"
                            aria-label="Brush nothing"
                            on:click=move |_| session.dispatch(Command::Brush(None))
                        >
                            <Icon sign=Sign::Close />
                        </button>
                    </span>
                    <button
                        class="button primary"
                        title="What goes together with being brushed, against the other traces of the same operations (c)"
                        on:click=move |_| session.dispatch(Command::CompareBrushed)
                    >
                        "Compare with the rest"
                    </button>
                </Show>
            </div>
        </div>
    }
}

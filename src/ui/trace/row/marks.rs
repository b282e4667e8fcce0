//! The marks behind a row's name: signs with words, never a colour alone.

use crate::{
    base::words,
    charts::rails,
    protocol::{findings::Verdict, waterfall::WaterfallRow},
    state::row_words,
    ui::parts::icon::{Icon, Sign},
};
use leptos::prelude::*;

/// What is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Marks {
    error: bool,
    origin: Option<Verdict>,
    errors_below: u32,
    is_run: bool,
    orphan: bool,
    asynchronous: bool,
    links: u32,
    is_linked_trace: bool,
    shift_ns: i64,
    depth: Option<u32>,
}

impl Marks {
    /// The marks of a row.
    pub fn of(row: &WaterfallRow) -> Self {
        Self {
            error: row.error,
            origin: row.origin,
            errors_below: if row.folded { row.errors_below } else { 0 },
            is_run: row.run.is_some(),
            orphan: row.orphan,
            asynchronous: row.asynchronous,
            links: row.links,
            is_linked_trace: row.linked.as_ref().is_some_and(|linked| linked.is_first),
            shift_ns: row.shift_ns,
            depth: (row.depth > rails::DEEPEST).then_some(row.depth + 1),
        }
    }

    /// Whether there is one.
    pub const fn any(self) -> bool {
        self.error
            || self.errors_below > 0
            || self.orphan
            || self.asynchronous
            || self.links > 0
            || self.is_linked_trace
            || self.shift_ns != 0
            || self.depth.is_some()
    }
}

/// The marks.
#[component]
pub fn RowMarks(
    /// Which ones.
    marks: Memo<Marks>,
) -> impl IntoView {
    move || {
        let marks = marks.get();
        let mark = |is_shown: bool, sign: Sign, class: &'static str, words: String| {
            is_shown.then(|| {
                view! {
                    <span class=format!("mark {class}") role="img" aria-label=words.clone() title=words>
                        <Icon sign />
                    </span>
                }
            })
        };
        let below = words::count(marks.errors_below as usize, "span with an error", "spans with an error");
        let where_below = if marks.is_run { "among them" } else { "below" };
        view! {
            <span class="marks">
                {marks.origin.map(origin_badge)}
                {mark(marks.error && marks.origin.is_none(), Sign::Warning, "mark-carried", row_words::CARRIED.to_owned())}
                {mark(marks.errors_below > 0, Sign::Warning, "mark-below", format!("{below} {where_below}"))}
                {marks.orphan.then(|| view! {
                    <span class="badge badge-warning" title="Its parent is not in the data">
                        <Icon sign=Sign::Broken />
                        "no parent"
                    </span>
                })}
                {marks.is_linked_trace.then(|| view! {
                    <span class="badge" title="A linked trace, unfolded here. Enter opens it">
                        <Icon sign=Sign::Link />
                        "linked trace"
                    </span>
                })}
                {mark(marks.asynchronous, Sign::Asynchronous, "", "Asynchronous: nothing waits for it".to_owned())}
                {mark(
                    marks.links > 0,
                    Sign::Link,
                    "",
                    words::count(marks.links as usize, "link to another span", "links to other spans"),
                )}
                {row_words::shift(marks.shift_ns).map(|words| mark(true, Sign::Clock, "", words))}
                {marks.depth.map(|depth| view! { <span class="badge">{format!("depth {}", words::grouped(depth as usize))}</span> })}
            </span>
        }
    }
}

/// Where an error began, and what became of it.
fn origin_badge(origin: Verdict) -> impl IntoView {
    let class = if origin == Verdict::Caused { "badge badge-cause" } else { "badge badge-error" };
    view! {
        <span class=class title=row_words::verdict_sentence(origin)>
            <Icon sign=Sign::Origin />
            {row_words::verdict(origin)}
        </span>
    }
}

//! A session as a link.

use super::{
    fold_text::fold_text,
    words::{CLOCK, FLAME_ORDERS, HIDE_WORDS, MARKED, STORE_PARTS, TRUE_SCALE, word_of},
};
use crate::{
    base::percent::encode,
    protocol::{flame::FlameOrder, log::Severity, remote::Kind, waterfall::Fold},
    state::{
        columns::{Columns, column_text},
        grouping::GroupOrder,
        latency_view::{LatencySort, LatencyView, operation_text},
        service_view::{ServiceSort, ServiceTable, ServiceView},
        session::{GroupSort, Hide, Session, Sort, StorePart, View},
        tab::Tab,
        zone::Zone,
    },
};

/// The fragment of a session, `#` included.
pub fn write(session: &Session) -> String {
    let mut link = Writer { text: format!("#/{}", view_path(&session.view)), first: true };
    for source in &session.sources {
        link.pair("src", source);
    }
    if let Some(endpoint) = &session.endpoint {
        link.pair("endpoint", &endpoint.address);
        link.optional("kind", endpoint.kind.map(Kind::key));
        link.pair_if(!endpoint.tenant.is_empty(), "tenant", &endpoint.tenant);
    }
    if session.store != StorePart::default() {
        link.pair("show", word_of(&STORE_PARTS, session.store));
    }
    link.pair_if(!session.q.is_empty(), "q", &session.q);
    write_latency(&mut link, &session.latency, session.view == View::Latency);
    // The order is that of the groups where the list has any. In a trace, among services and over latency `by` is
    // another one's.
    let is_listed = session.trace_id().is_none() && session.view != View::Latency;
    match session.grouping.as_ref().filter(|_| is_listed) {
        _ if session.view == View::Services => {
            let services = &session.services;
            link.pair_if(services.table != ServiceTable::default(), "by", services.table.key());
            link.pair_if(services.sort != ServiceSort::default(), "sort", &services.sort.text());
        }
        Some(grouping) => {
            link.pair("by", &grouping.by);
            link.pair_if(grouping.order != GroupOrder::default(), "sort", &grouping.order.text());
        }
        None => link.pair_if(session.sort != Sort::default(), "sort", &list_sort_text(&session.sort)),
    }
    for (key, moment) in [("from", session.range.from), ("to", session.range.to)] {
        link.optional(key, moment.map(|moment| moment.to_string()).as_deref());
    }
    if !session.services.near.is_empty() {
        link.pair("edge", &session.services.near_text());
    }
    link.pair_if(
        session.services.hops != ServiceView::default().hops,
        "hops",
        &session.services.hops.to_string(),
    );
    link.pair_if(!session.marks.is_empty(), "marks", &session.marks.to_string());
    link.pair_if(session.only_marked, "only", MARKED);
    for (key, cohort) in [("slow", &session.slow), ("fast", &session.fast)] {
        link.optional(key, cohort.as_ref().map(ToString::to_string).as_deref());
    }
    if let Some((slow, fast)) = &session.pair {
        let id = |id: &str| encode(id).replace(',', "%2C");
        link.pair("pair", &format!("{},{}", id(slow), id(fast)));
    }
    if session.columns != Columns::default() {
        link.pair("cols", &session.columns.to_string());
    }
    link.pair_if(session.tab != Tab::default(), "tab", session.tab.key());
    if session.flame != FlameOrder::default() {
        link.pair("flame", word_of(&FLAME_ORDERS, session.flame));
    }
    link.pair_if(session.trace_id().is_some() && !session.by.is_empty(), "by", &session.by);
    if session.table != GroupSort::default() {
        link.pair("table", &session.table.text());
    }
    link.pair_if(session.least != Severity::default(), "level", session.least.key());
    link.optional("span", session.span.as_deref());
    if let Some((from_ns, to_ns)) = session.zoom {
        link.pair("zoom", &format!("{from_ns}..{to_ns}"));
    }
    link.optional("root", session.root.as_deref());
    if session.fold != Fold::default() {
        link.pair("fold", &fold_text(&session.fold));
    }
    link.pair_if(!session.find.is_empty(), "find", &session.find);
    link.pair_if(session.true_scale && session.view != View::Latency, "scale", TRUE_SCALE);
    link.pair_if(session.clock_ruler, "ruler", CLOCK);
    link.pair_if(session.skew, "skew", "1");
    link.pair_if(session.theme_in_link, "theme", session.theme.key());
    link.pair_if(session.zone != Zone::default(), "tz", session.zone.key());
    link.pair_if(session.embed, "embed", "1");
    if session.hide != Hide::default() {
        link.pair("hide", &hide_text(session.hide));
    }
    for origin in &session.origins {
        link.pair("origin", origin);
    }
    for (key, value) in &session.rest {
        link.pair(key, value);
    }
    link.text
}

/// What is measured, and how; its words mean something else in other views.
fn write_latency(link: &mut Writer, latency: &LatencyView, is_shown: bool) {
    link.pair_if(is_shown && latency.measures_spans(), "by", latency.by.key());
    link.optional("op", latency.of.as_ref().map(operation_text).as_deref());
    link.pair_if(is_shown && latency.linear, "scale", latency.scale());
    link.pair_if(latency.with_partial, "partial", "1");
    link.pair_if(latency.sort != LatencySort::default(), "top", &latency.sort.text());
}

struct Writer {
    text: String,
    first: bool,
}

impl Writer {
    fn pair(&mut self, key: &str, value: &str) {
        self.text.push(if self.first { '?' } else { '&' });
        self.first = false;
        self.text.push_str(&encode(key));
        self.text.push('=');
        self.text.push_str(&encode(value));
    }

    fn pair_if(&mut self, wanted: bool, key: &str, value: &str) {
        if wanted {
            self.pair(key, value);
        }
    }

    fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.pair(key, value);
        }
    }
}

/// The word that stands for a view in links.
pub const fn view_word(view: &View) -> &'static str {
    match view {
        View::Open => "open",
        View::Traces => "traces",
        View::Store => "store",
        View::Services => "services",
        View::Latency => "latency",
        View::Compare => "compare",
        View::Findings => "findings",
        View::Trace(_) => "trace",
    }
}

fn view_path(view: &View) -> String {
    match view {
        View::Trace(id) => format!("{}/{}", view_word(view), encode(id)),
        _ => view_word(view).to_owned(),
    }
}

fn list_sort_text(sort: &Sort) -> String {
    format!("{}{}", if sort.descending { "-" } else { "" }, column_text(&sort.column))
}

fn hide_text(hide: Hide) -> String {
    let words = HIDE_WORDS.iter().filter(|(_, hides, _)| hides(&hide));
    words.map(|(word, ..)| *word).collect::<Vec<_>>().join(",")
}

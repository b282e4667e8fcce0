//! Where a flow's failure began.

use super::{Flow, NAME_LIMIT, Part, PartKind};
use crate::{
    analysis::{
        derived::Derived,
        error_words::Reader,
        root_cause::{Origin, Verdict},
        services,
    },
    base::words,
    model::store::Store,
};

/// Characters of what an error says.
const MESSAGE_LIMIT: usize = 80;

/// `failed in auth, POST /token/verify: token_expired`: the origin that caused the failure of the flow.
pub(super) fn cause(flow: &Flow<'_>, origins: &[Origin], words: &Words<'_>) -> Option<Part> {
    let is_cause = |origin: &&Origin| {
        origin.top == flow.top && matches!(origin.verdict, Verdict::Caused | Verdict::Background)
    };
    last(flow, origins.iter().filter(is_cause)).map(|origin| part(flow, origin, words, ""))
}

/// `failed in the background in mail, work: no paper`: the last error of what runs on behind a root.
pub(super) fn background(flow: &Flow<'_>, origins: &[Origin], words: &Words<'_>) -> Option<Part> {
    let is_root = flow.store.parent(flow.top).is_none();
    let is_behind =
        |origin: &&Origin| is_root && origin.verdict == Verdict::Background && origin.top != flow.top;
    last(flow, origins.iter().filter(is_behind)).map(|origin| part(flow, origin, words, "in the background "))
}

/// What reads the words of errors.
pub(super) struct Words<'a> {
    pub derived: &'a Derived,
    pub reader: &'a Reader,
}

fn last<'a>(flow: &Flow<'_>, origins: impl Iterator<Item = &'a Origin>) -> Option<&'a Origin> {
    origins.max_by_key(|origin| (flow.times.end_ns(origin.span), origin.span))
}

fn part(flow: &Flow<'_>, origin: &Origin, words: &Words<'_>, how: &str) -> Part {
    Part {
        kind: PartKind::Error,
        text: format!("failed {how}in {}", told(flow.store, words, origin)),
        ns: flow.store.duration_ns(origin.span),
        spans: vec![origin.span],
        goes_on: false,
    }
}

fn told(store: &Store, Words { derived, reader }: &Words<'_>, origin: &Origin) -> String {
    let service = words::shortened(services::name(store, store.service(origin.span)), NAME_LIMIT);
    let name = words::shortened(store.text(store.name(origin.span)), NAME_LIMIT);
    let message = words::shortened(&reader.read(store, derived, origin.span).message, MESSAGE_LIMIT);
    let place = if name.is_empty() { service } else { format!("{service}, {name}") };
    if message.is_empty() { place } else { format!("{place}: {message}") }
}

//! A link as a session.

use super::{
    fold_text::read_fold,
    words::{CLOCK, FLAME_ORDERS, HIDE_WORDS, MARKED, STORE_PARTS, TRUE_SCALE, of_word},
};
use crate::{
    base::percent::decode,
    protocol::{log::Severity, remote::Kind},
    query::cohort::Cohort,
    state::{
        columns::{Columns, read_column},
        embed::trust::OPAQUE,
        endpoint::Endpoint,
        grouping::{GroupOrder, Grouping},
        latency_view::{LatencySort, LatencyView, read_operation},
        marks::Marks,
        origin::origin,
        service_view::{ServiceSort, ServiceTable, ServiceView},
        session::{GroupSort, Hide, Session, Sort, View},
        tab::Tab,
        theme::Theme,
        time_range::Moment,
        zone::Zone,
    },
};

/// The session of a fragment (with `#` or without), and a sentence for each value that could not be used.
pub fn read(fragment: &str) -> (Session, Vec<String>) {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (path, pairs) = fragment.split_once('?').unwrap_or((fragment, ""));
    let mut reader = Reader::default();
    reader.view(path);
    for pair in pairs.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        reader.pair(decode(key), decode(value));
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    session: Session,
    /// The order, which may stand before what tells whether it is that of groups.
    sort: Option<String>,
    /// Kind and tenant, which may stand before the endpoint.
    endpoint: Endpoint,
    notes: Vec<String>,
}

impl Reader {
    fn view(&mut self, path: &str) {
        let path = path.strip_prefix('/').unwrap_or(path);
        let (name, rest) = path.split_once('/').unwrap_or((path, ""));
        self.session.view = match (name, rest) {
            ("" | "open", _) => View::Open,
            ("trace", id) if !id.is_empty() => View::Trace(decode(id)),
            ("traces", _) => View::Traces,
            ("store", _) => View::Store,
            ("services", _) => View::Services,
            ("latency", _) => View::Latency,
            ("findings", _) => View::Findings,
            ("compare", _) => View::Compare,
            _ => {
                self.notes.push(format!(
                    "The link names the view “{path}”, which is not here; this is the list of traces"
                ));
                View::Traces
            }
        };
    }

    fn pair(&mut self, key: String, value: String) {
        let session = &mut self.session;
        let understood = match key.as_str() {
            "src" => some(value.clone()).map(|source| session.sources.push(source)),
            "endpoint" => {
                self.endpoint.address = value;
                return;
            }
            "kind" => Kind::from_key(&value).map(|kind| self.endpoint.kind = Some(kind)),
            "tenant" => {
                self.endpoint.tenant = value;
                return;
            }
            "show" => of_word(&STORE_PARTS, &value).map(|part| session.store = part),
            "q" => {
                session.q.clone_from(&value);
                Some(())
            }
            "sort" => {
                self.sort = Some(value);
                return;
            }
            "by" if session.trace_id().is_some() => {
                session.by.clone_from(&value);
                Some(())
            }
            "by" if session.view == View::Services => {
                ServiceTable::from_key(&value).map(|table| session.services.table = table)
            }
            "by" if session.view == View::Latency => {
                LatencyView::read_by(&value).map(|by| session.latency.by = by)
            }
            "op" => read_operation(&value).map(|of| session.latency.of = Some(of)),
            "top" => LatencySort::read(&value).map(|sort| session.latency.sort = sort),
            "partial" => read_flag(&value).map(|partial| session.latency.with_partial = partial),
            "scale" if session.view == View::Latency => {
                LatencyView::read_scale(&value).map(|linear| session.latency.linear = linear)
            }
            "edge" => ServiceView::read_near(&value).map(|near| session.services.near = near),
            "hops" => ServiceView::read_hops(&value).map(|hops| session.services.hops = hops),
            "level" => Severity::from_key(&value).map(|least| session.least = least),
            "by" => Grouping::by(&value).map(|grouping| session.grouping = Some(grouping)),
            "from" => Moment::read(&value).map(|from| session.range.from = Some(from)),
            "to" => Moment::read(&value).map(|to| session.range.to = Some(to)),
            "marks" => Marks::read(&value).map(|marks| session.marks = marks),
            "slow" => read_cohort(&value).map(|slow| session.slow = Some(slow)),
            "fast" => read_cohort(&value).map(|fast| session.fast = Some(fast)),
            "pair" => read_pair(&value).map(|pair| session.pair = Some(pair)),
            "only" => (value == MARKED).then(|| session.only_marked = true),
            "cols" => Columns::read(&value).map(|columns| session.columns = columns),
            "table" => GroupSort::read(&value).map(|sort| session.table = sort),
            "tab" => Tab::from_key(&value).map(|tab| session.tab = tab),
            "flame" => of_word(&FLAME_ORDERS, &value).map(|order| session.flame = order),
            "span" => some(value.clone()).map(|span| session.span = Some(span)),
            "zoom" => read_zoom(&value).map(|zoom| session.zoom = Some(zoom)),
            "root" => some(value.clone()).map(|root| session.root = Some(root)),
            "fold" => read_fold(&value).map(|fold| session.fold = fold),
            "find" => {
                session.find.clone_from(&value);
                Some(())
            }
            "scale" => (value == TRUE_SCALE).then(|| session.true_scale = true),
            "ruler" => (value == CLOCK).then(|| session.clock_ruler = true),
            "skew" => read_flag(&value).map(|skew| session.skew = skew),
            "theme" => Theme::from_key(&value).map(|theme| {
                session.theme = theme;
                session.theme_in_link = true;
            }),
            "tz" => Zone::from_key(&value).map(|zone| session.zone = zone),
            "embed" => read_flag(&value).map(|embed| session.embed = embed),
            "origin" if !value.is_empty() => {
                self.origin(value);
                return;
            }
            "origin" => None,
            "hide" => read_hide(&value).map(|hide| session.hide = hide),
            _ => {
                session.rest.push((key, value));
                return;
            }
        };
        if understood.is_none() {
            self.note(&key, &value);
        }
    }

    /// One that no page has is kept all the same: it must not open the page to everybody.
    fn origin(&mut self, value: String) {
        let known = if value == OPAQUE { Ok(value.clone()) } else { origin(&value) };
        let origin = known.unwrap_or_else(|sentence| {
            self.notes.push(format!("The link names a page that is never heard: {sentence}"));
            value
        });
        self.session.origins.push(origin);
    }

    fn finish(mut self) -> (Session, Vec<String>) {
        let session = &mut self.session;
        session.only_marked &= !session.marks.is_empty();
        let Endpoint { address, kind, tenant } = &self.endpoint;
        if !address.is_empty() {
            match Endpoint::typed(address, *kind, tenant) {
                Ok(endpoint) => session.endpoint = Some(endpoint),
                Err(sentence) => self.notes.push(format!("The link's endpoint was left out: {sentence}")),
            }
        }
        if let Some(value) = self.sort.take() {
            let understood = match &mut session.grouping {
                _ if session.view == View::Services => {
                    ServiceSort::read(&value).map(|sort| session.services.sort = sort)
                }
                Some(grouping) => GroupOrder::read(&value).map(|order| grouping.order = order),
                None => read_list_sort(&value).map(|sort| session.sort = sort),
            };
            if understood.is_none() {
                self.note("sort", &value);
            }
        }
        (self.session, self.notes)
    }

    fn note(&mut self, key: &str, value: &str) {
        self.notes.push(format!("The link's “{key}={value}” is not understood and was left out"));
    }
}

/// The text, unless it is empty.
fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn read_list_sort(value: &str) -> Option<Sort> {
    let (word, descending) = value.strip_prefix('-').map_or((value, false), |word| (word, true));
    read_column(word).map(|column| Sort { column, descending })
}

fn read_cohort(value: &str) -> Option<Cohort> {
    Cohort::read(value).ok().filter(|cohort| !cohort.parts.is_empty())
}

/// Two ids, each encoded, with a comma between them.
fn read_pair(value: &str) -> Option<(String, String)> {
    let (slow, fast) = value.split_once(',')?;
    Some((some(decode(slow))?, some(decode(fast))?))
}

fn read_zoom(value: &str) -> Option<(i64, i64)> {
    let (from, to) = value.split_once("..")?;
    let (from_ns, to_ns) = (from.parse().ok()?, to.parse().ok()?);
    (from_ns < to_ns).then_some((from_ns, to_ns))
}

fn read_flag(value: &str) -> Option<bool> {
    match value {
        "1" | "true" => Some(true),
        "0" | "false" | "" => Some(false),
        _ => None,
    }
}

fn read_hide(value: &str) -> Option<Hide> {
    let mut hide = Hide::default();
    for word in value.split(',').filter(|word| !word.is_empty()) {
        let (.., hides) = HIDE_WORDS.iter().find(|(known, ..)| *known == word)?;
        hides(&mut hide);
    }
    Some(hide)
}

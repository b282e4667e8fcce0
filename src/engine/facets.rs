//! The facets beside the trace list: what its matching spans have in common.

use super::{Engine, ROWS_AT_MOST};
use crate::{
    base::bits::Bits,
    model::store::Store,
    protocol::{
        facets::{Facet, FacetValue, FacetValuesQuery, Facets},
        request::Failure,
        traces::Selection,
    },
    query::{
        naming,
        reading::{Query, read},
        tree::{Field, Intrinsic},
    },
    search::facets::{
        known::Known,
        tally::{Tally, as_they_are, without_case},
        telling,
    },
};
use core::cmp::Reverse;

/// Attributes shown.
const ATTRIBUTES: usize = 8;
/// Values shown of each facet before more are asked for.
const VALUES: usize = 6;

/// What can be counted of the store, and in which way.
#[derive(Debug)]
pub(super) struct Counting {
    known: Known,
    /// As TraceQL compares values.
    exact: Option<Way>,
    /// As words do.
    caseless: Option<Way>,
}

/// A way to compare values.
#[derive(Debug)]
struct Way {
    /// For every value the one it counts as.
    folded: Vec<u32>,
    /// The counts of all spans.
    all: Tally,
}

/// What was counted for a list.
struct Counted<'a> {
    store: &'a Store,
    known: &'a Known,
    all: &'a Tally,
    found: Tally,
}

impl Engine {
    /// Looks through the store for what can be counted, which takes longer than counting it.
    pub(super) fn prepare_facets(&mut self) {
        self.counting.get_or_insert_with(|| Counting::of_store(&self.store));
    }

    pub(super) fn facets(&mut self, selection: &Selection) -> Result<Facets, Failure> {
        self.counted(selection, |counted| {
            let Counted { known, all, found, .. } = &counted;
            let service = known.find(&naming::service());
            let properties = [Intrinsic::Name, Intrinsic::Status, Intrinsic::Kind]
                .into_iter()
                .filter_map(|intrinsic| known.find(&Field::Intrinsic(intrinsic)));
            let telling = telling::attributes(known, found, all, service, ATTRIBUTES);
            let places = service.into_iter().chain(properties).chain(telling);
            let facets = places.map(|place| counted.facet(place, "", VALUES));
            Facets { traces: found.traces, facets: facets.filter(|facet| facet.distinct > 0).collect() }
        })
    }

    pub(super) fn facet_values(&mut self, query: &FacetValuesQuery) -> Result<Facet, Failure> {
        let FacetValuesQuery { of, name, having, limit } = query;
        self.counted(of, |counted| {
            let place = counted.known.names.iter().position(|known| known.field.to_string() == *name);
            place.map_or_else(
                || Facet { name: name.clone(), ..Facet::default() },
                |place| counted.facet(place, &having.to_lowercase(), (*limit).min(ROWS_AT_MOST)),
            )
        })
    }

    /// Counts for a list, and gives what is made of the counts.
    fn counted<T>(
        &mut self,
        selection: &Selection,
        make: impl FnOnce(Counted<'_>) -> T,
    ) -> Result<T, Failure> {
        let selected = self.selected(selection)?;
        let store = &self.store;
        let Counting { known, exact, caseless } =
            self.counting.get_or_insert_with(|| Counting::of_store(store));
        let is_in_words = matches!(read(&selection.q).query, Query::Words(_));
        let way = if is_in_words {
            caseless.get_or_insert_with(|| Way::new(store, known, without_case(store, known)))
        } else {
            exact.get_or_insert_with(|| Way::new(store, known, as_they_are(known)))
        };
        let mut traces = Bits::none(store.trace_count());
        selected.traces.iter().for_each(|found| traces.set(found.trace.0 as usize));
        let has_all =
            selected.spans.count() == store.span_count() && selected.traces.len() == store.trace_count();
        let found = if has_all {
            way.all.clone()
        } else {
            Tally::of_found(store, known, &way.folded, &selected.spans, &traces)
        };
        Ok(make(Counted { store, known, all: &way.all, found }))
    }
}

impl Counting {
    fn of_store(store: &Store) -> Self {
        Self { known: Known::of_store(store), exact: None, caseless: None }
    }
}

impl Way {
    fn new(store: &Store, known: &Known, folded: Vec<u32>) -> Self {
        let (spans, traces) = (Bits::all(store.span_count()), Bits::all(store.trace_count()));
        let all = Tally::of_found(store, known, &folded, &spans, &traces);
        Self { folded, all }
    }
}

impl Counted<'_> {
    /// The commonest values of a name that have some letters, given in lower case; equal ones by their label.
    fn facet(&self, place: usize, having: &str, limit: usize) -> Facet {
        let mut values: Vec<FacetValue> = self
            .known
            .values
            .iter()
            .zip(&self.found.values)
            .filter(|((name, _), count)| *name as usize == place && count.traces > 0)
            .map(|((_, meaning), count)| FacetValue {
                value: meaning.of(self.store).to_string(),
                label: meaning.label(self.store),
                traces: count.traces as usize,
            })
            .filter(|value| having.is_empty() || value.label.to_lowercase().contains(having))
            .collect();
        let distinct = values.len();
        values.sort_by(|one, other| {
            (Reverse(one.traces), &one.label, &one.value).cmp(&(
                Reverse(other.traces),
                &other.label,
                &other.value,
            ))
        });
        values.truncate(limit);
        Facet { name: self.known.names[place].field.to_string(), distinct, values }
    }
}

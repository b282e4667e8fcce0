//! What the spans that match have in common, by name and value: the facets beside the trace list.
//!
//! Service, operation, status and kind always stand there. Of the attributes of spans and resources those that tell
//! most are chosen ([`telling`]), out of those that can be told apart by their values at all ([`known`]). A value's
//! count is the number of traces that would be left if the search asked for it too ([`tally`]), exactly.

pub mod coded;
pub mod known;
mod promise;
pub mod tally;
pub mod telling;

//! What kind of back end an address is: each is asked for its services, and the shape of the answer tells. An unknown
//! path is answered by some with the HTML of their page and status 200, so neither status nor type decides.

use super::cause::Cause;
use crate::protocol::remote::{Api, Kind};

/// The interfaces to try, in order: those of the kind that is named, else all, those of the likeliest kind first.
pub fn steps(address: &str, kind: Option<Kind>) -> Vec<Api> {
    let of = |kind: Kind| match kind {
        Kind::Tempo => &[Api::Tempo][..],
        Kind::Jaeger => &[Api::JaegerV3, Api::JaegerV1],
        Kind::Zipkin => &[Api::Zipkin],
    };
    if let Some(kind) = kind {
        return of(kind).to_vec();
    }
    let likely = likely(address);
    let others = Kind::ALL.into_iter().filter(|kind| Some(*kind) != likely);
    likely.into_iter().chain(others).flat_map(of).copied().collect()
}

/// The kind that an address looks like, by its port or a word in it.
pub fn likely(address: &str) -> Option<Kind> {
    let has = |part: &str| address.contains(part);
    [(Kind::Tempo, ":3200"), (Kind::Jaeger, ":16686"), (Kind::Jaeger, ":10428"), (Kind::Zipkin, ":9411")]
        .into_iter()
        .find(|(_, port)| has(port))
        .map(|(kind, _)| kind)
        .or_else(|| Kind::ALL.into_iter().find(|kind| has(kind.key())))
}

/// Whether nothing can be learnt from asking the same server again for something else.
pub const fn is_final(cause: &Cause) -> bool {
    !matches!(
        cause,
        Cause::Status { status: 400 | 404 | 405 | 500 | 501, .. }
            | Cause::Html
            | Cause::NotJson(_)
            | Cause::OtherShape
            | Cause::Redirected
            // Some allow their own paths to be read, and not what they do not know.
            | Cause::NotAllowed
    )
}

/// The cause that tells most when every step came to nothing: what was answered with words before what was not there.
pub fn most_telling(causes: Vec<Cause>) -> Cause {
    let rank = |cause: &Cause| match cause {
        cause if is_final(cause) => 0,
        Cause::NotAllowed => 1,
        Cause::Status { status: 500, .. } => 2,
        Cause::Redirected => 3,
        Cause::Html => 4,
        Cause::NotJson(_) => 5,
        Cause::OtherShape => 6,
        _ => 7,
    };
    causes.into_iter().min_by_key(rank).unwrap_or(Cause::OtherShape)
}

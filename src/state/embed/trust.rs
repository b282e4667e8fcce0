//! Who is heard, and who may be told of what is open.
//!
//! The link is chosen by whoever opens the page, so the origins it names prove nothing: they only narrow down who is
//! heard. What is open is told to an origin that gave all of it, or that the person or whoever runs the page agreed to.

/// The origin of a page that has none, such as a sandboxed frame.
pub const OPAQUE: &str = "null";

/// The origins that matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trust {
    /// Those that the link names.
    pub named: Vec<String>,
    /// Those that the person agreed to on this visit.
    pub agreed: Vec<String>,
    /// Those that whoever runs the page allows.
    pub allowed: Vec<String>,
}

impl Trust {
    /// Whether messages of an origin are taken at all.
    pub fn hears(&self, origin: &str) -> bool {
        let is_named = self.named.iter().any(|named| named == origin);
        is_named || (self.named.is_empty() && origin != OPAQUE)
    }

    /// Whether an origin may be told of what is open, given who gave each part of it (`None`: nobody by message).
    pub fn may_tell<'a>(&self, origin: &str, givers: impl IntoIterator<Item = Option<&'a str>>) -> bool {
        let is_trusted = self.agreed.iter().chain(&self.allowed).any(|trusted| trusted == origin);
        is_trusted || givers.into_iter().all(|giver| giver == Some(origin))
    }

    /// The `targetOrigin` that reaches a page of this origin and no other; one without an origin has no such name, so
    /// that only the window itself tells it apart.
    pub fn target(origin: &str) -> &str {
        if origin == OPAQUE { "*" } else { origin }
    }
}

//! Where the page is, for a host that may not be told of what is open: words, names and ids that the person chose there
//! would tell of it.

use crate::state::session::{Session, View};

/// What of a session was not taken from what is open.
pub fn outline(session: &Session) -> Session {
    Session {
        view: match &session.view {
            View::Trace(_) => View::Traces,
            view => view.clone(),
        },
        sources: session.sources.clone(),
        endpoint: session.endpoint.clone(),
        skew: session.skew,
        theme: session.theme,
        theme_in_link: session.theme_in_link,
        zone: session.zone,
        embed: session.embed,
        origins: session.origins.clone(),
        hide: session.hide,
        rest: session.rest.clone(),
        ..Session::default()
    }
}

//! What makes two calls the same: kind, system, peer and template (analysis.md, "Repeated calls").

use super::{
    facts::{Fact, Facts, Said},
    peer, services, template,
};
use crate::model::{ids::SpanIx, span::Kind, store::Store};

/// What a call speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum System {
    /// A database.
    Database,
    /// A queue or topic.
    Messaging,
    /// Remote procedure calls.
    Rpc,
    /// HTTP.
    Http,
    /// It does not say.
    #[default]
    Unknown,
}

/// The key of a call: equal for calls that only differ in what they ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Call {
    /// The kind.
    pub kind: Kind,
    /// What it speaks.
    pub system: System,
    /// The service, database or host it goes to.
    pub peer: String,
    /// The statement or path with literals folded, or the name.
    pub template: String,
}

impl Call {
    /// The key of a call.
    pub fn of_span(store: &Store, facts: &Facts, span: SpanIx) -> Self {
        let said = facts.of(store, span);
        let system = system(&said);
        let callee = peer::callee(store, span);
        Self {
            kind: store.kind(span),
            system,
            peer: callee.map_or_else(
                || peer::virtual_name(&said, store.kind(span)),
                |service| services::name(store, service).to_owned(),
            ),
            template: template_of(&said, system).unwrap_or_else(|| store.text(store.name(span)).to_owned()),
        }
    }
}

fn system(said: &Said<'_>) -> System {
    if said.has(Fact::DbSystem) || said.has(Fact::DbStatement) {
        System::Database
    } else if said.has(Fact::MessagingSystem) {
        System::Messaging
    } else if said.has(Fact::RpcSystem) {
        System::Rpc
    } else if said.has(Fact::HttpMethod) {
        System::Http
    } else {
        System::Unknown
    }
}

/// The summary of a statement, else the statement folded, else method and path; `None`: the name has to do.
fn template_of(said: &Said<'_>, system: System) -> Option<String> {
    match system {
        System::Database => {
            let statement = || said.text(Fact::DbStatement).map(|text| template::of_statement(text).template);
            said.text(Fact::DbSummary).map(str::to_owned).or_else(statement)
        }
        System::Http => Some(format!("{} {}", said.text(Fact::HttpMethod)?, path_of(said)?)),
        System::Messaging | System::Rpc | System::Unknown => None,
    }
    .filter(|template| !template.is_empty())
}

fn path_of(said: &Said<'_>) -> Option<String> {
    let known = said.text(Fact::UrlTemplate).or_else(|| said.text(Fact::HttpRoute));
    known.map(str::to_owned).or_else(|| {
        let path =
            said.text(Fact::UrlPath).or_else(|| said.text(Fact::UrlFull).map(|url| peer::split_url(url).1));
        path.map(template::of_path).filter(|path| !path.is_empty())
    })
}

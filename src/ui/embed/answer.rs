//! Carrying out what a host says.

use super::{Embed, ready, say};
use crate::{
    browser::{clock, host, source::Source},
    protocol::{
        answers::{FileSummary, QueryAnswer, Summary},
        request::{Failure, Reply, Request},
    },
    state::{
        command::Command,
        embed::{message::HostMessage, said},
        endpoint::Endpoint,
        link,
        session::{Hide, Session, View},
        theme::Theme,
    },
};
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use web_sys::Window;

/// The name of what comes without one.
const UNNAMED: &str = "From the page around";

/// Carries a message out and gives what is answered to it.
///
/// # Errors
/// What cannot be done, and why; `not_allowed` where the host may not be told.
pub async fn answer(
    embed: Embed,
    message: &HostMessage,
    data: Option<JsValue>,
    origin: &str,
    window: &Window,
) -> Result<Value, Failure> {
    if let Some(request) = message.request() {
        return ask(embed, message, request, origin).await;
    }
    let (session, engine) = (embed.session, embed.engine);
    match message {
        HostMessage::Ping => {
            say(window, &ready(), origin);
            // It may have begun to listen after that was told.
            if let Some(px) = host::wanted_height_px() {
                say(window, &said::height(px), origin);
            }
        }
        HostMessage::Load { name, append } => {
            let name = name.as_deref().unwrap_or(UNNAMED);
            let source = data.and_then(|data| Source::from_message(name, &data, origin));
            let source = source.ok_or_else(|| {
                failure(
                    "message",
                    "The message “load” has no data: an ArrayBuffer, a Blob, text or an object",
                )
            })?;
            if !append {
                session.dispatch(Command::CloseAll);
            }
            let files = engine.load(vec![source]).await?;
            if let Some(error) = files.iter().find_map(|file| file.error.as_ref()) {
                return Err(failure("no_trace", &format!("{name}: {error}")));
            }
            return Ok(if embed.may_tell(origin) {
                engine.summary().with_untracked(said::what_is_open)
            } else {
                said::what_is_open(&of_files(files))
            });
        }
        HostMessage::Endpoint { url, kind, tenant, headers } => {
            let endpoint =
                Endpoint::typed(url, *kind, tenant).map_err(|sentence| failure("message", &sentence))?;
            let headers = headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
            embed.remote.connect_for(endpoint, headers);
            let is_about_none = session.now(|session| session.view == View::Open);
            if is_about_none {
                session.dispatch(Command::ShowStore);
            }
        }
        HostMessage::Clear => session.dispatch(Command::CloseAll),
        HostMessage::View { hash } => {
            let (linked, notes) = link::read(hash);
            let linked = session.now(|now| inside(linked, now));
            session.dispatch(Command::Follow(Box::new(linked)));
            return Ok(json!({ "notes": notes }));
        }
        HostMessage::Focus { trace_id, span_id } => session.dispatch(match span_id {
            Some(span_id) => Command::OpenSpan { trace_id: trace_id.clone(), span_id: span_id.clone() },
            None => Command::OpenTrace(trace_id.clone()),
        }),
        HostMessage::Theme { theme } => {
            let mut linked = session.now(Session::clone);
            linked.theme = Theme::from_key(theme).unwrap_or_default();
            linked.theme_in_link = true;
            session.dispatch(Command::Follow(Box::new(linked)));
        }
        HostMessage::Links { links } => embed.give_links(origin, links),
        HostMessage::State => {
            let is_busy = engine.progress().with_untracked(Option::is_some);
            let view = session.now(|session| link::view_word(&session.view));
            return Ok(json!({ "hash": embed.hash_for(origin), "view": view, "busy": is_busy }));
        }
        // The others are the engine's.
        _ => {}
    }
    Ok(Value::Null)
}

/// What the engine says; a search is shown too.
async fn ask(embed: Embed, message: &HostMessage, request: Request, origin: &str) -> Result<Value, Failure> {
    if !embed.may_tell(origin) {
        embed.ask_about(origin);
        return Err(failure(
            "not_allowed",
            &format!("{origin} may be told only of what it loaded itself; the person at the page is asked"),
        ));
    }
    let asked_ms = clock::now_ms();
    let reply = embed.engine.ask(request).await?;
    if let HostMessage::Query { q } = message {
        show_search(embed, q);
    }
    Ok(match reply {
        Reply::Matched(matched) => {
            said::plain(&QueryAnswer { matched, elapsed_ms: clock::now_ms() - asked_ms })
        }
        Reply::Summary(summary) => said::plain(&summary),
        Reply::Answer(answer) => said::plain(&answer),
        Reply::Services(services) => said::plain(&services),
        Reply::Latency(latency) => said::plain(&latency),
        Reply::Compared(compared) => said::plain(&compared),
        Reply::Findings(findings) => said::plain(&findings),
        Reply::Spans(spans) => said::plain(&spans),
        Reply::TraceRows(traces) => said::plain(&traces),
        _ => return Err(failure("unknown", "The engine gave another answer than was asked for")),
    })
}

/// What is known of files alone, whatever else is open.
fn of_files(files: Vec<FileSummary>) -> Summary {
    let [traces, spans] = [|file: &FileSummary| file.traces, |file: &FileSummary| file.spans]
        .map(|count| files.iter().map(count).sum());
    Summary { traces, spans, files, ..Summary::default() }
}

/// A search of the host is the search of the page; a view that does not follow it makes room for the list.
fn show_search(embed: Embed, q: &str) {
    let is_elsewhere = embed
        .session
        .now(|session| matches!(session.view, View::Open | View::Trace(_) | View::Compare | View::Findings));
    embed.session.dispatch(if is_elsewhere {
        Command::SearchFor(q.to_owned())
    } else {
        Command::SetQuery(q.to_owned())
    });
}

/// What a link of the host says, where it leaves out what makes this page a part of the host's.
fn inside(mut linked: Session, now: &Session) -> Session {
    linked.embed |= now.embed;
    if linked.hide == Hide::default() {
        linked.hide = now.hide;
    }
    if linked.origins.is_empty() {
        linked.origins.clone_from(&now.origins);
    }
    if linked.sources.is_empty() {
        linked.sources.clone_from(&now.sources);
    }
    if linked.endpoint.is_none() {
        linked.endpoint.clone_from(&now.endpoint);
    }
    if !linked.theme_in_link {
        (linked.theme, linked.theme_in_link) = (now.theme, now.theme_in_link);
    }
    linked
}

fn failure(code: &str, message: &str) -> Failure {
    Failure { code: code.to_owned(), message: message.to_owned(), at: None }
}

//! Giving what is shown to others: a link, texts for the clipboard, pictures, paper.

mod menu;

pub use menu::ShareMenu;

use super::{
    engine::Engine,
    parts::notices::Notices,
    session::SessionHandle,
    theme::{Paper, use_paper},
};
use crate::{
    base::words,
    browser::{
        clipboard, download, picture,
        source::{Bytes, Source},
    },
    protocol::{
        export::{ExportFormat, ExportQuery, ExportWhat},
        request::{Failure, Reply, Request},
    },
    state::{
        command::Command,
        session::View,
        share::{Share, link_sentence, markdown, picture_name},
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::pin::Pin;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// A larger text is a file's business, not the clipboard's.
const MOST_BYTES: f64 = 16e6;
const NOT_ALLOWED: &str = "The browser did not allow copying";

/// The sentence that says what was shared; none where the browser says it itself.
type Giving = Pin<Box<dyn Future<Output = Result<Option<String>, Failure>>>>;

/// Carries out commands to share.
pub fn follow(session: SessionHandle, engine: Engine, notices: Notices) {
    let paper = use_paper();
    session.on_command(move |command| {
        let Command::Share(share) = command else { return };
        let giving = give(session, engine, paper, share);
        spawn_local(async move {
            match giving.await {
                Ok(Some(sentence)) => notices.info(sentence),
                Ok(None) => {}
                Err(failure) => notices.error(failure.message),
            }
        });
    });
}

/// Begins to share something: what is copied is asked for here, while the browser handles what the person did.
fn give(session: SessionHandle, engine: Engine, paper: Paper, share: &Share) -> Giving {
    let trace_id = session.now(|session| session.trace_id().unwrap_or_default().to_owned());
    match share {
        Share::Link => {
            copied(&session.address(), link_sentence(&missing(engine), shows_fetched(session, engine)))
        }
        Share::TraceId => copied(&trace_id, "The trace id was copied".to_owned()),
        Share::SpanId => {
            let span_id = session.now(|session| session.span.clone()).unwrap_or_default();
            copied(&span_id, "The span id was copied".to_owned())
        }
        Share::OtlpJson => {
            let query = ExportQuery { format: ExportFormat::OtlpJson, what: ExportWhat::Trace(trace_id) };
            let making = async move { text_of(&engine.export(query).await?).await };
            copied_when_made(making, |text| {
                format!("The trace was copied as OTLP/JSON, {}", words::bytes(text.len() as u64))
            })
        }
        Share::Markdown => {
            // Of what is shown now, also when something else is by the time that it is written.
            let (address, skew) = (session.address(), session.now(|session| session.skew));
            let making = summary(engine, trace_id, skew, address);
            copied_when_made(making, |_| "A summary was copied as Markdown".to_owned())
        }
        Share::Picture(part) => {
            let part = part.clone();
            let name = session.now(|session| picture_name(session, part.as_deref()));
            Box::pin(async move { picture_of(part.as_deref(), &name).await.map(Some) })
        }
        Share::Print => Box::pin(async move {
            paper.print().await;
            Ok(None)
        }),
    }
}

/// Saves a picture; gives the sentence that says so.
async fn picture_of(part: Option<&str>, name: &str) -> Result<String, Failure> {
    let element = picture::find(part).ok_or_else(|| failure("It is not shown any more"))?;
    let picture = picture::take(&element)
        .await
        .map_err(|why| failure(&format!("The browser could not draw the picture: {why}")))?;
    let file = format!("{name}.{}", picture.extension);
    if !download::save(&picture.blob, &file) {
        return Err(failure(&format!("The browser did not save {file}")));
    }
    Ok(format!("{file} was saved"))
}

fn copied(text: &str, sentence: String) -> Giving {
    let copying = clipboard::copy(text);
    Box::pin(async move { if copying.await { Ok(Some(sentence)) } else { Err(failure(NOT_ALLOWED)) } })
}

fn copied_when_made(
    making: impl Future<Output = Result<String, Failure>> + 'static,
    sentence: fn(&str) -> String,
) -> Giving {
    let copying = clipboard::copy_made(making);
    Box::pin(async move {
        let text = copying.await?.ok_or_else(|| failure(NOT_ALLOWED))?;
        Ok(Some(sentence(&text)))
    })
}

/// The names of what is open and no link can bring back.
fn missing(engine: Engine) -> Vec<String> {
    let kept = engine.kept().into_iter();
    let is_nowhere = |source: &Source| matches!(source.bytes, Bytes::Blob(_)) && !source.is_fetched;
    kept.filter(is_nowhere).map(|source| source.name).collect()
}

/// Whether traces are shown that were fetched from a store, and of which a link names none: that of a trace has it
/// fetched again.
fn shows_fetched(session: SessionHandle, engine: Engine) -> bool {
    let is_of_many = session.now(|session| session.trace_id().is_none() && session.view != View::Store);
    is_of_many && engine.kept().iter().any(|source| source.is_fetched)
}

/// The trace in a few lines, with the link that leads to it.
async fn summary(engine: Engine, trace_id: String, skew: bool, address: String) -> Result<String, Failure> {
    let head = match engine.ask(Request::Trace { trace_id: trace_id.clone(), skew }).await? {
        Reply::Trace(head) => head,
        _ => return Err(failure("The engine gave another answer than was asked for")),
    };
    let answer = match engine.ask(Request::Answer { trace_id }).await? {
        Reply::Answer(answer) => answer,
        _ => return Err(failure("The engine gave another answer than was asked for")),
    };
    let service = engine
        .summary()
        .with_untracked(|summary| summary.service_names.get(head.row.service as usize).cloned());
    Ok(markdown(&head, &service.unwrap_or_default(), &answer, &address))
}

async fn text_of(blob: &Blob) -> Result<String, Failure> {
    if blob.size() > MOST_BYTES {
        return Err(failure("The trace is too large for the clipboard; export it as a file instead"));
    }
    let text = JsFuture::from(blob.text()).await.ok().and_then(|text| text.as_string());
    text.ok_or_else(|| failure("The browser did not give back what was written"))
}

fn failure(sentence: &str) -> Failure {
    Failure { code: "share".to_owned(), message: sentence.to_owned(), at: None }
}

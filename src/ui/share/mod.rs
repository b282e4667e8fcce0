//! Giving what is shown to others: a link, texts for the clipboard, pictures, paper.

mod menu;

pub use menu::ShareMenu;

use super::{engine::Engine, parts::notices::Notices, session::SessionHandle};
use crate::{
    base::words,
    browser::{
        clipboard, download, picture,
        source::{Bytes, Source},
        window,
    },
    protocol::{
        export::{ExportFormat, ExportQuery, ExportWhat},
        request::{Failure, Reply, Request},
    },
    state::{
        command::Command,
        share::{Share, link_sentence, markdown, picture_name},
    },
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// A larger text is a file's business, not the clipboard's.
const MOST_BYTES: f64 = 16e6;

/// Carries out commands to share.
pub fn follow(session: SessionHandle, engine: Engine, notices: Notices) {
    session.on_command(move |command| {
        let Command::Share(share) = command else { return };
        let share = share.clone();
        spawn_local(async move {
            match given(session, engine, &share).await {
                Ok(Some(sentence)) => notices.info(sentence),
                Ok(None) => {}
                Err(failure) => notices.error(failure.message),
            }
        });
    });
}

/// Shares something; gives the sentence that says so.
async fn given(session: SessionHandle, engine: Engine, share: &Share) -> Result<Option<String>, Failure> {
    let trace_id = session.now(|session| session.trace_id().unwrap_or_default().to_owned());
    let sentence = match share {
        Share::Link => {
            copy(&session.address()).await?;
            link_sentence(&missing(engine))
        }
        Share::TraceId => {
            copy(&trace_id).await?;
            "The trace id was copied".to_owned()
        }
        Share::SpanId => {
            copy(&session.now(|session| session.span.clone()).unwrap_or_default()).await?;
            "The span id was copied".to_owned()
        }
        Share::OtlpJson => {
            let what = ExportWhat::Trace(trace_id);
            let blob = engine.export(ExportQuery { format: ExportFormat::OtlpJson, what }).await?;
            copy(&text_of(&blob).await?).await?;
            format!("The trace was copied as OTLP/JSON, {}", words::bytes(blob.size() as u64))
        }
        Share::Markdown => {
            copy(&summary(session, engine, trace_id).await?).await?;
            "A summary was copied as Markdown".to_owned()
        }
        Share::Picture(part) => {
            let name = session.now(|session| picture_name(session, part.as_deref()));
            let element =
                picture::find(part.as_deref()).ok_or_else(|| failure("It is not shown any more"))?;
            let picture = picture::take(&element)
                .await
                .map_err(|why| failure(&format!("The browser could not draw the picture: {why}")))?;
            let file = format!("{name}.{}", picture.extension);
            if !download::save(&picture.blob, &file) {
                return Err(failure(&format!("The browser did not save {file}")));
            }
            format!("{file} was saved")
        }
        Share::Print => {
            // What a browser without printers says to it is told by the browser.
            let _ = window().map(|window| window.print());
            return Ok(None);
        }
    };
    Ok(Some(sentence))
}

/// The names of what is open and no link can bring back.
fn missing(engine: Engine) -> Vec<String> {
    let kept = engine.kept().into_iter();
    let is_nowhere = |source: &Source| matches!(source.bytes, Bytes::Blob(_)) && !source.is_fetched;
    kept.filter(is_nowhere).map(|source| source.name).collect()
}

/// The trace in a few lines, with the link that leads to it.
async fn summary(session: SessionHandle, engine: Engine, trace_id: String) -> Result<String, Failure> {
    let skew = session.now(|session| session.skew);
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
    Ok(markdown(&head, &service.unwrap_or_default(), &answer, &session.address()))
}

async fn text_of(blob: &Blob) -> Result<String, Failure> {
    if blob.size() > MOST_BYTES {
        return Err(failure("The trace is too large for the clipboard; export it as a file instead"));
    }
    let text = JsFuture::from(blob.text()).await.ok().and_then(|text| text.as_string());
    text.ok_or_else(|| failure("The browser did not give back what was written"))
}

async fn copy(text: &str) -> Result<(), Failure> {
    if clipboard::copy(text).await { Ok(()) } else { Err(failure("The browser did not allow copying")) }
}

fn failure(sentence: &str) -> Failure {
    Failure { code: "share".to_owned(), message: sentence.to_owned(), at: None }
}

//! The engine's thread: takes requests from the page in order, answers each once.
//!
//! A request is `{id, request, sources?}` with the request as JSON text; the answers are `{id, progress}` any number of
//! times while files are read, `{id, exporting}` while one is written, `{id, fetching}` while traces are fetched, and
//! `{id, reply}` once, with the `blob` that was written or fetched beside it. `{stop: true}` calls the writing off. What
//! is for query endpoints is carried out beside all that. After `start` the worker says `{ready: version}`; what the
//! page posts before that is lost in some browsers, so it waits.

mod export;
mod pause;
mod remote;
mod sources;

use crate::{
    browser::worker_host::VERSION,
    engine::{Engine, warm_up::warm_up},
    protocol::{
        export::ExportProgress,
        remote::FetchProgress,
        request::{Failure, Progress, Reply, Request},
    },
};
use js_sys::{Array, Object, Reflect};
use remote::Remote;
use std::{cell::RefCell, collections::VecDeque, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

/// A request that waits for its turn.
struct Message {
    id: JsValue,
    request: Result<Request, serde_json::Error>,
    sources: Array,
}

/// Answers messages until the page ends the worker.
pub fn start() {
    console_error_panic_hook::set_once();
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let waiting: Rc<RefCell<VecDeque<Message>>> = Rc::default();
    let (sender, receiver) = (Rc::clone(&waiting), waiting);
    let state = Rc::new(RefCell::new(State { engine: Engine::new(), busy: false, is_stopped: false }));
    let remote = Remote::new(&scope.origin());
    let on_message = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if field_of(&event.data(), "stop").is_truthy() {
                let mut state = state.borrow_mut();
                // Only of a writing that goes on: else it would call off the next one.
                state.is_stopped = state.busy;
                return;
            }
            match message(&event.data()) {
                Message { id, request: Ok(request), .. } if remote::is_for(&request) => {
                    spawn_local(ask(scope.clone(), remote.clone(), id, request));
                }
                message => {
                    sender.borrow_mut().push_back(message);
                    work(&scope, &state, &receiver);
                }
            }
        })
    };
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    post(&scope, &[("ready", &JsValue::from_str(VERSION))]);
    warm_up();
}

struct State {
    engine: Engine,
    /// A request that waits for bytes is being answered; the others wait for it.
    busy: bool,
    /// The page has called off what is being written.
    is_stopped: bool,
}

type Waiting = Rc<RefCell<VecDeque<Message>>>;

fn field_of(data: &JsValue, name: &str) -> JsValue {
    Reflect::get(data, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn message(data: &JsValue) -> Message {
    let field = |name: &str| field_of(data, name);
    Message {
        id: field("id"),
        request: serde_json::from_str(&field("request").as_string().unwrap_or_default()),
        sources: field("sources").dyn_into().unwrap_or_default(),
    }
}

/// Answers what waits, unless a request is still being answered.
fn work(scope: &DedicatedWorkerGlobalScope, state: &Rc<RefCell<State>>, waiting: &Waiting) {
    while !state.borrow().busy {
        let Some(Message { id, request, sources }) = waiting.borrow_mut().pop_front() else { return };
        match request {
            Ok(Request::Open { names, room_bytes }) => {
                state.borrow_mut().busy = true;
                let (scope, state, waiting) = (scope.clone(), Rc::clone(state), Rc::clone(waiting));
                spawn_local(async move {
                    let reply = open(&scope, &state, &id, (&names, &sources), room_bytes).await;
                    answer(&scope, &id, &reply);
                    state.borrow_mut().busy = false;
                    work(&scope, &state, &waiting);
                });
            }
            Ok(Request::Export(query)) => {
                {
                    let mut state = state.borrow_mut();
                    (state.busy, state.is_stopped) = (true, false);
                }
                let (scope, state, waiting) = (scope.clone(), Rc::clone(state), Rc::clone(waiting));
                spawn_local(async move {
                    let tell = |progress: &ExportProgress| post_json(&scope, &id, "exporting", progress);
                    match export::write(&state, &query, tell).await {
                        Ok((written, blob)) => answer_with(&scope, &id, &Reply::Exported(written), &blob),
                        Err(failure) => answer(&scope, &id, &Reply::Failed(failure)),
                    }
                    state.borrow_mut().busy = false;
                    work(&scope, &state, &waiting);
                });
            }
            Ok(request) => answer(scope, &id, &state.borrow_mut().engine.answer(request)),
            Err(error) => {
                let message = format!("The request could not be read: {error}");
                let failure = Failure { code: "unknown".to_owned(), message, at: None };
                answer(scope, &id, &Reply::Failed(failure));
            }
        }
    }
}

/// Has an endpoint asked, and answers.
async fn ask(scope: DedicatedWorkerGlobalScope, remote: Remote, id: JsValue, request: Request) {
    let tell = {
        let (scope, id) = (scope.clone(), id.clone());
        move |progress: &FetchProgress| post_json(&scope, &id, "fetching", progress)
    };
    let number = id.as_f64().unwrap_or_default() as u32;
    match remote.answer(number, request, tell).await {
        (reply, Some(blob)) => answer_with(&scope, &id, &reply, &blob),
        (reply, None) => answer(&scope, &id, &reply),
    }
}

/// Reads the sources one after another into the engine.
async fn open(
    scope: &DedicatedWorkerGlobalScope,
    state: &Rc<RefCell<State>>,
    id: &JsValue,
    (names, sources): (&[String], &Array),
    room_bytes: Option<u64>,
) -> Reply {
    let mut opening = state.borrow_mut().engine.begin_opening();
    if let Some(room_bytes) = room_bytes {
        opening = opening.with_room(room_bytes);
    }
    let mut progress = Progress { files: names.len(), ..Progress::default() };
    for (nth, name) in names.iter().enumerate() {
        progress = Progress { file: name.clone(), nth, bytes: 0, bytes_total: None, ..progress };
        opening.begin_file(name);
        let tell = |progress: &Progress| post_json(scope, id, "progress", progress);
        let source = sources.get(nth as u32);
        if let Err(sentence) = sources::read(&source, &mut opening, &mut progress, tell).await {
            opening.break_off(&sentence);
        }
    }
    progress.finishing = true;
    post_json(scope, id, "progress", &progress);
    let engine = &mut state.borrow_mut().engine;
    engine.finish_opening(opening);
    engine.answer(Request::Summary)
}

fn answer(scope: &DedicatedWorkerGlobalScope, id: &JsValue, reply: &Reply) {
    post_json(scope, id, "reply", reply);
}

/// The same with a file beside it.
fn answer_with(scope: &DedicatedWorkerGlobalScope, id: &JsValue, reply: &Reply, blob: &Blob) {
    // Plain structs of text and numbers always serialise.
    let json = serde_json::to_string(reply).unwrap_or_default();
    post(scope, &[("id", id), ("blob", blob), ("reply", &json.into())]);
}

fn post_json(scope: &DedicatedWorkerGlobalScope, id: &JsValue, name: &str, value: &impl serde::Serialize) {
    // Plain structs of text and numbers always serialise.
    let json = serde_json::to_string(value).unwrap_or_default();
    post(scope, &[("id", id), (name, &JsValue::from_str(&json))]);
}

fn post(scope: &DedicatedWorkerGlobalScope, fields: &[(&str, &JsValue)]) {
    let message = Object::new();
    for (name, value) in fields {
        // Setting a field of a fresh object cannot fail, nor can posting one of text and numbers.
        let _ = Reflect::set(&message, &JsValue::from_str(name), value);
    }
    let _ = scope.post_message(&message);
}

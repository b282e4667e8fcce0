//! The engine's worker as the page sees it.
//!
//! Its script is fetched as text and started from a blob, and its wasm is compiled here and handed over: so it also
//! runs in a sandboxed frame, where a worker by address is refused. What is posted before it is ready waits.

use super::{document, http, said};
use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, Event, MessageEvent, Url, Worker};

/// What follows the worker's script: it waits for its wasm and begins; what breaks in a promise becomes an error event.
const START: &str = "
self.onunhandledrejection = (event) => { setTimeout(() => { throw event.reason; }); };
self.onmessage = (event) => { self.onmessage = null; wasm_bindgen({ module_or_path: event.data }); };
";
/// The build: tells page and worker of different builds apart, since a worker may come from a stale cache.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where a page says what the worker's files are named.
const NAME: &str = "meta[name=worker]";

/// How a worker ended.
#[derive(Clone, Debug)]
pub struct Death {
    /// It had begun to answer; otherwise it could not be started.
    pub was_ready: bool,
    /// What is known of the cause; empty when that is nothing.
    pub cause: String,
}

/// A worker that can be dropped and started again. Clones are handles to the same one.
#[derive(Clone)]
pub struct WorkerHost(Rc<Inner>);

struct Inner {
    base_url: String,
    on_message: Box<dyn Fn(JsValue)>,
    on_death: Box<dyn Fn(Death)>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// Script address and compiled module, kept for the next start.
    parts: Option<(String, JsValue)>,
    worker: Option<Running>,
    waiting: Vec<JsValue>,
    /// A worker is on its way.
    is_starting: bool,
    /// Rises with every start, so that a start that was overtaken is given up.
    start: u32,
}

struct Running {
    worker: Worker,
    ready: bool,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl WorkerHost {
    /// Starts the worker whose files lie at `base_url`, under the name that the page gives (`worker`, unless a build for
    /// a host has named it by its content). Its messages go to
    /// `on_message`; `on_death` is told when it cannot be started or has failed. What it was asked is lost then.
    pub fn start(
        base_url: &str,
        on_message: impl Fn(JsValue) + 'static,
        on_death: impl Fn(Death) + 'static,
    ) -> Self {
        let host = Self(Rc::new(Inner {
            base_url: base_url.to_owned(),
            on_message: Box::new(on_message),
            on_death: Box::new(on_death),
            state: RefCell::default(),
        }));
        host.restart();
        host
    }

    /// Posts a request, with the sources it needs. When there is no worker, one is started for it.
    pub fn post(&self, id: u32, request_json: &str, sources: Option<&js_sys::Array>) {
        let message = js_sys::Object::new();
        let set = |name: &str, value: &JsValue| {
            // Setting a field of a fresh object cannot fail.
            let _ = js_sys::Reflect::set(&message, &name.into(), value);
        };
        set("id", &id.into());
        set("request", &request_json.into());
        if let Some(sources) = sources {
            set("sources", sources);
        }
        let has_worker = {
            let mut state = self.0.state.borrow_mut();
            match &state.worker {
                // A request is text, numbers and files, all of which can be posted.
                Some(running) if running.ready => drop(running.worker.post_message(&message)),
                _ => state.waiting.push(message.into()),
            }
            state.worker.is_some() || state.is_starting
        };
        if !has_worker {
            self.begin();
        }
    }

    /// Tells the worker to call off what it is writing.
    pub fn stop(&self) {
        let message = js_sys::Object::new();
        // Setting a field of a fresh object cannot fail, nor can posting it.
        let _ = js_sys::Reflect::set(&message, &"stop".into(), &JsValue::TRUE);
        if let Some(running) = &self.0.state.borrow().worker {
            let _ = running.worker.post_message(&message);
        }
    }

    /// Ends the worker, with all it holds and was asked, and starts a fresh one.
    pub fn restart(&self) {
        {
            let mut state = self.0.state.borrow_mut();
            state.worker = None;
            state.waiting.clear();
        }
        self.begin();
    }

    fn begin(&self) {
        let start = {
            let mut state = self.0.state.borrow_mut();
            state.is_starting = true;
            state.start += 1;
            state.start
        };
        let host = Rc::downgrade(&self.0);
        spawn_local(async move {
            let Some(inner) = host.upgrade() else { return };
            let worker = inner.parts().await.and_then(|parts| run(&parts, &host));
            if inner.state.borrow().start != start {
                return;
            }
            match worker {
                Ok(running) => {
                    let mut state = inner.state.borrow_mut();
                    state.is_starting = false;
                    state.worker = Some(running);
                }
                Err(cause) => inner.die(cause),
            }
        });
    }
}

impl Inner {
    /// Script address and compiled module, fetched once.
    async fn parts(&self) -> Result<(String, JsValue), String> {
        if let Some(parts) = self.state.borrow().parts.clone() {
            return Ok(parts);
        }
        let name = document()
            .and_then(|document| document.query_selector(NAME).ok()?)
            .and_then(|meta| meta.get_attribute("content"));
        let address = format!("{}{}", self.base_url, name.as_deref().unwrap_or("worker"));
        let script = http::get_fresh(&format!("{address}.js")).await?;
        let script = JsFuture::from(script.text().map_err(|error| said(&error))?).await;
        let script = script.map_err(|error| said(&error))?.as_string().unwrap_or_default();
        let wasm = http::get_fresh(&format!("{address}_bg.wasm")).await?;
        let bytes = JsFuture::from(wasm.array_buffer().map_err(|error| said(&error))?).await;
        let module =
            JsFuture::from(js_sys::WebAssembly::compile(&bytes.map_err(|error| said(&error))?)).await;
        let module = module.map_err(|error| said(&error))?;
        let pieces = js_sys::Array::of2(&script.into(), &START.into());
        let options = BlobPropertyBag::new();
        options.set_type("text/javascript");
        let blob =
            Blob::new_with_str_sequence_and_options(&pieces, &options).map_err(|error| said(&error))?;
        let address = Url::create_object_url_with_blob(&blob).map_err(|error| said(&error))?;
        let parts = (address, module);
        self.state.borrow_mut().parts = Some(parts.clone());
        Ok(parts)
    }

    fn take(&self, data: JsValue) {
        let version =
            js_sys::Reflect::get(&data, &"ready".into()).ok().and_then(|version| version.as_string());
        let Some(version) = version else { return (self.on_message)(data) };
        if version != VERSION {
            return self
                .die(format!("its version is {version}, the page's is {VERSION}; reload without the cache"));
        }
        let mut state = self.state.borrow_mut();
        let waiting = std::mem::take(&mut state.waiting);
        if let Some(running) = &mut state.worker {
            running.ready = true;
            for message in waiting {
                // As in `post`.
                drop(running.worker.post_message(&message));
            }
        }
    }

    /// Lets the worker go, with what it was asked, and tells of it.
    fn die(&self, cause: String) {
        let was_ready = {
            let mut state = self.state.borrow_mut();
            let was_ready = state.worker.take().is_some_and(|running| running.ready);
            if !was_ready {
                // The next start fetches its parts anew, in case it was they that failed.
                state.parts = None;
            }
            state.waiting.clear();
            state.is_starting = false;
            was_ready
        };
        (self.on_death)(Death { was_ready, cause });
    }
}

/// Starts a worker from its parts.
fn run((address, module): &(String, JsValue), host: &Weak<Inner>) -> Result<Running, String> {
    let worker = Worker::new(address).map_err(|error| said(&error))?;
    let receiver = Weak::clone(host);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(inner) = receiver.upgrade() {
            inner.take(event.data());
        }
    });
    let mourner = Weak::clone(host);
    let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        event.prevent_default();
        let sentence = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
        if let Some(inner) = mourner.upgrade() {
            inner.die(sentence);
        }
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    worker.post_message(module).map_err(|error| said(&error))?;
    Ok(Running { worker, ready: false, _on_message: on_message, _on_error: on_error })
}

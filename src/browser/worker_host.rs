//! The engine's worker as the page sees it.
//!
//! Its script is fetched as text and started from a blob, and its wasm is compiled here and handed over: so it also
//! runs in a sandboxed frame, where a worker by address is refused. What is posted before it is ready waits.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, ErrorEvent, Event, MessageEvent, RequestCache, RequestInit, Response, Url, Worker,
};

/// What follows the worker's script: it waits for its wasm and begins; what breaks in a promise becomes an error event.
const START: &str = "
self.onunhandledrejection = (event) => { setTimeout(() => { throw event.reason; }); };
self.onmessage = (event) => { self.onmessage = null; wasm_bindgen({ module_or_path: event.data }); };
";
/// The build; a worker out of a stale cache names another one.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A worker that can be dropped and started again. Clones are handles to the same one.
#[derive(Clone)]
pub struct WorkerHost(Rc<Inner>);

struct Inner {
    base_url: String,
    on_message: Box<dyn Fn(JsValue)>,
    on_death: Box<dyn Fn(String)>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// Script address and compiled module, kept for the next start.
    parts: Option<(String, JsValue)>,
    worker: Option<Running>,
    waiting: Vec<JsValue>,
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
    /// Starts the worker whose files `worker.js` and `worker_bg.wasm` lie at `base_url`. Its messages go to
    /// `on_message`; `on_death` is told, with what is known of the cause, when it cannot be started or has failed.
    pub fn start(
        base_url: &str,
        on_message: impl Fn(JsValue) + 'static,
        on_death: impl Fn(String) + 'static,
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

    /// Posts a request, with the sources it needs.
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
        let mut state = self.0.state.borrow_mut();
        match &state.worker {
            // A request is text, numbers and files, all of which can be posted.
            Some(running) if running.ready => drop(running.worker.post_message(&message)),
            _ => state.waiting.push(message.into()),
        }
    }

    /// Ends the worker, with all it holds and was asked, and starts a fresh one.
    pub fn restart(&self) {
        let start = {
            let mut state = self.0.state.borrow_mut();
            state.worker = None;
            state.waiting.clear();
            state.start += 1;
            state.start
        };
        let host = Rc::downgrade(&self.0);
        spawn_local(async move {
            let Some(inner) = host.upgrade() else { return };
            let worker = inner.parts().await.and_then(|parts| begin(&parts, &host));
            if inner.state.borrow().start != start {
                return;
            }
            match worker {
                Ok(running) => inner.state.borrow_mut().worker = Some(running),
                Err(sentence) => (inner.on_death)(sentence),
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
        let script = fetch(&format!("{}worker.js", self.base_url)).await?;
        let script = JsFuture::from(script.text().map_err(|error| said(&error))?).await;
        let script = script.map_err(|error| said(&error))?.as_string().unwrap_or_default();
        let wasm = fetch(&format!("{}worker_bg.wasm", self.base_url)).await?;
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
            self.state.borrow_mut().worker = None;
            let sentence =
                format!("its version is {version}, the page's is {VERSION}; reload without the cache");
            return (self.on_death)(sentence);
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
}

/// Starts a worker from its parts.
fn begin((address, module): &(String, JsValue), host: &Weak<Inner>) -> Result<Running, String> {
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
            inner.state.borrow_mut().worker = None;
            (inner.on_death)(sentence);
        }
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    worker.post_message(module).map_err(|error| said(&error))?;
    Ok(Running { worker, ready: false, _on_message: on_message, _on_error: on_error })
}

/// Fetches a file of the build. A copy in the cache is used only when the server says that it is still the same: page
/// and worker must be of one build.
async fn fetch(address: &str) -> Result<Response, String> {
    let window = super::window().ok_or_else(|| "there is no window".to_owned())?;
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    let request = window.fetch_with_str_and_init(address, &options);
    let response = JsFuture::from(request).await.map_err(|error| said(&error))?;
    let response: Response = response.unchecked_into();
    if response.ok() { Ok(response) } else { Err(format!("{address} answered {}", response.status())) }
}

/// What a thrown value says.
fn said(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map_or_else(|| format!("{error:?}"), |error| String::from(error.message()))
}

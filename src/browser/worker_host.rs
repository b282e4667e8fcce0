//! Starts the engine's worker and carries messages to and from it.
//!
//! The worker's script is fetched as text and started from a blob that imports nothing, and its wasm is handed to it:
//! in a frame with an opaque origin (`sandbox="allow-scripts"`) a worker by address is a SecurityError. Both are kept,
//! so that a restart asks no server. What is posted before the worker says it is ready would be lost in some browsers;
//! it waits here.

use js_sys::{Array, ArrayBuffer, Object, Reflect};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, Event, MessageEvent, Response, Url, Worker};

/// Runs behind the worker's script: takes the wasm, and turns what breaks in a promise into an error event.
const BOOT: &str = "
self.onunhandledrejection = (event) => { setTimeout(() => { throw event.reason; }); };
self.onmessage = (event) => { self.onmessage = null; wasm_bindgen({ module_or_path: event.data.wasm }); };
";

/// The names trunk gives the worker's files.
const SCRIPT: &str = "worker.js";
const WASM: &str = "worker_bg.wasm";

/// A handle to the worker; clones are the same one.
#[derive(Clone)]
pub struct WorkerHost(Rc<RefCell<Inner>>);

struct Inner {
    base_url: String,
    assets: Option<(String, ArrayBuffer)>,
    worker: Option<Worker>,
    /// The blob's address, given back once the worker has read it.
    address: Option<String>,
    ready: bool,
    waiting: Vec<Object>,
    on_message: Closure<dyn FnMut(MessageEvent)>,
    on_error: Closure<dyn FnMut(Event)>,
    on_death: Rc<dyn Fn(String)>,
}

impl WorkerHost {
    /// Starts the worker whose files lie under `base_url` (which ends with `/`). `on_message` gets every message but
    /// the readiness; `on_death` a sentence when the worker broke or could not be started.
    pub fn start(
        base_url: &str,
        on_message: impl Fn(JsValue) + 'static,
        on_death: impl Fn(String) + 'static,
    ) -> Self {
        let on_death: Rc<dyn Fn(String)> = Rc::new(on_death);
        let host = Rc::new_cyclic(|weak: &std::rc::Weak<RefCell<Inner>>| {
            let (for_messages, for_errors, died) = (weak.clone(), weak.clone(), Rc::clone(&on_death));
            RefCell::new(Inner {
                base_url: base_url.to_owned(),
                assets: None,
                worker: None,
                address: None,
                ready: false,
                waiting: Vec::new(),
                on_message: Closure::new(move |event: MessageEvent| {
                    let data = event.data();
                    if get(&data, "ready").is_string() {
                        if let Some(inner) = for_messages.upgrade() {
                            inner.borrow_mut().set_ready();
                        }
                    } else {
                        on_message(data);
                    }
                }),
                on_error: Closure::new(move |event: Event| {
                    event.prevent_default();
                    if let Some(inner) = for_errors.upgrade() {
                        inner.borrow_mut().stop();
                    }
                    let said = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
                    died(format!("The engine stopped: {said}"));
                }),
                on_death,
            })
        });
        let host = Self(host);
        host.launch();
        host
    }

    /// Posts a request; it waits until the worker is ready.
    pub fn post(&self, id: u32, request_json: &str, sources: Option<&Array>) {
        let message = Object::new();
        set(&message, "id", &JsValue::from(id));
        set(&message, "request", &JsValue::from_str(request_json));
        if let Some(sources) = sources {
            set(&message, "sources", sources);
        }
        let mut inner = self.0.borrow_mut();
        match &inner.worker {
            // Files, buffers and texts can always be posted.
            Some(worker) if inner.ready => drop(worker.post_message(&message)),
            _ => inner.waiting.push(message),
        }
    }

    /// Ends the worker, whatever it does, and starts a fresh one. What waited is dropped too.
    pub fn restart(&self) {
        {
            let mut inner = self.0.borrow_mut();
            inner.stop();
            inner.waiting.clear();
        }
        self.launch();
    }

    fn launch(&self) {
        let host = self.clone();
        spawn_local(async move {
            if let Err(error) = host.try_launch().await {
                let on_death = Rc::clone(&host.0.borrow().on_death);
                on_death(format!("The engine could not be started: {}", said(&error)));
            }
        });
    }

    async fn try_launch(&self) -> Result<(), JsValue> {
        let (kept, base_url) = {
            let inner = self.0.borrow();
            (inner.assets.clone(), inner.base_url.clone())
        };
        let (script, wasm) = match kept {
            Some(assets) => assets,
            None => {
                let script = JsFuture::from(fetch(&base_url, SCRIPT).await?.text()?).await?;
                let wasm = JsFuture::from(fetch(&base_url, WASM).await?.array_buffer()?).await?;
                (script.as_string().unwrap_or_default(), wasm.unchecked_into())
            }
        };
        let parts = Array::of2(&JsValue::from_str(&script), &JsValue::from_str(BOOT));
        let options = BlobPropertyBag::new();
        options.set_type("text/javascript");
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
        let address = Url::create_object_url_with_blob(&blob)?;
        let worker = Worker::new(&address);
        let mut inner = self.0.borrow_mut();
        let worker = worker?;
        worker.set_onmessage(Some(inner.on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(inner.on_error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(inner.on_error.as_ref().unchecked_ref()));
        let start = Object::new();
        set(&start, "wasm", &wasm);
        worker.post_message(&start)?;
        inner.stop();
        inner.assets = Some((script, wasm));
        inner.worker = Some(worker);
        inner.address = Some(address);
        Ok(())
    }
}

impl Inner {
    fn set_ready(&mut self) {
        self.ready = true;
        if let Some(address) = self.address.take() {
            // An address of ours can always be given back.
            let _ = Url::revoke_object_url(&address);
        }
        if let Some(worker) = &self.worker {
            for message in self.waiting.drain(..) {
                // Files, buffers and texts can always be posted.
                let _ = worker.post_message(&message);
            }
        }
    }

    fn stop(&mut self) {
        self.ready = false;
        if let Some(worker) = self.worker.take() {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.set_onmessageerror(None);
            worker.terminate();
        }
    }
}

async fn fetch(base_url: &str, name: &str) -> Result<Response, JsValue> {
    let window = web_sys::window().ok_or_else(|| JsValue::from_str("There is no window"))?;
    let response: Response =
        JsFuture::from(window.fetch_with_str(&format!("{base_url}{name}"))).await?.unchecked_into();
    if response.ok() {
        Ok(response)
    } else {
        Err(JsValue::from_str(&format!("{name}: the server answered {}", response.status())))
    }
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a field of a fresh object cannot fail.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// What a thrown value says.
fn said(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}"))
}

//! Which windows have which kept files: each holds a lock of the browser for every one, and the browser ends the locks of
//! a window that is gone. Where there are no such locks, a window is taken for the only one.

use crate::browser::window;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// A file is had by this window as long as this is kept.
pub struct Hold(Option<Lock>);

struct Lock {
    /// Lets it go.
    release: Function,
    /// It was let go, and others know.
    over: Promise,
}

impl Hold {
    /// Beside other windows that have the file too. Waits while one of them takes it away.
    pub async fn beside(id: &str) -> Self {
        Self(request(id, "shared", false).await.ok().flatten())
    }

    /// Alone; `None`: another window has the file.
    pub async fn alone(id: &str) -> Option<Self> {
        match request(id, "exclusive", true).await {
            Ok(Some(lock)) => Some(Self(Some(lock))),
            Ok(None) => None,
            Err(_) => Some(Self(None)),
        }
    }

    /// Ends it, and waits until others know.
    pub async fn end(mut self) {
        if let Some(lock) = self.0.take() {
            lock.release();
            // It is over either way.
            let _ = JsFuture::from(lock.over.clone()).await;
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        if let Some(lock) = &self.0 {
            lock.release();
        }
    }
}

impl Lock {
    fn release(&self) {
        // A promise can be kept, also twice.
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// Asks for a lock; `None`: it is held by another window and was not waited for.
async fn request(id: &str, mode: &str, only_if_free: bool) -> Result<Option<Lock>, JsValue> {
    let window = window().ok_or("there is no window")?;
    let locks = Reflect::get(&window.navigator(), &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"mode".into(), &mode.into())?;
    Reflect::set(&options, &"ifAvailable".into(), &only_if_free.into())?;
    let (held, release) = promise()?;
    let (granted, grant) = promise()?;
    // The browser calls it with the lock, and ends the lock when what it gives is done.
    let take = Closure::once_into_js(move |lock: JsValue| {
        let is_granted = !lock.is_null();
        let _ = grant.call1(&JsValue::UNDEFINED, &is_granted.into());
        if is_granted { held.into() } else { JsValue::UNDEFINED }
    });
    let name = format!("spanscope.kept.{id}");
    let over: Promise = request.call3(&locks, &name.into(), &options, &take)?.dyn_into()?;
    // A page of an opaque origin is refused, which only what the request gives tells.
    let is_granted = JsFuture::from(Promise::race(&Array::of2(&granted, &over))).await?;
    Ok(is_granted.is_truthy().then_some(Lock { release, over }))
}

/// A promise, and what keeps it.
fn promise() -> Result<(Promise, Function), JsValue> {
    let mut keep = None;
    let promise = Promise::new(&mut |resolve, _| keep = Some(resolve));
    Ok((promise, keep.ok_or("the browser has no promises")?))
}

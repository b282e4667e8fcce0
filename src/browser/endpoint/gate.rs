//! At most a few at once: the others wait in the order in which they came.

use js_sys::{Function, Promise};
use std::{cell::RefCell, collections::VecDeque, rc::Rc};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A gate. Clones are handles to the same one.
#[derive(Clone)]
pub struct Gate(Rc<RefCell<State>>);

struct State {
    free: usize,
    waiting: VecDeque<Function>,
}

/// Leave to be inside; it ends when this is dropped.
pub struct Pass(Gate);

impl Gate {
    /// A gate that lets so many in.
    pub fn new(places: usize) -> Self {
        Self(Rc::new(RefCell::new(State { free: places, waiting: VecDeque::new() })))
    }

    /// Waits until there is room.
    pub async fn enter(&self) -> Pass {
        let is_full = {
            let mut state = self.0.borrow_mut();
            let is_full = state.free == 0;
            state.free -= usize::from(!is_full);
            is_full
        };
        if is_full {
            let state = &self.0;
            let turn = Promise::new(&mut |resolve, _| state.borrow_mut().waiting.push_back(resolve));
            // The promise is never rejected. Whoever leaves hands the place over.
            let _ = JsFuture::from(turn).await;
        }
        Pass(self.clone())
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let next = {
            let mut state = self.0.0.borrow_mut();
            let next = state.waiting.pop_front();
            state.free += usize::from(next.is_none());
            next
        };
        if let Some(next) = next {
            // Resolving a promise cannot fail.
            let _ = next.call0(&JsValue::UNDEFINED);
        }
    }
}

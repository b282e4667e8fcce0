//! Work that is done once a frame, however often it is asked for.

use super::window;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};

/// Does its work before the next frame is drawn, once for all calls in between.
pub struct Frame {
    state: Rc<RefCell<State>>,
    closure: Closure<dyn FnMut()>,
}

#[derive(Default)]
struct State {
    asked: Option<i32>,
}

impl Frame {
    /// What is to be done.
    pub fn new(work: impl Fn() + 'static) -> Self {
        let state = Rc::new(RefCell::new(State::default()));
        let inner = Rc::clone(&state);
        let closure = Closure::<dyn FnMut()>::new(move || {
            inner.borrow_mut().asked = None;
            work();
        });
        Self { state, closure }
    }

    /// Asks for the work.
    pub fn ask(&self) {
        let mut state = self.state.borrow_mut();
        if state.asked.is_none() {
            let function = self.closure.as_ref().unchecked_ref();
            state.asked = window().and_then(|window| window.request_animation_frame(function).ok());
        }
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let (Some(asked), Some(window)) = (self.state.borrow().asked, window()) {
            // A frame that cannot be called off has already been.
            let _ = window.cancel_animation_frame(asked);
        }
    }
}

//! At most a few at once: the others wait in the order in which they came. What a person waits for goes before what is
//! fetched in bulk, which leaves a place free for it.

use js_sys::{Function, Promise};
use std::{cell::RefCell, collections::VecDeque, rc::Rc};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// How soon something is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Haste {
    /// A person waits for it.
    Now,
    /// It is one of many.
    InBulk,
}

/// A gate. Clones are handles to the same one.
#[derive(Clone)]
pub struct Gate(Rc<RefCell<State>>);

struct State {
    places: usize,
    inside: usize,
    /// Of those inside, what is fetched in bulk.
    in_bulk: usize,
    waiting: VecDeque<Function>,
    waiting_in_bulk: VecDeque<Function>,
}

/// Leave to be inside; it ends when this is dropped.
pub struct Pass {
    gate: Gate,
    haste: Haste,
}

impl State {
    /// Counts one in, if there is room for it.
    fn lets_in(&mut self, haste: Haste) -> bool {
        let is_bulk = haste == Haste::InBulk;
        let has_room = self.inside < self.places && !(is_bulk && self.in_bulk + 1 >= self.places);
        self.inside += usize::from(has_room);
        self.in_bulk += usize::from(has_room && is_bulk);
        has_room
    }

    /// The next that waits and is counted in, if there is room for it.
    fn next(&mut self) -> Option<Function> {
        if !self.waiting.is_empty() && self.lets_in(Haste::Now) {
            return self.waiting.pop_front();
        }
        if !self.waiting_in_bulk.is_empty() && self.lets_in(Haste::InBulk) {
            return self.waiting_in_bulk.pop_front();
        }
        None
    }
}

impl Gate {
    /// A gate that lets so many in.
    pub fn new(places: usize) -> Self {
        let (waiting, waiting_in_bulk) = (VecDeque::new(), VecDeque::new());
        Self(Rc::new(RefCell::new(State { places, inside: 0, in_bulk: 0, waiting, waiting_in_bulk })))
    }

    /// Waits until there is room.
    pub async fn enter(&self, haste: Haste) -> Pass {
        let is_in = self.0.borrow_mut().lets_in(haste);
        if !is_in {
            let state = &self.0;
            let turn = Promise::new(&mut |resolve, _| {
                let mut state = state.borrow_mut();
                match haste {
                    Haste::Now => state.waiting.push_back(resolve),
                    Haste::InBulk => state.waiting_in_bulk.push_back(resolve),
                }
            });
            // The promise is never rejected. Whoever lets it in has counted it in.
            let _ = JsFuture::from(turn).await;
        }
        Pass { gate: self.clone(), haste }
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let next = {
            let mut state = self.gate.0.borrow_mut();
            state.inside -= 1;
            state.in_bulk -= usize::from(self.haste == Haste::InBulk);
            state.next()
        };
        if let Some(next) = next {
            // Resolving a promise cannot fail.
            let _ = next.call0(&JsValue::UNDEFINED);
        }
    }
}

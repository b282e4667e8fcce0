//! Calling questions off: by the person, or because the server says nothing.

use crate::endpoints::cause::Cause;
use gloo_timers::callback::Timeout;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use web_sys::{AbortController, AbortSignal};

/// Ends everything that is asked with it. Clones are handles to the same one.
#[derive(Clone, Default)]
pub struct Stop(Rc<Inner>);

#[derive(Default)]
struct Inner {
    is_stopped: Cell<bool>,
    /// What goes on now, by its number.
    running: RefCell<Vec<(u32, AbortController)>>,
    last: Cell<u32>,
}

impl Stop {
    /// Calls off what goes on, and whatever would begin later.
    pub fn stop(&self) {
        self.0.is_stopped.set(true);
        let running = self.0.running.take();
        running.iter().for_each(|(_, controller)| controller.abort());
    }

    /// Whether it was called off.
    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped.get()
    }
}

/// One try, which ends when it is called off or nothing comes for too long.
pub(super) struct Attempt {
    stop: Stop,
    number: u32,
    controller: AbortController,
    patience_s: u32,
    is_late: Rc<Cell<bool>>,
    alarm: Timeout,
}

impl Attempt {
    /// Begins one; `None`: the browser has no way to call a request off.
    pub fn new(stop: &Stop, patience_s: u32) -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let number = stop.0.last.get().wrapping_add(1);
        stop.0.last.set(number);
        stop.0.running.borrow_mut().push((number, controller.clone()));
        let is_late = Rc::new(Cell::new(false));
        let alarm = alarm(&controller, &is_late, patience_s);
        Some(Self { stop: stop.clone(), number, controller, patience_s, is_late, alarm })
    }

    /// What the request is called off by.
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// Something came: the time begins anew.
    pub fn wait_anew(&mut self) {
        self.alarm = alarm(&self.controller, &self.is_late, self.patience_s);
    }

    /// Why the request was called off, if it was.
    pub fn called_off(&self) -> Option<Cause> {
        if self.stop.is_stopped() {
            Some(Cause::Stopped)
        } else {
            self.is_late.get().then_some(Cause::Timeout(self.patience_s))
        }
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        self.stop.0.running.borrow_mut().retain(|(number, _)| *number != self.number);
    }
}

fn alarm(controller: &AbortController, is_late: &Rc<Cell<bool>>, patience_s: u32) -> Timeout {
    let (controller, is_late) = (controller.clone(), Rc::clone(is_late));
    Timeout::new(patience_s * 1_000, move || {
        is_late.set(true);
        controller.abort();
    })
}

//! Answers that are remembered for a while, so that the same is not asked at every key: the last ones, no more than there
//! is room for, and none so old that a server may say something else by now.

use super::ask::Ask;
use std::collections::VecDeque;

/// So many answers are remembered.
pub const ANSWERS: usize = 32;
/// The room for their text. A server may name very many values, and one answer is rarely wanted for long.
pub const BYTES: usize = 8 << 20;

/// So long is an answer remembered: longer than a search is written, and no longer than a new service is waited for.
pub const KEPT_MS: u64 = 120_000;

/// See the module.
#[derive(Debug, Default)]
pub struct Remembered {
    answers: VecDeque<Answer>,
}

#[derive(Debug)]
struct Answer {
    ask: Ask,
    body: String,
    told_ms: u64,
}

impl Remembered {
    /// The answer to a question, as it is known at a time (milliseconds since 1970).
    pub fn answer(&self, ask: &Ask, now_ms: u64) -> Option<&str> {
        let is_it = |known: &&Answer| known.ask == *ask && now_ms.abs_diff(known.told_ms) < KEPT_MS;
        self.answers.iter().find(is_it).map(|known| known.body.as_str())
    }

    /// Remembers an answer that was given at a time (milliseconds since 1970), in place of what was answered to the same
    /// before, and of the oldest ones where there is no room beside them; one that is larger than all the room is not
    /// remembered.
    pub fn keep(&mut self, ask: Ask, body: &str, told_ms: u64) {
        self.answers.retain(|known| known.ask != ask);
        if body.len() > BYTES {
            return;
        }
        while self.answers.len() == ANSWERS || self.bytes() + body.len() > BYTES {
            self.answers.pop_front();
        }
        self.answers.push_back(Answer { ask, body: body.to_owned(), told_ms });
    }

    /// Bytes of all answers.
    pub fn bytes(&self) -> usize {
        self.answers.iter().map(|known| known.body.len()).sum()
    }
}

//! Answers that are remembered for a while, so that the same is not asked at every key: the last ones, and no more than
//! there is room for.

use super::ask::Ask;
use std::collections::VecDeque;

/// So many answers are remembered.
pub const ANSWERS: usize = 32;
/// The room for their text. A server may name very many values, and one answer is rarely wanted for long.
pub const BYTES: usize = 8 << 20;

/// See the module.
#[derive(Debug, Default)]
pub struct Remembered {
    answers: VecDeque<(Ask, String)>,
}

impl Remembered {
    /// The answer to a question.
    pub fn answer(&self, ask: &Ask) -> Option<&str> {
        self.answers.iter().find(|(other, _)| other == ask).map(|(_, body)| body.as_str())
    }

    /// Remembers an answer in place of what was answered to the same before, and of the oldest ones where there is no room
    /// beside them; one that is larger than all the room is not remembered.
    pub fn keep(&mut self, ask: Ask, body: &str) {
        self.answers.retain(|(other, _)| *other != ask);
        if body.len() > BYTES {
            return;
        }
        while self.answers.len() == ANSWERS || self.bytes() + body.len() > BYTES {
            self.answers.pop_front();
        }
        self.answers.push_back((ask, body.to_owned()));
    }

    /// Bytes of all answers.
    pub fn bytes(&self) -> usize {
        self.answers.iter().map(|(_, body)| body.len()).sum()
    }
}

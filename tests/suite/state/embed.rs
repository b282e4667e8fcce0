//! The page as a part of another.

mod message;
mod outline;
mod said;
mod trust;

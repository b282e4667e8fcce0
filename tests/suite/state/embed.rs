//! The page as a part of another.

mod message;
mod said;
mod trust;

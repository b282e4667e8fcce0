//! Small pieces that several views are made of.

pub mod copy;
pub mod icon;
pub mod notices;
pub mod rows;
pub mod service;

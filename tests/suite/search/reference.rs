pub mod drawing;
pub mod evaluate;
pub mod random;
pub mod spanset;
pub mod value;

//! The engine's thread. Natively an empty program.

fn main() {
    #[cfg(target_arch = "wasm32")]
    spanscope::worker::start();
}

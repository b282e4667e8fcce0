//! The page. Natively an empty program.

fn main() {
    #[cfg(target_arch = "wasm32")]
    spanscope::ui::start();
}

//! Bytes of a file, a buffer or an address, chunk by chunk into the engine.

use super::pause::Pause;
use crate::{
    browser::{chunks::Chunks, http, said},
    engine::opening::Opening,
    protocol::request::Progress,
};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// The buffer that every chunk is copied into, so that wasm memory does not grow with the chunks.
const BUFFER_BYTES: usize = 1 << 20;

/// Reads one source. Progress is told after each chunk.
///
/// # Errors
/// A sentence when the bytes cannot be had (to the end).
pub async fn read(
    source: &JsValue,
    opening: &mut Opening,
    progress: &mut Progress,
    tell: impl Fn(&Progress),
) -> Result<(), String> {
    if let Some(buffer) = source.dyn_ref::<ArrayBuffer>() {
        let bytes = Uint8Array::new(buffer);
        progress.bytes_total = Some(u64::from(bytes.length()));
        feed(&bytes, opening, progress);
        tell(progress);
        return Ok(());
    }
    let stream = if let Some(blob) = source.dyn_ref::<Blob>() {
        progress.bytes_total = Some(blob.size() as u64);
        blob.stream()
    } else if let Some(address) = source.as_string() {
        let answer = http::get(&address).await?;
        progress.bytes_total = answer.length;
        answer.body
    } else {
        return Err("Nothing that can be read was given".to_owned());
    };
    let mut chunks = Chunks::new(&stream);
    let pause = Pause::new()?;
    loop {
        let chunk = chunks.next().await;
        let chunk = chunk
            .map_err(|error| format!("Reading stopped after {} bytes: {}", progress.bytes, said(&error)))?;
        let Some(bytes) = chunk else { return Ok(()) };
        if !feed(&bytes, opening, progress) {
            chunks.cancel();
            return Ok(());
        }
        tell(progress);
        pause.take().await;
    }
}

/// Copies a chunk through the buffer into the engine. `false`: it wants no more of this file.
fn feed(bytes: &Uint8Array, opening: &mut Opening, progress: &mut Progress) -> bool {
    thread_local! {
        static BUFFER: std::cell::RefCell<Vec<u8>> = const { std::cell::RefCell::new(Vec::new()) };
    }
    let mut wanted = true;
    BUFFER.with_borrow_mut(|buffer| {
        buffer.resize(BUFFER_BYTES, 0);
        let mut from = 0;
        while wanted && from < bytes.length() {
            let to = bytes.length().min(from + BUFFER_BYTES as u32);
            let target = &mut buffer[..(to - from) as usize];
            bytes.subarray(from, to).copy_to(target);
            wanted = opening.feed(target);
            progress.bytes += u64::from(to - from);
            from = to;
        }
    });
    progress.spans = opening.span_count();
    wanted
}

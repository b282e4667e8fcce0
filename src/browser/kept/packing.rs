//! Compressing what is kept, by the browser.

use js_sys::{Array, Function, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableWritablePair, Response};

/// The first bytes of what is compressed already: gzip, zstd, zip.
const PACKED: [&[u8]; 3] = [b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"];

/// The bytes compressed; `None` when they are already, or when the browser cannot.
pub async fn packed(bytes: &Blob) -> Option<Blob> {
    let start = bytes.slice_with_f64_and_f64(0.0, 4.0).ok()?;
    let start = JsFuture::from(start.array_buffer()).await.ok()?;
    let start = js_sys::Uint8Array::new(&start).to_vec();
    if PACKED.iter().any(|magic| start.starts_with(magic)) {
        return None;
    }
    let packer = gzip("CompressionStream").ok()?;
    blob_of(&bytes.stream().pipe_through(&packer)).await.ok()
}

/// What was compressed.
pub async fn unpacked(bytes: &Blob) -> Result<Blob, JsValue> {
    blob_of(&bytes.stream().pipe_through(&gzip("DecompressionStream")?)).await
}

/// A stream that goes through gzip. It is asked for by name: older browsers have none.
fn gzip(class: &str) -> Result<ReadableWritablePair, JsValue> {
    let class: Function = Reflect::get(&global(), &class.into())?.dyn_into()?;
    Ok(Reflect::construct(&class, &Array::of1(&"gzip".into()))?.unchecked_into())
}

/// All of a stream; browsers put large blobs on the disk.
async fn blob_of(stream: &ReadableStream) -> Result<Blob, JsValue> {
    let response = Response::new_with_opt_readable_stream(Some(stream))?;
    Ok(JsFuture::from(response.blob()?).await?.unchecked_into())
}

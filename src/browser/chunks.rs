//! The chunks of a stream of bytes.

use js_sys::{ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamByobReader, ReadableStreamDefaultReader};

/// The size of the buffer that the browser fills.
const BUFFER_BYTES: u32 = 1 << 20;

/// Reads a stream to its end.
pub struct Chunks(Reader);

enum Reader {
    /// One buffer goes to the browser and comes back filled. That takes a fifth of the time that fresh buffers take,
    /// which must be had, cleared and given back.
    Filling(ReadableStreamByobReader, ArrayBuffer),
    /// Every chunk in a buffer of its own: some browsers know no other way for some streams.
    Fresh(ReadableStreamDefaultReader),
}

impl Chunks {
    /// Begins to read.
    pub fn new(stream: &ReadableStream) -> Self {
        Self(match ReadableStreamByobReader::new(stream) {
            Ok(reader) => Reader::Filling(reader, ArrayBuffer::new(BUFFER_BYTES)),
            Err(_) => Reader::Fresh(stream.get_reader().unchecked_into()),
        })
    }

    /// The next bytes, which stand until the next call; `None` at the end.
    ///
    /// # Errors
    /// What the stream broke with.
    pub async fn next(&mut self) -> Result<Option<Uint8Array>, JsValue> {
        let promise = match &self.0 {
            Reader::Filling(reader, buffer) => {
                let room: Object = Uint8Array::new(buffer).into();
                reader.read_with_array_buffer_view(&room)
            }
            Reader::Fresh(reader) => reader.read(),
        };
        let result = JsFuture::from(promise).await?;
        let field = |name: &str| Reflect::get(&result, &JsValue::from_str(name));
        let bytes = field("value")?.dyn_into::<Uint8Array>().ok();
        if let (Reader::Filling(_, buffer), Some(bytes)) = (&mut self.0, &bytes) {
            *buffer = bytes.buffer().unchecked_into();
        }
        if field("done")?.is_truthy() { Ok(None) } else { Ok(Some(bytes.unwrap_or_default())) }
    }

    /// Lets the rest go.
    pub fn cancel(&self) {
        // A stream that is let go needs no answer.
        let _ = match &self.0 {
            Reader::Filling(reader, _) => reader.cancel(),
            Reader::Fresh(reader) => reader.cancel(),
        };
    }
}

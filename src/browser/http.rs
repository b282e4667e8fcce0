//! Asking addresses, from the page or from a worker.
//!
//! `gloo-net` is used because it hides that a window and a worker have different global scopes.

use gloo_net::http::{Request, RequestBuilder, Response};
use web_sys::{ReadableStream, RequestCache};

/// An answer whose content is still on its way.
pub struct Answer {
    /// The content.
    pub body: ReadableStream,
    /// Its length in bytes, where the server tells it and has not compressed it on the way.
    pub length: Option<u64>,
}

/// Asks an address for its content.
///
/// # Errors
/// A sentence that names the address: it cannot be reached, or it answers something else than content.
pub async fn get(address: &str) -> Result<Answer, String> {
    let response = send(address, Request::get(address)).await?;
    let headers = response.headers();
    let is_plain = headers.get("content-encoding").is_none();
    let length = headers.get("content-length").filter(|_| is_plain).and_then(|text| text.parse().ok());
    let body = response.body().ok_or_else(|| format!("{address} answered without content"))?;
    Ok(Answer { body, length })
}

/// Asks for a file of the build. A copy in the cache is used only when the server says that it is still the same: page
/// and worker must be of one build.
///
/// # Errors
/// As those of `get`.
pub async fn get_fresh(address: &str) -> Result<web_sys::Response, String> {
    let request = Request::get(address).cache(RequestCache::NoCache);
    Ok(send(address, request).await?.into())
}

/// The whole text of a small file, as it is now.
///
/// # Errors
/// As those of `get`.
pub async fn text(address: &str) -> Result<String, String> {
    let request = Request::get(address).cache(RequestCache::NoCache);
    send(address, request)
        .await?
        .text()
        .await
        .map_err(|error| format!("{address} could not be read: {error}"))
}

async fn send(address: &str, request: RequestBuilder) -> Result<Response, String> {
    let response = request.send().await.map_err(|error| {
        format!("{address} could not be reached, or does not allow this page to read it: {error}")
    })?;
    if !response.ok() {
        let answer = format!("{address} answered {} {}", response.status(), response.status_text());
        // HTTP/2 has no words beside the number.
        return Err(answer.trim_end().to_owned());
    }
    Ok(response)
}

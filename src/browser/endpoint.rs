//! Asking query endpoints, in a worker: a few questions at once, each within its time, put again when the server is
//! asked too often, and called off when nobody waits any more.

mod gate;
mod stop;

pub use gate::{Gate, Haste};
pub use stop::Stop;

use super::chunks::Chunks;
use crate::endpoints::{
    ask::Ask,
    cause::Cause,
    reach,
    retry::{TRIES, wait_ms},
};
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use stop::Attempt;
use web_sys::{RequestCredentials, RequestMode, RequestRedirect, ResponseType};

/// A server that says nothing for so long says nothing more.
const PATIENCE_S: u32 = 20;
/// So long is waited for the answer that only shows that somebody answers.
const KNOCK_S: u32 = 5;
/// The most that is read of an answer.
const MOST_BYTES: usize = 256 << 20;
/// While a try is waited for it is looked so often whether it is still wanted.
const LOOK_EVERY_MS: u32 = 100;

/// The text that answers a question. `page` is the origin of the page.
///
/// # Errors
/// Why there is none.
pub async fn text(
    ask: &Ask,
    page: &str,
    (gate, haste): (&Gate, Haste),
    stop: &Stop,
) -> Result<String, Cause> {
    let _pass = gate.enter(haste).await;
    if let Some(cause) = reach::forbidden(page, &ask.address) {
        return Err(cause);
    }
    let mut nth = 0;
    loop {
        if stop.is_stopped() {
            return Err(Cause::Stopped);
        }
        let refusal = match once(ask, page, stop).await {
            Ok(text) => return Ok(text),
            Err(refusal) => refusal,
        };
        nth += 1;
        if !refusal.cause.may_pass() || nth == TRIES {
            return Err(refusal.cause);
        }
        let mut left_ms = wait_ms(nth - 1, refusal.retry_after.as_deref());
        while left_ms > 0 && !stop.is_stopped() {
            let step_ms = left_ms.min(LOOK_EVERY_MS);
            TimeoutFuture::new(step_ms).await;
            left_ms -= step_ms;
        }
    }
}

/// Why a try gave no answer.
struct Refusal {
    cause: Cause,
    /// When the server wants to be asked again, as it says it.
    retry_after: Option<String>,
}

impl From<Cause> for Refusal {
    fn from(cause: Cause) -> Self {
        Self { cause, retry_after: None }
    }
}

/// Puts a question once.
async fn once(ask: &Ask, page: &str, stop: &Stop) -> Result<String, Refusal> {
    let mut attempt = Attempt::new(stop, PATIENCE_S).ok_or(Cause::Unreachable)?;
    let mut request =
        Request::get(&ask.address).redirect(RequestRedirect::Manual).abort_signal(Some(&attempt.signal()));
    for (name, value) in &ask.headers {
        request = request.header(name, value);
    }
    let Ok(response) = request.send().await else {
        if let Some(cause) = attempt.called_off() {
            return Err(cause.into());
        }
        let answers = knock(ask, stop).await;
        return Err(reach::silence(page, &ask.address, answers).into());
    };
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(Cause::Redirected.into());
    }
    let mut bytes = Vec::new();
    if let Some(body) = response.body() {
        let mut chunks = Chunks::new(&body);
        loop {
            attempt.wait_anew();
            let Ok(chunk) = chunks.next().await else {
                let broken = Cause::BrokenOff { bytes: bytes.len() };
                return Err(attempt.called_off().unwrap_or(broken).into());
            };
            let Some(chunk) = chunk else { break };
            if bytes.len() + chunk.length() as usize > MOST_BYTES {
                chunks.cancel();
                return Err(Cause::TooLarge { bytes: MOST_BYTES }.into());
            }
            let from = bytes.len();
            bytes.resize(from + chunk.length() as usize, 0);
            chunk.copy_to(&mut bytes[from..]);
        }
    }
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    if response.ok() {
        return Ok(text);
    }
    let retry_after = response.headers().get("retry-after");
    Err(Refusal { cause: Cause::of_status(response.status(), &text), retry_after })
}

/// Whether anybody answers, whose answer this page may not read. It goes without headers and without who asks.
async fn knock(ask: &Ask, stop: &Stop) -> bool {
    let Some(attempt) = Attempt::new(stop, KNOCK_S) else { return false };
    let request = Request::get(&ask.address)
        .mode(RequestMode::NoCors)
        .credentials(RequestCredentials::Omit)
        .abort_signal(Some(&attempt.signal()));
    request.send().await.is_ok()
}

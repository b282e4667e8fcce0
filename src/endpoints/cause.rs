//! Why an answer did not come, or is none.

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The page came by https, the address is http: the browser does not even ask.
    MixedContent,
    /// Nobody answers there.
    Unreachable,
    /// Nobody answers there, and it is an address of this machine or its network, which a page from elsewhere may
    /// reach only with the person's permission.
    LocalNetwork,
    /// The server answers, but does not allow this page to read it.
    NotAllowed,
    /// No answer within so many seconds.
    Timeout(u32),
    /// The server sends on to another address, which nobody named.
    Redirected,
    /// The answer stopped before its end.
    BrokenOff {
        /// Bytes that came.
        bytes: usize,
    },
    /// It is larger than anything that was asked for.
    TooLarge {
        /// The most that is read.
        bytes: usize,
    },
    /// An answer that is no success, with the beginning of what it says.
    Status {
        /// The HTTP status.
        status: u16,
        /// What the server says: its sentence, or nothing when it is a page of HTML.
        says: String,
    },
    /// A page for people where JSON was expected.
    Html,
    /// Neither JSON nor HTML, with its first letters.
    NotJson(String),
    /// JSON of another shape than was asked for.
    OtherShape,
    /// The search cannot be put to this kind of server: a sentence.
    Query(String),
    /// The person called it off.
    Stopped,
}

/// The longest sentence of a server that is repeated, in letters.
const MOST_LETTERS: usize = 300;

impl Cause {
    /// Of an answer that is no success.
    pub fn of_status(status: u16, body: &str) -> Self {
        Self::Status { status, says: sentence_of(body) }
    }

    /// Of an answer that should have been JSON of some shape.
    pub fn of_body(body: &str) -> Self {
        match body.trim_start_matches('\u{feff}').trim_start() {
            start if start.starts_with('<') => Self::Html,
            start if start.starts_with(['{', '[']) && is_json(start) => Self::OtherShape,
            start => Self::NotJson(shortened(start, 40)),
        }
    }

    /// Whether the same question may be answered a little later.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Status { status: 429 | 503, .. })
    }
}

/// Whether a text is one JSON document or several.
pub(super) fn is_json(text: &str) -> bool {
    let mut documents = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
    documents.all(|document| document.is_ok())
}

/// What a server says about its refusal: the message inside JSON of the known shapes, or plain text.
fn sentence_of(body: &str) -> String {
    let body = body.trim();
    if body.starts_with('<') {
        return String::new();
    }
    let json: Option<serde_json::Value> = serde_json::from_str(body).ok();
    let paths = ["/error/message", "/errors/0/msg", "/message", "/error"];
    let inside =
        json.and_then(|json| paths.iter().find_map(|path| Some(json.pointer(path)?.as_str()?.to_owned())));
    shortened(&inside.unwrap_or_else(|| body.to_owned()), MOST_LETTERS)
}

/// At most so many letters of the first line.
fn shortened(text: &str, letters: usize) -> String {
    let line: String =
        text.lines().next().unwrap_or_default().chars().filter(|letter| !letter.is_control()).collect();
    match line.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

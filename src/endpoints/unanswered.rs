//! Why an endpoint gave no answer, in words, and what to do about it: that server's own setting, and always a command
//! that fetches the same answer into a file.

use super::{ask::Ask, cause::Cause, probe};
use crate::{
    base::words,
    protocol::remote::{Kind, Unanswered},
};

/// The words for a cause. `page` is the origin of the page; `kind` the kind of server, as far as it is known.
pub fn words_for(cause: &Cause, ask: &Ask, kind: Option<Kind>, page: &str) -> Unanswered {
    let kind = kind.or_else(|| probe::likely(&ask.address));
    let server = kind.map_or("The server", Kind::label);
    let host = ask.origin();
    let sentence = match cause {
        Cause::MixedContent => {
            format!("This page came by https, and browsers do not let it ask {host}, which is http")
        }
        Cause::Unreachable => format!("Nobody answers at {host}"),
        Cause::LocalNetwork => {
            format!(
                "{host} is in this machine’s own network; it does not answer, or the browser does not let this page ask it"
            )
        }
        Cause::NotAllowed => format!("{host} answers, but does not allow {page} to read what it says (CORS)"),
        Cause::Timeout(seconds) => format!("{host} gave no answer within {seconds} seconds"),
        Cause::Redirected => format!("{host} sends on to another address, which is mostly a page to sign in"),
        Cause::BrokenOff { bytes } => {
            format!("The answer of {host} stopped after {}, before its end", words::bytes(*bytes as u64))
        }
        Cause::TooLarge { bytes } => {
            format!("The answer of {host} is larger than {}", words::bytes(*bytes as u64))
        }
        Cause::Status { status: 401, .. } => format!("{host} wants to know who asks (401)"),
        Cause::Status { status: 403, .. } => format!("{host} does not let you ask this (403)"),
        Cause::Status { status: 404, says } => {
            with_words(&format!("{host} has nothing at this address (404)"), says)
        }
        Cause::Status { status: 429, says } => with_words(&format!("{host} is asked too often (429)"), says),
        Cause::Status { status: 400, says } if !says.is_empty() => format!("{server} says: {says}"),
        Cause::Status { status, says } => with_words(&format!("{host} answered {status}"), says),
        Cause::Html => format!("{host} answered with a web page, not with JSON"),
        Cause::NotJson(start) if start.is_empty() => format!("{host} answered with nothing"),
        Cause::NotJson(start) => format!("{host} answered with something that is no JSON: “{start}”"),
        Cause::OtherShape => format!("{host} answered with JSON that is not {}", expected(kind)),
        Cause::Query(sentence) => sentence.clone(),
        Cause::Stopped => "Stopped".to_owned(),
    };
    let (advice, setting) = advice(cause, kind, page);
    Unanswered { sentence, advice, setting, curl: ask.curl() }
}

fn with_words(sentence: &str, says: &str) -> String {
    if says.is_empty() { sentence.to_owned() } else { format!("{sentence}: {says}") }
}

fn expected(kind: Option<Kind>) -> String {
    kind.map_or_else(|| "Tempo’s, Jaeger’s or Zipkin’s".to_owned(), |kind| format!("{}’s", kind.label()))
}

/// What to do, and a setting to copy.
fn advice(cause: &Cause, kind: Option<Kind>, page: &str) -> (Vec<String>, String) {
    let says: &[&str] = match cause {
        Cause::MixedContent => &[
            "Serve the endpoint by https, or put it behind the host of this page",
            "Or open this page by http, from your own machine",
        ],
        Cause::Unreachable => &[
            "Look whether the server runs and the port is right",
            "A firewall, a VPN or an untrusted certificate looks the same from here: open the address in a tab",
        ],
        Cause::LocalNetwork => &[
            "Look whether the server runs and the port is right",
            "Allow this page to reach the local network: in the browser’s site settings, beside the address",
        ],
        Cause::NotAllowed => return cors(kind, page),
        Cause::Timeout(_) => &["Ask for less: a shorter range of time, a narrower search"],
        Cause::Redirected => &[
            "Sign in to the server in another tab and give the address that it leads to",
            "A proxy that signs people in cannot be passed by a page of another host; put both on one host",
        ],
        Cause::BrokenOff { .. } => &["Ask again; a proxy in between may cut long answers off"],
        Cause::TooLarge { .. } => &["Fetch it with the command and open the file"],
        Cause::Status { status: 401 | 403, .. } => &[
            "Add the header that the server asks for, such as Authorization, under “Tenant and headers”",
            "With several tenants, name yours there",
        ],
        Cause::Status { status: 404, .. } => &[
            "Look whether the path is right: the part before /api belongs to the address",
            "VictoriaTraces serves it below /select/jaeger, Quickwit below /{index}/jaeger",
        ],
        Cause::Status { status: 429 | 503, .. } => &["Wait a little and ask again; it was tried four times"],
        Cause::Status { status: 400, .. } | Cause::Query(_) => &["Change the search"],
        Cause::Status { .. } => &["Look into the server’s log, or ask for less"],
        Cause::Html => &[
            "This may be the server’s page for people, or a page to sign in: give the address of its API",
            "The part before /api belongs to the address",
        ],
        Cause::NotJson(_) | Cause::OtherShape => {
            &["Look whether this is the address of Tempo, Jaeger or Zipkin, and the kind is right"]
        }
        Cause::Stopped => &[],
    };
    (says.iter().map(|sentence| (*sentence).to_owned()).collect(), String::new())
}

/// What makes a server allow the page to read its answers.
fn cors(kind: Option<Kind>, page: &str) -> (Vec<String>, String) {
    let proxy = "Or serve the endpoint below the host of this page, by a proxy: docs/nginx.conf does it";
    let (advice, setting) = match kind {
        Some(Kind::Tempo) => (
            vec![
                "Tempo itself allows no page: put a proxy before it, on the host of this page",
                "docs/nginx.conf and docs/Caddyfile do it; or let this nginx location add the header",
            ],
            format!(
                "location /tempo/ {{\n  proxy_pass http://127.0.0.1:3200/;\n  add_header Access-Control-Allow-Origin {page} always;\n}}"
            ),
        ),
        Some(Kind::Jaeger) => (
            vec![
                "Allow this page in Jaeger’s configuration; older ones take --query.additional-headers='Access-Control-Allow-Origin: *'",
                "With extra headers the browser asks first, which Jaeger does not answer: leave them out, or use a proxy",
                proxy,
            ],
            format!(
                "extensions:\n  jaeger_query:\n    http:\n      cors:\n        allowed_origins: [\"{page}\"]"
            ),
        ),
        Some(Kind::Zipkin) => (
            vec!["Zipkin allows every page unless it is told otherwise; start it with", proxy],
            "ZIPKIN_QUERY_ALLOWED_ORIGINS=*".to_owned(),
        ),
        None => (
            vec!["Have the server send this header with its answers", proxy],
            format!("Access-Control-Allow-Origin: {page}"),
        ),
    };
    (advice.into_iter().map(str::to_owned).collect(), setting)
}

//! Why a server was not reached. Browsers say of every such failure the same; the two addresses, and whether the server
//! answers someone who may not read it, tell the causes apart.

use super::cause::Cause;

/// What the browser would not even try: a page that came by https asks no address that is http, but for this machine.
pub fn forbidden(page: &str, address: &str) -> Option<Cause> {
    let is_mixed = page.starts_with("https:") && address.starts_with("http:") && !is_this_machine(address);
    is_mixed.then_some(Cause::MixedContent)
}

/// Why there was no answer that could be read. `answers` says whether the server answered a question whose answer
/// nobody may read.
pub fn silence(page: &str, address: &str, answers: bool) -> Cause {
    if answers {
        Cause::NotAllowed
    } else if is_near(address) && !is_near(page) {
        Cause::LocalNetwork
    } else {
        Cause::Unreachable
    }
}

/// Whether an address is of this machine.
fn is_this_machine(address: &str) -> bool {
    let host = host_of(address);
    host == "localhost" || host.ends_with(".localhost") || host == "::1" || host.starts_with("127.")
}

/// Whether an address is of this machine or its own network.
fn is_near(address: &str) -> bool {
    let host = host_of(address);
    let numbers: Vec<u8> = host.split('.').filter_map(|part| part.parse().ok()).collect();
    let is_private = host.split('.').count() == 4
        && match numbers[..] {
            [10, _, _, _] | [192, 168, _, _] | [169, 254, _, _] => true,
            [172, second, _, _] => (16..32).contains(&second),
            _ => false,
        };
    // Addresses of version 6 that are not routed: fc00::/7 and fe80::/10.
    let is_private_6 = host.contains(':')
        && ["fc", "fd", "fe8", "fe9", "fea", "feb"].iter().any(|start| host.starts_with(start));
    is_this_machine(address) || is_private || is_private_6 || host.ends_with(".local")
}

/// The host of an address, without its port and brackets.
fn host_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    match host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        Some((inside, _)) => inside,
        None => host.split(':').next().unwrap_or_default(),
    }
}

//! Origins and hosts as browsers write them. What whoever runs the page types is compared with what a browser tells, so
//! it is brought into that form, or refused where that cannot be done for certain.

use std::net::{Ipv4Addr, Ipv6Addr};

/// The schemes of the web, with the ports that browsers leave out of an address.
const SCHEMES: [(&str, u16); 2] = [("https://", 443), ("http://", 80)];

/// An origin: scheme, host and port, and nothing behind them.
///
/// # Errors
/// A sentence on why no page can have it.
pub fn origin(text: &str) -> Result<String, String> {
    let lower = text.to_ascii_lowercase();
    let parts =
        SCHEMES.into_iter().find_map(|(scheme, port)| Some((scheme, port, lower.strip_prefix(scheme)?)));
    let Some((scheme, default_port, authority)) = parts else {
        return Err(format!("“{text}” is no origin such as https://dash.example"));
    };
    let (host, port) = split(authority).map_err(|why| {
        why.unwrap_or_else(|| format!("“{text}” is no origin such as https://dash.example"))
    })?;
    Ok(match port.filter(|&port| port != default_port) {
        Some(port) => format!("{scheme}{host}:{port}"),
        None => format!("{scheme}{host}"),
    })
}

/// A host with its port, where that is none which browsers leave out.
///
/// # Errors
/// A sentence on why no address can have it.
pub fn host(text: &str) -> Result<String, String> {
    let lower = text.to_ascii_lowercase();
    let (host, port) = split(&lower)
        .map_err(|why| why.unwrap_or_else(|| format!("“{text}” is no host such as traces.example:8443")))?;
    match port {
        None => Ok(host),
        Some(port) if SCHEMES.iter().any(|&(_, default)| default == port) => {
            Err(format!("“{text}” has a port that browsers leave out of addresses; write {host}"))
        }
        Some(port) => Ok(format!("{host}:{port}")),
    }
}

/// Host and port. An error is a sentence where there is more to say than that it is none.
fn split(authority: &str) -> Result<(String, Option<u16>), Option<String>> {
    if !authority.is_ascii() {
        return Err(Some(format!(
            "“{authority}” has letters that browsers write otherwise; copy the host from their address bar (xn--…)"
        )));
    }
    let is_bracketed = authority.starts_with('[');
    let host_end = if is_bracketed { authority.find(']').map(|at| at + 1) } else { authority.find(':') };
    let (host, port) = authority.split_at(host_end.unwrap_or(authority.len()));
    let port = match port.strip_prefix(':') {
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(digits.parse().map_err(|_| None)?)
        }
        None if port.is_empty() => None,
        _ => return Err(None),
    };
    let host = if is_bracketed { version_6(host) } else { name(host) };
    Ok((host.ok_or(None)?, port))
}

/// A name, or an address of version 4 in its usual form: browsers read others too, and write them so.
fn name(host: &str) -> Option<String> {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    let last = host.trim_end_matches('.').rsplit('.').next()?;
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x");
    let is_right =
        !last.is_empty() && host.bytes().all(is_letter) && (!is_number || host.parse::<Ipv4Addr>().is_ok());
    is_right.then(|| host.to_owned())
}

/// An address of version 6 in brackets.
fn version_6(host: &str) -> Option<String> {
    let address: Ipv6Addr = host.strip_prefix('[')?.strip_suffix(']')?.parse().ok()?;
    let written = address.to_string();
    // Those that hold one of version 4 browsers write in another form.
    (!written.contains('.')).then(|| format!("[{written}]"))
}

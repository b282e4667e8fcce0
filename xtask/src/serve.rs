//! Serving the page while it is worked on.

use crate::{
    run::{command, root, run},
    tools::path_for_build,
};

/// The port unless another one is named.
const PORT: &str = "8080";

/// Serves the page and builds it again after every change. The words are a port, and `--proxy /path=address`.
///
/// # Errors
/// A sentence when the words are not understood, a tool is missing and cannot be had, or trunk fails.
pub fn serve(words: &[&str]) -> Result<(), String> {
    let (mut port, mut proxy) = (PORT, None);
    let mut words = words.iter().copied();
    while let Some(word) = words.next() {
        if word == "--proxy" {
            let named = words.next().and_then(read_proxy).ok_or("--proxy takes /path=http://host:port")?;
            if proxy.replace(named).is_some() {
                return Err("Trunk takes one proxy; docs/nginx.conf serves several endpoints".to_owned());
            }
        } else if word.parse::<u16>().is_ok() {
            port = word;
        } else {
            return Err(format!("“{word}” is no port; a proxy is --proxy /path=http://host:port"));
        }
    }
    let path = path_for_build()?;
    // Trunk's `--offline`, which keeps it from downloading tools, also holds for cargo.
    run(&mut command("cargo", &["fetch", "--locked"]))?;
    // A folder of its own: `dist/` always holds the build that can be put on a host.
    let folder = root().join("target").join("serve").to_string_lossy().into_owned();
    let mut trunk = command("trunk", &["serve", "--offline", "--port", port, "--dist", &folder]);
    run(trunk.args(proxy.map(proxy_words).unwrap_or_default()).env("PATH", path))
}

/// Trunk's words for a proxy. Both end with a slash: what stands behind the path is put behind the address.
fn proxy_words((path, address): (&str, &str)) -> Vec<String> {
    vec![format!("--proxy-rewrite={path}/"), format!("--proxy-backend={address}/")]
}

/// A path and the address behind it.
fn read_proxy(text: &str) -> Option<(&str, &str)> {
    let (path, address) = text.split_once('=')?;
    let is_address = address.starts_with("http://") || address.starts_with("https://");
    (path.starts_with('/') && path.len() > 1 && is_address).then_some((path, address.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::{proxy_words, read_proxy};

    #[test]
    fn a_proxy_is_a_path_and_an_address() {
        assert_eq!(read_proxy("/tempo=http://127.0.0.1:3200/"), Some(("/tempo", "http://127.0.0.1:3200")));
        assert_eq!(read_proxy("/tempo=https://host/a=b"), Some(("/tempo", "https://host/a=b")));
        for wrong in ["/tempo", "tempo=http://h", "/=http://h", "/tempo=127.0.0.1:3200"] {
            assert_eq!(read_proxy(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn trunk_puts_what_is_behind_the_path_behind_the_address() {
        let words = read_proxy("/tempo=http://127.0.0.1:3200").map(proxy_words);
        let expected = ["--proxy-rewrite=/tempo/", "--proxy-backend=http://127.0.0.1:3200/"];
        assert_eq!(words, Some(expected.map(str::to_owned).to_vec()));
    }
}

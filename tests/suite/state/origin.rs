use spanscope::state::origin::{host, origin};

#[test]
fn origins_are_told_as_browsers_tell_them() {
    for (written, told) in [
        ("https://dash.example", "https://dash.example"),
        ("HTTPS://Dash.Example", "https://dash.example"),
        ("https://dash.example:443", "https://dash.example"),
        ("http://dash.example:80", "http://dash.example"),
        ("http://dash.example:443", "http://dash.example:443"),
        ("https://dash.example:0443", "https://dash.example"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ("https://127.0.0.1:8443", "https://127.0.0.1:8443"),
        ("http://[::1]:3000", "http://[::1]:3000"),
        ("http://[0:0::0:1]", "http://[::1]"),
        ("https://[2001:DB8::0:1]:443", "https://[2001:db8::1]"),
    ] {
        assert_eq!(origin(written).as_deref(), Ok(told), "{written}");
    }
}

#[test]
fn what_no_page_can_have_is_refused_with_a_reason() {
    for text in [
        "",
        "*",
        "null",
        "dash.example",
        "https://",
        "https://dash.example/",
        "https://dash.example?x",
        "https://you@dash.example",
        "https://dash.example:",
        "https://dash.example:x",
        "https://dash.example:70000",
        "https://127.1",
        "https://0x7f.1",
        "https://1.2.3.4.5",
        "https://[::1",
        "https://[::ffff:1.2.3.4]",
        "https://a b",
        "ftp://dash.example",
    ] {
        let why = origin(text).unwrap_err();
        assert!(why.contains("is no origin such as"), "{text}: {why}");
    }
    let why = origin("https://bücher.example").unwrap_err();
    assert!(why.contains("xn--"), "{why}");
}

#[test]
fn a_host_is_told_as_browsers_tell_it() {
    assert_eq!(host("Traces.Example:8443").as_deref(), Ok("traces.example:8443"));
    assert_eq!(host("traces.example").as_deref(), Ok("traces.example"));
    assert_eq!(host("[::1]:81").as_deref(), Ok("[::1]:81"));
    assert!(host("https://traces.example").unwrap_err().contains("is no host such as"));
    // Of which scheme the port is the usual one is not said.
    for text in ["traces.example:443", "traces.example:80"] {
        assert!(host(text).unwrap_err().ends_with("write traces.example"), "{text}");
    }
}

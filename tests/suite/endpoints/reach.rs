use spanscope::endpoints::{
    cause::Cause,
    reach::{forbidden, silence},
};

#[test]
fn a_page_of_https_asks_no_http_but_of_this_machine() {
    assert_eq!(forbidden("https://page.example", "http://tempo.example/api"), Some(Cause::MixedContent));
    assert_eq!(forbidden("https://page.example", "http://192.168.0.7:3200/api"), Some(Cause::MixedContent));
    for address in
        ["https://tempo.example", "http://localhost:3200", "http://127.0.0.1:3200", "http://[::1]:3200"]
    {
        assert_eq!(forbidden("https://page.example", address), None, "{address}");
    }
    assert_eq!(forbidden("http://page.example", "http://tempo.example"), None);
}

#[test]
fn who_answers_somebody_does_not_allow_the_page() {
    assert_eq!(silence("http://page.example", "http://10.0.0.1", true), Cause::NotAllowed);
}

#[test]
fn an_address_near_by_may_need_a_permission_that_a_page_from_there_does_not() {
    let near = [
        "http://localhost:9411/api",
        "http://127.8.0.1",
        "http://10.1.2.3:3200",
        "http://172.16.0.1",
        "http://172.31.255.1",
        "http://192.168.1.1",
        "http://169.254.0.1",
        "http://[fd00::1]:16686/jaeger",
        "http://[fe80::1]",
        "http://user@nas.local:80/x",
    ];
    for address in near {
        assert_eq!(silence("https://page.example", address, false), Cause::LocalNetwork, "{address}");
        assert_eq!(silence("http://127.0.0.1:8080", address, false), Cause::Unreachable, "{address}");
    }
    let far = [
        "https://tempo.example",
        "http://172.32.0.1",
        "http://11.0.0.1",
        "http://10.example",
        "http://1.10.0.1.2",
    ];
    for address in far {
        assert_eq!(silence("https://page.example", address, false), Cause::Unreachable, "{address}");
    }
}

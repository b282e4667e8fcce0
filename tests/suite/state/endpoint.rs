use spanscope::{
    protocol::remote::Kind,
    state::endpoint::{Endpoint, is_header, read_headers, read_recent, with_recent},
};

fn endpoint(address: &str) -> Endpoint {
    Endpoint::typed(address, None, "").expect("it can be asked")
}

#[test]
fn what_is_typed_is_tidied() {
    assert_eq!(endpoint(" http://h:3200/tempo/ ").address, "http://h:3200/tempo");
    assert_eq!(
        Endpoint::typed(" / ", None, ""),
        Err("Give the address of Tempo, Jaeger or Zipkin".to_owned())
    );
    assert!(Endpoint::typed("/tempo", None, "a\nb").is_err());
}

#[test]
fn people_know_it_by_its_host_and_never_by_a_password() {
    let secret =
        Endpoint { address: "https://me:secret@traces.example:80/tempo".to_owned(), ..Endpoint::default() };
    assert_eq!(secret.name(), "traces.example:80/tempo");
    // Browsers ask no such address, and the sentence does not repeat it.
    let refusal = Endpoint::typed(&secret.address, None, "").expect_err("cannot be asked");
    assert!(refusal.contains("Authorization") && !refusal.contains("secret"), "{refusal}");
    assert_eq!(endpoint("http://h/a@b").address, "http://h/a@b");
    assert_eq!(endpoint("/tempo").name(), "/tempo");
}

#[test]
fn whose_host_an_address_means_is_never_guessed() {
    for address in ["tempo.example:3200", "localhost", "tempo", "javascript:alert(1)"] {
        let refusal = Endpoint::typed(address, None, "").expect_err(address);
        assert!(refusal.contains(&format!("http://{address}")), "{refusal}");
    }
    for address in ["/tempo", "./tempo", "../tempo", "//h:3200", "https://h"] {
        assert_eq!(endpoint(address).address, address);
    }
}

#[test]
fn headers_are_read_line_by_line() {
    let headers = read_headers("Authorization: Basic a:b\n\n  X-Team:red  ").expect("they are headers");
    assert_eq!(
        headers,
        [("Authorization".to_owned(), "Basic a:b".to_owned()), ("X-Team".to_owned(), "red".to_owned())]
    );
    assert_eq!(read_headers(""), Ok(Vec::new()));
    assert_eq!(
        read_headers("A: b\nnothing"),
        Err("“nothing” is no header; one is written as Name: value".to_owned())
    );
    for (name, value) in [("", "a"), ("a b", "c"), ("é", "c"), ("a", "é"), ("a", "b\r\nc: d"), ("a:", "b")]
    {
        assert!(!is_header(name, value), "{name:?}: {value:?}");
    }
}

#[test]
fn endpoints_of_before_come_back_the_last_one_first_and_each_once() {
    let tempo = Endpoint { kind: Some(Kind::Tempo), tenant: "red".to_owned(), ..endpoint("/tempo") };
    let kept = with_recent("", &tempo);
    let kept = with_recent(&kept, &endpoint("http://h:9411"));
    assert_eq!(read_recent(&kept), [endpoint("http://h:9411"), tempo]);
    let kept = with_recent(&kept, &endpoint("/tempo"));
    assert_eq!(read_recent(&kept), [endpoint("/tempo"), endpoint("http://h:9411")]);
    let many = (0..9).fold(kept, |kept, nth| with_recent(&kept, &endpoint(&format!("http://h{nth}"))));
    assert_eq!(read_recent(&many).len(), 6);
    assert_eq!(read_recent("rubbish\n\t\t\n"), []);
}

#[test]
fn no_address_is_told_under_the_name_of_another_host() {
    let name =
        |address: &str| Endpoint { address: address.to_owned(), ..Endpoint::default() }.name().to_owned();
    assert_eq!(name("https://evil.example/@grafana.corp"), "evil.example/@grafana.corp");
    assert_eq!(name("https://evil.example?x=@grafana.corp"), "evil.example?x=@grafana.corp");
    assert_eq!(name("//evil.example/://grafana.corp"), "evil.example/://grafana.corp");
    assert_eq!(name("https://grafana.corp@evil.example/tempo"), "evil.example/tempo");
    assert_eq!(name("/tempo"), "/tempo");
}

use spanscope::{endpoints::ask::Ask, protocol::remote::Place};

#[test]
fn values_are_encoded_and_no_header_is_added_of_itself() {
    let place = Place { address: "http://127.0.0.1:3200/tempo/".to_owned(), ..Place::default() };
    let ask = Ask::new(&place, "/api/search", &[("q", "{ a = \"b&c\" }"), ("limit", "20")]);
    assert_eq!(
        ask.address,
        "http://127.0.0.1:3200/tempo/api/search?q=%7B%20a%20%3D%20%22b%26c%22%20%7D&limit=20"
    );
    assert_eq!(ask.headers, []);
    assert_eq!(ask.origin(), "http://127.0.0.1:3200");
}

#[test]
fn the_command_can_be_pasted_into_a_shell() {
    let place = Place {
        address: "http://host".to_owned(),
        tenant: "team a".to_owned(),
        headers: vec![("Authorization".to_owned(), "Basic it's".to_owned())],
    };
    assert_eq!(
        Ask::new(&place, "/api", &[("q", "it's")]).curl(),
        r"curl -sS -H 'X-Scope-OrgID: team a' -H 'Authorization: Basic it'\''s' 'http://host/api?q=it%27s' -o answer.json"
    );
}

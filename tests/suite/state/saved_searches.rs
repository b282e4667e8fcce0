use spanscope::state::saved_searches::{read, with, without};

fn pairs(kept: &str) -> Vec<(String, String)> {
    read(kept).into_iter().map(|saved| (saved.name, saved.search)).collect()
}

fn pair(name: &str, search: &str) -> (String, String) {
    (name.to_owned(), search.to_owned())
}

#[test]
fn searches_are_kept_by_name() {
    let kept = with("", "slow", "{ duration > 1s }");
    let kept = with(&kept, " Errors ", " { status = error }\n");
    assert_eq!(pairs(&kept), [pair("Errors", "{ status = error }"), pair("slow", "{ duration > 1s }")]);
    let kept = with(&kept, "slow", "a \"quoted\" word\nand another");
    assert_eq!(pairs(&kept)[1], pair("slow", "a \"quoted\" word\nand another"));
    assert_eq!(pairs(&without(&kept, "Errors")).len(), 1);
    assert_eq!(pairs(&without(&kept, "nothing")).len(), 2);
}

#[test]
fn without_a_name_or_a_search_nothing_is_kept() {
    assert!(pairs(&with("", " ", "x")).is_empty());
    assert!(pairs(&with("", "x", "")).is_empty());
    assert!(pairs("no such text").is_empty());
    assert!(pairs("{\"a\": 1}").is_empty());
}

#[test]
fn there_is_an_end_to_it() {
    let kept = (0..120).fold(String::new(), |kept, nth| with(&kept, &format!("{nth:03}"), "x"));
    let pairs = pairs(&kept);
    assert_eq!(pairs.len(), 100);
    let replaced = with(&kept, "007", "y");
    assert_eq!(read(&replaced)[7].search, "y", "one that is there can still be changed");
}

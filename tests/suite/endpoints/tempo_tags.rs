use crate::support::shared;
use spanscope::{
    endpoints::tempo_tags::{Known, Wanted, completed, read_names, read_values, wanted},
    protocol::{
        completion::CompletionQuery,
        remote::{Api, Place, RemoteQuery},
    },
    query::tree::Scope,
};
use std::fs;

fn at(text: &str) -> CompletionQuery {
    // The cursor stands where the bar is.
    let cursor = text.find('|').expect("a cursor");
    CompletionQuery { text: text.replacen('|', "", 1), cursor, limit: 50 }
}

fn query() -> RemoteQuery {
    let place = Place { address: "http://h".to_owned(), ..Place::default() };
    let (from_ns, to_ns) = (1_700_000_123_000_000_000, 1_700_003_723_000_000_000);
    RemoteQuery { place, api: Api::Tempo, q: String::new(), from_ns, to_ns, limit: 20 }
}

fn known(test: &str) -> Option<Known> {
    let folder = shared::endpoints(test)?.join("tempo");
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("readable");
    Some(Known {
        names: read_names(&read("tags.json")).expect("names"),
        values: read_values(&read("tag_values.json")).expect("values"),
    })
}

fn inserted(known: &Known, text: &str) -> Vec<String> {
    completed(&at(text), known).suggestions.into_iter().map(|suggestion| suggestion.insert).collect()
}

#[test]
fn what_must_be_known_is_asked_and_nothing_else() {
    let address = |text: &str| match wanted(&query(), &at(text)) {
        Wanted::Names(ask) | Wanted::Values(ask) => ask.address,
        Wanted::Nothing => String::new(),
    };
    // While somebody types, the question stays the same: its ends are whole steps of five minutes.
    let within = "start=1700000100&end=1700004000";
    assert_eq!(address("{ span.ht| }"), format!("http://h/api/v2/search/tags?{within}"));
    assert_eq!(
        address("{ resource.service.name = \"fr|"),
        format!("http://h/api/v2/search/tag/resource.service.name/values?{within}")
    );
    assert_eq!(address("{ name = |"), format!("http://h/api/v2/search/tag/name/values?{within}"));
    for text in ["|", "{ status = |", "{ span.a |", "checkout|"] {
        assert_eq!(address(text), "", "{text}");
    }
}

#[test]
fn names_of_the_store() {
    let Some(known) = known("names_of_the_store") else { return };
    assert!(known.names.contains(&(Scope::Resource, "service.name".to_owned())));
    assert_eq!(known.names[0].0, Scope::Span, "what is searched for most comes first");
    let names = inserted(&known, "{ resource.serv| }");
    assert!(names.contains(&"resource.service.name".to_owned()), "{names:?}");
    assert!(names.iter().all(|name| name.starts_with("resource.")), "{names:?}");
    let names = inserted(&known, "{ status_co| }");
    assert!(names.contains(&"span.http.response.status_code".to_owned()), "{names:?}");
    assert_eq!(inserted(&known, "{ dur| }")[0], "duration");
}

#[test]
fn values_of_the_store() {
    let Some(known) = known("values_of_the_store") else { return };
    assert_eq!(
        inserted(&known, "{ resource.service.name = \"c|"),
        ["\"cart\"", "\"catalog\"", "\"checkout\"", "\"recommendation\""].map(str::to_owned)
    );
    assert_eq!(inserted(&known, "{ status = e|"), ["error".to_owned()]);
    let numbers = r#"{"tagValues":[{"type":"int","value":"500"},{"type":"string","value":"a.b"}]}"#;
    let known = Known { values: read_values(numbers).expect("values"), ..Known::default() };
    assert_eq!(inserted(&known, "{ .a = |"), ["500".to_owned(), "\"a.b\"".to_owned()]);
    assert_eq!(inserted(&known, "{ .a =~ \"a|"), [r"`a\.b`".to_owned()]);
}

#[test]
fn functions_that_only_a_store_runs_are_offered_behind_a_bar() {
    let query = CompletionQuery { text: "{ } | hist".to_owned(), cursor: 10, limit: 50 };
    let stages = completed(&query, &Known::default()).suggestions;
    assert_eq!(stages.len(), 1);
    assert_eq!(stages[0].insert, "histogram_over_time(duration) by (resource.service.name)");
}

#[test]
fn other_answers_are_none() {
    assert_eq!(read_names("<html>"), None);
    assert_eq!(read_names(r#"{"tagNames":[]}"#), None);
    assert_eq!(read_values("[]"), None);
}

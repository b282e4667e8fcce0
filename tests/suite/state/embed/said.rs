use serde_json::json;
use spanscope::{
    protocol::{
        answers::{FileSummary, NoteSummary, Summary},
        request::Failure,
    },
    state::embed::said,
};

#[test]
fn every_message_says_whose_it_is() {
    assert_eq!(
        said::ready("0.1.0"),
        json!({ "source": "spanscope", "v": 1, "type": "ready", "version": "0.1.0" })
    );
    assert_eq!(said::height(480), json!({ "source": "spanscope", "v": 1, "type": "height", "px": 480 }));
    assert_eq!(
        said::state("#/traces"),
        json!({ "source": "spanscope", "v": 1, "type": "state", "hash": "#/traces" })
    );
    assert_eq!(
        said::selection(Some("a1"), None),
        json!({ "source": "spanscope", "v": 1, "type": "selection", "traceId": "a1", "spanId": null })
    );
}

#[test]
fn an_answer_is_a_result_or_an_error() {
    assert_eq!(
        said::answer(&json!(7), Ok(json!({ "traces": 3 }))),
        json!({ "source": "spanscope", "v": 1, "type": "reply", "id": 7, "ok": true, "result": { "traces": 3 } })
    );
    let failure = Failure { code: "query".to_owned(), message: "No".to_owned(), at: Some(2) };
    assert_eq!(
        said::answer(&json!("a"), Err(failure)),
        json!({
            "source": "spanscope", "v": 1, "type": "reply", "id": "a", "ok": false,
            "error": { "code": "query", "message": "No", "at": 2 }
        })
    );
}

#[test]
fn what_is_open_names_files_and_what_was_mended_in_them() {
    let note = NoteSummary {
        kind: "short-id".to_owned(),
        count: 2,
        first: "line 3".to_owned(),
        sentence: String::new(),
    };
    let good = FileSummary { name: "a.json".to_owned(), notes: vec![note], ..FileSummary::default() };
    let bad = FileSummary {
        name: "b.json".to_owned(),
        error: Some("It is empty".to_owned()),
        ..FileSummary::default()
    };
    let summary = Summary { traces: 1, spans: 4, files: vec![good, bad], ..Summary::default() };
    assert_eq!(
        said::what_is_open(&summary),
        json!({
            "files": [{ "name": "a.json", "error": null }, { "name": "b.json", "error": "It is empty" }],
            "traces": 1, "spans": 4,
            "notes": [{ "file": "a.json", "kind": "short-id", "count": 2, "first": "line 3" }]
        })
    );
}

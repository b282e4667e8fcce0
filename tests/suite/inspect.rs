//! Tests of `src/bin/inspect.rs`: what it prints and how it exits.

mod real_files;

use serde_json::Value;
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// Runs `inspect` and gives its exit code and the JSON it printed.
fn inspect(words: &[&str], input: &str) -> (i32, Value) {
    let (code, printed) = run(words, input);
    (code, serde_json::from_slice(&printed).expect("one JSON document and nothing else"))
}

/// Runs `inspect` and gives its exit code and what it printed.
fn run(words: &[&str], input: &str) -> (i32, Vec<u8>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_inspect"))
        .args(words)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("inspect runs");
    // A program that does not read its input closes it.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("inspect ends");
    (output.status.code().expect("an exit code"), output.stdout)
}

const SHOP: &str = "otlp-json/small-shop.json";

#[test]
fn summary_sums_up() {
    let (code, json) = inspect(&["summary", SHOP], "");
    assert_eq!((code, &json["traces"], &json["spans"]), (0, &Value::from(2), &Value::from(7)));
    assert_eq!(json["files"][0]["name"], SHOP);
}

#[test]
fn standard_input_is_a_dash() {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/otlp-json/small-shop.json"));
    let (code, json) = inspect(&["summary", "-"], &text.expect("readable"));
    assert_eq!((code, &json["spans"]), (0, &Value::from(7)));
}

#[test]
fn a_file_without_traces_exits_1_and_says_why() {
    let (code, json) = inspect(&["summary", SHOP, "no-such-file.json", "-"], "true");
    assert_eq!((code, &json["spans"]), (1, &Value::from(7)));
    assert!(json["files"][1]["error"].as_str().is_some_and(|why| why.contains("no-such-file.json")));
    assert!(json["files"][2]["error"].is_string());
}

#[test]
fn the_keys_of_a_summary_are_those_of_the_contract() {
    let (_, json) = inspect(&["summary", SHOP], "");
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().expect("an object").keys().cloned().collect() };
    let has = |value: &Value, names: &str| {
        let keys = keys(value);
        names
            .split(' ')
            .filter(|name| !keys.iter().any(|key| key == name))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let contract = "store_bytes string_bytes traces spans services operations errors start_ns end_ns files";
    assert_eq!(has(&json, contract), [""; 0]);
    assert_eq!(has(&json["files"][0], "name format bytes traces spans notes"), [""; 0]);
    assert_eq!(has(&json["files"][0]["notes"][0], "kind count first"), [""; 0]);
    assert!(json["start_ns"].is_string() && json["end_ns"].is_string());
    let added = keys(&json).len() - contract.split(' ').count();
    assert_eq!(added, 3, "strings, last_start_ns and service_names are ours");
}

#[test]
fn a_file_given_twice_is_no_failure() {
    let (code, json) = inspect(&["summary", SHOP, SHOP], "");
    assert_eq!((code, &json["spans"]), (0, &Value::from(7)));
    assert_eq!(json["files"][1]["notes"][0]["kind"], "already-open");
    assert_eq!(json["files"][1]["notes"][0]["first"], SHOP);
}

#[test]
fn spans_prints_rows_and_the_total() {
    let (code, json) = inspect(&["spans", "{}", "--limit", "2", SHOP], "");
    assert_eq!((code, &json["total"]), (0, &Value::from(7)));
    assert_eq!(json["rows"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["rows"][0]["start_ns"], "1760000000000000000");
}

#[test]
fn query_counts_what_matches() {
    let (code, json) = inspect(&["query", "postgresql", SHOP], "");
    assert_eq!(
        (code, &json["matched_spans"], &json["matched_traces"]),
        (0, &Value::from(2), &Value::from(1))
    );
    assert!(json["elapsed_ms"].as_f64().is_some_and(|elapsed_ms| elapsed_ms > 0.0), "{json}");
    assert_eq!(json.as_object().map(serde_json::Map::len), Some(3));
    let (code, json) = inspect(&["query", "{ kind = server }", SHOP, "no-such-file.json"], "");
    assert_eq!((code, json["matched_spans"].is_number()), (1, true));
}

#[test]
fn traces_prints_rows_and_the_total() {
    let (code, json) = inspect(&["traces", "{}", SHOP, "--limit", "1"], "");
    assert_eq!((code, &json["total"]), (0, &Value::from(2)));
    assert_eq!(json["rows"].as_array().map(Vec::len), Some(1));
    let row = &json["rows"][0];
    assert_eq!((&row["root"], &row["service"]), (&Value::from("GET /cart"), &Value::from("web")));
    assert_eq!(row["start_ns"], "1760000000000000000");
    assert_eq!(
        (&row["latency_ns"], &row["extent_ns"]),
        (&Value::from("100000000"), &Value::from("100000000"))
    );
    assert_eq!((&row["partial"], &row["spans"]), (&Value::from(false), &Value::from(5)));
    assert_eq!((&row["services"], &row["errors"]), (&Value::from(2), &Value::from(2)));
    assert!(row["answer"]["sentence"].is_string());
}

#[test]
fn a_wrong_query_says_what_is_wrong_and_where() {
    for command in ["query", "spans", "traces"] {
        for (query, at, message) in [
            ("{ duration > }", 13, "Expected a value after >"),
            ("{ name =~ \"(\" }", 10, "“(” is no regular expression"),
        ] {
            let (code, json) = inspect(&[command, query, SHOP], "");
            let error = serde_json::json!({ "code": "query", "message": message, "at": at });
            assert_eq!((code, json), (2, serde_json::json!({ "error": error })), "{command} {query}");
        }
    }
}

#[test]
fn findings_prints_what_was_found() {
    let (code, json) = inspect(&["findings", SHOP], "");
    assert_eq!((code, &json["errors"][0]["verdict"]), (0, &Value::from("caused")));
    for list in ["errors", "repeats", "score", "lints"] {
        assert!(json[list].is_array(), "{list}");
    }
    assert!(json["score"][0]["score"].is_number() && json["score"][0]["failed"].is_array());
    let lint = &json["lints"][0];
    assert!(lint["sentence"].is_string() && lint["n"].is_number() && lint["first"]["span_id"].is_string());
}

#[test]
fn services_prints_nodes_and_edges_as_the_contract_has_them() {
    let (code, json) = inspect(&["services", SHOP], "");
    let user = serde_json::json!({
        "name": "user", "kind": "user", "spans": 0, "errors": 0, "self_ns": "0", "critical_ns": "0",
    });
    assert_eq!((code, &json["nodes"][0]), (0, &user));
    let keys =
        |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ");
    let edge =
        json["edges"].as_array().expect("edges").iter().find(|edge| edge["from"] == "web").expect("calls");
    assert_eq!(keys(edge), "calls errors from kind p50_ns p95_ns p99_ns to");
    assert_eq!((&edge["kind"], &edge["to"]), (&Value::from("call"), &Value::from("cart")));
    assert!(edge["calls"].is_number() && edge["p50_ns"].is_string());
}

#[test]
fn services_follows_a_query() {
    let (code, all) = inspect(&["services", SHOP], "");
    let (_, some) = inspect(&["services", "--query", "{ resource.service.name = \"cart\" }", SHOP], "");
    let (_, none) = inspect(&["services", "--query", "{ name = \"no such\" }", SHOP], "");
    let spans = |json: &Value| -> u64 {
        json["nodes"]
            .as_array()
            .expect("nodes")
            .iter()
            .map(|node| node["spans"].as_u64().expect("a count"))
            .sum()
    };
    assert_eq!((code, spans(&all), spans(&some), spans(&none)), (0, 7, 5, 0));
    let (code, json) = inspect(&["services", "--query", "{ duration > }", SHOP], "");
    assert_eq!((code, &json["error"]["at"]), (2, &Value::from(13)));
}

#[test]
fn answer_prints_one_sentence_a_trace() {
    let (code, json) = inspect(&["answer", SHOP], "");
    assert_eq!((code, json.as_array().map(Vec::len)), (0, Some(2)));
    let id = json[1]["trace_id"].as_str().expect("an id");
    let (code, one) = inspect(&["answer", "--trace", id, SHOP], "");
    assert_eq!((code, &one), (0, &json[1]));
    assert!(one["latency_ns"].is_string() && one["extent_ns"].is_string());
    assert!(one["sentence"].as_str().is_some_and(|sentence| !sentence.is_empty()));
    let part = &one["parts"][0];
    assert!(part["kind"].is_string() && part["text"].is_string() && part["ns"].is_string());
    assert!(part["spans"].is_array());
}

#[test]
fn what_is_exported_opens_again() {
    let (code, otlp) = inspect(&["export", "otlp", SHOP], "");
    assert_eq!(code, 0);
    let (code, again) = inspect(&["summary", "-"], &otlp.to_string());
    assert_eq!((code, &again["traces"], &again["spans"]), (0, &Value::from(2), &Value::from(7)));
    let (_, found) = inspect(&["query", "{ status = error }", SHOP], "");
    assert_eq!(found["matched_traces"], 1, "so that the next line can fail");
    let (_, otlp) = inspect(&["export", "otlp", "--query", "{ status = error }", SHOP], "");
    let (_, again) = inspect(&["summary", "-"], &otlp.to_string());
    assert_eq!(again["traces"], 1);
    let (code, csv) = run(&["export", "csv", SHOP], "");
    let csv = String::from_utf8(csv).expect("UTF-8");
    assert_eq!((code, csv.matches("\r\n").count()), (0, 8), "{csv}");
    assert!(csv.starts_with("trace_id,span_id,"), "{csv}");
}

#[test]
fn what_cannot_be_answered_exits_2() {
    for (words, code) in [
        (&["spans", "{ duration > }", SHOP][..], "query"),
        (&["spans", "{}"], "no_file"),
        (&["query", "{}"], "no_file"),
        (&["query"], "unknown"),
        (&["query", "--limit", "2", "{}", SHOP], "unknown"),
        (&["traces"], "unknown"),
        (&["summary", SHOP, "--limit", "2"], "unknown"),
        (&["summary"], "no_file"),
        (&["juggle", SHOP], "unknown"),
        (&[], "unknown"),
        (&["spans", "{}", SHOP, "--limit", "many"], "unknown"),
        (&["spans", "{}", SHOP, "--limit"], "unknown"),
        (&["summary", "--verbose", SHOP], "unknown"),
        (&["spans"], "unknown"),
        (&["answer", "--trace", "abc", SHOP], "not_found"),
        (&["answer", SHOP, "--trace"], "unknown"),
        (&["export"], "unknown"),
        (&["export", "otlp"], "no_file"),
        (&["export", "parquet", SHOP], "unknown"),
        (&["export", "csv", "--query", "{ duration > }", SHOP], "query"),
    ] {
        let (exit, json) = inspect(words, "");
        assert_eq!((exit, &json["error"]["code"]), (2, &Value::from(code)), "{words:?}");
        assert!(json["error"]["message"].as_str().is_some_and(|message| !message.is_empty()));
    }
}

#[test]
fn latency_says_how_long_it_took_in_the_keys_of_the_contract() {
    let (code, json) = inspect(&["latency", SHOP], "");
    assert_eq!((code, &json["by"]), (0, &Value::from("root")));
    let groups = json["groups"].as_array().expect("groups");
    let group = groups.iter().find(|group| group["key"] == "web GET /cart").expect("the cart");
    assert_eq!((&group["n"], &group["partial"]), (&Value::from(1), &Value::from(0)));
    for key in ["min_ns", "p50_ns", "p90_ns", "p95_ns", "p99_ns", "max_ns"] {
        assert_eq!(group[key], Value::from("100000000"), "{key} is decimal text");
    }
    let bin = &group["bins"][0];
    assert!(bin["from_ns"].is_string() && bin["to_ns"].is_string());
    assert_eq!((&bin["n"], &bin["errors"]), (&Value::from(1), &Value::from(1)));
    let (code, json) = inspect(&["latency", "--query", "{ kind = server }", "--by", "operation", SHOP], "");
    assert_eq!((code, &json["by"]), (0, &Value::from("operation")));
    let (code, json) = inspect(&["latency", "--by", "colour", SHOP], "");
    assert_eq!(
        (code, json["error"]["message"].as_str().is_some_and(|words| words.contains("colour"))),
        (2, true)
    );
}

#[test]
fn compare_answers_as_the_contract_says() {
    let (code, json) = inspect(&["compare", "--slow", "{ status = error }", SHOP], "");
    assert_eq!(code, 0, "{json}");
    let contract = "slow fast tentative sentence mean_slow_ns mean_fast_ns gap_ns mix_ns other_ns groups attributes \
                    structure exemplars";
    for name in contract.split_whitespace() {
        assert!(json.get(name).is_some(), "{name}");
    }
    for name in ["mean_slow_ns", "gap_ns", "mix_ns", "other_ns"] {
        assert!(json[name].is_string(), "{name} is a decimal string");
    }
    let (code, json) = inspect(&["compare", "--slow", "p99..p1", SHOP], "");
    assert_eq!((code, &json["error"]["code"]), (2, &Value::from("query")));
    let (code, json) = inspect(&["summary", "--slow", "p95..", SHOP], "");
    assert_eq!((code, &json["error"]["code"]), (2, &Value::from("unknown")));
}

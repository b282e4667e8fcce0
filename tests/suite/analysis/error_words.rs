use crate::{formats::read, support::draw};
use spanscope::{
    analysis::{
        derived::Derived,
        error_words::{Reader, Words},
    },
    model::ids::SpanIx,
};

/// What the first line of a drawing says.
fn words(drawing: &str) -> Words {
    let store = draw::store(drawing);
    Reader::of_store(&store).read(&store, &Derived::of_store(&store), draw::span_of_line(&store, 0))
}

/// Checks kind and message of a span with these marks.
fn check(marks: &str, kind: &str, message: &str) {
    let words = words(&format!("web GET {marks} |---|"));
    assert_eq!((words.kind.as_str(), words.message.as_str()), (kind, message), "{marks}");
}

#[test]
fn the_exception_goes_before_the_status_message_before_the_type_before_the_code() {
    let code = "#server #error #http=500";
    check(code, "500", "HTTP 500");
    check(&format!("{code} #error.type=500"), "500", "HTTP 500");
    check(&format!("{code} #error.type=expired"), "500", "expired");
    check(&format!("{code} #error.type=expired #message=no~luck~today"), "500", "no luck today");
    let all = format!("{code} #error.type=x #message=no~luck~today #exception=IOError:connection~reset");
    check(&all, "IOError", "IOError: connection reset");
}

#[test]
fn a_code_is_told_as_its_protocol_has_it() {
    check("#client #grpc=Unavailable", "UNAVAILABLE", "UNAVAILABLE");
    check("#client #grpc=14", "UNAVAILABLE", "UNAVAILABLE");
    check("#client #http=404", "404", "HTTP 404");
    check("#client #error #http=200", "", "");
}

#[test]
fn of_several_exceptions_the_last_counts() {
    check("#error #exception=IOError:first #exception=IOError:last", "IOError", "IOError: last");
    check("#error #exception=IOError", "IOError", "IOError");
    check("#error #exception=:words~alone", "", "words alone");
    check("#error #exception=KeyError:KeyError:~'a'", "KeyError", "KeyError: 'a'");
    check("#error #exception #message=no~luck", "", "no luck");
}

#[test]
fn a_log_of_level_error_is_better_than_nothing() {
    check("#error #log=redis~timeout", "", "redis timeout");
    check("#client #http=500 #log=redis~timeout", "500", "HTTP 500");
}

#[test]
fn a_log_record_of_an_error_tells_what_went_wrong() {
    let said = |record: &str| {
        let text = format!(
            r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"1","spanId":"2","name":"save","status":{{"code":2}}}}]}}]}}],
            "resourceLogs":[{{"scopeLogs":[{{"logRecords":[{{"traceId":"1","spanId":"2",{record}}}]}}]}}]}}"#
        );
        let (store, failure) = read(text.as_bytes(), usize::MAX);
        assert_eq!(failure, None);
        Reader::of_store(&store).read(&store, &Derived::of_store(&store), SpanIx(0)).message
    };
    for (record, message) in [
        (r#""severityNumber":17,"body":{"stringValue":"disk full"}"#, "disk full"),
        (r#""severityNumber":21,"severityText":"Bad","body":{"stringValue":"disk full"}"#, "disk full"),
        (r#""severityText":"Error","body":{"stringValue":"disk full"}"#, "disk full"),
        (r#""severityText":"FATAL","body":{"stringValue":"disk full"}"#, "disk full"),
        (r#""severityNumber":17,"eventName":"disk.full""#, "disk.full"),
        (r#""severityNumber":16,"body":{"stringValue":"disk nearly full"}"#, ""),
        (r#""severityText":"INFO","body":{"stringValue":"saving"}"#, ""),
    ] {
        assert_eq!(said(record), message, "{record}");
    }
}

#[test]
fn a_call_that_timed_out_says_whom_it_waited_for() {
    let waited = |client: &str, server: &str| {
        let words = words(&format!("web call {client} |-----|\n  stock GET_/stock {server} | ---|"));
        (words.message, words.waited_for.is_some())
    };
    for says in [
        "#error #message=context~deadline~exceeded",
        "#error #message=Read~timed~out",
        "#error #exception=TimeoutException:x",
        "#error #error.type=timeout",
        "#grpc=DEADLINE_EXCEEDED",
        "#http=504",
    ] {
        let client = format!("#client {says}");
        assert_eq!(waited(&client, "#server"), ("timed out waiting for stock".to_owned(), true), "{says}");
    }
    // The call below failed too, it is no call, or it says something else.
    assert!(!waited("#client #http=504", "#server #http=500").1);
    assert!(!waited("#server #http=504", "#server").1);
    assert_eq!(waited("#client #http=503", "#server"), ("HTTP 503".to_owned(), false));
    // Nobody is known to have been waited for.
    assert_eq!(words("web call #client #http=504 |---|").message, "HTTP 504");
}

#[test]
fn of_what_was_waited_for_the_last_to_end_is_named() {
    let within = words(
        "
        web    call #client #error.type=timeout #error |-----|
          web  connect                                 | -   |
          web  read                                    |  ---|
        ",
    );
    assert_eq!(within.message, "timed out waiting for read");
}

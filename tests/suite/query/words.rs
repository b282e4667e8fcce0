//! Word searches: each text and its terms, texts in quotes and expressions as TraceQL.

use spanscope::query::{
    error::QueryError,
    reading::{Query, read},
    words::Test,
};

fn terms(text: &str) -> (Vec<String>, Vec<QueryError>) {
    let reading = read(text);
    let Query::Words(words) = reading.query else { panic!("{text} is no word search: {:?}", reading.query) };
    let written = words.terms.into_iter().map(|term| {
        let sign = if term.exclude { "-" } else { "" };
        match term.test {
            Test::Text(word) => format!("{sign}'{word}'"),
            Test::Field(field) => format!("{sign}{field}"),
        }
    });
    (written.collect(), reading.errors)
}

fn check(rows: &[(&str, &[&str])]) {
    for (text, expected) in rows {
        assert_eq!(
            terms(text),
            (expected.iter().map(|term| (*term).to_owned()).collect(), Vec::new()),
            "{text}"
        );
    }
}

#[test]
fn words_and_phrases() {
    check(&[
        ("Cart  GET", &["'cart'", "'get'"]),
        ("ÜMLAUT", &["'ümlaut'"]),
        ("db \"SELECT stock\" x", &["'db'", "'select stock'", "'x'"]),
        ("a\"b c\"d", &["'a'", "'b c'", "'d'"]),
        ("\"open quote", &["'open quote'"]),
        ("\"\" x", &["'x'"]),
        ("(cart)", &["'(cart)'"]),
        ("/api/cart?id=5", &["'/api/cart?id=5'"]),
        ("http://host/a=b", &["'http://host/a=b'"]),
        ("12:30:45", &["'12:30:45'"]),
        ("5=5", &["'5=5'"]),
        ("a | b && c", &["'a'", "'|'", "'b'", "'&&'", "'c'"]),
        ("10ms", &["'10ms'"]),
    ]);
}

#[test]
fn a_minus_excludes() {
    check(&[
        ("cart -redis", &["'cart'", "-'redis'"]),
        ("-\"GET /health\"", &["-'get /health'"]),
        ("-status=error", &["-status = error"]),
        ("--x", &["-'-x'"]),
        ("a - b", &["'a'", "'-'", "'b'"]),
        ("sign-in", &["'sign-in'"]),
        ("x -", &["'x'", "'-'"]),
    ]);
}

#[test]
fn shortcuts_and_intrinsics() {
    check(&[
        ("service=Cart", &["resource.service.name =~ \"(?i)Cart\""]),
        ("Service=42", &["resource.service.name = 42 || resource.service.name = \"42\""]),
        ("name=\"GET /cart\"", &["name =~ \"(?i)GET /cart\""]),
        ("name=a.b+c", &["name =~ `(?i)a\\.b\\+c`"]),
        ("name=500", &["name = \"500\""]),
        ("status=error", &["status = error"]),
        ("status=ERROR", &["status = error"]),
        ("status!=ok", &["!(status = ok)"]),
        ("kind=server", &["kind = server"]),
        // There are attributes of that name.
        ("status=404", &[".status = 404 || .status = \"404\""]),
        ("kind=web", &[".kind =~ \"(?i)web\""]),
        ("status=\"error\"", &[".status =~ \"(?i)error\""]),
        ("duration>1s", &["duration > 1s"]),
        ("Duration>=1.5s", &["duration >= 1.5s"]),
        ("duration < 100ms", &["duration < 100ms"]),
        ("duration=1h30m", &["duration = 1h30m"]),
        ("traceDuration<=2m", &["traceDuration <= 2m"]),
        ("trace:duration>2m", &["traceDuration > 2m"]),
        ("childCount=0", &["childCount = 0"]),
        ("childCount>3", &["childCount > 3"]),
        ("span:id=00f067aa0ba902b7", &["span:id =~ \"(?i)00f067aa0ba902b7\""]),
        ("rootServiceName=web", &["rootServiceName =~ \"(?i)web\""]),
        ("event:name=exception", &["event:name =~ \"(?i)exception\""]),
    ]);
}

#[test]
fn attributes() {
    check(&[
        ("http.request.method=get", &[".http.request.method =~ \"(?i)get\""]),
        ("http.status_code=500", &[".http.status_code = 500 || .http.status_code = \"500\""]),
        ("http.status_code=\"500\"", &[".http.status_code = \"500\""]),
        ("ratio=0.5", &[".ratio = 0.5 || .ratio = \"0.5\""]),
        ("n=-5", &[".n = -5 || .n = \"-5\""]),
        ("cache.hit=true", &[".cache.hit = true || .cache.hit =~ \"(?i)true\""]),
        ("timeout=5s", &[".timeout =~ \"(?i)5s\""]),
        ("a!=b", &[".a != nil && !(.a =~ \"(?i)b\")"]),
        ("a!=5", &[".a != nil && !(.a = 5 || .a = \"5\")"]),
        ("a=*", &[".a != nil"]),
        ("a!=*", &[".a = nil"]),
        ("a=\"*\"", &[".a = \"*\""]),
        ("a=\"\"", &[".a = \"\""]),
        ("a==b", &[".a =~ \"(?i)b\""]),
        ("a = b c", &[".a =~ \"(?i)b\"", "'c'"]),
        ("a= b", &[".a =~ \"(?i)b\""]),
        ("a=b=c", &[".a =~ \"(?i)b=c\""]),
        ("http.status_code>=500", &[".http.status_code >= 500"]),
        ("size < 1.5", &[".size < 1.5"]),
        ("wait>10ms", &[".wait > 10ms"]),
        ("span.a=1", &["span.a = 1 || span.a = \"1\""]),
        ("resource.service.name=x", &["resource.service.name =~ \"(?i)x\""]),
        (".a=x", &[".a =~ \"(?i)x\""]),
        ("parent.a=x", &["parent.a =~ \"(?i)x\""]),
        ("app.kubernetes.io/name=x", &[".app.kubernetes.io/name =~ \"(?i)x\""]),
    ]);
}

#[test]
fn what_only_looks_like_a_condition_is_words() {
    check(&[
        ("foo->bar", &["'foo->bar'"]),
        ("a > b", &["'a'", "'>'", "'b'"]),
        ("a<b", &["'a<b'"]),
        ("dGV4dA==", &["'dgv4da=='"]),
        ("<html>", &["'<html>'"]),
        ("= 5", &["'='", "'5'"]),
    ]);
}

#[test]
fn what_is_missing_or_does_not_go_together_is_said() {
    for (text, passage, message) in [
        ("cart status=", "status=", "Expected a value after status="),
        ("cart duration>", "duration>", "Expected a value after duration>"),
        ("duration>100", "duration>100", "A duration needs its unit: duration>100ms"),
        ("duration=fast", "duration=fast", "Expected a number or duration, not fast"),
        ("name>5", "name>5", "name is no number; it goes with = and !="),
        ("status=error && duration>1s", "&&", "&& belongs into braces: { status = error && duration > 1s }"),
    ] {
        let (_, errors) = terms(text);
        assert_eq!(errors.len(), 1, "{text}");
        assert_eq!((&text[errors[0].from..errors[0].to], errors[0].message.as_str()), (passage, message));
    }
}

use spanscope::{
    endpoints::{
        cause::Cause,
        probe::{most_telling, steps},
    },
    protocol::remote::{Api, Kind},
};

#[test]
fn the_likeliest_kind_is_tried_first_and_a_named_one_alone() {
    use Api::{JaegerV1, JaegerV3, Tempo, Zipkin};
    assert_eq!(steps("http://h:9411", None), [Zipkin, Tempo, JaegerV3, JaegerV1]);
    assert_eq!(steps("http://h:16686", None)[..2], [JaegerV3, JaegerV1]);
    assert_eq!(steps("http://h/select/jaeger", None)[0], JaegerV3);
    assert_eq!(steps("http://h", None), [Tempo, JaegerV3, JaegerV1, Zipkin]);
    assert_eq!(steps("http://h:9411", Some(Kind::Jaeger)), [JaegerV3, JaegerV1]);
}

#[test]
fn the_most_telling_cause_is_told() {
    let not_found = || Cause::of_status(404, "404 page not found");
    assert_eq!(most_telling(vec![not_found(), Cause::Html, not_found()]), Cause::Html);
    assert_eq!(
        most_telling(vec![Cause::Html, Cause::of_status(500, ""), not_found()]),
        Cause::of_status(500, "")
    );
    assert_eq!(most_telling(vec![Cause::Html, Cause::NotAllowed]), Cause::NotAllowed);
    assert_eq!(most_telling(vec![Cause::NotAllowed, Cause::Unreachable]), Cause::Unreachable);
}

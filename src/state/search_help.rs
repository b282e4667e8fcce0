//! What can be searched for, as examples that can be tried: the help sheet of the search language.

/// A part of the sheet.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its heading.
    pub title: &'static str,
    /// What it is about, in a sentence.
    pub words: &'static str,
    /// Searches, and what each finds.
    pub examples: &'static [(&'static str, &'static str)],
}

/// The sheet, one screen of it.
pub static PARTS: [Part; 6] = [
    Part {
        title: "Words",
        words: "Looked for in operations, services, attributes, events and ids, whatever the case; a span must have all of them",
        examples: &[
            ("checkout card", "both words"),
            ("\"card declined\"", "the words as they stand"),
            ("checkout -redis", "one without the other"),
            ("service=payment status=error", "a value by its key"),
            ("http.response.status_code>=500", "numbers by their size"),
            ("duration>250ms", "with a unit: us, ms, s, m, h"),
            ("exception.type=*", "the key is there, with any value"),
            ("checkout { status = error }", "words, and a filter of TraceQL behind them"),
        ],
    },
    Part {
        title: "Conditions on a span",
        words: "TraceQL, in braces: the same text works in Grafana Tempo",
        examples: &[
            ("{ status = error }", "error, ok, unset"),
            ("{ kind = server && duration > 1s }", "server, client, producer, consumer, internal"),
            ("{ name = \"GET /cart\" }", "the operation"),
            ("{ resource.service.name = \"cart\" }", "an attribute of the resource"),
            ("{ span.http.route =~ \"/api/.*\" }", "=~ a regular expression, !~ not that"),
            ("{ .http.response.status_code >= 500 }", "on the span or else the resource"),
            ("{ span.db.system.name != nil }", "the attribute is there"),
            ("{ event:name = \"exception\" }", "one of its events"),
        ],
    },
    Part {
        title: "On the trace",
        words: "Known of every span of it",
        examples: &[
            ("{ traceDuration > 2s }", "from its first start to its last end"),
            ("{ rootName = \"POST /checkout\" }", "the operation of its root"),
            ("{ rootServiceName = \"web\" }", "the service of its root"),
        ],
    },
    Part {
        title: "Spans that stand to each other",
        words: "The spans on the right are found; & before the sign finds both sides, ! those that stand to none",
        examples: &[
            ("{ kind = server } > { kind = client }", "a child"),
            ("{ name =~ \"POST.*\" } >> { status = error }", "somewhere below"),
            ("{ status = error } << { kind = server }", "somewhere above"),
            ("{ status = error } ~ { status = ok }", "a sibling"),
            ("{ status = error } !> { status = error }", "errors without an error above them"),
            ("{ kind = producer } && { status = error }", "both somewhere in the trace"),
        ],
    },
    Part {
        title: "Numbers of a trace",
        words: "Behind a bar: traces by what their matching spans add up to",
        examples: &[
            ("{ kind = client } | count() > 20", "how many"),
            ("{ kind = client } | avg(duration) > 100ms", "avg, min, max, sum of a field"),
            ("{ } | by(name) | count() > 50", "the same for each value"),
        ],
    },
    Part {
        title: "From somewhere else",
        words: "An id, a traceparent, b3 or uber-trace-id header, or a line of a log that holds an id leads to its trace",
        examples: &[],
    },
];

use spanscope::{
    protocol::export::{ExportFormat, ExportWhat},
    state::{
        command::Command,
        export::{Export, Part, entries},
        session::Session,
    },
};

fn export(part: Part) -> Export {
    Export { part, format: ExportFormat::Csv }
}

#[test]
fn what_is_asked_is_what_is_shown() {
    let mut session = Session::default();
    session.apply(Command::SearchFor("checkout".to_owned()));
    let what = |part, session: &Session| export(part).query(session, 0).map(|query| query.what);
    assert_eq!(what(Part::All, &session), Some(ExportWhat::All));
    assert_eq!(what(Part::Found, &session), Some(ExportWhat::Found(session.selection(0))));
    assert_eq!(what(Part::Trace, &session), None, "no trace is shown");
    session.apply(Command::OpenTrace("ab".to_owned()));
    assert_eq!(what(Part::Trace, &session), Some(ExportWhat::Trace("ab".to_owned())));
}

#[test]
fn files_are_named_by_what_is_in_them() {
    let mut session = Session::default();
    assert_eq!(export(Part::Found).file_name(&session), "traces.csv");
    session.apply(Command::SearchFor("checkout".to_owned()));
    assert_eq!(export(Part::Found).file_name(&session), "traces-found.csv");
    session.apply(Command::OpenTrace("a/b:\u{202e}c".to_owned()));
    let otlp = Export { part: Part::Trace, format: ExportFormat::OtlpJson };
    assert_eq!(otlp.file_name(&session), "trace-abc.json");
}

#[test]
fn the_palette_offers_every_format() {
    let entries = entries(&[Part::Trace, Part::All]);
    let words: Vec<&str> = entries.iter().map(|entry| entry.words.as_str()).collect();
    assert_eq!(words.len(), 4);
    assert_eq!(words[1], "Export: This trace as CSV");
}

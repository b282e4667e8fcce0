use spanscope::{
    protocol::{flame::FlameOrder, log::Severity, traces::TraceSort, waterfall::Fold},
    state::{
        command::Command,
        link::read,
        session::{Session, Sort, View},
        tab::Tab,
        theme::Theme,
    },
};

fn in_trace() -> Session {
    Session {
        view: View::Trace("a".to_owned()),
        q: "cart".to_owned(),
        span: Some("1".to_owned()),
        zoom: Some((1, 2)),
        root: Some("2".to_owned()),
        fold: Fold { from_depth: Some(1), toggled: vec![3], ..Fold::default() },
        find: "sql".to_owned(),
        tab: Tab::Waterfall,
        least: Severity::Warning,
        theme: Theme::Dark,
        ..Session::default()
    }
}

fn after(mut session: Session, command: Command) -> Session {
    session.apply(command);
    session
}

#[test]
fn another_trace_begins_afresh_and_the_search_is_marked_in_it() {
    let session = after(in_trace(), Command::OpenTrace("b".to_owned()));
    let expected = Session {
        view: View::Trace("b".to_owned()),
        q: "cart".to_owned(),
        find: "cart".to_owned(),
        theme: Theme::Dark,
        ..Session::default()
    };
    assert_eq!(session, expected);
}

#[test]
fn the_same_trace_stays_as_it_is() {
    assert_eq!(after(in_trace(), Command::OpenTrace("a".to_owned())), in_trace());
}

#[test]
fn a_link_between_spans_leads_to_the_span() {
    let there = |trace_id: &str| Command::OpenSpan { trace_id: trace_id.to_owned(), span_id: "9".to_owned() };
    let elsewhere = after(in_trace(), there("b"));
    assert_eq!((elsewhere.trace_id(), elsewhere.span.as_deref()), (Some("b"), Some("9")));
    let within = after(in_trace(), there("a"));
    assert_eq!((within.span.as_deref(), within.zoom), (Some("9"), Some((1, 2))));
}

#[test]
fn a_finding_leads_to_the_traces_it_is_in() {
    let session = after(in_trace(), Command::ShowFindings);
    assert_eq!((session.view.clone(), session.span.clone()), (View::Findings, None));
    let session = after(session, Command::SearchTraces("{ name = \"a\" }".to_owned()));
    assert_eq!((session.view, session.q.as_str()), (View::Traces, "{ name = \"a\" }"));
}

#[test]
fn closing_all_files_fetches_none_again() {
    let session = Session { sources: vec!["shop.json".to_owned()], ..in_trace() };
    let session = after(session, Command::CloseAll);
    assert_eq!((session.view, session.sources.len(), session.span), (View::Open, 0, None));
}

#[test]
fn back_closes_one_thing_at_a_time() {
    let mut session = Session { help: true, ..in_trace() };
    session.apply(Command::Back);
    assert!(!session.help && session.span.is_some());
    session.apply(Command::Back);
    assert!(session.span.is_none() && session.trace_id().is_some());
    session.apply(Command::Back);
    assert_eq!(session.view, View::Traces);
    let list = session.clone();
    session.apply(Command::Back);
    assert_eq!(session, list);
}

#[test]
fn back_leaves_what_the_flame_graph_is_zoomed_and_focused_to_first() {
    let mut session = Session { span: None, ..in_trace() };
    session.apply(Command::ShowTab(Tab::Flame));
    session.apply(Command::Back);
    assert_eq!((session.zoom, session.root.as_deref()), (None, Some("2")));
    session.apply(Command::Back);
    assert_eq!((session.root.as_deref(), session.trace_id()), (None, Some("a")));
    session.apply(Command::Back);
    assert_eq!(session.view, View::Traces);
}

#[test]
fn a_zoom_stays_as_long_as_the_axis_does() {
    let flame = after(in_trace(), Command::ShowTab(Tab::Flame));
    assert_eq!(flame.zoom, Some((1, 2)));
    let merged = after(flame, Command::SetFlame(FlameOrder::Merged));
    assert_eq!((merged.zoom, merged.is_merged()), (None, true));
    let zoomed = after(merged, Command::Zoom(Some((3, 4))));
    assert_eq!(after(zoomed.clone(), Command::SetFlame(FlameOrder::Merged)).zoom, Some((3, 4)));
    assert_eq!(after(zoomed.clone(), Command::ShowTab(Tab::Waterfall)).zoom, None);
    assert_eq!(after(zoomed, Command::ToggleFlame).zoom, None);
}

#[test]
fn an_empty_zoom_is_none() {
    assert_eq!(after(in_trace(), Command::Zoom(Some((5, 5)))).zoom, None);
    assert_eq!(after(in_trace(), Command::Zoom(Some((5, 6)))).zoom, Some((5, 6)));
}

#[test]
fn a_link_leaves_the_theme_unless_it_names_one() {
    let follow = |fragment: &str| after(in_trace(), Command::Follow(Box::new(read(fragment).0)));
    assert_eq!(follow("#/traces").theme, Theme::Dark);
    assert_eq!(follow("#/traces?theme=light").theme, Theme::Light);
    assert_eq!(follow("#/traces").span, None);
}

#[test]
fn a_column_is_first_sorted_the_way_it_is_wanted() {
    let sort = Sort::default();
    assert_eq!(sort.pressed(TraceSort::Latency), Sort { column: TraceSort::Latency, descending: false });
    assert_eq!(sort.pressed(TraceSort::Errors), Sort { column: TraceSort::Errors, descending: true });
    assert_eq!(sort.pressed(TraceSort::Root), Sort { column: TraceSort::Root, descending: false });
}

#[test]
fn only_steps_are_undone_by_the_back_button() {
    assert!(Command::OpenTrace("a".to_owned()).is_step());
    assert!(!Command::Zoom(None).is_step());
    assert!(!Command::SetQuery(String::new()).is_step());
}

#[test]
fn the_log_shows_what_is_severe_enough() {
    assert_eq!(after(in_trace(), Command::SetLeast(Severity::Error)).least, Severity::Error);
}

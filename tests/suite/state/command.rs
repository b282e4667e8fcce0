use spanscope::{
    base::time::{HOUR, MIN},
    protocol::{
        flame::FlameOrder,
        log::Severity,
        traces::{Selection, TraceColumn},
        waterfall::Fold,
    },
    query::{cohort::Cohort, edit::Condition},
    state::{
        columns::Columns,
        command::Command,
        grouping::{GroupOrder, Grouping},
        link::read,
        session::{Session, Sort, StorePart, View},
        tab::Tab,
        theme::Theme,
        time_range::{Moment, TimeRange},
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

#[test]
fn a_part_of_the_store_is_shown_from_anywhere() {
    let shown = after(in_trace(), Command::ShowStorePart(StorePart::Dependencies));
    assert_eq!((shown.view, shown.store, shown.span), (View::Store, StorePart::Dependencies, None));
    assert!(Command::ShowStore.opens() && Command::PickFiles.opens() && !Command::ShowTraces.opens());
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
    let session = after(session, Command::SearchFor("{ name = \"a\" }".to_owned()));
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
    assert_eq!(sort.pressed(TraceColumn::Latency), Sort { column: TraceColumn::Latency, descending: false });
    assert_eq!(sort.pressed(TraceColumn::Errors), Sort { column: TraceColumn::Errors, descending: true });
    assert_eq!(sort.pressed(TraceColumn::Root), Sort { column: TraceColumn::Root, descending: false });
}

#[test]
fn columns_of_ones_own_stay_where_a_link_names_none() {
    let columns = Columns::default().without(&TraceColumn::Services);
    let own = Session { columns: columns.clone(), ..Session::default() };
    let follow = |fragment: &str| after(own.clone(), Command::Follow(Box::new(read(fragment).0)));
    assert_eq!(follow("#/traces?q=a").columns, columns);
    assert_eq!(follow("#/traces?cols=root").columns.shown().len(), 1);
}

#[test]
fn a_group_is_opened_as_a_list_and_esc_leaves_the_groups() {
    let grouped = Session { view: View::Traces, grouping: Grouping::by("root"), ..Session::default() };
    let open = after(grouped.clone(), Command::OpenGroup("{ name = `a` }".to_owned()));
    assert_eq!((open.q.as_str(), open.grouping), ("{ name = `a` }", None));
    assert_eq!(after(grouped.clone(), Command::Back).grouping, None);
    let order = GroupOrder::read("-p95").expect("an order");
    let sorted = after(grouped, Command::SetGroupOrder(order));
    assert_eq!(sorted.grouping.map(|grouping| grouping.order), Some(order));
}

#[test]
fn only_marked_traces_are_shown_while_there_are_any() {
    let mut session = after(Session::default(), Command::ShowOnlyMarked(true));
    assert!(!session.only_marked);
    session.apply(Command::Mark("a".to_owned()));
    session.apply(Command::ShowOnlyMarked(true));
    assert_eq!(session.selection(0).only, Some(vec!["a".to_owned()]));
    let cleared = after(session.clone(), Command::ClearMarks);
    assert!(!cleared.only_marked && cleared.marks.is_empty());
    session.apply(Command::Mark("a".to_owned()));
    assert!(!session.only_marked);
}

#[test]
fn the_selection_is_what_narrows_the_list() {
    let range = TimeRange { from: Some(Moment::Ago(HOUR)), to: Some(Moment::Ago(0)) };
    let session = Session { q: "cart".to_owned(), range, ..Session::default() };
    let selection = session.selection(10 * HOUR + 1);
    assert_eq!((selection.from_ns, selection.to_ns), (Some(9 * HOUR), Some(10 * HOUR + MIN)));
    assert_eq!(session.selection(10 * HOUR + 30), selection, "for a minute the same");
    assert!(session.is_narrowed());
    let all = after(session, Command::ShowAllTraces);
    assert_eq!(all.selection(0), Selection::default());
    assert!(!all.is_narrowed());
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

#[test]
fn a_pressed_value_changes_the_search_alone() {
    let condition = Condition::read("status", "error").expect("a condition");
    let list = Session { view: View::Traces, ..Session::default() };
    let asked = after(list.clone(), Command::PressFacet(condition.clone()));
    assert_eq!(asked, Session { q: "{ status = error }".to_owned(), ..list.clone() });
    assert_eq!(after(asked, Command::PressFacet(condition.clone())), list);
    let wrong = Session { q: "{ status = }".to_owned(), ..list };
    assert_eq!(after(wrong.clone(), Command::PressFacet(condition)), wrong);
    assert_eq!(after(wrong.clone(), Command::ToggleHealthChecks), wrong);
}

#[test]
fn health_checks_stay_out_of_the_search_that_is_there() {
    let list = Session { view: View::Traces, q: "{ kind = server }".to_owned(), ..Session::default() };
    let hidden = after(list.clone(), Command::ToggleHealthChecks);
    assert!(hidden.q.starts_with("{ kind = server && !(rootName =~ "), "{}", hidden.q);
    assert_eq!(after(hidden, Command::ToggleHealthChecks), list);
}

#[test]
fn an_attribute_becomes_a_column_of_the_list_or_groups_it() {
    let field = || TraceColumn::Field("span.user.id".to_owned());
    let grouping = Grouping::by("span.user.id").expect("a name");
    let grouped = after(in_trace(), Command::GroupTraces(grouping.clone()));
    assert_eq!((&grouped.view, &grouped.span, &grouped.grouping), (&View::Traces, &None, &Some(grouping)));
    assert_eq!(grouped.q, "cart");
    let listed = after(grouped, Command::ShowColumn(field()));
    assert_eq!((&listed.view, &listed.grouping), (&View::Traces, &None));
    assert_eq!(listed.columns, Columns::default().with(field()));
    assert_eq!(after(listed.clone(), Command::ShowColumn(field())), listed);
    assert!(Command::ShowColumn(field()).is_step());
}

#[test]
fn the_ruler_stays_as_it_is_from_trace_to_trace() {
    let session = after(in_trace(), Command::ToggleRuler);
    assert!(session.clock_ruler);
    assert!(after(session.clone(), Command::OpenTrace("b".to_owned())).clock_ruler);
    assert!(!after(session, Command::ToggleRuler).clock_ruler);
}

#[test]
fn a_comparison_leads_to_its_view_and_forgets_the_pair_of_another() {
    let slow = Cohort::read("p95..").ok();
    let compared = after(in_trace(), Command::Compare { slow: slow.clone(), fast: None });
    assert_eq!(
        (compared.view.clone(), compared.slow.clone(), compared.span.clone()),
        (View::Compare, slow, None)
    );
    let pair = after(compared, Command::SetPair(Some(("a".to_owned(), "b".to_owned()))));
    assert!(pair.pair.is_some());
    let other = after(pair, Command::Compare { slow: None, fast: None });
    assert_eq!((other.pair, other.slow), (None, None));
    assert!(Command::Compare { slow: None, fast: None }.is_step());
}

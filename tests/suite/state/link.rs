mod read;

use proptest::{collection::vec, option, prelude::*};
use spanscope::{
    protocol::{
        flame::FlameOrder,
        groups::GroupColumn,
        latency::{LatencyBy, LatencyColumn, Operation},
        log::Severity,
        remote::Kind,
        traces::TraceColumn,
        waterfall::Fold,
    },
    query::naming::named,
    state::{
        columns::{BUILT_IN, Columns},
        endpoint::Endpoint,
        grouping::{GroupOrder, Grouping, USUAL},
        latency_view::{LatencySort, LatencyView},
        link::{read, write},
        marks::Marks,
        session::{GroupSort, Hide, Session, Sort, StorePart, View},
        severity::CHOICES,
        tab::Tab,
        theme::Theme,
        time_range::{Moment, TimeRange},
        zone::Zone,
    },
};

fn text() -> impl Strategy<Value = String> {
    "\\PC{1,12}"
}

fn view() -> impl Strategy<Value = View> {
    prop_oneof![
        Just(View::Open),
        Just(View::Traces),
        Just(View::Store),
        Just(View::Findings),
        Just(View::Compare),
        Just(View::Latency),
        text().prop_map(View::Trace)
    ]
}

fn column() -> impl Strategy<Value = TraceColumn> {
    let built_in = BUILT_IN.map(|(column, _)| column).to_vec();
    let names = ("(\\.|span\\.|event\\.)", text());
    // An attribute as a search writes it.
    let field = names.prop_filter_map("no name", |(scope, name)| {
        let (scope, quoted) = (scope, name.replace(['"', '\\'], "'"));
        named(&format!("{scope}\"{quoted}\"")).map(|field| TraceColumn::Field(field.to_string()))
    });
    prop_oneof![prop::sample::select(built_in), field]
}

fn columns() -> impl Strategy<Value = Columns> {
    vec((column(), option::of(any::<u16>())), 1..6).prop_map(|shown| {
        let first = shown[0].0.clone();
        let others = BUILT_IN.into_iter().map(|(column, _)| column).filter(|column| *column != first);
        let only_first =
            others.fold(Columns::default().with(first.clone()), |columns, column| columns.without(&column));
        shown.into_iter().fold(only_first, |columns, (column, width_px)| {
            columns.with(column.clone()).resized(&column, width_px)
        })
    })
}

fn grouping() -> impl Strategy<Value = Grouping> {
    let by = prop_oneof![
        prop::sample::select(USUAL.map(|(word, ..)| word.to_owned()).to_vec()),
        column().prop_map(|column| match column {
            TraceColumn::Field(name) => name,
            _ => ".a".to_owned(),
        }),
    ];
    let order = prop::sample::select(vec!["-traces", "value", "-p95"]);
    (by, order).prop_filter_map("no grouping", |(by, order)| {
        Some(Grouping { order: GroupOrder::read(order)?, ..Grouping::by(&by)? })
    })
}

fn range() -> impl Strategy<Value = TimeRange> {
    let moment = || prop_oneof![any::<i64>().prop_map(Moment::At), (0..i64::MAX).prop_map(Moment::Ago)];
    (option::of(moment()), option::of(moment())).prop_map(|(from, to)| TimeRange { from, to })
}

fn marks() -> impl Strategy<Value = (Marks, bool)> {
    (vec(text(), 0..3), any::<bool>()).prop_map(|(ids, only)| {
        let mut marks = Marks::default();
        ids.iter().for_each(|id| marks.toggle(id));
        (marks.clone(), only && !marks.is_empty())
    })
}

/// What a link tells of the list.
fn of_list() -> impl Strategy<Value = Session> {
    (sort(), columns(), option::of(grouping()), range(), marks()).prop_map(
        |(sort, columns, grouping, range, (marks, only_marked))| Session {
            sort,
            columns,
            grouping,
            range,
            marks,
            only_marked,
            ..Session::default()
        },
    )
}

fn latency() -> impl Strategy<Value = LatencyView> {
    let of = option::of((any::<String>(), any::<String>()));
    let column = prop::sample::select(vec![LatencyColumn::Name, LatencyColumn::P95, LatencyColumn::Max]);
    (of, column, any::<[bool; 4]>()).prop_map(|(of, column, [spans, linear, with_partial, descending])| {
        LatencyView {
            by: if spans { LatencyBy::Operation } else { LatencyBy::Root },
            of: of.map(|(service, name)| Operation { service, name }),
            linear,
            with_partial,
            sort: LatencySort { column, descending },
        }
    })
}

/// Without what a link does not tell: in a trace `by` is its table's, in the list that of the groups, whose order is
/// told instead of the list's, over latency it says what is measured.
fn as_told(session: Session) -> Session {
    let (in_trace, over_latency) = (session.trace_id().is_some(), session.view == View::Latency);
    let grouping = session.grouping.clone().filter(|_| !in_trace && !over_latency);
    Session {
        latency: if over_latency { session.latency.clone() } else { LatencyView::default() },
        true_scale: session.true_scale && !over_latency,
        by: if in_trace { session.by.clone() } else { String::new() },
        sort: if grouping.is_some() { Sort::default() } else { session.sort.clone() },
        grouping,
        ..session
    }
}

fn sort() -> impl Strategy<Value = Sort> {
    (column(), any::<bool>()).prop_map(|(column, descending)| Sort { column, descending })
}

fn group_sort() -> impl Strategy<Value = GroupSort> {
    use GroupColumn::{Critical, Errors, Group, OwnTime, P50, P95, Share, Spans, Total};
    let columns = vec![Group, Spans, Total, OwnTime, Critical, Share, P50, P95, Errors];
    (prop::sample::select(columns), any::<bool>())
        .prop_map(|(column, descending)| GroupSort { column, descending })
}

fn fold() -> impl Strategy<Value = Fold> {
    let rows = || vec(any::<u32>(), 0..5);
    (option::of(any::<u32>()), rows(), rows(), rows(), any::<[bool; 5]>()).prop_map(
        |(from_depth, rows, runs, linked, words)| {
            let [only_hits, only_critical, only_long, by_service, unfolds_runs] = words;
            let mut fold = Fold {
                from_depth,
                only_hits,
                only_critical,
                only_long,
                by_service,
                unfolds_runs,
                ..Fold::default()
            };
            rows.into_iter().for_each(|row| fold.toggle(row));
            runs.into_iter().for_each(|row| fold.toggle_run(row));
            linked.into_iter().for_each(|row| fold.toggle_linked(row));
            fold
        },
    )
}

fn zoom() -> impl Strategy<Value = Option<(i64, i64)>> {
    option::of((any::<i64>(), any::<i64>()).prop_filter_map("empty", |(a, b)| (a < b).then_some((a, b))))
}

fn theme() -> impl Strategy<Value = Option<Theme>> {
    option::of(prop::sample::select(Theme::ALL.to_vec()))
}

fn hide() -> impl Strategy<Value = Hide> {
    any::<[bool; 4]>().prop_map(|[header, minimap, detail, open]| Hide { header, minimap, detail, open })
}

/// What is looked at in a trace.
fn in_trace() -> impl Strategy<Value = Session> {
    let tab = prop::sample::select(Tab::ALL.to_vec());
    let flame = prop::sample::select(vec![FlameOrder::Time, FlameOrder::Merged]);
    let least = prop::sample::select(CHOICES.map(|(severity, _)| severity).to_vec());
    let shown = (tab, flame, any::<String>(), group_sort(), least, any::<(bool, bool, bool)>());
    (option::of(text()), zoom(), option::of(text()), fold(), any::<String>(), shown).prop_map(
        |(span, zoom, root, fold, find, shown)| {
            let (tab, flame, by, table, least, (skew, true_scale, clock_ruler)) = shown;
            Session {
                span,
                zoom,
                root,
                fold,
                find,
                tab,
                flame,
                by,
                table,
                least,
                skew,
                true_scale,
                clock_ruler,
                ..Session::default()
            }
        },
    )
}

prop_compose! {
    fn session()(
        view in view(), sources in vec(text(), 0..3), q in any::<String>(), of_list in of_list(),
        in_trace in in_trace(), latency in latency(), theme in theme(), local in any::<bool>(),
        origins in vec("https://[a-z]{1,9}(:8[0-9]{3})?", 0..2), embed in any::<bool>(), hide in hide(), rest in vec((text().prop_map(|key| format!("x-{key}")), any::<String>()), 0..3),
    ) -> Session {
        let Session { span, tab, flame, by, table, least, zoom, root, fold, find, skew, true_scale, clock_ruler, .. } = in_trace;
        as_told(Session {
            view, sources, q, latency, span, tab, flame, by, table, least, zoom, root, fold, find, skew, true_scale,
            clock_ruler, theme: theme.unwrap_or_default(), theme_in_link: theme.is_some(),
            zone: if local { Zone::Local } else { Zone::Utc }, embed, origins, hide, rest,
            ..of_list
        })
    }
}

proptest! {
    #[test]
    fn comes_back_from_its_link(session in session()) {
        let link = write(&session);
        let (back, notes) = read(&link);
        prop_assert_eq!(back, session, "{}", link);
        prop_assert_eq!(notes, Vec::<String>::new());
    }
}

#[test]
fn writes_links_people_can_read() {
    let session = Session {
        view: View::Trace("4bf92f3577b34da6a3ce929d0e0e4736".to_owned()),
        sources: vec!["samples/shop.json.gz".to_owned()],
        span: Some("00f067aa0ba902b7".to_owned()),
        zoom: Some((-5, 1_200)),
        fold: Fold { from_depth: Some(2), toggled: vec![4, 9], only_hits: true, ..Fold::default() },
        ..Session::default()
    };
    assert_eq!(
        write(&session),
        "#/trace/4bf92f3577b34da6a3ce929d0e0e4736?src=samples/shop.json.gz&span=00f067aa0ba902b7&zoom=-5..1200&fold=hits,2:4,9"
    );
    assert_eq!(write(&Session::default()), "#/open");
    let fold = Fold {
        only_critical: true,
        by_service: true,
        toggled: vec![4],
        toggled_runs: vec![12],
        linked: vec![7],
        ..Fold::default()
    };
    let session = Session { fold, ..session };
    assert!(write(&session).ends_with("&fold=critical,services,:4,r12,l7"), "{}", write(&session));
}

#[test]
fn a_link_names_the_way_a_trace_is_shown() {
    let session = Session {
        view: View::Trace("a".to_owned()),
        tab: Tab::Table,
        flame: FlameOrder::Merged,
        by: "span.http.route".to_owned(),
        table: GroupSort { column: GroupColumn::OwnTime, descending: true },
        least: Severity::Warning,
        ..Session::default()
    };
    assert_eq!(
        write(&session),
        "#/trace/a?tab=table&flame=merged&by=span.http.route&table=-self&level=warning"
    );
    let (session, notes) = read("#/trace/a?tab=rooms&flame=up&table=weight&level=loud");
    assert_eq!(
        (session.tab, session.flame, session.table),
        (Tab::Waterfall, FlameOrder::Time, GroupSort::default())
    );
    assert_eq!(notes.len(), 4, "{notes:#?}");
}

#[test]
fn an_empty_fragment_is_the_first_visit() {
    for fragment in ["", "#", "#/", "#/open"] {
        assert_eq!(read(fragment), (Session::default(), vec![]), "{fragment}");
    }
}

#[test]
fn a_wrong_value_falls_back_alone() {
    let (session, notes) = read(
        "#/traces?sort=sideways&zoom=9..3&theme=pink&fold=x&ruler=egg&hide=all&embed=2&q=cart&span=&future=1",
    );
    assert_eq!(session.q, "cart");
    assert_eq!(session.sort, Sort::default());
    assert_eq!((session.zoom, session.theme, session.span), (None, Theme::System, None));
    assert_eq!(session.rest, [("future".to_owned(), "1".to_owned())]);
    assert_eq!(notes.len(), 8, "{notes:#?}");
    assert_eq!(notes[7], "The link's “sort=sideways” is not understood and was left out");
}

#[test]
fn a_view_of_another_version_leads_to_the_list() {
    let (session, notes) = read("#/constellations?q=a+b");
    assert_eq!((session.view, session.q.as_str()), (View::Traces, "a b"));
    assert_eq!(notes.len(), 1);
}

#[test]
fn repeated_keys_stay_in_their_order() {
    let link = "#/traces?src=a.json&src=https://b.example/c.json&origin=https://one&origin=https://two";
    let (session, _) = read(link);
    assert_eq!(session.sources, ["a.json", "https://b.example/c.json"]);
    assert_eq!(write(&session), link);
}

#[test]
fn the_list_has_a_link_of_its_own() {
    for link in [
        "#/traces?q=cart&sort=-.http.route&from=now-1h&cols=root,latency~220,.http.route",
        "#/traces?by=root&sort=-p95&to=2026-01-01T12:00:00Z",
        "#/traces?by=.http.route&marks=4bf92f3577b34da6a3ce929d0e0e4736,~1&only=marked",
    ] {
        let (session, notes) = read(link);
        assert_eq!((write(&session).as_str(), notes), (link, vec![]));
    }
}

#[test]
fn what_the_list_does_not_know_falls_back_alone() {
    let (session, notes) =
        read("#/traces?sort=-latency&by=root&from=soon&to=now&cols=root,latenzy&only=marked&marks=,&q=cart");
    assert_eq!((session.q.as_str(), session.only_marked), ("cart", false));
    assert_eq!(session.columns, Columns::default());
    assert_eq!(session.range, TimeRange { from: None, to: Some(Moment::Ago(0)) });
    // The order stood before the grouping, and is none of its own.
    assert_eq!(session.grouping, Grouping::by("root"));
    assert_eq!(notes.len(), 4, "{notes:#?}");
}

#[test]
fn a_comparison_has_a_link() {
    let link = "#/compare?slow=op:GET%20/cart%3Bp95..&fast=%7B%20.a%20%3D%20%22x%3By%22%20%7D&pair=a1,b%2C2";
    let (session, notes) = read(link);
    assert_eq!((session.view.clone(), notes), (View::Compare, vec![]));
    assert_eq!(session.slow.as_ref().map(|slow| slow.parts.len()), Some(2));
    assert_eq!(session.fast.as_ref().map(|fast| fast.parts.len()), Some(1));
    let (again, _) = read(&write(&session));
    assert_eq!(again, session);
    assert_eq!(session.pair.as_ref().map(|pair| pair.0.as_str()), Some("a1"));
    let (session, notes) = read("#/compare?slow=p99..p1&fast=p25..p75&pair=a1");
    assert_eq!((session.slow, session.pair, notes.len()), (None, None, 2));
    assert_eq!(session.fast.map(|fast| fast.to_string()).as_deref(), Some("p25..p75"));
}

#[test]
fn an_endpoint_comes_back_with_its_kind_and_tenant() {
    let endpoint = Endpoint {
        address: "https://traces.example/tempo".to_owned(),
        kind: Some(Kind::Tempo),
        tenant: "team a".to_owned(),
    };
    let session = Session { view: View::Store, endpoint: Some(endpoint.clone()), ..Session::default() };
    let link = write(&session);
    assert_eq!(link, "#/store?endpoint=https://traces.example/tempo&kind=tempo&tenant=team%20a");
    assert_eq!(read(&link), (session, Vec::new()));
    // In any order, and found out when no kind is named.
    let (read_back, notes) = read("#/traces?tenant=team%20a&endpoint=https://traces.example/tempo/");
    assert_eq!(read_back.endpoint, Some(Endpoint { kind: None, ..endpoint }));
    assert_eq!(notes, Vec::<String>::new());
}

#[test]
fn the_part_of_a_store_comes_back() {
    let session = Session { view: View::Store, store: StorePart::Dependencies, ..Session::default() };
    assert_eq!(write(&session), "#/store?show=dependencies");
    assert_eq!(read("#/store?show=dependencies"), (session, Vec::new()));
    assert_eq!(read("#/store?show=all").1.len(), 1);
}

#[test]
fn wrong_words_about_an_endpoint_fall_back_one_by_one() {
    let (session, notes) = read("#/store?endpoint=/tempo&kind=loki");
    assert_eq!(session.endpoint.map(|endpoint| endpoint.kind), Some(None));
    assert_eq!(notes, ["The link's “kind=loki” is not understood and was left out"]);
    let (session, notes) = read("#/store?endpoint=/tempo&tenant=%C3%A9");
    assert_eq!((session.endpoint, notes.len()), (None, 1));
}

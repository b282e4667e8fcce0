use proptest::{collection::vec, option, prelude::*};
use spanscope::{
    protocol::{flame::FlameOrder, groups::GroupColumn, log::Severity, traces::TraceSort, waterfall::Fold},
    state::{
        link::{read, write},
        session::{GroupSort, Hide, Session, Sort, View},
        severity::CHOICES,
        tab::Tab,
        theme::Theme,
        zone::Zone,
    },
};

fn text() -> impl Strategy<Value = String> {
    "\\PC{1,12}"
}

fn view() -> impl Strategy<Value = View> {
    prop_oneof![Just(View::Open), Just(View::Traces), Just(View::Findings), text().prop_map(View::Trace)]
}

fn sort() -> impl Strategy<Value = Sort> {
    use TraceSort::{Errors, Latency, Root, Services, Spans, Start};
    (prop::sample::select(vec![Start, Latency, Spans, Services, Errors, Root]), any::<bool>())
        .prop_map(|(column, descending)| Sort { column, descending })
}

fn group_sort() -> impl Strategy<Value = GroupSort> {
    use GroupColumn::{Critical, Errors, Group, OwnTime, P50, P95, Share, Spans, Total};
    let columns = vec![Group, Spans, Total, OwnTime, Critical, Share, P50, P95, Errors];
    (prop::sample::select(columns), any::<bool>())
        .prop_map(|(column, descending)| GroupSort { column, descending })
}

fn fold() -> impl Strategy<Value = Fold> {
    let rows = || vec(any::<u32>(), 0..5);
    (option::of(any::<u32>()), rows(), rows(), any::<[bool; 5]>()).prop_map(
        |(from_depth, rows, runs, words)| {
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
    let shown = (tab, flame, any::<String>(), group_sort(), least, any::<(bool, bool)>());
    (option::of(text()), zoom(), option::of(text()), fold(), any::<String>(), shown).prop_map(
        |(span, zoom, root, fold, find, (tab, flame, by, table, least, (skew, true_scale)))| Session {
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
            ..Session::default()
        },
    )
}

prop_compose! {
    fn session()(
        view in view(), sources in vec(text(), 0..3), q in any::<String>(), sort in sort(),
        in_trace in in_trace(), theme in theme(), local in any::<bool>(),
        embed in any::<bool>(), hide in hide(), rest in vec((text().prop_map(|key| format!("x-{key}")), any::<String>()), 0..3),
    ) -> Session {
        Session {
            view, sources, q, sort,
            theme: theme.unwrap_or_default(), theme_in_link: theme.is_some(),
            zone: if local { Zone::Local } else { Zone::Utc }, embed, hide, help: false, rest,
            ..in_trace
        }
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

    #[test]
    fn reads_anything(fragment in any::<String>()) {
        read(&fragment);
    }

    #[test]
    fn reading_settles(fragment in "#/(open|traces|findings|trace/a|nowhere)\\?[a-z=&.%0-9-]{0,40}") {
        let (session, _) = read(&fragment);
        prop_assert_eq!(read(&write(&session)).0, session);
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
        ..Fold::default()
    };
    let session = Session { fold, ..session };
    assert!(write(&session).ends_with("&fold=critical,services,:4,r12"), "{}", write(&session));
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
    let (session, notes) = read("#/trace/a?tab=map&flame=up&table=weight&level=loud");
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
    let (session, notes) =
        read("#/traces?sort=sideways&zoom=9..3&theme=pink&fold=x&hide=all&embed=2&q=cart&span=&future=1");
    assert_eq!(session.q, "cart");
    assert_eq!(session.sort, Sort::default());
    assert_eq!((session.zoom, session.theme, session.span), (None, Theme::System, None));
    assert_eq!(session.rest, [("future".to_owned(), "1".to_owned())]);
    assert_eq!(notes.len(), 7, "{notes:#?}");
    assert_eq!(notes[0], "The link's “sort=sideways” is not understood and was left out");
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

use proptest::{collection::vec, option, prelude::*};
use spanscope::{
    protocol::{traces::TraceSort, waterfall::Fold},
    state::{
        link::{read, write},
        session::{Hide, Session, Sort, View},
        theme::Theme,
        zone::Zone,
    },
};

fn text() -> impl Strategy<Value = String> {
    "\\PC{1,12}"
}

fn view() -> impl Strategy<Value = View> {
    prop_oneof![Just(View::Open), Just(View::Traces), text().prop_map(View::Trace)]
}

fn sort() -> impl Strategy<Value = Sort> {
    use TraceSort::{Errors, Latency, Root, Services, Spans, Start};
    (prop::sample::select(vec![Start, Latency, Spans, Services, Errors, Root]), any::<bool>())
        .prop_map(|(column, descending)| Sort { column, descending })
}

fn fold() -> impl Strategy<Value = Fold> {
    (option::of(any::<u32>()), vec(any::<u32>(), 0..5)).prop_map(|(from_depth, rows)| {
        let mut fold = Fold { from_depth, toggled: Vec::new(), ..Fold::default() };
        rows.into_iter().for_each(|row| fold.toggle(row));
        fold
    })
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

/// Span, zoom, root, folding, words and clocks of a trace.
type InTrace = (Option<String>, Option<(i64, i64)>, Option<String>, Fold, String, bool);

fn in_trace() -> impl Strategy<Value = InTrace> {
    (option::of(text()), zoom(), option::of(text()), fold(), any::<String>(), any::<bool>())
}

prop_compose! {
    fn session()(
        view in view(), sources in vec(text(), 0..3), q in any::<String>(), sort in sort(),
        (span, zoom, root, fold, find, skew) in in_trace(), theme in theme(), local in any::<bool>(),
        embed in any::<bool>(), hide in hide(), rest in vec((text().prop_map(|key| format!("x-{key}")), any::<String>()), 0..3),
    ) -> Session {
        Session {
            view, sources, q, sort, span, zoom, root, fold, find, skew,
            theme: theme.unwrap_or_default(), theme_in_link: theme.is_some(),
            zone: if local { Zone::Local } else { Zone::Utc }, embed, hide, help: false, rest,
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
    fn reading_settles(fragment in "#/(open|traces|trace/a|nowhere)\\?[a-z=&.%0-9-]{0,40}") {
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
        fold: Fold { from_depth: Some(2), toggled: vec![4, 9], only_hits: true },
        ..Session::default()
    };
    assert_eq!(
        write(&session),
        "#/trace/4bf92f3577b34da6a3ce929d0e0e4736?src=samples/shop.json.gz&span=00f067aa0ba902b7&zoom=-5..1200&fold=hits,2:4,9"
    );
    assert_eq!(write(&Session::default()), "#/open");
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

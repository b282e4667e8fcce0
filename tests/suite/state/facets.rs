use spanscope::{
    protocol::facets::{Facet, FacetValue},
    query::naming::named,
    state::facets::{Panel, ShownFacet, Standing, owner, shown, title},
};

fn facet(name: &str, values: &[(&str, &str, usize)]) -> Facet {
    let values = values.iter().map(|&(value, label, traces)| FacetValue {
        value: value.to_owned(),
        label: label.to_owned(),
        traces,
    });
    Facet { name: name.to_owned(), distinct: values.len(), values: values.collect() }
}

fn facets() -> Vec<Facet> {
    vec![
        facet("resource.service.name", &[("\"web\"", "web", 9), ("\"cart\"", "cart", 4)]),
        facet("status", &[("unset", "unset", 9), ("error", "error", 2)]),
        facet("span.code", &[("200", "200", 7), ("500", "500", 2)]),
    ]
}

/// `name: value count`, with `+` before what is asked for and `-` before what is excluded.
fn drawn(facets: &[ShownFacet]) -> Vec<String> {
    let value = |value: &spanscope::state::facets::ShownValue| {
        let sign = match value.standing {
            Standing::Free => "",
            Standing::Asked => "+",
            Standing::Excluded => "-",
        };
        let count = value.traces.map(|traces| format!(" {traces}")).unwrap_or_default();
        format!("{sign}{}{count}", value.label)
    };
    facets
        .iter()
        .map(|facet| {
            let values: Vec<String> = facet.values.iter().map(value).collect();
            format!("{}: {}", facet.field, values.join(", "))
        })
        .collect()
}

#[test]
fn what_the_search_asks_for_is_pressed_and_comes_first() {
    assert_eq!(
        drawn(&shown(&facets(), "{ resource.service.name = \"cart\" && span.code != 500 }")),
        ["resource.service.name: +cart 4, web 9", "status: unset 9, error 2", "span.code: -500 2, 200 7",]
    );
    assert_eq!(
        drawn(&shown(&facets(), "x service=CART -status=error"))[..2],
        ["resource.service.name: +cart 4, web 9", "status: -error 2, unset 9",]
    );
}

#[test]
fn what_no_match_has_stands_there_all_the_same() {
    assert_eq!(
        drawn(&shown(&facets(), "{ .code = 404 && span.tier = \"gold\" && duration > 1s }")),
        [
            "resource.service.name: web 9, cart 4",
            "status: unset 9, error 2",
            "span.tier: +gold",
            "span.code: +404, 200 7, 500 2",
        ]
    );
    assert_eq!(drawn(&shown(&[], "{ !(span.tier = \"gold\") }")), ["span.tier: -gold"]);
    assert!(shown(&[], "{ span.tier = }").is_empty());
}

#[test]
fn a_facet_has_a_heading() {
    for (name, expected, on) in [
        ("resource.service.name", "Service", Some("resource")),
        ("name", "Operation", None),
        ("status", "Status", None),
        ("kind", "Kind", None),
        ("span.http.route", "http.route", None),
        ("resource.host.name", "host.name", Some("resource")),
    ] {
        let field = named(name).expect("a name");
        assert_eq!((title(&field).as_str(), owner(&field)), (expected, on));
    }
}

#[test]
fn the_panel_is_kept() {
    let mut panel = Panel::default();
    assert!(panel.is_open);
    panel.is_open = false;
    panel.toggle("span.a");
    panel.toggle("kind");
    assert_eq!(Panel::read(&panel.write()), panel);
    panel.toggle("span.a");
    panel.is_open = true;
    assert_eq!(Panel::read(&panel.write()), panel);
    assert_eq!(Panel::read(""), Panel::default());
}

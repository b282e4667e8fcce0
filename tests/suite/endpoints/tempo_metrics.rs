use crate::support::shared;
use spanscope::{
    endpoints::{cause::Cause, tempo_metrics},
    protocol::{
        measured::{Measured, Numbers, NumbersTable, Unit},
        remote::{Api, Place, RemoteQuery},
    },
};
use std::fs;

const RATE: &str = "{ kind = server } | rate() by (resource.service.name)";
const QUANTILES: &str =
    "{ kind = server } | quantile_over_time(duration, .5, .95, .99) by (resource.service.name)";
const HISTOGRAM: &str = "{ nestedSetParent < 0 } | histogram_over_time(duration)";
const COMPARE: &str = "{ nestedSetParent < 0 } | compare({ duration > 500ms })";

fn asked(q: &str, minutes: i64) -> Result<String, Cause> {
    let place = Place { address: "http://h".to_owned(), ..Place::default() };
    let from_ns = 1_700_000_000_000_000_000;
    let to_ns = from_ns + minutes * 60_000_000_000;
    let query = RemoteQuery { place, api: Api::Tempo, q: q.to_owned(), from_ns, to_ns, limit: 20 };
    tempo_metrics::ask(&query).map(|ask| ask.address)
}

fn measured(test: &str, name: &str, q: &str) -> Option<Measured> {
    let body = fs::read_to_string(shared::endpoints(test)?.join("tempo").join(name)).expect("readable");
    Some(tempo_metrics::read(q, &body).expect("numbers"))
}

fn table(measured: &Measured) -> &NumbersTable {
    match &measured.numbers {
        Numbers::Table(table) => table,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_whole_range_is_asked_in_steps_that_people_think_in() {
    assert_eq!(
        asked(RATE, 60).expect("can be asked"),
        "http://h/api/metrics/query_range?q=%7B%20kind%20%3D%20server%20%7D%20%7C%20rate%28%29%20by%20%28resource.service.name%29&start=1700000000&end=1700003600&step=60s&exemplars=20"
    );
    let step = |q, minutes| {
        let address = asked(q, minutes).expect("can be asked");
        address.split("step=").nth(1).and_then(|rest| rest.split('&').next()).map(str::to_owned)
    };
    assert_eq!(step(RATE, 15).as_deref(), Some("15s"));
    assert_eq!(step(RATE, 24 * 60).as_deref(), Some("1800s"));
    assert_eq!(step(COMPARE, 60).as_deref(), Some("300s"));
    assert!(matches!(asked("{ status = error }", 60), Err(Cause::Query(_))));
}

#[test]
fn rates_by_service() {
    let Some(measured) = measured("rates_by_service", "rate.json", RATE) else { return };
    let table = table(&measured);
    assert_eq!((table.by.as_str(), table.rows.len()), ("resource.service.name", 10));
    assert_eq!(table.columns[0].unit, Unit::PerSecond);
    let first = &table.rows[0];
    assert_eq!((first.name.as_str(), first.bars.len()), ("inventory", 21));
    // One of the 21 steps has all of it.
    let highest = first.numbers[1].expect("is there");
    assert!((highest - 22.216_666).abs() < 1e-5, "{highest}");
    assert!((first.numbers[0].expect("is there") - highest / 21.0).abs() < 1e-9);
    assert!(table.rows.windows(2).all(|pair| pair[0].numbers[0] >= pair[1].numbers[0]), "the most first");
    // Zeros that Tempo dropped from ids are back.
    assert!(measured.exemplars.iter().any(|one| one.trace_id == "03d85cffb6699457535e625965d4417f"));
    assert!(measured.exemplars.iter().all(|one| one.trace_id.len() == 32));
}

#[test]
fn quantiles_by_service() {
    let Some(measured) = measured("quantiles_by_service", "quant.json", QUANTILES) else { return };
    let table = table(&measured);
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["p50", "p95", "p99", "Highest p99"]);
    assert!(table.columns.iter().all(|column| column.unit == Unit::Seconds));
    assert_eq!(table.rows.len(), 10);
    let gateway = table.rows.iter().find(|row| row.name == "api-gateway").expect("is there");
    let told: Vec<f64> = gateway.numbers.iter().map(|number| number.expect("is there")).collect();
    assert!((told[0] - 0.015_522).abs() < 1e-5 && (told[1] - 0.937_912).abs() < 1e-5, "{told:?}");
    assert!((told[2] - told[3]).abs() < 1e-12, "one step has any");
}

#[test]
fn a_histogram_is_summed_over_time() {
    let test = "a_histogram_is_summed_over_time";
    let Some(measured) = measured(test, "hist.json", HISTOGRAM) else { return };
    let table = table(&measured);
    assert_eq!((table.by.as_str(), table.rows.len()), ("", 1));
    let row = &table.rows[0];
    assert_eq!(row.bars, [39.0, 134.0, 79.0, 34.0, 37.0, 4.0, 18.0, 41.0, 9.0, 1.0, 1.0]);
    assert_eq!(row.numbers[0], Some(397.0));
    // Buckets double; the half of 397 ends in the third.
    assert_eq!(row.numbers[1..], [Some(0.033_554_432), Some(1.073_741_824), Some(2.147_483_648)]);
    assert_eq!(measured.exemplars.len(), 2);
}

#[test]
fn slow_against_fast() {
    let Some(measured) = measured("slow_against_fast", "compare.json", COMPARE) else { return };
    let Numbers::Compared(compared) = &measured.numbers else { panic!("{measured:?}") };
    assert_eq!((compared.selected, compared.rest), (56.0, 341.0));
    let row = |attribute: &str, value: Option<&str>| {
        let is_it = |row: &&spanscope::protocol::measured::ComparedRow| {
            row.attribute == attribute && row.value.as_deref() == value
        };
        compared.rows.iter().find(is_it).unwrap_or_else(|| panic!("{attribute} = {value:?}"))
    };
    let name = row("name", Some("GET /"));
    assert_eq!((name.selected, name.rest), (20.0, 72.0));
    assert!((name.selected_share - 20.0 / 56.0).abs() < 1e-12);
    assert_eq!(name.find, "{ name = \"GET /\" }");
    assert_eq!(row("status", Some("error")).find, "{ status = error }");
    assert_eq!(
        row("span.http.response.status_code", Some("500")).find,
        "{ span.http.response.status_code = 500 }"
    );
    let without = row("span.app.flags", None);
    assert_eq!((without.selected, without.find.as_str()), (34.0, "{ span.app.flags = nil }"));
    let gap = |row: &spanscope::protocol::measured::ComparedRow| (row.selected_share - row.rest_share).abs();
    assert!(
        compared.rows.windows(2).all(|pair| gap(&pair[0]) >= gap(&pair[1])),
        "those that differ most first"
    );
}

#[test]
fn both_sides_of_a_comparison_can_be_searched_for() {
    let sides = tempo_metrics::sides(COMPARE);
    assert_eq!(
        sides,
        [
            ("slow", "{ nestedSetParent < 0 && duration > 500ms }".to_owned()),
            ("fast", "{ nestedSetParent < 0 && !(duration > 500ms) }".to_owned())
        ]
    );
    assert_eq!(tempo_metrics::sides(RATE), []);
}

#[test]
fn numbers_of_a_server_that_has_none_or_writes_them_otherwise() {
    let nothing = tempo_metrics::read(RATE, r#"{"metrics":{}}"#).expect("an answer");
    assert_eq!(table(&nothing).rows, []);
    assert_eq!(tempo_metrics::read(RATE, r#"{"traces":[]}"#), None);
    assert_eq!(tempo_metrics::read(RATE, "<html>"), None);
    let odd = r#"{"series":[{"labels":null,"samples":[{"timestampMs":1,"value":"NaN"},{"timestampMs":"2","value":3}]}]}"#;
    let odd = tempo_metrics::read("{ } | count_over_time()", odd).expect("an answer");
    assert_eq!(table(&odd).rows[0].numbers, [Some(3.0), Some(3.0)]);
}

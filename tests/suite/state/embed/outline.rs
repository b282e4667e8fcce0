use spanscope::state::{embed::outline::outline, link};

fn of(link: &str) -> String {
    let (session, notes) = link::read(link);
    assert_eq!((link::write(&session).as_str(), notes), (link, vec![]));
    link::write(&outline(&session))
}

#[test]
fn what_was_chosen_from_what_is_open_is_left_out() {
    assert_eq!(
        of(
            "#/trace/4bf9?src=a.json&q=secret&marks=4bf9&tab=flame&span=00f0&zoom=1..2&root=00f0&find=secret&embed=1&origin=https://dash.example"
        ),
        "#/traces?src=a.json&embed=1&origin=https://dash.example"
    );
    assert_eq!(of("#/latency?op=cart/GET&from=now-1h&theme=dark"), "#/latency?theme=dark");
    assert_eq!(of("#/compare?slow=trace:4bf9&fast=p25..p75&pair=4bf9,4bfa"), "#/compare");
}

#[test]
fn what_says_how_the_page_is_a_part_of_another_stays() {
    let link = "#/findings?endpoint=/tempo&kind=tempo&tz=local&embed=1&hide=header&origin=null&mine=1";
    assert_eq!(of(link), link);
}

use proptest::{collection::vec, prelude::*};
use spanscope::state::marks::{MOST, Marks};

fn of(ids: &[&str]) -> Marks {
    let mut marks = Marks::default();
    ids.iter().for_each(|id| marks.toggle(id));
    marks
}

#[test]
fn a_second_press_takes_the_mark_away() {
    assert_eq!(of(&["a", "b", "a"]).ids(), ["b"]);
    assert!(of(&["a", "a"]).is_empty());
    assert!(of(&["a"]).has("a") && !of(&["a"]).has("b"));
}

#[test]
fn there_is_a_limit() {
    let mut marks = Marks::default();
    (0..MOST + 5).for_each(|n| marks.toggle(&n.to_string()));
    assert_eq!((marks.ids().len(), marks.is_full()), (MOST, true));
    marks.toggle("0");
    assert_eq!(marks.ids().len(), MOST - 1, "marks can still be taken away");
}

#[test]
fn links_name_each_trace_once() {
    assert_eq!(Marks::read("a,b,,a"), Some(of(&["a", "b"])));
    assert_eq!(of(&["a", "~1", "x,y"]).to_string(), "a,~1,x%2Cy");
    assert_eq!(Marks::read(",,"), None);
}

proptest! {
    #[test]
    fn comes_back_from_its_text(ids in vec("\\PC{1,8}", 1..6)) {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let marks = of(&ids);
        prop_assume!(!marks.is_empty());
        prop_assert_eq!(Marks::read(&marks.to_string()), Some(marks));
    }
}

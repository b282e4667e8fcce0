use spanscope::state::tab::Tab;

#[test]
fn a_tab_comes_back_from_its_word() {
    for tab in Tab::ALL {
        assert_eq!(Tab::from_key(tab.key()), Some(tab));
    }
    assert_eq!(Tab::from_key("rooms"), None);
}

#[test]
fn beside_the_last_is_the_first() {
    assert_eq!(Tab::Waterfall.beside(1), Tab::Flame);
    assert_eq!(Tab::Waterfall.beside(-1), Tab::Map);
    assert_eq!(Tab::Map.beside(1), Tab::Waterfall);
}

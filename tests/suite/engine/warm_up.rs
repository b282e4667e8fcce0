use spanscope::engine::warm_up::warm_up;

#[test]
fn the_document_is_read_to_its_end() {
    assert_eq!(warm_up(), 1_500);
}

use spanscope::{
    model::store::Store,
    query::reading::{Query, read},
    search::{columns::Columns, spans::matching},
    state::search_help::PARTS,
};

/// Every example is one: it is read without a remark, searches for something, and can be run.
#[test]
fn examples_are_searches() {
    for (search, _) in PARTS.iter().flat_map(|part| part.examples) {
        let reading = read(search);
        assert!(reading.errors.is_empty(), "{search}: {:?}", reading.errors);
        assert_ne!(reading.query, Query::All, "{search}");
        matching(&Store::default(), &mut Columns::default(), &reading.query, None).expect(search);
        if let Query::TraceQl(pipeline) = &reading.query {
            assert_eq!(pipeline.to_string(), *search, "as the page itself would write it");
        }
    }
}

/// It is one screen: about so many lines go into three columns of a window of 900 pixels.
#[test]
fn the_sheet_is_one_screen() {
    let examples: usize = PARTS.iter().map(|part| part.examples.len()).sum();
    assert!(examples <= 32, "{examples}");
}

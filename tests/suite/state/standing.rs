use spanscope::protocol::detail::Standing;

fn sentence(spans: usize, faster: usize, slower: usize) -> String {
    Standing { spans, faster, slower, ..Standing::default() }.sentence("GET /cart")
}

#[test]
fn a_span_stands_among_its_kind() {
    assert_eq!(sentence(1, 0, 0), "The only GET /cart");
    assert_eq!(sentence(1_204, 1_170, 33), "Slower than 97 % of 1,204 GET /cart");
    assert_eq!(sentence(1_204, 1_203, 0), "The slowest of 1,204 GET /cart");
    assert_eq!(sentence(1_204, 0, 1_203), "The fastest of 1,204 GET /cart");
    assert_eq!(sentence(5, 1, 3), "Faster than 75 % of 5 GET /cart");
    assert_eq!(sentence(3, 0, 0), "As slow as each of 3 GET /cart");
    assert_eq!(sentence(1_001, 999, 1), "Slower than 99 % of 1,001 GET /cart");
}

#[test]
fn figures_stand_beside_it() {
    let standing = Standing { spans: 2, p50_ns: 1_000, p95_ns: 2_000_000, ..Standing::default() };
    assert_eq!(standing.figures(), "p50 1 µs, p95 2 ms");
    assert_eq!(Standing { errors: 1, ..standing }.figures(), "p50 1 µs, p95 2 ms, 1 error");
    assert_eq!(Standing { spans: 1, ..Standing::default() }.figures(), "");
}

#[test]
fn the_picture_shows_even_one_span() {
    let standing = Standing { bins: vec![1_000, 0, 1, 500], ..Standing::default() };
    assert_eq!(standing.heights(), [1.0, 0.0, 0.08, 0.5]);
}

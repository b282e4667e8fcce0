use spanscope::state::row_cache::{PAGE_ROWS, RowCache};

type Cache = RowCache<&'static str, usize>;

fn page(first: usize, total: usize) -> Vec<usize> {
    (first..(first + PAGE_ROWS).min(total)).collect()
}

#[test]
fn pages_are_asked_for_once_and_ahead() {
    let mut cache = Cache::default();
    cache.want(&"all");
    assert_eq!(cache.missing(0, 40), [0], "what is in sight first");
    assert_eq!(cache.missing(0, 40), [0; 0], "it is on its way");
    assert!(cache.take(&"all", 0, 1_000, page(0, 1_000)));
    assert_eq!(cache.total(), 1_000);
    assert_eq!(cache.missing(0, 40), [PAGE_ROWS], "then what comes next");
    assert_eq!(cache.row(40).map(|row| **row), Some(40));
    assert_eq!(cache.row(PAGE_ROWS), None);
    assert_eq!(cache.missing(890, 930), [768, 896, 640], "to either side; the last page has none behind it");
}

#[test]
fn a_new_list_shows_the_old_rows_until_it_is_there() {
    let mut cache = Cache::default();
    cache.want(&"all");
    cache.take(&"all", 0, 10, page(0, 10));
    cache.want(&"folded");
    assert!(!cache.is_current());
    assert_eq!(cache.row(9).map(|row| **row), Some(9));
    assert_eq!(cache.missing(0, 10), [0]);
    assert!(!cache.take(&"all", 0, 10, page(0, 10)), "an answer that comes too late is dropped");
    assert!(cache.take(&"folded", 0, 3, page(0, 3)));
    assert_eq!((cache.total(), cache.row(9)), (3, None));
}

#[test]
fn what_failed_may_be_asked_again() {
    let mut cache = Cache::default();
    cache.want(&"all");
    assert_eq!(cache.missing(0, 10), [0]);
    cache.give_up(0);
    assert_eq!(cache.missing(0, 10), [0]);
}

#[test]
fn far_pages_go_first() {
    let mut cache = Cache::default();
    cache.want(&"all");
    let total = PAGE_ROWS * 100;
    for nth in 0..60 {
        cache.take(&"all", nth * PAGE_ROWS, total, page(nth * PAGE_ROWS, total));
    }
    assert_eq!(cache.row(0), None);
    assert!(cache.row(59 * PAGE_ROWS).is_some());
    assert_eq!(cache.rows().count(), 40 * PAGE_ROWS);
}

//! Whatever is typed, reading it gives a search and sentences about places in the text; what is right is printed and
//! read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use spanscope::query::{
    complete,
    error::Level,
    highlight::highlight,
    parser::parse,
    reading::{Query, read},
};

fuzz_target!(|text: &str| {
    let reading = read(text);
    for error in &reading.errors {
        assert!(text.get(error.from..error.to).is_some(), "{error:?}");
    }
    for (from, to, _) in highlight(text) {
        assert!(from < to && text.get(from..to).is_some());
    }
    for cursor in [0, text.len() / 2, text.len()] {
        let expectation = complete::at(text, cursor);
        assert!(text.get(expectation.from..expectation.to).is_some(), "{expectation:?}");
    }
    if let Query::TraceQl(tree) = reading.query
        && reading.errors.iter().all(|error| error.level == Level::Note)
    {
        let printed = tree.to_string();
        assert_eq!(parse(&printed), (tree, Vec::new()), "{printed}");
    }
});

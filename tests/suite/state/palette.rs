use spanscope::{
    protocol::traces::TraceRow,
    query::reading::read,
    state::{
        command::Command,
        export::{Export, Part},
        keymap::{BINDINGS, Context},
        palette::{Entry, Found, Stock, commands, find, operations, services, traces},
        session::{Session, View},
        share,
    },
};

const ALL: Stock = Stock { has_traces: true, can_open: true, has_search: true };

fn entries(words: &[&str]) -> Vec<Entry> {
    let entry = |words: &&str| Entry {
        words: (*words).to_owned(),
        hint: String::new(),
        keys: Vec::new(),
        command: Command::Activate,
    };
    words.iter().map(entry).collect()
}

/// The words that are found, with the typed letters in capitals.
fn found(words: &[&str], typed: &str) -> Vec<String> {
    let shown = |found: &Found| {
        let letters = found.entry.words.chars().enumerate();
        letters.map(|(at, c)| if found.letters.contains(&at) { c.to_ascii_uppercase() } else { c }).collect()
    };
    find(entries(words), typed).iter().map(shown).collect()
}

#[test]
fn nothing_typed_finds_all_in_their_order() {
    assert_eq!(found(&["zoom in", "fold all"], "  "), ["zoom in", "fold all"]);
}

#[test]
fn letters_are_found_in_their_order_with_others_between() {
    assert_eq!(found(&["fold all", "unfold all", "find"], "fa"), ["Fold All", "unFold All"]);
    assert_eq!(found(&["fold all"], "af"), Vec::<String>::new());
}

#[test]
fn beginnings_of_words_and_runs_go_first() {
    assert_eq!(found(&["show the waterfall", "the whole time", "show the table"], "wt")[0], "the Whole Time");
    assert_eq!(found(&["next span with an error", "open the trace", "terrace"], "tra")[0], "open the TRAce");
    assert_eq!(found(&["a xz xyz"], "xyz"), ["a xz XYZ"]);
}

#[test]
fn words_are_found_in_any_order_and_case() {
    assert_eq!(found(&["Next span with an error"], "ERROR next"), ["NEXT span with an ERROR"]);
    assert_eq!(found(&["Next span"], "next error"), Vec::<String>::new());
    assert_eq!(found(&["ΣΊΣΥΦΟΣ"], "ΣΊΣ").len(), 1);
}

/// Every line of the table is there where it applies, once, with keys that really do it there.
#[test]
fn the_commands_are_those_of_the_table() {
    for context in [Context::Anywhere, Context::Traces, Context::Waterfall, Context::Flame, Context::Table] {
        let listed = commands(context, ALL);
        let here: Vec<Context> = context.outwards().collect();
        let lines = BINDINGS.iter().filter(|line| here.contains(&line.context));
        let part = if here.contains(&Context::Trace) { Part::Trace } else { Part::Found };
        let exports = Export::all(&[part, Part::All]).len();
        let shares = share::entries(here.contains(&Context::Trace)).len();
        assert_eq!(
            listed.len(),
            lines.filter(|line| line.command != Command::TogglePalette).count() + exports + shares,
            "{context:?}"
        );
    }
    let search =
        |context| commands(context, ALL).into_iter().find(|entry| entry.command == Command::FocusSearch);
    assert_eq!(search(Context::Traces).expect("listed").keys, [["/"]]);
    assert_eq!(
        search(Context::Waterfall).expect("listed").keys,
        Vec::<Vec<&str>>::new(),
        "there it finds in the trace"
    );
}

#[test]
fn what_cannot_be_done_is_not_listed() {
    let listed = commands(Context::Anywhere, Stock::default());
    let cannot = [
        Command::PickFiles,
        Command::ShowStore,
        Command::FocusSearch,
        Command::ShowTraces,
        Command::CloseAll,
    ];
    assert!(listed.iter().all(|entry| !cannot.contains(&entry.command)));
    assert!(listed.iter().any(|entry| entry.command == Command::ToggleHelp));
}

#[test]
fn services_and_operations_are_searched_for_or_found_in_the_open_trace() {
    let names = ["cart".to_owned(), "say \"hi\"".to_owned()];
    let list = Session { view: View::Traces, ..Session::default() };
    let trace = Session { view: View::Trace("a".to_owned()), ..Session::default() };
    let wanted =
        |entries: Vec<Entry>| -> Vec<Command> { entries.into_iter().map(|entry| entry.command).collect() };
    let service = r#"{ resource.service.name = "cart" }"#.to_owned();
    assert_eq!(wanted(services(&list, &names))[0], Command::SearchFor(service.clone()));
    assert_eq!(wanted(services(&trace, &names))[0], Command::SetFind(service));
    for command in wanted(operations(&list, &names)) {
        let Command::SearchFor(search) = command else { panic!("{command:?}") };
        assert!(search.starts_with("{ name = ") && read(&search).refusal().is_none(), "{search}");
    }
}

#[test]
fn traces_are_named_by_their_root() {
    let row = TraceRow {
        trace_id: "abc".to_owned(),
        name: "GET /".to_owned(),
        latency_ns: 2_000_000,
        ..TraceRow::default()
    };
    let entry = traces(&[row], &["web".to_owned()]).remove(0);
    assert_eq!((entry.words.as_str(), entry.hint.as_str()), ("web GET /", "Trace of 2 ms"));
    assert_eq!(entry.command, Command::OpenTrace("abc".to_owned()));
}

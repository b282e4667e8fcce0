use spanscope::{
    protocol::remote::Kind,
    state::{
        command::{Command, Move},
        endpoint::Endpoint,
        keymap::{BINDINGS, Chord, Context, Press, command},
        session::{Session, StorePart, View},
        tab::Tab,
    },
};

fn press(key: &str) -> Press<'_> {
    Press { key, ctrl: false, shift: false, alt: false }
}

#[test]
fn a_key_means_what_its_place_says() {
    assert_eq!(command(Context::Traces, press("Enter")), Some(Command::Activate));
    assert_eq!(command(Context::Traces, press("j")), Some(Command::Move(Move::Down)));
    assert_eq!(
        command(Context::Latency, press("j")),
        Some(Command::Move(Move::Down)),
        "a list is below the charts"
    );
    assert_eq!(command(Context::Latency, press("l")), Some(Command::ToggleLinear));
    assert_eq!(command(Context::Latency, press("f")), None, "facets are beside the list of traces alone");
    assert_eq!(command(Context::Traces, press("/")), Some(Command::FocusSearch));
    assert_eq!(command(Context::Trace, press("/")), Some(Command::FocusFind));
    assert_eq!(command(Context::Anywhere, press("Enter")), None);
}

#[test]
fn shift_counts_for_letters_and_is_part_of_marks() {
    assert_eq!(command(Context::Trace, press("n")), Some(Command::FindNext));
    assert_eq!(command(Context::Trace, Press { shift: true, ..press("N") }), Some(Command::FindPrevious));
    assert_eq!(command(Context::Trace, Press { shift: true, ..press("?") }), Some(Command::ToggleHelp));
    assert_eq!(
        command(Context::Waterfall, Press { shift: true, ..press("ArrowLeft") }),
        Some(Command::PanLeft)
    );
    assert_eq!(command(Context::Waterfall, press("ArrowLeft")), Some(Command::Move(Move::Out)));
}

#[test]
fn the_browsers_own_keys_are_left_to_it() {
    for held in [Press { ctrl: true, ..press("n") }, Press { alt: true, ..press("ArrowLeft") }] {
        assert_eq!(command(Context::Waterfall, held), None, "{held:?}");
    }
    assert_eq!(command(Context::Traces, Press { ctrl: true, ..press("f") }), None);
}

#[test]
fn a_way_to_show_a_trace_has_keys_of_its_own_beside_those_of_every_trace() {
    let session = |tab| Session { view: View::Trace("a".to_owned()), tab, ..Session::default() };
    let pressed = |tab, key| command(Context::of(&session(tab)), press(key));
    for tab in Tab::ALL {
        assert_eq!(pressed(tab, "n"), Some(Command::FindNext));
        assert_eq!(pressed(tab, "Escape"), Some(Command::Back));
        assert_eq!(pressed(tab, "+").is_some(), !matches!(tab, Tab::Table | Tab::Log));
    }
    assert_eq!(pressed(Tab::Waterfall, "["), Some(Command::FoldAll));
    assert_eq!(pressed(Tab::Flame, "["), None);
    // A narrower place may mean something else.
    assert_eq!(pressed(Tab::Waterfall, "m"), Some(Command::ToggleMark));
    assert_eq!(pressed(Tab::Flame, "m"), Some(Command::ToggleFlame));
}

#[test]
fn the_calls_that_a_store_counts_have_the_keys_of_a_graph() {
    let session = |store| Session { view: View::Store, store, ..Session::default() };
    let pressed = |store, key| command(Context::of(&session(store)), press(key));
    assert_eq!(pressed(StorePart::Dependencies, "n"), Some(Command::FindNext));
    assert_eq!(pressed(StorePart::Dependencies, "0"), Some(Command::Fit));
    assert_eq!(pressed(StorePart::Found, "n"), None);
    assert_eq!(pressed(StorePart::Found, "l"), Some(Command::LoadFound));
    let tempo = Endpoint { kind: Some(Kind::Tempo), ..Endpoint::default() };
    let session = Session { endpoint: Some(tempo), ..session(StorePart::Dependencies) };
    assert_eq!(command(Context::of(&session), press("l")), Some(Command::LoadFound));
}

/// The same key twice in one place would make the second line of the help a lie.
#[test]
fn no_key_is_given_twice_in_one_place() {
    let mut seen: Vec<(Context, Chord)> = Vec::new();
    for binding in BINDINGS {
        for chord in binding.chords {
            let here = (binding.context, *chord);
            assert!(!seen.contains(&here), "{here:?}");
            seen.push(here);
        }
    }
}

/// Every line of the help does what it says when its key is pressed.
#[test]
fn every_line_can_be_reached() {
    for binding in BINDINGS {
        for chord in binding.chords {
            let pressed = Press { key: chord.key, ctrl: chord.ctrl, shift: chord.shift, alt: false };
            assert_eq!(command(binding.context, pressed).as_ref(), Some(&binding.command), "{chord:?}");
        }
    }
}

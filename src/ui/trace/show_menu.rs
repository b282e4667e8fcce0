//! The menu that says what shows: rows folded by depth or by service, those that matter alone, and how the ruler tells
//! the time.

use super::open_trace::OpenTrace;
use crate::{
    browser::popover,
    protocol::waterfall::Fold,
    state::command::Command,
    ui::parts::icon::{Icon, Sign},
};
use leptos::{ev, html, prelude::*};

/// The deepest level that the menu offers to fold from.
const DEEPEST_OFFERED: u32 = 5;
/// Id of the popover.
const MENU: &str = "show-menu";

/// What can be switched on and off: its words, its key, its command, and whether it is on.
type Switch = (&'static str, &'static str, fn() -> Command, fn(&Fold) -> bool);
const SWITCHES: [Switch; 4] = [
    ("Only the critical path", "x", || Command::ToggleOnlyCritical, |fold| fold.only_critical),
    ("Only what takes 1 % or more", "l", || Command::ToggleOnlyLong, |fold| fold.only_long),
    ("Folded inside services", "b", || Command::ToggleByService, |fold| fold.by_service),
    ("Every call of runs", "r", || Command::ToggleRuns, |fold| fold.unfolds_runs),
];

/// The button, its menu, and what is on, each with a way to switch it off.
#[component]
pub fn ShowMenu(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let session = open.session;
    let fold = session.fold();
    let node: NodeRef<html::Div> = NodeRef::new();
    let button: NodeRef<html::Button> = NodeRef::new();
    // The browser opens it; where it stands is ours to say.
    let place = move || {
        if let (Some(node), Some(button)) = (node.get_untracked(), button.get_untracked()) {
            popover::open_below(&node, &button);
        }
    };
    let run = move |command: Command| {
        if let Some(node) = node.get_untracked() {
            popover::hide(&node);
        }
        session.dispatch(command);
        open.rows.focus();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if node.get_untracked().is_some_and(|node| popover::follow_arrow(&node, &event.key())) {
            event.prevent_default();
        }
    };
    let deepest = Memo::new(move |_| open.head.with(|head| head.max_depth.min(DEEPEST_OFFERED)));
    let check =
        move |words: &'static str, key: &'static str, command: fn() -> Command, is_on: Signal<bool>| {
            view! {
                <button
                    role="menuitemcheckbox"
                    aria-checked=move || is_on.get().to_string()
                    on:click=move |_| run(command())
                >
                    <span class="check"><Show when=move || is_on.get()><Icon sign=Sign::Check /></Show></span>
                    {words}
                    <kbd>{key}</kbd>
                </button>
            }
        };
    let switch = move |(words, key, command, is_on): Switch| {
        check(words, key, command, Signal::derive(move || fold.with(is_on)))
    };
    let is_clock = session.part(|session| session.clock_ruler);
    let depth = move |depth: u32| {
        view! {
            <button
                role="menuitemradio"
                aria-checked=move || fold.with(|fold| fold.from_depth == Some(depth)).to_string()
                on:click=move |_| run(Command::FoldFrom(depth))
            >
                <span class="check">
                    <Show when=move || fold.with(|fold| fold.from_depth == Some(depth))><Icon sign=Sign::Check /></Show>
                </span>
                {format!("{} levels", depth + 1)}
            </button>
        }
    };
    let chip = move |(words, _, command, is_on): Switch| {
        view! {
            <Show when=move || fold.with(is_on)>
                <button class="button" title="Show all rows again" on:click=move |_| session.dispatch(command())>
                    <Icon sign=Sign::Close />
                    {words}
                </button>
            </Show>
        }
    };
    view! {
        // What runs show is seen in the rows; what is left out is not.
        {SWITCHES.into_iter().take(2).map(chip).collect_view()}
        <button node_ref=button class="button show-button" popovertarget=MENU title="What shows" aria-label="What shows…">
            <Icon sign=Sign::Filter />
            <span class="button-words">"Show…"</span>
        </button>
        <div
            node_ref=node
            id=MENU
            class="popover menu show-menu"
            popover="auto"
            role="menu"
            aria-label="What shows"
            on:toggle=move |_| place()
            on:keydown=on_key
        >
            {SWITCHES.map(switch).collect_view()}
            <hr />
            <div role="group" aria-label="Folded below" class="show-depth">
                <span class="quiet">"Folded below"</span>
                {move || (1..=deepest.get()).map(depth).collect_view()}
            </div>
            <hr />
            <button role="menuitem" on:click=move |_| run(Command::UnfoldAll)>
                <span class="check"></span>
                "Everything"
                <kbd>"]"</kbd>
            </button>
            <hr />
            {check("Times of day on the ruler", "u", || Command::ToggleRuler, is_clock.into())}
        </div>
    }
}

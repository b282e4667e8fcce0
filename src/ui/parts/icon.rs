//! The icons, drawn on a 16-pixel grid in the colour of the text around them.

use leptos::prelude::*;

/// What an icon says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Something went wrong.
    Warning,
    /// Something to know.
    Info,
    /// Close, take away.
    Close,
    /// Search.
    Search,
    /// Light theme.
    Sun,
    /// Dark theme.
    Moon,
    /// The system's theme.
    Screen,
    /// Help.
    Help,
    /// A file.
    File,
    /// Open files.
    Folder,
    /// Larger first.
    Down,
    /// Smaller first.
    Up,
    /// One level back.
    Back,
    /// Take a copy.
    Copy,
    /// Done.
    Check,
    /// Nothing leaves the machine.
    Lock,
    /// Fetch from an address.
    Cloud,
    /// Something new, to the right.
    Forward,
    /// Only some of all.
    Filter,
    /// Fold all.
    Fold,
    /// Unfold all.
    Unfold,
    /// A parent is missing.
    Broken,
    /// Runs on its own.
    Asynchronous,
    /// Leads to another span.
    Link,
    /// Something began here.
    Origin,
    /// A clock.
    Clock,
    /// More that can be done.
    More,
    /// Columns of a list.
    Columns,
    /// Several together.
    Group,
    /// To be found again.
    Mark,
    /// Folded or not.
    Chevron,
    /// All but this.
    Exclude,
    /// Kept for later.
    Saved,
    /// To the disk.
    Save,
    /// Out of this page.
    Away,
    /// To others.
    Share,
}

impl Sign {
    /// The strokes, as an SVG path.
    const fn path(self) -> &'static str {
        match self {
            Self::Warning => "M8 2.2 14.6 13.6H1.4ZM8 6.4v3.4M8 11.6v.3",
            Self::Info => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 7.2v4M8 4.8v.3",
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::Search => "M7 2.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6ZM10.6 10.6 14 14",
            Self::More => "M3.4 8h.3M7.9 8h.3M12.4 8h.3",
            Self::Sun => {
                "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13"
            }
            Self::Moon => "M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7Z",
            Self::Screen => "M2 3h12v8H2ZM5.6 13.6h4.8M8 11v2.6",
            Self::Help => {
                "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM6.2 6.3a1.85 1.85 0 1 1 2.7 1.6c-.6.3-.9.7-.9 1.4M8 11.3v.3"
            }
            Self::File => "M4 1.8h5l3.2 3.2v9.2H4ZM9 1.8V5h3.2",
            Self::Folder => "M1.8 3.4h4.4l1.5 1.8h6.5v7.6H1.8Z",
            Self::Down => "M8 3v10M4 9l4 4 4-4",
            Self::Up => "M8 13V3M4 7l4-4 4 4",
            Self::Back => "M13.5 8h-11M6.5 4l-4 4 4 4",
            Self::Copy => "M5.4 5.4h8.2v8.2H5.4ZM10.6 5.4V2.4H2.4v8.2h3",
            Self::Check => "m2.8 8.6 3.4 3.4 7-8",
            Self::Lock => "M3.4 7.2h9.2v6.6H3.4ZM5.4 7.2V5a2.6 2.6 0 0 1 5.2 0v2.2",
            Self::Cloud => "M4.6 12.6a3 3 0 0 1-.3-6A4 4 0 0 1 12 7a2.9 2.9 0 0 1-.3 5.6Z",
            Self::Forward => "M2.5 8h11M9.5 4l4 4-4 4",
            Self::Filter => "M2 3.2h12L9.4 8.6v4.2l-2.8 1.4V8.6Z",
            Self::Group => "M2 2.6h4v4H2ZM2 9.4h4v4H2ZM8.6 4.6h5.8M8.6 11.4h5.8",
            Self::Clock => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 4.4V8l2.6 1.8",
            Self::Mark => "M4 2.2h8v11.6l-4-3-4 3Z",
            Self::Columns => "M2 3h12v10H2ZM6 3v10M10 3v10",
            Self::Fold => "M2.5 8h11M8 1.6v4M6 3.8l2 2 2-2M8 14.4v-4M6 12.2l2-2 2 2",
            Self::Unfold => "M2.5 8h11M8 1.8v4M6 3.6l2-2 2 2M8 14.2v-4M6 12.4l2 2 2-2",
            Self::Broken => {
                "M5 11 3.8 12.2a2.4 2.4 0 0 1-3-.2M6.4 5 8.8 2.6a2.6 2.6 0 0 1 3.7 3.7L10.8 8M9 11.6l-1.8 1.8M3 3l10 10"
            }
            Self::Asynchronous => "M2 4.5h7M2 8h4.5M9 8h5M12 6l2 2-2 2M2 11.5h7",
            Self::Origin => {
                "M8 5.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2ZM8 .8v2.4M8 12.8v2.4M.8 8h2.4M12.8 8h2.4"
            }
            Self::Link => {
                "M6.6 9.4a2.6 2.6 0 0 0 3.8.2l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-1 1M9.4 6.6a2.6 2.6 0 0 0-3.8-.2L3.4 8.6a2.6 2.6 0 0 0 3.7 3.7l1-1"
            }
            Self::Chevron => "m5 6.5 3 3 3-3",
            Self::Exclude => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM5 8h6",
            Self::Save => "M8 2v8M4.6 6.8 8 10.2l3.4-3.4M2.4 11.4v2.4h11.2v-2.4",
            Self::Away => "M6.2 3.4H2.6v10h10V9.8M9 2.4h4.6V7M13.2 2.8 7.4 8.6",
            Self::Share => "M8 10V2M5 4.8 8 1.8l3 3M4.6 7.4H3v6.4h10V7.4h-1.6",
            Self::Saved => "M4 2h8v12l-4-3-4 3Z",
        }
    }
}

/// An icon; what it means is said in words beside it or by what it stands in.
#[component]
pub fn Icon(
    /// What it says.
    #[prop(into)]
    sign: Signal<Sign>,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=move || sign.get().path() />
        </svg>
    }
}

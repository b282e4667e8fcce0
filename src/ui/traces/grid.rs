//! The frame of a long list with heads over its columns: they scroll sideways together.

use crate::ui::{
    focus,
    parts::{
        icon::{Icon, Sign},
        rows::Rows,
    },
};
use leptos::{children::ViewFn, html, prelude::*};

/// How the columns of a list stand.
#[derive(Clone, Copy)]
pub struct Layout {
    /// Height of a row, in pixels.
    pub row_px: Signal<f64>,
    /// The widths of the columns, as CSS tracks.
    pub tracks: Signal<String>,
    /// The width below which the list scrolls sideways, in pixels.
    pub least_px: Signal<u32>,
}

/// The list.
#[component]
pub fn ListGrid<K, T>(
    /// The rows.
    rows: Rows<K, T>,
    /// What is listed.
    label: &'static str,
    /// What the ids of rows begin with, before their number.
    row_id: &'static str,
    /// How the columns stand.
    layout: Layout,
    /// The heads.
    #[prop(into)]
    heads: ViewFn,
    /// The row in the slot with a number.
    row: Callback<usize, AnyView>,
    /// What stands there instead of rows when there are none.
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    let Layout { row_px, tracks, least_px } = layout;
    let is_empty = Memo::new(move |_| rows.is_known().get() && rows.total().get() == 0);
    let has_failed = Memo::new(move |_| rows.failure().with(Option::is_some));
    let active = move || rows.active().map(|index| format!("{row_id}-{index}"));
    let heads_box: NodeRef<html::Div> = NodeRef::new();
    let empty = StoredValue::new(empty);
    focus::when_nowhere(rows.holder);
    view! {
        <div
            class="trace-grid"
            role="grid"
            aria-label=label
            aria-rowcount=move || (rows.total().get() + 1).to_string()
            aria-activedescendant=active
            tabindex="0"
            node_ref=rows.holder
            style:--list-row=move || format!("{}px", row_px.get())
            style:--tracks=tracks
            style:--least=move || format!("{}px", least_px.get())
        >
            <div
                class="list-heads-box"
                node_ref=heads_box
                style:width=move || format!("{}px", rows.width_px().get())
                on:scroll=move |_| follow(heads_box, rows.node)
            >
                {heads.run()}
            </div>
            <div
                class="trace-scroll"
                role="rowgroup"
                tabindex="0"
                node_ref=rows.node
                on:scroll=move |_| {
                    rows.on_scroll();
                    follow(rows.node, heads_box);
                }
            >
                <div class="rows" class:away=has_failed style:height=move || format!("{}px", rows.content_px().get())>
                    <For each=move || rows.slot_numbers().get() key=|number| *number let:number>
                        {row.run(number)}
                    </For>
                </div>
                <Show when=move || is_empty.get() && !has_failed.get()>
                    <div role="row" class="row-of-words">
                        <div role="gridcell" class="empty-view">{empty.with_value(ViewFn::run)}</div>
                    </div>
                </Show>
                {move || rows.failure().get().map(|failure| view! {
                    <div role="row" class="row-of-words">
                        <div role="gridcell" class="empty-view">
                            <p class="file-error" role="alert">
                                <Icon sign=Sign::Warning />
                                <span>{failure.message}</span>
                            </p>
                        </div>
                    </div>
                })}
            </div>
        </div>
    }
}

/// Scrolls a box sideways to where another one is.
fn follow(leading: NodeRef<html::Div>, following: NodeRef<html::Div>) {
    if let (Some(leading), Some(following)) = (leading.get_untracked(), following.get_untracked())
        && following.scroll_left() != leading.scroll_left()
    {
        following.set_scroll_left(leading.scroll_left());
    }
}

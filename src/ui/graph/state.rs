//! What the graph on the page knows: what is in sight, what the pointer and the keyboard are at.

use crate::{
    browser::resize::Resize,
    protocol::services::GraphPicture,
    state::{
        command::Command,
        graph_view::GraphView,
        graph_walk::{self, At, service_of},
    },
    ui::session::SessionHandle,
};
use leptos::{html, prelude::*};
use std::sync::Arc;

/// Below these scales labels of edges, then the small print of nodes, would not be read.
const NEAR_SCALE: f64 = 0.62;
const FAR_SCALE: f64 = 0.34;
/// How much a key magnifies.
const KEY_ZOOM: f64 = 1.3;
/// How far a key moves, as a part of the box.
const KEY_PAN: f64 = 0.2;

/// See the module; the same one wherever it is copied to.
#[derive(Clone, Copy)]
pub struct GraphState {
    /// The session.
    pub session: SessionHandle,
    /// What is drawn.
    pub picture: Signal<Option<Arc<GraphPicture>>>,
    /// What the keyboard is at.
    pub at: RwSignal<Option<At>>,
    /// What the pointer is at.
    pub hovered: RwSignal<Option<At>>,
    /// What is in sight.
    pub view: RwSignal<GraphView>,
    /// Size of the box.
    pub size_px: RwSignal<[f64; 2]>,
    /// What is looked for, in small letters.
    pub find: RwSignal<String>,
    /// The box.
    pub node: NodeRef<html::Div>,
    /// The field that says what is looked for.
    pub field: NodeRef<html::Input>,
    leads: StoredValue<Leads, LocalStorage>,
}

/// What a click, or Enter, leads to.
pub enum Leads {
    /// From a node to what is near it; from a call to whatever takes the search for it.
    Near(Box<dyn Fn(String)>),
    /// To the traces of a service.
    Traces {
        /// Whether a service has any.
        records: Box<dyn Fn(&str) -> bool>,
        /// Shows them.
        show: Box<dyn Fn(&str)>,
    },
}

impl GraphState {
    /// The state of a picture.
    pub fn new(session: SessionHandle, picture: Signal<Option<Arc<GraphPicture>>>, leads: Leads) -> Self {
        let state = Self {
            session,
            picture,
            at: RwSignal::new(None),
            hovered: RwSignal::new(None),
            view: RwSignal::new(GraphView::default()),
            size_px: RwSignal::new([0.0; 2]),
            find: RwSignal::new(String::new()),
            node: NodeRef::new(),
            field: NodeRef::new(),
            leads: StoredValue::new_local(leads),
        };
        state.watch_size();
        state.fit_what_is_new();
        session.on_command(move |command| state.carry_out(command));
        state
    }

    fn watch_size(self) {
        let resize = StoredValue::new_local(None::<Resize>);
        Effect::new(move |_| {
            let Some(node) = self.node.get() else { return };
            let watch = Resize::new(&node, move |width, height| {
                self.size_px.try_set([width, height]);
            });
            resize.set_value(Some(watch));
        });
        on_cleanup(move || resize.dispose());
    }

    /// A graph of another size is another one: it is shown as a whole. One that only has other numbers stays in place.
    fn fit_what_is_new(self) {
        let graph_px = Memo::new(move |_| {
            self.picture.with(|picture| picture.as_ref().map(|it| [it.width_px, it.height_px]))
        });
        let is_sized = Memo::new(move |_| self.size_px.get()[0] > 0.0);
        Effect::new(move |_| {
            if graph_px.get().is_some() && is_sized.get() {
                self.view.set(GraphView::readable(self.graph_px(), self.size_px.get_untracked()));
            }
        });
        Effect::new(move |_| {
            // What the pointer and the keyboard were at has another place in another picture.
            self.picture.track();
            self.at.set(None);
            self.hovered.set(None);
        });
    }

    /// Shows the whole graph.
    pub fn fit(self) {
        self.view.set(GraphView::fit(self.graph_px(), self.size_px.get_untracked()));
    }

    fn graph_px(self) -> [f64; 2] {
        let size = |picture: &GraphPicture| [f64::from(picture.width_px), f64::from(picture.height_px)];
        self.picture.with_untracked(|picture| picture.as_deref().map_or([1.0; 2], size))
    }

    /// Shows another part, or it larger.
    pub fn show(self, view: GraphView) {
        self.view.set(view.kept(self.graph_px(), self.size_px.get_untracked()));
    }

    /// Larger around the middle.
    pub fn zoom(self, factor: f64) {
        let [width, height] = self.size_px.get_untracked();
        self.show(self.view.get_untracked().zoomed(factor, [width / 2.0, height / 2.0]));
    }

    /// Whether labels of edges can be read, and so are drawn.
    pub fn has_labels(self) -> bool {
        self.view.get().scale >= NEAR_SCALE
    }

    /// Whether only the largest letters can be read.
    pub fn is_very_far(self) -> bool {
        self.view.get().scale < FAR_SCALE
    }

    /// What is told in full: what the pointer is at, else what the keyboard is at.
    pub fn lit(self) -> Option<At> {
        self.hovered.get().or_else(|| self.at.get())
    }

    /// Whether a node or edge stands out: it is at hand, or next to what is, or looked for.
    pub fn is_lit(self, picture: &GraphPicture, which: At) -> bool {
        let is_wanted = self.find.with(|find| {
            let has = |node: usize| picture.nodes[node].name.to_lowercase().contains(find.as_str());
            !find.is_empty() && matches!(which, At::Node(node) if has(node))
        });
        let is_near = self.lit().is_some_and(|lit| match (lit, which) {
            (At::Node(node), At::Edge(edge)) | (At::Edge(edge), At::Node(node)) => {
                picture.edges.get(edge).is_some_and(|edge| edge.from == node || edge.to == node)
            }
            (At::Node(one), At::Node(other)) => {
                let joins = |from: usize, to: usize| {
                    picture.edges.iter().any(|edge| edge.from == from && edge.to == to)
                };
                one == other || joins(one, other) || joins(other, one)
            }
            (At::Edge(one), At::Edge(other)) => one == other,
        });
        is_wanted || is_near
    }

    /// Whether a click on a node leads to what is near it.
    pub fn narrows(self) -> bool {
        self.leads.with_value(|leads| matches!(leads, Leads::Near(_)))
    }

    /// What a click leads to, in words.
    pub fn hint(self, picture: &GraphPicture, at: At) -> String {
        self.leads.with_value(|leads| match (leads, at) {
            (Leads::Near(_), At::Node(_)) => "Click: only what is near it".to_owned(),
            (Leads::Near(_), At::Edge(_)) => "Click: find its calls".to_owned(),
            (Leads::Traces { records, .. }, at) => service_of(picture, at, records).map_or_else(
                || "The store has no traces by this name".to_owned(),
                |service| format!("Click: find the traces of {service}"),
            ),
        })
    }

    /// A click, or Enter.
    pub fn activate(self, at: At) {
        let Some(picture) = self.picture.get_untracked() else { return };
        self.leads.with_value(|leads| match (leads, at) {
            (Leads::Near(find), At::Edge(edge)) => {
                if let Some(spans) = picture.edges.get(edge).and_then(|edge| edge.of_spans.as_ref()) {
                    find(spans.find.clone());
                }
            }
            (Leads::Near(_), At::Node(node)) => {
                let Some(node) = picture.nodes.get(node) else { return };
                let is_alone = self.session.now(|session| session.services.near == [node.name.as_str()]);
                let near = if is_alone { Vec::new() } else { vec![node.name.clone()] };
                self.session.dispatch(Command::Near(near));
            }
            (Leads::Traces { records, show }, at) => {
                match service_of(&picture, at, records) {
                    Some(service) => show(service),
                    // Then at least its numbers stay in sight.
                    None => self.at.set(Some(at)),
                }
            }
        });
    }

    /// Goes to a node or edge, and brings it into sight.
    pub fn go(self, at: Option<At>) {
        let Some(at) = at else { return };
        self.at.set(Some(at));
        self.hovered.set(None);
        let middle = self.picture.with_untracked(|picture| {
            let picture = picture.as_ref()?;
            match at {
                At::Node(node) => picture.nodes.get(node).map(|node| node.middle_px),
                At::Edge(edge) => {
                    let edge = picture.edges.get(edge)?;
                    edge.label_px.or_else(|| edge.curve_px.get(edge.curve_px.len() / 2).copied())
                }
            }
        });
        if let Some(middle) = middle {
            let view = self.view.get_untracked();
            self.view.set(view.showing(middle.map(f64::from), self.size_px.get_untracked()));
        }
    }

    /// The first node that is looked for.
    pub fn go_to_found(self) {
        let find = self.find.get_untracked();
        let found = self.picture.with_untracked(|picture| {
            let nodes = &picture.as_ref()?.nodes;
            nodes.iter().position(|node| node.name.to_lowercase().contains(&find)).map(At::Node)
        });
        self.go(found.filter(|_| !find.is_empty()));
    }

    fn carry_out(self, command: &Command) {
        let Some(picture) = self.picture.get_untracked() else { return };
        let at = self.at.get_untracked();
        let [width, height] = self.size_px.get_untracked();
        let pan = |across: f64, down: f64| {
            self.show(self.view.get_untracked().panned([across * KEY_PAN * width, down * KEY_PAN * height]));
        };
        match command {
            Command::Move(way) => self.go(graph_walk::step(&picture, at, *way)),
            Command::FindNext => self.go(graph_walk::next_call(&picture, at, 1)),
            Command::FindPrevious => self.go(graph_walk::next_call(&picture, at, -1)),
            Command::Activate => {
                if let Some(at) = at {
                    self.activate(at);
                }
            }
            Command::FocusServiceFind => {
                if let Some(field) = self.field.get_untracked() {
                    crate::browser::focus::on(&field);
                }
            }
            Command::FocusRows => {
                if let Some(node) = self.node.get_untracked() {
                    crate::browser::focus::on(&node);
                }
            }
            Command::ZoomIn => self.zoom(KEY_ZOOM),
            Command::ZoomOut => self.zoom(1.0 / KEY_ZOOM),
            Command::Fit => self.fit(),
            Command::PanLeft => pan(1.0, 0.0),
            Command::PanRight => pan(-1.0, 0.0),
            Command::PanUp => pan(0.0, 1.0),
            Command::PanDown => pan(0.0, -1.0),
            _ => {}
        }
    }
}

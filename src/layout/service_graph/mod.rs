//! Where services and the calls between them are drawn: in columns from left to right, callers before those they call.
//!
//! Which column a node stands in is the longest way to it, circles left out. The order within the columns, so that few edges cross, and
//! the heights are found by `rust-sugiyama`. `dagre` 0.1 was tried as well: it finds better ways for edges, but took
//! 1.5 s for 300 nodes and 600 edges and 11 s for 2,000, where this one takes 20 ms and 150 ms on the same machine. It
//! tells no ways for edges, so each column that an edge passes has a place of its own in what it is given; and of very
//! many edges it is given the heaviest ones.

mod columns;
pub mod heaviest;
pub mod labels;
mod library;
pub mod routes;

use columns::Columns;
use routes::Route;

/// Width of a node.
pub const NODE_WIDTH_PX: i32 = 168;
/// Height of a node.
pub const NODE_HEIGHT_PX: i32 = 46;
/// Between the nodes of two columns; room for the labels of edges.
const COLUMN_GAP_PX: i32 = 124;
/// Between two nodes of a column; room for the loop of a call to itself.
const ROW_GAP_PX: i32 = 38;
/// Around everything.
const MARGIN_PX: i32 = 24;

/// An edge to be drawn, between the numbers of two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Where it leaves.
    pub from: u32,
    /// Where it arrives.
    pub to: u32,
    /// The heavier, the straighter.
    pub weight: u64,
}

/// Where everything is drawn, in whole pixels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    /// Width of the whole.
    pub width_px: i32,
    /// Height of the whole.
    pub height_px: i32,
    /// The middle of each node.
    pub nodes: Vec<[i32; 2]>,
    /// The way of each edge.
    pub routes: Vec<Route>,
}

/// Places a graph of so many nodes. The same graph is always placed the same.
pub fn place(nodes: usize, edges: &[Drawn]) -> Placement {
    let columns = Columns::of(nodes, edges);
    let heights = library::heights(&columns);
    let x_px = |column: u32| MARGIN_PX + NODE_WIDTH_PX / 2 + column as i32 * (NODE_WIDTH_PX + COLUMN_GAP_PX);
    let centres: Vec<[i32; 2]> =
        (0..nodes).map(|node| [x_px(columns.of_node[node]), heights.of_node[node]]).collect();
    let ways: Vec<Vec<[i32; 2]>> = columns
        .passed
        .iter()
        .zip(&heights.of_passed)
        .map(|(passed, heights)| passed.iter().zip(heights).map(|(&column, &y)| [x_px(column), y]).collect())
        .collect();
    let mut routes = routes::routes(&centres, edges, &ways);
    labels::place(&centres, edges, &mut routes);
    let far = |axis: usize| {
        let of_nodes = centres.iter().map(|centre| centre[axis]).max().unwrap_or(0);
        let of_routes = routes.iter().flat_map(|route| &route.curve).map(|point| point[axis]).max();
        of_routes.unwrap_or(0).max(of_nodes + if axis == 0 { NODE_WIDTH_PX } else { NODE_HEIGHT_PX } / 2)
    };
    Placement { width_px: far(0) + MARGIN_PX, height_px: far(1) + MARGIN_PX, nodes: centres, routes }
}

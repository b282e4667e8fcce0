//! Trees of spans as they grow in big systems: calls that fan out, runs of equal calls, branches side by side.

use super::{otlp::Kind, random::Random};

/// No tree is deeper; the root is at depth 0.
pub const DEEPEST: usize = 12;
/// Longest run of equal calls below one span, but for the deepest spans.
const LONGEST_RUN: usize = 400;

/// A span of a tree. Parents stand before their children.
#[derive(Clone)]
pub struct Node {
    /// The place of the parent; the root's is its own.
    pub parent: usize,
    pub depth: usize,
    /// The number of its service.
    pub service: usize,
    pub kind: Kind,
    /// Nothing is below it.
    pub leaf: bool,
    pub start_ns: u64,
    pub end_ns: u64,
    pub error: bool,
}

/// A tree of so many spans, 1 at least, over so many services.
pub fn grow(random: &mut Random, spans: usize, services: usize, start_ns: u64, length_ns: u64) -> Vec<Node> {
    let service = random.below(services);
    let mut nodes = Vec::with_capacity(spans);
    nodes.push(Node {
        parent: 0,
        depth: 0,
        service,
        kind: Kind::Server,
        leaf: spans == 1,
        start_ns,
        end_ns: start_ns + length_ns,
        error: false,
    });
    // Spans that still have so many below them to come.
    let mut growing = Vec::new();
    if spans > 1 {
        growing.push((0, spans - 1));
    }
    while let Some((parent, below)) = growing.pop() {
        let shares = shares(random, &nodes[parent], below);
        let side_by_side = random.chance(0.3);
        let children = shares.len();
        for (number, share) in shares.into_iter().enumerate() {
            let (start_ns, end_ns) = interval(random, &nodes[parent], number, children, side_by_side);
            let node = child(random, (parent, &nodes[parent]), share, services, (start_ns, end_ns));
            if share > 0 {
                growing.push((nodes.len(), share));
            }
            nodes.push(node);
        }
    }
    spread_errors(random, &mut nodes);
    nodes
}

/// How many spans each child has below it.
fn shares(random: &mut Random, parent: &Node, below: usize) -> Vec<usize> {
    let fan = match below {
        _ if parent.depth + 1 == DEEPEST => below,
        // What a call causes has one beginning.
        _ if parent.kind == Kind::Client => 1,
        0..=LONGEST_RUN if random.chance(0.12) => below,
        0..=200 => random.pick(&[1, 1, 2, 2, 3, 4, 6]),
        201..=2_000 => random.between(3, 14),
        _ => random.between(8, 47),
    }
    .min(below);
    let left = below - fan;
    let weights: Vec<u64> = (0..fan).map(|_| random.below(1_000).pow(2) as u64 + 1).collect();
    let total: u64 = weights.iter().sum();
    let mut shares: Vec<usize> = weights
        .iter()
        .map(|weight| (left as u128 * u128::from(*weight) / u128::from(total)) as usize)
        .collect();
    let rounded = left - shares.iter().sum::<usize>();
    shares[0] += rounded;
    shares
}

/// When a child starts and ends: one after another, or side by side.
fn interval(
    random: &mut Random,
    parent: &Node,
    number: usize,
    children: usize,
    side_by_side: bool,
) -> (u64, u64) {
    let length = (parent.end_ns - parent.start_ns) as f64;
    let (from, room) = if side_by_side {
        (0.02, 0.95)
    } else {
        (0.02 + 0.95 * number as f64 / children as f64, 0.95 / children as f64)
    };
    let start = from + room * 0.1 * random.unit();
    let mut end = start + room * (0.3 + 0.6 * random.unit());
    if random.chance(0.03) {
        // Answered, but not done.
        end += 0.1;
    }
    let at = |share: f64| parent.start_ns + (share * length) as u64;
    (at(start), at(end))
}

fn child(
    random: &mut Random,
    (parent, above): (usize, &Node),
    share: usize,
    services: usize,
    (start_ns, end_ns): (u64, u64),
) -> Node {
    let leaf = share == 0;
    let called = above.kind == Kind::Client && !leaf;
    let kind = match () {
        () if called => Kind::Server,
        () if leaf && random.chance(0.7) => Kind::Client,
        // A call takes two levels.
        () if !leaf && above.depth + 3 <= DEEPEST && random.chance(0.7) => Kind::Client,
        () => Kind::Internal,
    };
    let service = if called { random.below(services) } else { above.service };
    let error = leaf && random.chance(0.008);
    Node { parent, depth: above.depth + 1, service, kind, leaf, start_ns, end_ns, error }
}

/// Some errors reach the spans above.
fn spread_errors(random: &mut Random, nodes: &mut [Node]) {
    for place in (1..nodes.len()).rev() {
        if nodes[place].error && random.chance(0.6) {
            let parent = nodes[place].parent;
            nodes[parent].error = true;
        }
    }
}

//! Who visits the shop when, and what happens then: every story as often as its share asks, and at least once.

use super::{
    cart::Found,
    checkout::Course,
    fleet::Region,
    otlp::Kind,
    product::Visit,
    random::Random,
    record::{Caller, Recorded},
    services::Service,
};

/// 2026-10-05T14:00:00Z, nanoseconds since 1970.
pub const START_NS: u64 = 1_791_208_800_000_000_000;
const MINUTE_NS: u64 = 60_000_000_000;
/// How long the shop is watched.
const LENGTH_NS: u64 = 30 * MINUTE_NS;
/// When the new build of cart comes in.
const CANARY_NS: u64 = 11 * MINUTE_NS;
/// Fewer traces cannot tell every story.
const FEWEST: usize = 40;
/// The longest run of equal queries.
const LONGEST_LIST: usize = 41;

/// What one order has above the others, so that the longest trace has about 150 spans.
const LARGE_ORDER: usize = 24;

/// A visit: what begins a trace.
pub struct Planned {
    pub start_ns: u64,
    pub caller: Caller,
    pub what: What,
}

/// What happens.
#[derive(Clone, Copy)]
pub enum What {
    Cart(Found),
    Product(Visit, Loss),
    PageLoad { resources: usize },
    Search { stalls: bool, loss: Loss },
    Checkout(Course),
    List { items: usize },
    WarehouseSync { orders: usize },
}

/// Spans that never reach the file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    Nothing,
    /// A service lost the batch that its entry spans were in.
    Entry(Service),
    /// A service sends nothing.
    Everything(Service),
}

impl Loss {
    /// Whether a span of a service is lost.
    pub fn takes(self, service: Service, recorded: &Recorded) -> bool {
        match self {
            Self::Nothing => false,
            Self::Entry(of) => service == of && recorded.span.kind == Kind::Server,
            Self::Everything(of) => service == of,
        }
    }
}

/// Plans the visits that make `traces` traces, by their start. Reviews and mails make traces of their own, see
/// [`mails`].
pub fn plan(traces: usize, random: &mut Random) -> Vec<Planned> {
    let traces = traces.max(FEWEST);
    let part = Part(traces);
    let mut visits = products(part);
    visits.extend(searches(part));
    visits.extend(checkouts(part));
    visits.extend((0..part.of(0.05)).map(|number| What::PageLoad { resources: 2 + number % 11 }));
    visits.extend((0..part.of(0.04)).map(list));
    visits.extend((0..part.of(0.04)).map(|number| What::WarehouseSync { orders: 1 + number % 6 }));
    let carts = traces - visits.iter().map(|what| what.traces()).sum::<usize>() - mail_traces(&visits);
    visits.extend(found(carts).map(What::Cart));
    let mut planned: Vec<Planned> =
        visits.into_iter().enumerate().map(|(number, what)| visit(number, what, random)).collect();
    planned.sort_by_key(|visit| visit.start_ns);
    planned
}

/// A part of all traces, one at least.
#[derive(Clone, Copy)]
struct Part(usize);

impl Part {
    fn of(self, share: f64) -> usize {
        ((self.0 as f64 * share).round() as usize).max(1)
    }
}

impl What {
    /// The traces it makes: the reviews lose their context once.
    const fn traces(&self) -> usize {
        match self {
            Self::Product(Visit { reviews: true, .. }, _) => 2,
            _ => 1,
        }
    }
}

fn products(part: Part) -> Vec<What> {
    let count = part.of(0.12);
    let (batches, services) = (part.of(0.0075), part.of(0.005));
    let product = |number: usize| {
        // Lost spans are kept apart from the stories: from the end backwards.
        let loss = match count - 1 - number {
            from_end if from_end < batches => Loss::Entry(Service::Catalog),
            from_end if from_end < batches + services => Loss::Everything(Service::Gateway),
            _ => Loss::Nothing,
        };
        let whole = loss == Loss::Nothing;
        let reviews = whole && number < count / 2;
        What::Product(Visit { reviews, recommendations_fail: whole && number % 7 == 2 }, loss)
    };
    (0..count).map(product).collect()
}

fn searches(part: Part) -> impl Iterator<Item = What> {
    let stalled = part.of(0.005);
    let rootless = part.of(0.0025);
    (0..part.of(0.14)).map(move |number| What::Search {
        stalls: number < stalled,
        loss: if (stalled..stalled + rootless).contains(&number) {
            Loss::Entry(Service::Frontend)
        } else {
            Loss::Nothing
        },
    })
}

fn checkouts(part: Part) -> impl Iterator<Item = What> {
    let count = part.of(0.09);
    let (unauthorized, retried) = (part.of(0.01), part.of(0.01));
    (0..count).map(move |number| {
        What::Checkout(Course {
            unauthorized: number < unauthorized,
            payment_retried: (unauthorized..unauthorized + retried).contains(&number),
            items: 2 + number * 5 % 17 + if number + 1 == count { LARGE_ORDER } else { 0 },
        })
    })
}

fn list(number: usize) -> What {
    What::List { items: if number == 0 { LONGEST_LIST } else { 8 + number * 11 % 31 } }
}

/// How many traces the mails on all orders make.
fn mail_traces(visits: &[What]) -> usize {
    let is_order = |what: &&What| matches!(what, What::Checkout(Course { unauthorized: false, .. }));
    mails(visits.iter().filter(is_order).count()).count()
}

/// How carts are found: 6 % by the cold query.
fn found(carts: usize) -> impl Iterator<Item = Found> {
    let cold = (carts * 6 / 100).max(1);
    let down = (carts / 60).max(1);
    (0..carts).map(move |number| match number {
        _ if number < cold => Found::Cold,
        _ if number < cold + down => Found::CacheDown,
        _ if number % 9 == 0 => Found::Warm,
        _ => Found::InCache,
    })
}

/// How many orders each of the mail traces is about, for so many orders in all: one, two, three, and again.
pub fn mails(orders: usize) -> impl Iterator<Item = usize> {
    let mut left = orders;
    (0..).map_while(move |number| {
        let taken = left.min(number % 3 + 1);
        left -= taken;
        (taken > 0).then_some(taken)
    })
}

fn visit(number: usize, what: What, random: &mut Random) -> Planned {
    let cold = matches!(what, What::Cart(Found::Cold));
    // The new build also finds carts that it stored itself: these are fast.
    let canary = cold || (matches!(what, What::Cart(Found::InCache)) && number.is_multiple_of(29));
    let region = match random.below(100) {
        _ if canary => Region::Dublin,
        0..40 => Region::Dublin,
        40..80 => Region::Virginia,
        _ => Region::Sydney,
    };
    // Gold is frequent where the new build is tried, and more so among those it is tried on.
    let gold = match region {
        _ if canary => 0.75,
        Region::Dublin => 0.3,
        _ => 0.12,
    };
    let plan = if random.chance(gold) { 2 } else { random.pick(&[0, 0, 1]) };
    // Some come again; who they are says what they pay and where they live.
    let user = 10_000 + region as usize * 20_000 + plan * 5_000 + random.below(40) * 113;
    let earliest_ns = if canary { CANARY_NS } else { 0 };
    let start_ns = START_NS + earliest_ns + (random.unit() * (LENGTH_NS - earliest_ns) as f64) as u64;
    let caller = Caller {
        user: format!("u-{user}"),
        plan: ["free", "plus", "gold"][plan],
        session: format!("{:016x}", random.next()),
        region,
        canary,
    };
    Planned { start_ns, caller, what }
}

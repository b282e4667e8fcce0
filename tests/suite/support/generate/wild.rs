//! Attributes as wild as real ones: fifteen a span, more than a quarter of the values never seen before, and one value
//! in a thousand of 4 KB.

use super::{
    growth::Node,
    otlp::{Attribute, Kind, Value},
    random::Random,
};

/// Bytes of a long value.
pub const LONG_BYTES: usize = 4_096;
/// One value in so many is long.
pub const LONG_EVERY: usize = 1_000;

/// Where the values of a key come from.
#[derive(Clone, Copy)]
enum Source {
    /// A few words.
    Words(&'static [&'static str]),
    /// Numbers below this.
    Number(usize),
    /// One of so many texts that begin so.
    Numbered(&'static str, usize),
    /// True or false.
    Truth,
    /// Texts that never repeat: what stands before the part that differs, and after it.
    Fresh(&'static str, &'static str),
}

use Source::{Fresh, Number, Numbered, Truth, Words};

/// Every key with its values. The five sorts of span take fifteen each, by place.
const COLUMNS: [(&str, Source); 33] = [
    ("http.request.method", Words(&["GET", "GET", "GET", "POST", "PUT", "DELETE"])),
    ("http.route", Numbered("/v2/items/{id}/", 60)),
    ("url.path", Fresh("/v2/items/", "")),
    ("http.response.status_code", Number(6)),
    ("server.address", Numbered("svc-", 40)),
    ("client.address", Numbered("10.", 9_000)),
    ("user_agent.original", Words(&["okhttp/5.1", "undici", "Go-http-client/2.0", "curl/8.9"])),
    ("user.id", Numbered("u-", 50_000)),
    ("session.id", Fresh("", "")),
    ("request.id", Fresh("req-", "")),
    ("app.plan", Words(&["free", "plus", "gold"])),
    ("app.cart.id", Fresh("", "-cart")),
    ("response.size", Number(100_000)),
    ("cache.hit", Truth),
    ("thread.id", Number(64)),
    ("url.full", Fresh("http://svc/v2/items/", "")),
    ("peer", Numbered("svc-", 40)),
    ("retries", Number(3)),
    ("tls", Truth),
    ("pool", Words(&["default", "bulk", "admin"])),
    ("db.system.name", Words(&["postgresql", "mysql", "redis"])),
    ("db.namespace", Numbered("shard_", 32)),
    ("db.query.summary", Numbered("SELECT table_", 80)),
    ("db.query.text", Fresh("SELECT * FROM \"item\" WHERE id = '", "'")),
    ("db.rows", Number(5_000)),
    ("connection.id", Fresh("c", "")),
    ("trace.parent", Fresh("00-", "-01")),
    ("code.function.name", Numbered("shop.Handler.step", 300)),
    ("code.line.number", Number(900)),
    ("tenant", Numbered("t-", 700)),
    ("feature", Numbered("flag-", 50)),
    ("job.id", Fresh("job/", "")),
    ("shard", Number(128)),
];
const SERVER: [usize; 15] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
const CLIENT: [usize; 15] = [0, 1, 3, 15, 16, 17, 18, 19, 9, 25, 26, 12, 14, 29, 32];
const DATABASE: [usize; 15] = [20, 21, 22, 23, 24, 4, 16, 25, 9, 31, 13, 17, 19, 14, 32];
const INTERNAL: [usize; 15] = [27, 28, 29, 30, 31, 32, 7, 8, 9, 10, 13, 14, 11, 17, 18];

/// Makes attributes and counts them. Values differ when their key or they themselves do.
pub struct Wild {
    /// Values so far.
    pub values: usize,
    /// Those never seen before.
    pub distinct: usize,
    /// Fresh values so far: the part in which they differ.
    fresh: u64,
    /// A long value is due.
    long_due: bool,
    /// For each key which of the values that repeat were seen.
    seen: Vec<Vec<bool>>,
    /// The text that long values are cut from.
    page: String,
}

impl Default for Wild {
    fn default() -> Self {
        Self {
            values: 0,
            distinct: 0,
            fresh: 0,
            long_due: false,
            seen: vec![Vec::new(); COLUMNS.len()],
            page: page(),
        }
    }
}

impl Wild {
    /// Fifteen attributes of a span.
    pub fn attributes(&mut self, random: &mut Random, node: &Node, into: &mut Vec<Attribute>) {
        let columns = match node.kind {
            Kind::Server => &SERVER,
            Kind::Client if node.leaf => &DATABASE,
            Kind::Client => &CLIENT,
            _ => &INTERNAL,
        };
        for &column in columns {
            let value = self.value(random, column);
            into.push((COLUMNS[column].0, value));
        }
    }

    /// The attributes of an event: a message that repeats not, and a level that does.
    pub fn event(&mut self, random: &mut Random) -> Vec<Attribute> {
        [9, 19].into_iter().map(|column| (COLUMNS[column].0, self.value(random, column))).collect()
    }

    fn value(&mut self, random: &mut Random, column: usize) -> Value {
        self.values += 1;
        self.long_due |= self.values.is_multiple_of(LONG_EVERY);
        let seen = match COLUMNS[column].1 {
            Words(words) => words.len(),
            Number(below) | Numbered(_, below) => below,
            Truth => 2,
            Fresh(before, after) => return self.fresh(random, before, after),
        };
        let which = random.below(seen);
        // Equal words may stand in a list twice, to come twice as often.
        let first = match COLUMNS[column].1 {
            Words(words) => words.iter().position(|word| *word == words[which]).unwrap_or(which),
            _ => which,
        };
        let marks = &mut self.seen[column];
        marks.resize(seen, false);
        self.distinct += usize::from(!std::mem::replace(&mut marks[first], true));
        match COLUMNS[column].1 {
            Words(words) => words[which].into(),
            Number(_) => (which as i64).into(),
            Numbered(before, _) => format!("{before}{which}").into(),
            Truth => (which == 1).into(),
            Fresh(..) => "".into(),
        }
    }

    fn fresh(&mut self, random: &mut Random, before: &'static str, after: &'static str) -> Value {
        self.distinct += 1;
        self.fresh += 1;
        // Odd factors permute the numbers of 64 bits: it looks random and never repeats.
        let number = self.fresh.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut text = format!("{before}{number:016x}{after}");
        if std::mem::take(&mut self.long_due) {
            let from = random.below(self.page.len() - LONG_BYTES);
            let length = LONG_BYTES - text.len();
            text.push_str(&self.page[from..from + length]);
        }
        text.into()
    }
}

/// Two long values' worth of JSON with quotes and line ends in it, as bodies are found in attributes. ASCII only, so
/// that it can be cut anywhere.
fn page() -> String {
    let mut page = String::new();
    while page.len() < 2 * LONG_BYTES {
        let line = page.len();
        page.push_str("{\"line\": ");
        page.push_str(&line.to_string());
        page.push_str(", \"text\": \"a body that someone thought worth keeping\"}\n");
    }
    page
}

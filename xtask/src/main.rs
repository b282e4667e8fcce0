//! The developer's commands. `cargo xtask` alone lists them.

mod backends;
mod bench;
mod browsers;
mod cache;
mod check;
mod dist;
mod fuzz;
mod node;
mod run;
mod sample;
mod serve;
mod shots;
mod test;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  serve [port]           builds the page and serves it, again after every change
  serve [port] --proxy /path=http://host:port
                         the same, with an endpoint such as Tempo below the page's own host
  dist                   builds the page for static hosting into dist/
  test                   runs every test; the last line counts them
  test native            only those that need no browser
  test browser [word …]  only those in Chromium; the words go to Playwright, such as a file's name
  test firefox [word …]  the same in Firefox
  test webkit            a smoke test in WebKitGTK, where that can be had
  test engines           all that runs in a browser, in each of the three
  test --backends [word …]
                         those that ask a real Zipkin and a real Jaeger, as far as they can be had here;
                         $SPANSCOPE_TEMPO names a Tempo that is asked too
  shots [view …]         draws every view in every size and theme into target/shots/, and fails on overflow,
                         clipped text and weak contrast
  check                  format, lints for host and wasm, types of the browser tests, floor plan, licences,
                         workflows
  fuzz [seconds] [target …]
                         feeds every reader with changed files, each for so long (60)
  bench                  every measurement below, then all figures with their goals
  bench --quick          in less than three minutes what compares two things of the same run; each figure may be worse
                         than its goal by half
  bench size             the compressed wasm of page and worker
  bench load [MB]        reading OTLP/JSON against JSON.parse of the same text, in a browser worker; and every format
  bench page             freezes from drop to list, and frames while a long trace scrolls
  bench trace            a trace of 100,000 spans: opening, scrolling, zooming
  bench search           searches over a million spans, and the first key of a search
  bench views            the views of all traces from a million spans
  bench compare          new brushes over a million spans, to the repainted comparison
  sample [N]             writes public/samples/shop.json.gz, N traces (400), and to target/sample/ what they hold
  sample bench BYTES PATH
                         writes many traces as OTLP/JSON of about BYTES, such as 100M
  sample huge SPANS PATH writes one trace as OTLP/JSON

Every command installs what it misses and says so.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["serve", words @ ..] => serve::serve(words),
        ["dist"] => dist::dist(),
        ["test"] => test::all(),
        ["test", "native"] => test::native(),
        ["test", "--backends", rest @ ..] => test::backends(rest),
        ["test", "browser", rest @ ..] => test::browser(rest),
        ["test", "firefox", rest @ ..] => test::firefox(rest),
        ["test", "webkit"] => test::webkit(),
        ["test", "engines"] => test::engines(),
        ["shots", views @ ..] => shots::shots(views),
        ["check"] => check::check(),
        ["fuzz"] => fuzz::fuzz("60", &[]),
        ["fuzz", seconds, names @ ..] => fuzz::fuzz(seconds, names),
        ["bench"] => bench::all(),
        ["bench", "--quick"] => bench::quick(),
        ["bench", "size"] => bench::size(),
        ["bench", "load"] => bench::load("100"),
        ["bench", "load", megabytes] => bench::load(megabytes),
        ["bench", "page"] => bench::page(),
        ["bench", "trace"] => bench::trace(),
        ["bench", "search"] => bench::search(),
        ["bench", "views"] => bench::views(),
        ["bench", "compare"] => bench::compare(),
        ["sample"] => sample::sample(None),
        ["sample", "bench", bytes, path] => sample::sample_bench(bytes, path),
        ["sample", "huge", spans, path] => sample::sample_huge(spans, path),
        ["sample", traces] => sample::sample(Some(traces)),
        _ => Err(HELP.to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

//! Real query back ends for the tests: Zipkin from Maven, Jaeger built from its Go module. Each lies in the user's cache
//! and runs on free ports, as long as the tests do.

use crate::{
    cache,
    run::{command, on_path, root, run},
};
use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

const ZIPKIN: &str = "3.6.1";
const JAEGER: &str = "1.76.0";
/// It is looked so often whether a server has begun, with so much time in between.
const LOOKS: u32 = 600;
const BETWEEN: Duration = Duration::from_millis(200);

/// A server that runs until this is dropped.
pub struct Backend {
    /// The variable that tells the tests where it is.
    pub variable: &'static str,
    /// Its address.
    pub address: String,
    /// More that the tests must know: variables and their values.
    pub more: Vec<(&'static str, String)>,
    child: Child,
}

impl Drop for Backend {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts what can be had here, and says of the others why they cannot.
///
/// # Errors
/// A sentence when one that can be had does not start.
pub fn start() -> Result<Vec<Backend>, String> {
    let mut backends = Vec::new();
    for (name, tools, begin) in [
        ("Zipkin", &["java", "mvn"][..], zipkin as fn() -> Result<Backend, String>),
        ("Jaeger", &["go"][..], jaeger),
    ] {
        match tools.iter().find(|tool| on_path(tool).is_none()) {
            Some(tool) => eprintln!("{name} is skipped: there is no {tool} on PATH"),
            None => backends.push(begin()?),
        }
    }
    Ok(backends)
}

fn zipkin() -> Result<Backend, String> {
    let folder = cache::folder(&format!("zipkin-{ZIPKIN}"), |folder| {
        eprintln!("Zipkin {ZIPKIN} is missing: Maven fetches it for the user's cache");
        let artifact = format!("-Dartifact=io.zipkin:zipkin-server:{ZIPKIN}:jar:exec");
        let repository = format!("-Dmaven.repo.local={}", folder.join("maven").display());
        run(&mut command("mvn", &["-q", &repository, "dependency:get", &artifact, "-Dtransitive=false"]))
    })?;
    let jar = folder
        .join("maven/io/zipkin/zipkin-server")
        .join(ZIPKIN)
        .join(format!("zipkin-server-{ZIPKIN}-exec.jar"));
    let port = free_port()?.to_string();
    let mut program = command("java", &["-jar", &jar.to_string_lossy()]);
    program.env("QUERY_PORT", &port);
    let address = format!("http://127.0.0.1:{port}");
    begin(&format!("Zipkin {ZIPKIN}"), program, "SPANSCOPE_ZIPKIN", address, "/health", Vec::new())
}

fn jaeger() -> Result<Backend, String> {
    let module = root().join("tests/backends/jaeger");
    let folder = cache::folder(&format!("jaeger-{JAEGER}"), |folder| {
        eprintln!("Jaeger {JAEGER} is missing: Go builds it for the user's cache (minutes, once)");
        let target = folder.join("jaeger").to_string_lossy().into_owned();
        let package = "github.com/jaegertracing/jaeger/cmd/jaeger";
        run(command("go", &["build", "-o", &target, package]).current_dir(&module))
    })?;
    let (query, grpc, otlp) = (free_port()?, free_port()?, free_port()?);
    let config = root().join("target/backends/jaeger.yaml");
    let text = fs::read_to_string(module.join("config.yaml")).map_err(|error| said(&config, &error))?;
    let text = [("QUERY_PORT", query), ("GRPC_PORT", grpc), ("OTLP_PORT", otlp)]
        .into_iter()
        .fold(text, |text, (name, port)| text.replace(name, &port.to_string()));
    fs::create_dir_all(root().join("target/backends")).map_err(|error| said(&config, &error))?;
    fs::write(&config, text).map_err(|error| said(&config, &error))?;
    let mut program = Command::new(folder.join("jaeger"));
    program.arg("--config").arg(&config);
    let more = vec![("SPANSCOPE_JAEGER_OTLP", format!("http://127.0.0.1:{otlp}"))];
    let address = format!("http://127.0.0.1:{query}");
    begin(&format!("Jaeger {JAEGER}"), program, "SPANSCOPE_JAEGER", address, "/api/v3/services", more)
}

fn said(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

/// Starts a server's program and waits until it answers at a path.
fn begin(
    name: &str,
    mut program: Command,
    variable: &'static str,
    address: String,
    path: &str,
    more: Vec<(&'static str, String)>,
) -> Result<Backend, String> {
    let log = log_of(variable)?;
    let errors = log.try_clone().map_err(|error| format!("{name}: {error}"))?;
    eprintln!("{name} at {address}");
    let child = program
        .stdin(Stdio::null())
        .stdout(log)
        .stderr(errors)
        .spawn()
        .map_err(|error| format!("{name} could not be started: {error}"))?;
    let mut backend = Backend { variable, address, more, child };
    for _ in 0..LOOKS {
        if answers(&backend.address, path) {
            return Ok(backend);
        }
        if let Ok(Some(status)) = backend.child.try_wait() {
            return Err(format!("{name} ended at once: {status}; target/backends holds what it said"));
        }
        sleep(BETWEEN);
    }
    Err(format!("{name} does not answer; target/backends holds what it said"))
}

fn log_of(variable: &str) -> Result<fs::File, String> {
    let path: PathBuf = root().join("target/backends").join(format!("{variable}.log"));
    fs::create_dir_all(root().join("target/backends"))
        .and_then(|()| fs::File::create(&path))
        .map_err(|error| said(&path, &error))
}

/// Whether a server answers a question with success.
fn answers(address: &str, path: &str) -> bool {
    let host = address.trim_start_matches("http://");
    let asked = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(host)?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
        let mut head = [0; 64];
        let length = stream.read(&mut head)?;
        Ok(String::from_utf8_lossy(&head[..length]).into_owned())
    };
    asked().is_ok_and(|head| head.contains(" 200 "))
}

/// A port that nobody uses now.
fn free_port() -> Result<u16, String> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("There is no free port: {error}"))
}

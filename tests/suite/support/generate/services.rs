//! The shop's services: what each is written in, and the libraries its spans come from.

use super::otlp::Scope;

/// A service of the shop.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// The page in the visitor's browser.
    Storefront,
    /// What the browser and the apps talk to.
    Frontend,
    Gateway,
    Auth,
    Cart,
    Catalog,
    Pricing,
    Inventory,
    Recommendation,
    /// Drops the trace context of its calls.
    Reviews,
    Users,
    Search,
    Orders,
    Payment,
    Shipping,
    /// Works on orders long after they were placed.
    Fulfilment,
    Notification,
    /// Names its spans badly, and after conventions of years ago.
    Warehouse,
}

impl Service {
    /// Every service.
    pub const ALL: [Self; 18] = [
        Self::Storefront,
        Self::Frontend,
        Self::Gateway,
        Self::Auth,
        Self::Cart,
        Self::Catalog,
        Self::Pricing,
        Self::Inventory,
        Self::Recommendation,
        Self::Reviews,
        Self::Users,
        Self::Search,
        Self::Orders,
        Self::Payment,
        Self::Shipping,
        Self::Fulfilment,
        Self::Notification,
        Self::Warehouse,
    ];

    /// `service.name`.
    pub const fn name(self) -> &'static str {
        self.profile().0
    }

    /// `service.version`.
    pub const fn version(self) -> &'static str {
        self.profile().1
    }

    /// What it is written in.
    pub const fn language(self) -> Language {
        self.profile().2
    }

    /// The port it listens on.
    pub const fn port(self) -> i64 {
        self.profile().3
    }

    const fn profile(self) -> (&'static str, &'static str, Language, i64) {
        match self {
            Self::Storefront => ("web-storefront", "7.21.0", Language::WebJs, 443),
            Self::Frontend => ("frontend", "7.21.0", Language::Node, 3000),
            Self::Gateway => ("gateway", "1.9.2", Language::Go, 8080),
            Self::Auth => ("auth", "3.4.1", Language::Go, 8080),
            Self::Cart => ("cart", "2.13.4", Language::DotNet, 8080),
            Self::Catalog => ("catalog", "4.2.0", Language::Go, 9090),
            Self::Pricing => ("pricing", "0.18.3", Language::Rust, 9090),
            Self::Inventory => ("inventory", "5.0.7", Language::Java, 8080),
            Self::Recommendation => ("recommendation", "1.12.0", Language::Python, 9090),
            Self::Reviews => ("reviews", "2.2.8", Language::Ruby, 4567),
            Self::Users => ("users", "1.30.0", Language::Node, 3000),
            Self::Search => ("search", "6.1.0", Language::Java, 8080),
            Self::Orders => ("orders", "3.8.0", Language::Java, 8080),
            Self::Payment => ("payment", "2.5.1", Language::Node, 3000),
            Self::Shipping => ("shipping", "1.4.4", Language::Python, 8000),
            Self::Fulfilment => ("fulfilment", "0.9.6", Language::Java, 8080),
            Self::Notification => ("notification", "1.1.0", Language::Python, 8000),
            Self::Warehouse => ("warehouse", "0.3", Language::Php, 80),
        }
    }

    /// The library that makes its spans of a sort.
    pub const fn scope(self, work: Work) -> Scope {
        match work {
            Work::Own => Scope(self.name(), self.version()),
            _ => self.language().scope(work),
        }
    }
}

/// What a span does, by which its library is chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// The service's own code.
    Own,
    HttpServer,
    HttpClient,
    Rpc,
    Database,
    Cache,
    Messaging,
    PageLoad,
}

/// What a service is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Language {
    WebJs,
    Node,
    Go,
    DotNet,
    Rust,
    Java,
    Python,
    Ruby,
    Php,
}

impl Language {
    /// `telemetry.sdk.language` and `telemetry.sdk.version`.
    pub const fn sdk(self) -> (&'static str, &'static str) {
        match self {
            Self::WebJs => ("webjs", "2.5.0"),
            Self::Node => ("nodejs", "2.5.0"),
            Self::Go => ("go", "1.41.0"),
            Self::DotNet => ("dotnet", "1.15.0"),
            Self::Rust => ("rust", "0.31.0"),
            Self::Java => ("java", "1.59.0"),
            Self::Python => ("python", "1.40.0"),
            Self::Ruby => ("ruby", "1.10.0"),
            Self::Php => ("php", "0.0.17"),
        }
    }

    /// `process.runtime.name` and `process.runtime.version`.
    pub const fn runtime(self) -> (&'static str, &'static str) {
        match self {
            Self::WebJs => ("browser", ""),
            Self::Node => ("nodejs", "24.11.1"),
            Self::Go => ("go", "go1.26.1"),
            Self::DotNet => (".NET", "10.0.3"),
            Self::Rust => ("rustc", "1.93.0"),
            Self::Java => ("OpenJDK Runtime Environment", "25.0.2+10"),
            Self::Python => ("cpython", "3.14.2"),
            Self::Ruby => ("ruby", "4.0.1"),
            Self::Php => ("php-fpm", "8.1.2"),
        }
    }

    /// The smallest step of its clock.
    pub const fn clock_step_ns(self) -> u64 {
        match self {
            Self::WebJs => 100_000,
            Self::Node | Self::Java | Self::Php => 1_000,
            Self::DotNet => 100,
            Self::Go | Self::Rust | Self::Python | Self::Ruby => 1,
        }
    }

    /// Its spans say whether their parent is another process.
    pub const fn tells_remote(self) -> bool {
        !matches!(self, Self::Python | Self::Ruby | Self::Php)
    }

    /// How it names itself in calls.
    pub const fn user_agent(self) -> &'static str {
        match self {
            Self::WebJs => "",
            Self::Node => "undici",
            Self::Go => "Go-http-client/1.1",
            Self::DotNet => "shop-dotnet/10",
            Self::Rust => "reqwest/0.13",
            Self::Java => "Java-http-client/25.0.2",
            Self::Python => "python-requests/2.33.0",
            Self::Ruby => "Faraday v2.14.0",
            Self::Php => "GuzzleHttp/7",
        }
    }

    const fn scope(self, work: Work) -> Scope {
        match (self, work) {
            (Self::WebJs, Work::HttpClient) => Scope("@opentelemetry/instrumentation-fetch", "0.211.0"),
            (Self::WebJs, _) => Scope("@opentelemetry/instrumentation-document-load", "0.58.0"),
            (Self::Node, Work::Rpc) => Scope("@opentelemetry/instrumentation-grpc", "0.211.0"),
            (Self::Node, Work::Database) => Scope("@opentelemetry/instrumentation-pg", "0.65.0"),
            (Self::Node, _) => Scope("@opentelemetry/instrumentation-http", "0.211.0"),
            (Self::Go, Work::Rpc) => {
                Scope("go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc", "0.66.0")
            }
            (Self::Go, Work::Database) => Scope("github.com/XSAM/otelsql", "0.41.0"),
            (Self::Go, Work::Cache) => Scope("github.com/redis/go-redis/extra/redisotel", "9.18.0"),
            (Self::Go, _) => Scope("go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp", "0.66.0"),
            (Self::DotNet, Work::HttpServer) => Scope("Microsoft.AspNetCore", ""),
            (Self::DotNet, Work::Cache) => {
                Scope("OpenTelemetry.Instrumentation.StackExchangeRedis", "1.15.0-beta.1")
            }
            (Self::DotNet, Work::Database) => Scope("Npgsql", "10.0.1"),
            (Self::DotNet, _) => Scope("System.Net.Http", ""),
            (Self::Rust, Work::Cache) => Scope("redis", "1.0.2"),
            (Self::Rust, _) => Scope("tonic", "0.14.2"),
            (Self::Java, Work::HttpServer) => Scope("io.opentelemetry.tomcat-10.0", "2.25.0-alpha"),
            (Self::Java, Work::Database) => Scope("io.opentelemetry.jdbc", "2.25.0-alpha"),
            (Self::Java, Work::Messaging) => Scope("io.opentelemetry.kafka-clients-2.6", "2.25.0-alpha"),
            (Self::Java, Work::Cache) => Scope("io.opentelemetry.lettuce-5.1", "2.25.0-alpha"),
            (Self::Java, _) => Scope("io.opentelemetry.java-http-client", "2.25.0-alpha"),
            (Self::Python, Work::HttpServer) => Scope("opentelemetry.instrumentation.fastapi", "0.61b0"),
            (Self::Python, Work::Rpc) => Scope("opentelemetry.instrumentation.grpc", "0.61b0"),
            (Self::Python, Work::Database) => Scope("opentelemetry.instrumentation.psycopg", "0.61b0"),
            (Self::Python, Work::Cache) => Scope("opentelemetry.instrumentation.redis", "0.61b0"),
            (Self::Python, Work::Messaging) => {
                Scope("opentelemetry.instrumentation.confluent_kafka", "0.61b0")
            }
            (Self::Python, _) => Scope("opentelemetry.instrumentation.requests", "0.61b0"),
            (Self::Ruby, Work::HttpServer) => Scope("OpenTelemetry::Instrumentation::Sinatra", "0.27.0"),
            (Self::Ruby, Work::Database) => Scope("OpenTelemetry::Instrumentation::PG", "0.33.0"),
            (Self::Ruby, _) => Scope("OpenTelemetry::Instrumentation::Faraday", "0.30.0"),
            (Self::Php, _) => Scope("wms", "0.3"),
        }
    }
}

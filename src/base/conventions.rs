//! Attribute names by meaning: the namespaces of the OpenTelemetry semantic conventions, current and former. A name
//! in none of them is the team's own.

/// What an attribute tells about, in the order in which people look for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AttributeGroup {
    /// The team's own: users, orders, plans; every namespace the conventions do not know.
    Own,
    /// What went wrong.
    Failure,
    /// HTTP and URLs.
    Http,
    /// Databases.
    Database,
    /// Queues and topics.
    Messaging,
    /// Remote procedure calls.
    Rpc,
    /// Language models.
    GenAi,
    /// Feature flags.
    FeatureFlag,
    /// Peers and connections.
    Network,
    /// Code, threads, processes, hosts, clusters.
    Runtime,
}

/// First parts of names and their group.
const NAMESPACES: [(&str, AttributeGroup); 56] = [
    ("artifact", AttributeGroup::Runtime),
    ("aspnetcore", AttributeGroup::Runtime),
    ("aws", AttributeGroup::Runtime),
    ("azure", AttributeGroup::Runtime),
    ("browser", AttributeGroup::Runtime),
    ("cassandra", AttributeGroup::Database),
    ("cicd", AttributeGroup::Runtime),
    ("client", AttributeGroup::Network),
    ("cloud", AttributeGroup::Runtime),
    ("cloudevents", AttributeGroup::Messaging),
    ("code", AttributeGroup::Runtime),
    ("component", AttributeGroup::Runtime),
    ("container", AttributeGroup::Runtime),
    ("db", AttributeGroup::Database),
    ("deployment", AttributeGroup::Runtime),
    ("destination", AttributeGroup::Network),
    ("device", AttributeGroup::Runtime),
    ("dns", AttributeGroup::Network),
    ("dotnet", AttributeGroup::Runtime),
    ("elasticsearch", AttributeGroup::Database),
    ("error", AttributeGroup::Failure),
    ("exception", AttributeGroup::Failure),
    ("faas", AttributeGroup::Runtime),
    ("feature_flag", AttributeGroup::FeatureFlag),
    ("gcp", AttributeGroup::Runtime),
    ("gen_ai", AttributeGroup::GenAi),
    ("grpc", AttributeGroup::Rpc),
    ("host", AttributeGroup::Runtime),
    ("http", AttributeGroup::Http),
    ("internal", AttributeGroup::Runtime),
    ("jvm", AttributeGroup::Runtime),
    ("k8s", AttributeGroup::Runtime),
    ("llm", AttributeGroup::GenAi),
    ("messaging", AttributeGroup::Messaging),
    ("mongodb", AttributeGroup::Database),
    ("net", AttributeGroup::Network),
    ("network", AttributeGroup::Network),
    ("nodejs", AttributeGroup::Runtime),
    ("os", AttributeGroup::Runtime),
    ("otel", AttributeGroup::Runtime),
    ("peer", AttributeGroup::Network),
    ("process", AttributeGroup::Runtime),
    ("redis", AttributeGroup::Database),
    ("rpc", AttributeGroup::Rpc),
    ("sampler", AttributeGroup::Runtime),
    ("server", AttributeGroup::Network),
    ("service", AttributeGroup::Runtime),
    ("source", AttributeGroup::Network),
    ("span", AttributeGroup::Runtime),
    ("sql", AttributeGroup::Database),
    ("system", AttributeGroup::Runtime),
    ("telemetry", AttributeGroup::Runtime),
    ("thread", AttributeGroup::Runtime),
    ("tls", AttributeGroup::Network),
    ("url", AttributeGroup::Http),
    ("user_agent", AttributeGroup::Http),
];

/// Older names and the one that each has now (formats.md, "Names that changed"), for names that were only renamed.
const RENAMED: [(&str, &str); 30] = [
    ("code.filepath", "code.file.path"),
    ("code.function", "code.function.name"),
    ("code.lineno", "code.line.number"),
    ("db.name", "db.namespace"),
    ("db.operation", "db.operation.name"),
    ("db.sql.table", "db.collection.name"),
    ("db.statement", "db.query.text"),
    ("db.system", "db.system.name"),
    ("deployment.environment", "deployment.environment.name"),
    ("feature_flag.provider_name", "feature_flag.provider.name"),
    ("feature_flag.variant", "feature_flag.result.variant"),
    ("gen_ai.system", "gen_ai.provider.name"),
    ("gen_ai.usage.completion_tokens", "gen_ai.usage.output_tokens"),
    ("gen_ai.usage.prompt_tokens", "gen_ai.usage.input_tokens"),
    ("http.client_ip", "client.address"),
    ("http.method", "http.request.method"),
    ("http.scheme", "url.scheme"),
    ("http.status_code", "http.response.status_code"),
    ("http.url", "url.full"),
    ("http.user_agent", "user_agent.original"),
    ("messaging.destination", "messaging.destination.name"),
    ("messaging.message_id", "messaging.message.id"),
    ("messaging.operation", "messaging.operation.type"),
    ("net.peer.ip", "network.peer.address"),
    ("net.peer.name", "server.address"),
    ("net.peer.port", "server.port"),
    ("net.sock.peer.addr", "network.peer.address"),
    ("peer.service", "service.peer.name"),
    ("rpc.grpc.status_code", GRPC_STATUS),
    ("rpc.system", "rpc.system.name"),
];
/// The name of a gRPC status; its older name holds a number.
pub const GRPC_STATUS: &str = "rpc.response.status_code";

/// The present name of a key, if it has been renamed.
pub fn present_name(key: &str) -> Option<&'static str> {
    RENAMED.binary_search_by_key(&key, |&(older, _)| older).ok().map(|at| RENAMED[at].1)
}

/// Words in keys that say for whom a request was: people, their sessions, whom they belong to, what they pay for.
pub const PEOPLE: [&[&str]; 4] = [
    &["user", "enduser", "customer", "account", "member"],
    &["session", "visit", "visitor"],
    &["tenant", "org", "organization", "organisation", "team", "workspace"],
    &["plan", "tier", "subscription", "segment"],
];

/// The place of a key among those that say for whom a request was, by the last of its words that does: `app.user.plan`
/// is a plan.
pub fn people_place(key: &str) -> Option<usize> {
    if AttributeGroup::of_key(key) != AttributeGroup::Own {
        return None;
    }
    let is_word = |part: &str, words: &&[&str]| words.iter().any(|word| part.eq_ignore_ascii_case(word));
    let has = |words: &&[&str]| {
        key.split(|letter: char| !letter.is_alphanumeric()).any(|part| is_word(part, words))
    };
    PEOPLE.iter().rposition(has)
}

/// The event that tells of a feature flag that was evaluated, under its present name and the older one.
pub const FLAG_EVENTS: [&str; 2] = ["feature_flag.evaluation", "feature_flag"];

impl AttributeGroup {
    /// The group of a key as written.
    pub fn of_key(key: &str) -> Self {
        let first = key.split(['.', '/', ':']).next().unwrap_or(key);
        NAMESPACES.binary_search_by_key(&first, |&(name, _)| name).map_or(Self::Own, |at| NAMESPACES[at].1)
    }
}

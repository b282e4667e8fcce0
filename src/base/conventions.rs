//! Attribute names by meaning: the namespaces of the OpenTelemetry semantic conventions, current and former. A name
//! in none of them is the team's own.

/// What an attribute tells about, in the order in which people look for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AttributeGroup {
    /// What went wrong.
    Failure,
    /// The team's own: users, orders, plans; every namespace the conventions do not know.
    Own,
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

impl AttributeGroup {
    /// The group of a key as written.
    pub fn of_key(key: &str) -> Self {
        let first = key.split(['.', '/', ':']).next().unwrap_or(key);
        NAMESPACES.binary_search_by_key(&first, |&(name, _)| name).map_or(Self::Own, |at| NAMESPACES[at].1)
    }
}

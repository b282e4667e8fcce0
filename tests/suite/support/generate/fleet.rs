//! What the services run on: regions, hosts, pods, browsers. Each instance is an OTLP resource.

use super::{
    otlp::{Attribute, Value},
    random::Random,
    services::{Language, Service},
};

/// The build that misses the cache, and the only region it was rolled out to.
pub const CANARY_VERSION: &str = "2.14.0";
/// The host whose clock is wrong.
pub const SKEWED_HOST: &str = "ip-10-1-77-203.eu-west-1.compute.internal";
/// How far its clock is ahead.
pub const SKEW_NS: u64 = 38_000_000;
/// The conventions that names are taken from.
const SCHEMA_URL: &str = "https://opentelemetry.io/schemas/1.44.0";
/// Those of the service that was never updated.
const OLD_SCHEMA_URL: &str = "https://opentelemetry.io/schemas/1.9.0";
const HOSTS_A_REGION: usize = 4;
const PODS: usize = 2;

/// A cloud region.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Region {
    Dublin,
    Virginia,
    Sydney,
}

impl Region {
    /// Every region.
    pub const ALL: [Self; 3] = [Self::Dublin, Self::Virginia, Self::Sydney];

    /// `cloud.region`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dublin => "eu-west-1",
            Self::Virginia => "us-east-1",
            Self::Sydney => "ap-southeast-2",
        }
    }

    const fn network(self) -> usize {
        match self {
            Self::Dublin => 1,
            Self::Virginia => 2,
            Self::Sydney => 3,
        }
    }
}

/// A pod of a service, or a sort of browser.
pub struct Instance {
    pub service: Service,
    pub region: Region,
    /// The new build of cart.
    pub canary: bool,
    /// How far its clock is ahead.
    pub skew_ns: u64,
    pub resource: Vec<Attribute>,
    pub schema_url: &'static str,
}

/// Brand, platform, mobile, user agent.
const BROWSERS: [(&str, &str, bool, &str); 5] = [
    (
        "Google Chrome 156",
        "Windows",
        false,
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
    ),
    (
        "Google Chrome 156",
        "Android",
        true,
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36",
    ),
    (
        "Safari 26.1",
        "iOS",
        true,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
    ),
    ("Firefox 151", "Linux", false, "Mozilla/5.0 (X11; Linux x86_64; rv:151.0) Gecko/20100101 Firefox/151.0"),
    (
        "Microsoft Edge 156",
        "Windows",
        false,
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0",
    ),
];

/// All instances.
pub struct Fleet(Vec<Instance>);

impl Fleet {
    /// Sets the instances up.
    pub fn new(random: &mut Random) -> Self {
        let mut fleet = Vec::new();
        for (place, service) in Service::ALL.into_iter().enumerate() {
            if service == Service::Storefront {
                fleet.extend(BROWSERS.iter().map(browser));
                continue;
            }
            let replica_set = letters(random, 10);
            for region in Region::ALL {
                let pods = if service == Service::Shipping { 1 } else { PODS };
                for pod in 0..pods {
                    let skewed = service == Service::Shipping && region == Region::Dublin;
                    let host = if skewed {
                        SKEWED_HOST.to_owned()
                    } else {
                        host(region, (place + pod) % HOSTS_A_REGION)
                    };
                    let version = service.version();
                    fleet.push(Instance {
                        service,
                        region,
                        canary: false,
                        skew_ns: if skewed { SKEW_NS } else { 0 },
                        resource: resource(random, service, version, region, &host, &replica_set),
                        schema_url: if service == Service::Warehouse { OLD_SCHEMA_URL } else { SCHEMA_URL },
                    });
                }
            }
        }
        let (region, replica_set) = (Region::Dublin, letters(random, 10));
        let host = host(region, 2);
        fleet.push(Instance {
            service: Service::Cart,
            region,
            canary: true,
            skew_ns: 0,
            resource: resource(random, Service::Cart, CANARY_VERSION, region, &host, &replica_set),
            schema_url: SCHEMA_URL,
        });
        Self(fleet)
    }

    /// The instance of this number.
    pub fn instance(&self, number: usize) -> &Instance {
        &self.0[number]
    }

    /// The number of an instance that serves a region; of cart, one of the new build or one of the old.
    pub fn pick(&self, random: &mut Random, service: Service, region: Region, canary: bool) -> usize {
        let serves = |instance: &Instance| {
            instance.service == service
                && (instance.region == region || service == Service::Storefront)
                && instance.canary == (canary && service == Service::Cart)
        };
        let able: Vec<usize> = (0..self.0.len()).filter(|&number| serves(&self.0[number])).collect();
        random.pick(&able)
    }
}

/// The user agent of a browser, as its requests carry it.
pub fn user_agent(resource: &[Attribute]) -> Value {
    let found = resource.iter().find(|(key, _)| *key == "user_agent.original");
    found.map_or_else(|| "".into(), |(_, value)| value.clone())
}

fn host(region: Region, number: usize) -> String {
    let (network, name) = (region.network(), region.name());
    format!("ip-10-{network}-{}-{}.{name}.compute.internal", 16 + number * 7, 40 + number * 51)
}

/// Letters as Kubernetes draws them for names.
fn letters(random: &mut Random, count: usize) -> String {
    const LETTERS: &[u8; 27] = b"bcdfghjklmnpqrstvwxz2456789";
    (0..count).map(|_| random.pick(LETTERS) as char).collect()
}

fn browser(&(brand, platform, mobile, agent): &(&'static str, &'static str, bool, &'static str)) -> Instance {
    let (language, sdk_version) = Language::WebJs.sdk();
    let resource = vec![
        ("service.name", Service::Storefront.name().into()),
        ("service.namespace", "shop".into()),
        ("service.version", Service::Storefront.version().into()),
        ("deployment.environment.name", "production".into()),
        ("browser.brands", Value::List(vec![brand.into(), "Not)A;Brand 8".into()])),
        ("browser.platform", platform.into()),
        ("browser.mobile", mobile.into()),
        ("user_agent.original", agent.into()),
        ("telemetry.sdk.language", language.into()),
        ("telemetry.sdk.name", "opentelemetry".into()),
        ("telemetry.sdk.version", sdk_version.into()),
    ];
    Instance {
        service: Service::Storefront,
        region: Region::Dublin,
        canary: false,
        skew_ns: 0,
        resource,
        schema_url: SCHEMA_URL,
    }
}

fn resource(
    random: &mut Random,
    service: Service,
    version: &'static str,
    region: Region,
    host: &str,
    replica_set: &str,
) -> Vec<Attribute> {
    let (language, sdk_version) = service.language().sdk();
    let (runtime, runtime_version) = service.language().runtime();
    let pod = format!("{}-{replica_set}-{}", service.name(), letters(random, 5));
    let zone = format!("{}{}", region.name(), random.pick(&['a', 'b', 'c']));
    let mut resource: Vec<Attribute> = vec![
        ("service.name", service.name().into()),
        ("service.namespace", "shop".into()),
        ("service.version", version.into()),
        ("deployment.environment.name", "production".into()),
        ("cloud.provider", "aws".into()),
        ("cloud.region", region.name().into()),
        ("cloud.availability_zone", zone.into()),
        ("host.name", host.to_owned().into()),
        ("k8s.namespace.name", "shop".into()),
        ("k8s.deployment.name", service.name().into()),
        ("k8s.pod.name", pod.into()),
        ("process.runtime.name", runtime.into()),
        ("process.runtime.version", runtime_version.into()),
        ("telemetry.sdk.language", language.into()),
        ("telemetry.sdk.name", "opentelemetry".into()),
        ("telemetry.sdk.version", sdk_version.into()),
    ];
    // The service that was never updated has neither.
    if service != Service::Warehouse {
        resource.push(("service.instance.id", random.uuid().into()));
        resource.push(("k8s.pod.uid", random.uuid().into()));
    }
    resource
}

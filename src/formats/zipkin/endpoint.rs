//! Endpoints: the service a span is of, and the one it speaks to.

use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
    },
    formats::fields::{Scratch, begins, members, text, unsigned},
    model::{builder::Builder, value::Value},
};

/// A service and where it listens; what is empty was not said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Endpoint {
    /// `serviceName`
    pub service: Symbol,
    /// `ipv4`, else `ipv6`.
    address: Symbol,
    port: u64,
}

/// Reads the endpoint that begins here.
pub(super) fn read(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
) -> Result<Endpoint, Stop> {
    let mut endpoint = Endpoint::default();
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(endpoint);
    }
    let Scratch { name, text: buffer } = scratch;
    members(scanner, name, |scanner, name| {
        match name {
            b"serviceName" => endpoint.service = text(scanner, builder, buffer)?,
            b"ipv4" => {
                let address = text(scanner, builder, buffer)?;
                if address != Symbol::EMPTY {
                    endpoint.address = address;
                }
            }
            b"ipv6" => {
                let address = text(scanner, builder, buffer)?;
                if endpoint.address == Symbol::EMPTY {
                    endpoint.address = address;
                }
            }
            b"port" => endpoint.port = unsigned(scanner, builder)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    Ok(endpoint)
}

impl Endpoint {
    /// Gives the span that is being read what the endpoint says, under the names of the semantic conventions.
    /// `side` is `local` or `peer`.
    pub fn tell(self, side: &str, builder: &mut Builder) {
        let mut push = |key: String, value: Value| {
            let key = builder.key(key.as_bytes());
            builder.span_attribute(key, value);
        };
        if side == "peer" && self.service != Symbol::EMPTY {
            push("service.peer.name".to_owned(), Value::text(self.service));
        }
        if self.address != Symbol::EMPTY {
            push(format!("network.{side}.address"), Value::text(self.address));
        }
        if self.port != 0 {
            let port = builder.numbers.int(self.port.min(i64::MAX as u64) as i64);
            let key = builder.key(format!("network.{side}.port").as_bytes());
            builder.span_attribute(key, port);
        }
    }
}

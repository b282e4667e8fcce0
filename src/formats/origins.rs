//! Resources and scopes where every span writes out its own: mostly they are those of the span before.

use crate::model::{
    builder::Builder,
    ids::{ResourceIx, ScopeIx},
    origin::{Resource, Scope},
};

/// The last resource and the last scope.
#[derive(Debug, Default)]
pub(super) struct Origins {
    resource: Option<(Resource, ResourceIx)>,
    scope: Option<(Scope, ScopeIx)>,
}

impl Origins {
    /// This resource; its service is told by its attributes.
    pub fn resource(&mut self, resource: Resource, builder: &mut Builder) -> ResourceIx {
        if let Some((last, slot)) = &self.resource
            && *last == resource
        {
            return *slot;
        }
        let slot = builder.begin_resource();
        builder.end_resource(slot, resource.attributes.clone(), resource.schema_url);
        self.resource = Some((resource, slot));
        slot
    }

    /// This scope.
    pub fn scope(&mut self, scope: Scope, builder: &mut Builder) -> ScopeIx {
        if let Some((last, slot)) = &self.scope
            && *last == scope
        {
            return *slot;
        }
        let slot = builder.begin_scope();
        builder.end_scope(slot, scope.clone());
        self.scope = Some((scope, slot));
        slot
    }
}

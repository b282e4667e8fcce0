use spanscope::analysis::compare::{
    keys::{Role, folded},
    units::Scope,
};

#[test]
fn keys_have_roles() {
    for (key, role) in [
        ("service.version", Role::Ranked),
        ("http.route", Role::Ranked),
        ("user.id", Role::People),
        ("enduser.id", Role::People),
        ("session.id", Role::People),
        ("tenant", Role::People),
        ("app.customer.name", Role::People),
        ("customerId", Role::People),
        ("response_time_ms", Role::Duration),
        ("durationMs", Role::Duration),
        ("elapsedMillis", Role::Duration),
        ("upstream_service_time", Role::Duration),
        ("http.request.size", Role::Ranked),
        ("user_agent.name", Role::Ranked),
        ("user.plan", Role::Ranked),
        ("user.country", Role::Ranked),
        ("app.duration_ms", Role::Duration),
        ("response.time", Role::Duration),
        ("latency", Role::Duration),
        ("start.time", Role::Ranked),
        ("payload.size", Role::Ranked),
    ] {
        assert_eq!(Role::of(Scope::Span, key), role, "{key}");
    }
    assert_eq!(Role::of(Scope::Flag, "user.id"), Role::Ranked, "a flag is no person");
}

#[test]
fn values_are_folded_by_what_they_are() {
    assert_eq!(folded("url.path", "/cart/17/items?x=1"), "/cart/{id}/items");
    assert_eq!(folded("db.query.text", "SELECT a FROM b WHERE c = 7"), "SELECT a FROM b WHERE c = ?");
    assert_eq!(folded("order", "order 4711"), "order <n>");
}

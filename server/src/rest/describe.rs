//! The description of everything that programs ask, as `OpenAPI` 3.1.

use std::sync::{Arc, LazyLock};

use serde_json::Value;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        ContentBuilder, ObjectBuilder, Ref, RefOr, Required, Response, ResponseBuilder, Type,
        path::{Operation, ParameterBuilder, ParameterIn, PathItem},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::{described, problem::Details};

/// What is asked here changes nothing, so it needs no name.
const CHECKS: &str = "/call-checks";
/// How a problem travels.
const PROBLEM: &str = "application/problem+json";

/// What every program may be told, beside the answer: status and meaning.
const OF_ALL: [(&str, &str); 5] = [
    ("401", "There is no key, or none that is good"),
    ("403", "The key does not open this"),
    ("429", "The key asked too often lately: `Retry-After` says when there may be more"),
    ("500", "Something broke"),
    ("503", "The record cannot be reached, or a decision cannot be made"),
];
/// What is told where something is named in the path.
const OF_A_PATH: (&str, &str) = ("404", "The business has none with this identifier");
/// What is told where a query can be sent.
const OF_A_QUERY: (&str, &str) = ("422", "Some fields need another look");
/// What is told where a body is sent.
const OF_A_BODY: [(&str, &str); 4] = [
    ("400", "The body is no JSON"),
    ("413", "The body is too long"),
    ("415", "The body does not say that it is JSON"),
    ("422", "Some fields need another look"),
];

/// What is said of it as a whole.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Ringfence",
        version = "1",
        description = "Ask whether somebody may be called, before calling. A key is made under Integrations and sent \
                       as `Authorization: Bearer`. Errors are problems as RFC 9457 has them; times are RFC 3339. \
                       The headers `RateLimit-Policy` and `RateLimit` say how often a key may ask.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    servers((url = "/api/v1")),
    components(schemas(Details)),
    modifiers(&Keys),
)]
struct Whole;

/// Adds how a program says who it is.
struct Keys;

impl Modify for Keys {
    fn modify(&self, whole: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A key, with its scopes"));
        let components = whole.components.get_or_insert_default();
        components.add_security_scheme("key", SecurityScheme::Http(scheme.build()));
    }
}

/// The description as it is served and shown, made once.
pub fn written() -> Arc<Value> {
    static WRITTEN: LazyLock<Arc<Value>> =
        LazyLock::new(|| Arc::new(serde_json::to_value(document()).unwrap_or_default()));
    Arc::clone(&WRITTEN)
}

/// The description, made from the routes.
pub fn document() -> utoipa::openapi::OpenApi {
    let mut whole = Whole::openapi();
    whole.merge(described().into_openapi());
    for (path, item) in &mut whole.paths.paths {
        if let Some(post) = item.post.as_mut().filter(|_| !path.starts_with(CHECKS)) {
            add_name(post);
        }
        for operation in operations(item) {
            add_problems(path, operation);
        }
    }
    whole
}

/// Says that a wish can be named.
fn add_name(post: &mut Operation) {
    let name = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .description(Some("What the program calls its wish, for 24 hours: sent again, it has the same answer"));
    post.parameters.get_or_insert_default().push(RefOr::T(name.build()));
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete].into_iter().flatten()
}

/// Says of the problems that a route names what they look like, and adds those that it does not name.
fn add_problems(path: &str, operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(named) = response
            && status.as_str() >= "400"
        {
            *response = a_problem(&named.description);
        }
    }
    let of_a_body = if operation.request_body.is_some() { &OF_A_BODY[..] } else { &[] };
    let of_a_path = path.contains('{').then_some(&OF_A_PATH);
    let of_a_query = operation.parameters.is_some().then_some(&OF_A_QUERY);
    for (status, meaning) in OF_ALL.iter().chain(of_a_body).chain(of_a_path).chain(of_a_query) {
        operation.responses.responses.entry((*status).to_owned()).or_insert_with(|| a_problem(meaning));
    }
}

/// An answer that is a problem.
fn a_problem(meaning: &str) -> RefOr<Response> {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    RefOr::T(ResponseBuilder::new().description(meaning).content(PROBLEM, content).build())
}

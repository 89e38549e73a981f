//! Requests that are made of a description: most are near to right, and some are wrong all over.

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::{Map, Value, json};

use super::described::{Description, Operation, kinds};
use crate::{race::chance::Chance, rest::customer::ada};

/// What is meant for no field in particular.
const ODD: [&str; 20] = [
    "",
    " ",
    "\u{0}",
    "a\u{0}b",
    "'; DROP TABLE customer; --",
    "%00%ff",
    "\u{202e}\u{200b}",
    "\u{1F600}",
    "\u{FFFD}\u{FFFF}",
    "<script>alert(1)</script>",
    "0000-00-00T00:00:00Z",
    "-9999-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "1970-01-01T00:00:00+23:59",
    "00000000-0000-0000-0000-000000000000",
    "-1",
    "1e999",
    "{}",
    "+1",
    "\\u0000",
];

/// Bodies that are no JSON, or none that is taken.
const NO_BODY: [&str; 8] = ["", "{", "null", "[]", "\"\"", "{\"a\":1}{}", "\u{feff}{}", "{\"a\":\"\\ud800\"}"];

/// What a request can be about.
#[derive(Default)]
pub(super) struct Pool(BTreeMap<String, Vec<String>>);

impl Pool {
    /// Identifiers of nothing that there is.
    pub(super) fn of_nothing() -> Self {
        let mut pool = Self::default();
        for (collection, many) in [("customers", 3), ("suppressions", 1), ("webhooks", 1), ("calls", 1)] {
            for at in 0..many {
                pool.note(collection, &format!("01990000-0000-7000-8000-00000000000{at}"));
            }
        }
        pool
    }

    /// Takes down one more.
    pub(super) fn note(&mut self, collection: &str, id: &str) {
        self.0.entry(collection.to_owned()).or_default().push(id.to_owned());
    }

    /// Takes down what an answer made.
    pub(super) fn learn(&mut self, operation: &Operation, answer: &Value) {
        if let Some(id) = answer["id"].as_str().filter(|_| !operation.path.contains('{')) {
            self.note(operation.collection(), id);
        }
    }

    /// The first one of its sort.
    pub(super) fn first(&self, collection: &str) -> &str {
        &self.0[collection][0]
    }

    /// Mostly one of the last, which are there still.
    fn one(&self, chance: &mut Chance, collection: &str) -> String {
        if chance.below(8) == 0 {
            return odd(chance, 1);
        }
        let Some(all) = self.0.get(collection) else { return chance.below(4).to_string() };
        let last = &all[all.len().saturating_sub(2)..];
        chance.of(last).clone()
    }
}

/// A request.
#[derive(Debug)]
pub(super) struct Wish {
    pub(super) path: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<(String, String)>,
}

impl Wish {
    pub(super) fn make(chance: &mut Chance, description: &Description, operation: &Operation, pool: &Pool) -> Self {
        let id = encoded(&pool.one(chance, operation.collection()));
        let mut wish = Self { path: operation.path.replace("{id}", &id), headers: Vec::new(), body: None };
        let mut query = Vec::new();
        for (name, place) in &operation.parameters {
            match place.as_str() {
                "query" if chance.below(3) == 0 => {
                    query.push(format!("{name}={}", encoded(&typed(chance, name, pool))));
                }
                "header" if name == "If-Match" && chance.below(4) > 0 => wish.headers.push((name.clone(), "*".into())),
                "header" if chance.below(3) == 0 => {
                    wish.headers.push((name.clone(), format!("\"{}\"", chance.below(1_000_000))));
                }
                _ => (),
            }
        }
        if chance.below(12) == 0 {
            query.push("colour=red".into());
        }
        if !query.is_empty() {
            wish.path = format!("{}?{}", wish.path, query.join("&"));
        }
        wish.body = operation.body.as_ref().map(|(kind, schema)| {
            let kind = if chance.below(20) == 0 { "text/html" } else { kind };
            (kind.to_owned(), body(chance, description, (&operation.name, schema), pool))
        });
        wish
    }

    /// Whether it is about something of these.
    pub(super) fn is_about(&self, pool: &Pool) -> bool {
        let body = self.body.as_ref().map_or("", |(_, body)| body);
        pool.0.values().flatten().any(|id| self.path.contains(id) || body.contains(id))
    }
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => write!(all, "{}", char::from(byte)),
            _ => write!(all, "%{byte:02X}"),
        }
        .unwrap();
        all
    })
}

fn body(chance: &mut Chance, description: &Description, (operation, schema): (&str, &Value), pool: &Pool) -> String {
    if schema["type"] == "string" {
        let lines = (0..chance.below(5)).map(|_| typed(chance, "number", pool));
        return lines.collect::<Vec<_>>().join("\n");
    }
    if chance.below(15) == 0 {
        return (*chance.of(&NO_BODY)).to_owned();
    }
    let mut made = match right(chance, operation, pool) {
        Some(right) if chance.below(2) == 0 => right,
        _ => value(chance, description, schema, "", pool),
    };
    if chance.below(3) == 0 {
        spoil(chance, &mut made);
    }
    made.to_string()
}

/// What is right for operations to which chance alone finds hardly anything that is.
fn right(chance: &mut Chance, operation: &str, pool: &Pool) -> Option<Value> {
    match operation {
        "addCustomer" => Some(ada()),
        "syncCustomer" => {
            let mut body = ada();
            body["source"] = json!("Northwind CRM");
            Some(body)
        }
        "askForCall" => Some(json!({ "customer": pool.one(chance, "customers"), "purpose": "service" })),
        _ => None,
    }
}

/// A value as the schema has it.
fn value(chance: &mut Chance, description: &Description, schema: &Value, name: &str, pool: &Pool) -> Value {
    let schema = description.resolve(schema);
    if let Some(choices) = schema["oneOf"].as_array() {
        let choice = chance.of(choices);
        return value(chance, description, choice, name, pool);
    }
    let kinds = kinds(schema);
    let kind = kinds.iter().find(|kind| **kind != "null").copied().unwrap_or("null");
    match kind {
        "object" => {
            let needed: Vec<_> =
                schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let described = schema["properties"].as_object().into_iter().flatten();
            let mut made = Map::new();
            for (name, schema) in described {
                if needed.contains(&name.as_str()) || chance.below(2) == 0 {
                    made.insert(name.clone(), value(chance, description, schema, name, pool));
                }
            }
            Value::Object(made)
        }
        "array" => (0..chance.below(3)).map(|_| value(chance, description, &schema["items"], name, pool)).collect(),
        "integer" => json!(*chance.of(&[1, 1, 1, 0, -1, i64::from(i32::MAX)])),
        "boolean" => json!(chance.below(2) == 0),
        "string" if kinds.len() > 1 && chance.below(6) == 0 => Value::Null,
        "string" => Value::String(typed(chance, name, pool)),
        _ => Value::Null,
    }
}

/// What somebody would write into a field with this name.
fn typed(chance: &mut Chance, name: &str, pool: &Pool) -> String {
    if chance.below(25) == 0 {
        return odd(chance, 40);
    }
    let choices: &[&str] = match name {
        "phone" | "number" => return format!("+1212555{:04}", chance.below(10_000)),
        "customer" | "after" => return pool.one(chance, "customers"),
        "purpose" => &["service", "marketing"],
        "answer" => &["yes", "yes", "yes_but_no_calls", "no"],
        "status" => &["given", "refused", "withdrawn"],
        "topic" => &["call/service", "call/marketing", "sms/marketing", "email/service", "data_collection"],
        "occurred_at" => &["2026-03-02T15:00:00Z", "2026-03-03T09:00:00-05:00"],
        "lift" => &["by_request", "by_mistake"],
        "direction" => &["inbound", "outbound"],
        "asked_of" => &["person", "guardian", "agent"],
        "reason" => &["privacy", "not_interested", "by hand"],
        "url" => &["https://crm.example/hear", "https://other.example/", "http://127.0.0.1/"],
        "events" => &["all", "mark_lifted", "customer_added"],
        "address" => &["ada@example.com", "bo@example.com"],
        "language" => &["en", "es"],
        "time_zone" => &["America/New_York", "Europe/Berlin"],
        "country" => &["US", "CA", "XX"],
        "headings" => &["absent", "present"],
        "kind" => &["list", "refusal"],
        _ => &["Ada Byron", "Engines", "Form 7, line 3"],
    };
    (*chance.of(choices)).to_owned()
}

/// Something that was meant for nothing, as long as this at most, in characters of its own.
fn odd(chance: &mut Chance, times: u64) -> String {
    let one = chance.of(&ODD[1..]);
    one.repeat(usize::try_from(1 + chance.below(times)).unwrap())
}

/// Puts something wrong somewhere into it.
fn spoil(chance: &mut Chance, value: &mut Value) {
    let deeper = chance.below(4) > 0;
    match value {
        Value::Object(fields) if chance.below(6) == 0 => {
            fields.insert("colour".into(), json!("red"));
        }
        Value::Object(fields) if deeper && !fields.is_empty() => {
            let at = usize::try_from(chance.below(fields.len() as u64)).unwrap();
            if let Some(field) = fields.values_mut().nth(at) {
                spoil(chance, field);
            }
        }
        Value::Array(items) if deeper && !items.is_empty() => {
            let at = usize::try_from(chance.below(items.len() as u64)).unwrap();
            spoil(chance, &mut items[at]);
        }
        other => {
            let long = "x".repeat(5_000);
            let wrong = [json!(null), json!(-1), json!(1e300), json!(true), json!([[[]]]), json!({}), json!(long)];
            *other = match chance.below(2) {
                0 => chance.of(&wrong).clone(),
                _ => json!(odd(chance, 60)),
            };
        }
    }
}

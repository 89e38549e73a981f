//! The description as it is served, read: what can be asked, and what is answered.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::Value;

use crate::rest::Program;

/// Everything that is described.
pub(super) struct Description {
    document: Value,
    pub(super) operations: Vec<Operation>,
}

/// One thing that can be asked.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) name: String,
    pub(super) method: Method,
    pub(super) path: String,
    /// Name and place of each parameter.
    pub(super) parameters: Vec<(String, String)>,
    /// What sort of body it takes, and its schema.
    pub(super) body: Option<(String, Value)>,
    /// What may be answered: by status, then by the sort of the body.
    pub(super) answers: BTreeMap<u16, BTreeMap<String, Value>>,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn contents(of: &Value) -> BTreeMap<String, Value> {
    let all = of["content"].as_object().into_iter().flatten();
    all.map(|(kind, content)| (kind.clone(), content["schema"].clone())).collect()
}

impl Description {
    pub(super) async fn read(program: &Program) -> Self {
        let document = program.get("/openapi.json").await.expect(200);
        let mut operations = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, described) in item.as_object().unwrap() {
                operations.push(Operation::read(method, path, described));
            }
        }
        Self { document, operations }
    }

    /// The schema itself, where it is named only.
    pub(super) fn resolve<'d>(&'d self, schema: &'d Value) -> &'d Value {
        match schema["$ref"].as_str() {
            Some(name) => self.document.pointer(name.trim_start_matches('#')).unwrap(),
            None => schema,
        }
    }

    /// Where a value is not as the schema has it. A field that is not described is odd, too.
    pub(super) fn what_is_odd(&self, schema: &Value, value: &Value, at: &str) -> Option<String> {
        let schema = self.resolve(schema);
        if let Some(choices) = schema["oneOf"].as_array() {
            let fits = |choice| self.what_is_odd(choice, value, at).is_none();
            return (!choices.iter().any(fits)).then(|| format!("{at}: {value} is none of {choices:?}"));
        }
        let kinds = kinds(schema);
        if !kinds.is_empty() && !kinds.iter().any(|kind| is(kind, value)) {
            return Some(format!("{at}: {value} is none of {kinds:?}"));
        }
        if let (Some(items), Some(schema)) = (value.as_array(), schema.get("items")) {
            return items.iter().find_map(|item| self.what_is_odd(schema, item, &format!("{at}[]")));
        }
        let (Some(fields), Some(described)) = (value.as_object(), schema["properties"].as_object()) else {
            return None;
        };
        let needed = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        if let Some(missing) = needed.into_iter().find(|name| !fields.contains_key(*name)) {
            return Some(format!("{at}: {missing} is missing"));
        }
        fields.iter().find_map(|(name, value)| match described.get(name) {
            Some(schema) => self.what_is_odd(schema, value, &format!("{at}.{name}")),
            None => Some(format!("{at}: {name} is not described")),
        })
    }
}

impl Operation {
    fn read(method: &str, path: &str, described: &Value) -> Self {
        let parameters = described["parameters"].as_array().into_iter().flatten();
        let answers = described["responses"].as_object().unwrap();
        Self {
            name: text(&described["operationId"]),
            method: method.to_uppercase().parse().unwrap(),
            path: path.to_owned(),
            parameters: parameters.map(|one| (text(&one["name"]), text(&one["in"]))).collect(),
            body: contents(&described["requestBody"]).into_iter().next(),
            answers: answers.iter().map(|(status, answer)| (status.parse().unwrap(), contents(answer))).collect(),
        }
    }

    /// What the identifiers in its path are of.
    pub(super) fn collection(&self) -> &str {
        if self.path.contains("by-external-id") { "external" } else { self.path.split('/').nth(1).unwrap() }
    }
}

/// Of which types a value may be.
pub(super) fn kinds(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type is called {other}"),
    }
}

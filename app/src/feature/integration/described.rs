//! The description of the API (`OpenAPI` 3.1), as far as its page shows it.

use serde_json::Value;

/// How deep a body is shown: no body is deeper.
const DEEPEST: usize = 4;
/// The methods, in the order in which they are shown.
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// One thing that a program can ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Operation {
    /// What it belongs to.
    pub(super) group: String,
    /// `POST`.
    pub(super) method: String,
    /// The path below the address of the API.
    pub(super) path: String,
    /// What it does.
    pub(super) summary: String,
    /// The rest of it.
    pub(super) more: String,
    /// What the key must open.
    pub(super) scope: String,
    /// What is sent.
    pub(super) sent: Vec<Field>,
    /// How it is answered.
    pub(super) answers: Vec<Answer>,
    /// What is in the answer.
    pub(super) answered: Vec<Field>,
}

/// One thing that is sent, or stands in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// What it is called; inside of another one behind its name.
    pub(super) name: String,
    /// In the path, the query, a header or the body.
    pub(super) place: String,
    /// What it is.
    pub(super) kind: String,
    /// Whether it has to be there.
    pub(super) needed: bool,
    /// What it means.
    pub(super) says: String,
}

/// One status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// `201`.
    pub(super) status: String,
    /// When that is.
    pub(super) says: String,
}

/// Everything that can be asked, in the order of the description.
pub(super) fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let each = paths
        .flat_map(|(path, item)| METHODS.iter().filter_map(move |method| Some((path, *method, item.get(method)?))));
    each.map(|(path, method, operation)| read(document, path, method, operation)).collect()
}

fn read(document: &Value, path: &str, method: &str, operation: &Value) -> Operation {
    let mut sent: Vec<_> = list(&operation["parameters"]).iter().map(parameter).collect();
    let body = &operation["requestBody"];
    fields(document, schema_of(&body["content"]), "", DEEPEST, &mut sent);
    let responses: Vec<_> = operation["responses"].as_object().into_iter().flatten().collect();
    let mut answered = Vec::new();
    if let Some((_, good)) = responses.iter().find(|(status, _)| status.starts_with('2')) {
        fields(document, schema_of(&good["content"]), "", DEEPEST, &mut answered);
    }
    let answer =
        |(status, response): (&String, &Value)| Answer { status: status.clone(), says: text(&response["description"]) };
    Operation {
        group: text(&operation["tags"][0]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        more: text(&operation["description"]),
        scope: text(&operation["security"][0]["key"][0]),
        sent,
        answers: responses.into_iter().map(answer).collect(),
        answered,
    }
}

fn parameter(parameter: &Value) -> Field {
    Field {
        name: text(&parameter["name"]),
        place: text(&parameter["in"]),
        kind: kind(&parameter["schema"]),
        needed: parameter["required"] == true,
        says: text(&parameter["description"]),
    }
}

/// The schema of the first kind of content.
fn schema_of(content: &Value) -> &Value {
    content.as_object().and_then(|kinds| kinds.values().next()).map_or(&Value::Null, |first| &first["schema"])
}

/// Adds the fields of an object, and those of the objects in it.
fn fields(document: &Value, schema: &Value, before: &str, deepest: usize, found: &mut Vec<Field>) {
    let schema = resolved(document, schema);
    let needed: Vec<_> = list(&schema["required"]).iter().filter_map(Value::as_str).collect();
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let is_list = !field["items"].is_null();
        let full = format!("{before}{name}{}", if is_list { "[]" } else { "" });
        let inner = resolved(document, if is_list { &field["items"] } else { field });
        let says = [&field["description"], &inner["description"]].into_iter().map(text).find(|says| !says.is_empty());
        found.push(Field {
            name: full.clone(),
            place: "body".to_owned(),
            kind: kind(if is_list { &field["items"] } else { field }),
            needed: needed.contains(&name.as_str()),
            says: says.unwrap_or_default(),
        });
        if deepest > 0 {
            fields(document, inner, &format!("{full}."), deepest - 1, found);
        }
    }
}

/// What a schema refers to, or itself.
fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    let referred =
        schema["$ref"].as_str().or_else(|| list(&schema["oneOf"]).iter().find_map(|one| one["$ref"].as_str()));
    let name = referred.and_then(|reference| reference.strip_prefix("#/components/schemas/"));
    name.map_or(schema, |name| &document["components"]["schemas"][name])
}

/// A word for the type of a value.
fn kind(schema: &Value) -> String {
    let of = |value: &Value| value.as_str().filter(|kind| *kind != "null").map(ToOwned::to_owned);
    let kind = of(&schema["type"]).or_else(|| list(&schema["type"]).iter().find_map(of));
    match schema["format"].as_str() {
        Some("date-time") => "time".to_owned(),
        _ => kind.unwrap_or_else(|| "object".to_owned()),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_sent_and_answered_is_read_to_its_last_field() {
        let person = json!({
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": { "type": "string", "description": "Their name." },
                "born": { "type": ["string", "null"], "format": "date-time" },
                "phones": { "type": "array", "items": { "$ref": "#/components/schemas/Phone" } },
            },
        });
        let phone = json!({ "type": "object", "properties": { "number": { "type": "string" } } });
        let document = json!({
            "paths": { "/people/{id}": { "post": {
                "tags": ["People"],
                "summary": "Adds one",
                "security": [{ "key": ["people:write"] }],
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Person" } } } },
                "responses": { "201": { "description": "Done" }, "401": { "description": "No key" } },
            } } },
            "components": { "schemas": { "Person": person, "Phone": phone } },
        });
        let all = operations(&document);
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((one.method.as_str(), one.scope.as_str()), ("POST", "people:write"));
        let sent: Vec<_> =
            one.sent.iter().map(|field| (field.name.as_str(), field.kind.as_str(), field.needed)).collect();
        let expected = [
            ("id", "string", true),
            ("born", "time", false),
            ("name", "string", true),
            ("phones[]", "object", false),
            ("phones[].number", "string", false),
        ];
        let (mut sent, mut expected) = (sent, expected.to_vec());
        sent.sort_unstable();
        expected.sort_unstable();
        assert_eq!(sent, expected);
        assert_eq!(one.answers.len(), 2);
    }
}

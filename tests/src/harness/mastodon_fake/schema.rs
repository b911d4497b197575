//! A judge of the Mastodon API: reads its published OpenAPI document and says where a request or an answer breaks it.
//! Unknown keys of answers are allowed, as servers of all versions exist; unknown keys of requests are not, because a
//! client that sends them has misread something.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// The document.
#[derive(Debug)]
pub(super) struct Schema(Value);

impl Schema {
    /// Reads it.
    pub(super) fn read(file: &Path) -> Self {
        let text = std::fs::read_to_string(file).expect("the schema can be read");
        Self(serde_json::from_str(&text).expect("the schema is JSON"))
    }

    /// What is wrong with the query and the body of a request. A form counts as the JSON of its fields.
    pub(super) fn request(
        &self,
        method: &str,
        template: &str,
        query: &[(String, String)],
        body: Option<&Value>,
    ) -> Vec<String> {
        let operation = self.operation(method, template);
        let empty = Vec::new();
        let parameters = operation["parameters"].as_array().unwrap_or(&empty);
        let mut faults = Vec::new();
        for (name, _) in query {
            let bare = name.trim_end_matches("[]");
            let known = parameters.iter().any(|it| {
                it["in"] == "query"
                    && it["name"] == bare
                    && (it["schema"]["type"] == "array") == name.ends_with("[]")
            });
            if !known {
                faults.push(format!("{method} {template}: no query parameter {name}"));
            }
        }
        let content = &operation["requestBody"]["content"];
        let schema = content
            .as_object()
            .and_then(|it| it.values().next())
            .map(|it| &it["schema"]);
        match (schema, body) {
            (Some(schema), Some(body)) => {
                let known = self.known_keys(schema);
                let unknown = body
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(|(key, _)| key.trim_end_matches("[]").to_owned())
                    .filter(|it| !known.contains(it));
                faults.extend(unknown.map(|it| format!("{method} {template}: no field {it}")));
                faults.extend(self.faults(schema, body, &format!("{method} {template}")));
            }
            (None, Some(body)) if body.as_object().is_some_and(|it| !it.is_empty()) => {
                faults.push(format!("{method} {template}: takes no body"));
            }
            _ => {}
        }
        faults
    }

    /// What is wrong with an answer.
    pub(super) fn answer(
        &self,
        method: &str,
        template: &str,
        status: u16,
        body: &Value,
    ) -> Vec<String> {
        let responses = &self.operation(method, template)["responses"];
        let response = &responses[status.to_string()];
        if response.is_null() {
            return vec![format!("{method} {template}: never answers {status}")];
        }
        let schema = &response["content"]["application/json"]["schema"];
        if schema.is_null() {
            return Vec::new();
        }
        self.faults(
            schema,
            body,
            &format!("the {status} of {method} {template}"),
        )
    }

    fn operation(&self, method: &str, template: &str) -> &Value {
        let operation = &self.0["paths"][template][method.to_lowercase()];
        assert!(
            !operation.is_null(),
            "the published schema knows no {method} {template}"
        );
        operation
    }

    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(name) => self
                .0
                .pointer(name.trim_start_matches('#'))
                .expect("references lead somewhere"),
            None => schema,
        }
    }

    fn known_keys(&self, schema: &Value) -> BTreeSet<String> {
        let schema = self.resolved(schema);
        let mut keys: BTreeSet<String> = schema["properties"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(key, _)| key.trim_end_matches("[]").to_owned())
            .collect();
        for kind in ["allOf", "oneOf", "anyOf"] {
            for it in schema[kind].as_array().into_iter().flatten() {
                keys.extend(self.known_keys(it));
            }
        }
        keys
    }

    fn faults(&self, schema: &Value, value: &Value, at: &str) -> Vec<String> {
        if value.is_null() && allows_type(&schema["type"], "null") && !schema["type"].is_null() {
            return Vec::new();
        }
        let mut faults = Vec::new();
        if schema["$ref"].is_string() {
            faults.extend(self.faults(self.resolved(schema), value, at));
        }
        for it in schema["allOf"].as_array().into_iter().flatten() {
            faults.extend(self.faults(it, value, at));
        }
        for kind in ["oneOf", "anyOf"] {
            if let Some(choices) = schema[kind].as_array() {
                let judged: Vec<_> = choices
                    .iter()
                    .map(|it| self.faults(it, value, at))
                    .collect();
                if judged.iter().all(|it| !it.is_empty()) {
                    faults.push(format!("{at}: fits none of {}: {judged:?}", choices.len()));
                }
            }
        }
        if !allows_type(&schema["type"], kind_of(value)) {
            faults.push(format!("{at}: is {value}, not {}", schema["type"]));
            return faults;
        }
        if let Some(allowed) = schema["enum"].as_array()
            && !allowed.contains(value)
        {
            faults.push(format!("{at}: {value} is none of {}", schema["enum"]));
        }
        if let Some(object) = value.as_object() {
            for key in schema["required"].as_array().into_iter().flatten() {
                let key = key.as_str().unwrap_or_default();
                if !object.contains_key(key) {
                    faults.push(format!("{at}: {key} is missing"));
                }
            }
            for (key, of) in schema["properties"].as_object().into_iter().flatten() {
                if let Some(value) = object.get(key) {
                    faults.extend(self.faults(of, value, &format!("{at}.{key}")));
                }
            }
        }
        if let (Some(items), false) = (value.as_array(), schema["items"].is_null()) {
            for (index, item) in items.iter().enumerate() {
                faults.extend(self.faults(&schema["items"], item, &format!("{at}[{index}]")));
            }
        }
        faults
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(it) if it.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn allows_type(wanted: &Value, is: &str) -> bool {
    let fits = |it: &str| it == is || it == "number" && is == "integer";
    match wanted {
        Value::String(one) => fits(one),
        Value::Array(many) => many.iter().filter_map(Value::as_str).any(fits),
        _ => true,
    }
}

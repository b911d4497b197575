//! Walks a value and its schema side by side.

use serde_json::{Map, Value};
use unicode_segmentation::UnicodeSegmentation;

use super::{Faults, Lexicons, formats};

/// One walk; relative references are those of the document it is in.
pub(super) struct Checker<'a> {
    lexicons: &'a Lexicons,
    document: String,
    pub(super) faults: Faults,
}

impl<'a> Checker<'a> {
    pub(super) fn new(lexicons: &'a Lexicons, document: &str) -> Self {
        Self {
            lexicons,
            document: document.to_owned(),
            faults: Faults::new(),
        }
    }

    pub(super) fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        match schema
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default()
        {
            "object" => self.object(schema, value, at),
            "array" => self.array(schema, value, at),
            "string" => self.string(schema, value, at),
            "integer" => self.integer(schema, value, at),
            "boolean" => self.boolean(schema, value, at),
            "ref" => self.reference(text(schema, "ref"), value, at),
            "union" => self.union(schema, value, at),
            "unknown" => self.demand(value.is_object(), at, "is not an object"),
            "blob" => self.blob(schema, value, at),
            "bytes" => self.demand(
                only_key(value, "$bytes").is_some_and(Value::is_string),
                at,
                "is not bytes",
            ),
            "cid-link" => {
                let is_link = only_key(value, "$link")
                    .and_then(Value::as_str)
                    .is_some_and(formats::is_cid);
                self.demand(is_link, at, "is not a link to a CID");
            }
            "token" => self.demand(value.is_string(), at, "is not a token"),
            other => self.fault(
                at,
                &format!("has the unknown type {other:?} in its lexicon"),
            ),
        }
    }

    pub(super) fn object(&mut self, schema: &Value, value: &Value, at: &str) {
        let Some(given) = value.as_object() else {
            return self.fault(at, "is not an object");
        };
        let nullable = list(schema, "nullable");
        for name in list(schema, "required") {
            self.demand(given.contains_key(name), &join(at, name), "is missing");
        }
        let empty = Map::new();
        for (name, property) in schema
            .get("properties")
            .and_then(Value::as_object)
            .unwrap_or(&empty)
        {
            match given.get(name) {
                None => {}
                Some(Value::Null) if nullable.contains(&name.as_str()) => {}
                Some(inner) => self.value(property, inner, &join(at, name)),
            }
        }
    }

    fn array(&mut self, schema: &Value, value: &Value, at: &str) {
        let Some(items) = value.as_array() else {
            return self.fault(at, "is not an array");
        };
        self.range(schema, ("minLength", "maxLength"), items.len(), at, "items");
        if let Some(schema) = schema.get("items") {
            for (index, item) in items.iter().enumerate() {
                self.value(schema, item, &format!("{at}[{index}]"));
            }
        }
    }

    fn string(&mut self, schema: &Value, value: &Value, at: &str) {
        let Some(given) = value.as_str() else {
            return self.fault(at, "is not a string");
        };
        self.range(schema, ("minLength", "maxLength"), given.len(), at, "bytes");
        self.range(
            schema,
            ("minGraphemes", "maxGraphemes"),
            given.graphemes(true).count(),
            at,
            "graphemes",
        );
        if let Some(format) = schema.get("format").and_then(Value::as_str) {
            self.demand(
                formats::matches(format, given),
                at,
                &format!("is no {format}: {given:?}"),
            );
        }
        if let Some(wanted) = schema.get("const") {
            self.demand(wanted == value, at, &format!("is not {wanted}"));
        }
        if schema.get("enum").is_some() {
            self.demand(
                list(schema, "enum").contains(&given),
                at,
                "is none of the allowed words",
            );
        }
    }

    fn integer(&mut self, schema: &Value, value: &Value, at: &str) {
        let Some(given) = value.as_i64() else {
            return self.fault(at, "is not an integer");
        };
        let low = schema
            .get("minimum")
            .and_then(Value::as_i64)
            .unwrap_or(i64::MIN);
        let high = schema
            .get("maximum")
            .and_then(Value::as_i64)
            .unwrap_or(i64::MAX);
        self.demand(
            (low..=high).contains(&given),
            at,
            &format!("is {given}, not {low} to {high}"),
        );
    }

    fn boolean(&mut self, schema: &Value, value: &Value, at: &str) {
        self.demand(value.is_boolean(), at, "is not a boolean");
        if let Some(wanted) = schema.get("const") {
            self.demand(wanted == value, at, &format!("is not {wanted}"));
        }
    }

    fn reference(&mut self, name: &str, value: &Value, at: &str) {
        let (document, definition) = self.resolve(name);
        let Some(schema) = self.lexicons.definition(&document, &definition) else {
            return self.fault(at, &format!("refers to {name}, which no lexicon defines"));
        };
        // A record named by a reference is its inner object.
        let schema = schema.get("record").unwrap_or(schema);
        let before = std::mem::replace(&mut self.document, document);
        self.value(schema, value, at);
        self.document = before;
    }

    fn union(&mut self, schema: &Value, value: &Value, at: &str) {
        let Some(kind) = value.get("$type").and_then(Value::as_str) else {
            return self.fault(at, "has no $type, which a union needs");
        };
        let wanted = absolute(kind, &self.document);
        let refs = list(schema, "refs");
        match refs
            .iter()
            .find(|name| absolute(name, &self.document) == wanted)
        {
            Some(name) => self.reference(name, value, at),
            None if schema.get("closed").and_then(Value::as_bool) == Some(true) => {
                self.fault(
                    at,
                    &format!("is {kind}, which this closed union does not hold"),
                );
            }
            // An open union may hold what is not known yet; what is known elsewhere is simply wrong here.
            None if self
                .lexicons
                .knows(wanted.split('#').next().unwrap_or_default()) =>
            {
                self.fault(at, &format!("is {kind}, not one of {}", refs.join(", ")));
            }
            None => {}
        }
    }

    fn blob(&mut self, schema: &Value, value: &Value, at: &str) {
        self.demand(
            value.get("$type").and_then(Value::as_str) == Some("blob"),
            at,
            "is not a blob",
        );
        let link = value
            .get("ref")
            .and_then(|it| only_key(it, "$link"))
            .and_then(Value::as_str);
        self.demand(
            link.is_some_and(formats::is_cid),
            &join(at, "ref"),
            "is not a link to a CID",
        );
        let mime = text(value, "mimeType");
        let accepted = list(schema, "accept");
        let fits = |pattern: &&str| match pattern.strip_suffix('*') {
            Some(start) => mime.starts_with(start),
            None => mime == *pattern,
        };
        self.demand(!mime.is_empty(), &join(at, "mimeType"), "is missing");
        self.demand(
            accepted.is_empty() || accepted.iter().any(fits),
            &join(at, "mimeType"),
            "is not accepted",
        );
        let most = schema
            .get("maxSize")
            .and_then(Value::as_i64)
            .unwrap_or(i64::MAX);
        let size = value.get("size").and_then(Value::as_i64);
        self.demand(
            size.is_some_and(|size| (1..=most).contains(&size)),
            &join(at, "size"),
            "is out of range",
        );
    }

    fn range(&mut self, schema: &Value, keys: (&str, &str), has: usize, at: &str, unit: &str) {
        let limit = |key| {
            schema
                .get(key)
                .and_then(Value::as_u64)
                .and_then(|it| usize::try_from(it).ok())
        };
        let low = limit(keys.0).unwrap_or(0);
        let high = limit(keys.1).unwrap_or(usize::MAX);
        self.demand(
            (low..=high).contains(&has),
            at,
            &format!("has {has} {unit}, not {low} to {high}"),
        );
    }

    fn resolve(&self, name: &str) -> (String, String) {
        let full = absolute(name, &self.document);
        let (document, definition) = full.split_once('#').unwrap_or((&full, "main"));
        (document.to_owned(), definition.to_owned())
    }

    fn demand(&mut self, holds: bool, at: &str, otherwise: &str) {
        if !holds {
            self.fault(at, otherwise);
        }
    }

    fn fault(&mut self, at: &str, what: &str) {
        let at = if at.is_empty() { "the value" } else { at };
        self.faults.push(format!("{at} {what}"));
    }
}

/// `#x` in a document, `a.b#main` and `a.b` in one form.
fn absolute(name: &str, document: &str) -> String {
    let full = if name.starts_with('#') {
        format!("{document}{name}")
    } else {
        name.to_owned()
    };
    full.strip_suffix("#main").unwrap_or(&full).to_owned()
}

fn list<'v>(schema: &'v Value, key: &str) -> Vec<&'v str> {
    schema
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn only_key<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    value
        .as_object()
        .filter(|object| object.len() == 1)?
        .get(key)
}

fn join(at: &str, name: &str) -> String {
    if at.is_empty() {
        name.to_owned()
    } else {
        format!("{at}.{name}")
    }
}

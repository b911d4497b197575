//! A judge of AT Protocol data: reads the published lexicons and says where a value breaks them.
//!
//! Unknown properties of objects are allowed, as the protocol wants; unknown query parameters are not, because a
//! client that sends them has misread something.

mod check;
mod formats;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use check::Checker;

/// All lexicons found below a folder.
#[derive(Debug, Clone)]
pub struct Lexicons {
    documents: HashMap<String, Value>,
}

/// Where and how a value breaks its lexicon, one line each; empty when it does not.
pub type Faults = Vec<String>;

impl Lexicons {
    /// Reads every lexicon document below the folder.
    ///
    /// Panics when there is none, or one is not JSON.
    pub fn read(folder: &Path) -> Self {
        let mut documents = HashMap::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder)
                .expect("the lexicons' folder can be read")
                .flatten()
            {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "json") {
                    let text = fs::read_to_string(&path).expect("a lexicon can be read");
                    let document: Value = serde_json::from_str(&text).expect("a lexicon is JSON");
                    if let Some(id) = document.get("id").and_then(Value::as_str) {
                        documents.insert(id.to_owned(), document.clone());
                    }
                }
            }
        }
        assert!(
            !documents.is_empty(),
            "no lexicons below {}",
            folder.display()
        );
        Self { documents }
    }

    /// True when a lexicon of this name was read.
    pub fn knows(&self, nsid: &str) -> bool {
        self.documents.contains_key(nsid)
    }

    /// Judges a record by its collection.
    pub fn record(&self, collection: &str, record: &Value) -> Faults {
        let mut faults = self.judge(collection, &["record"], record);
        let named = record.get("$type").and_then(Value::as_str);
        if named != Some(collection) {
            faults.push(format!("$type: {named:?} in a record of {collection}"));
        }
        faults
    }

    /// Judges the answer of a query or procedure.
    pub fn output(&self, method: &str, body: &Value) -> Faults {
        self.judge(method, &["output", "schema"], body)
    }

    /// Judges the body sent to a procedure.
    pub fn input(&self, method: &str, body: &Value) -> Faults {
        self.judge(method, &["input", "schema"], body)
    }

    /// Judges the parameters of a query, as they stand in the address: text, possibly repeated.
    pub fn parameters(&self, method: &str, given: &[(String, String)]) -> Faults {
        let Some(main) = self.definition(method, "main") else {
            return vec![format!("{method}: no such lexicon")];
        };
        let nothing = Map::new();
        let schema = main.get("parameters");
        let known = schema
            .and_then(|it| it.get("properties"))
            .and_then(Value::as_object)
            .unwrap_or(&nothing);
        let mut object = Map::new();
        let mut faults = Faults::new();
        for (name, text) in given {
            match known.get(name) {
                None => faults.push(format!("{name}: no such parameter")),
                Some(property) => add_parameter(&mut object, name, property, text, &mut faults),
            }
        }
        if let Some(schema) = schema {
            let mut checker = Checker::new(self, method);
            checker.object(schema, &Value::Object(object), "");
            faults.append(&mut checker.faults);
        }
        faults
    }

    fn judge(&self, nsid: &str, path: &[&str], value: &Value) -> Faults {
        let main = self.definition(nsid, "main");
        match main.and_then(|main| path.iter().try_fold(main, |at, key| at.get(*key))) {
            None => vec![format!("{nsid}: no lexicon for its {}", path.join("."))],
            Some(schema) => {
                let mut checker = Checker::new(self, nsid);
                checker.value(schema, value, "");
                checker.faults
            }
        }
    }

    fn definition(&self, nsid: &str, name: &str) -> Option<&Value> {
        self.documents.get(nsid)?.get("defs")?.get(name)
    }
}

fn add_parameter(
    object: &mut Map<String, Value>,
    name: &str,
    property: &Value,
    text: &str,
    faults: &mut Faults,
) {
    let kind = |schema: &Value| {
        schema
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    if kind(property) != "array" {
        if object
            .insert(name.to_owned(), typed(&kind(property), text))
            .is_some()
        {
            faults.push(format!("{name}: given twice"));
        }
        return;
    }
    let item = typed(&property.get("items").map(kind).unwrap_or_default(), text);
    if let Value::Array(items) = object
        .entry(name.to_owned())
        .or_insert_with(|| Value::Array(Vec::new()))
    {
        items.push(item);
    }
}

/// Text of an address as the type its lexicon names; what cannot be read stays text and fails the check.
fn typed(kind: &str, text: &str) -> Value {
    match kind {
        "integer" => text
            .parse::<i64>()
            .map_or_else(|_| text.into(), Value::from),
        "boolean" => text
            .parse::<bool>()
            .map_or_else(|_| text.into(), Value::from),
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests;

//! A judge of the Bot API: reads its published description and says where a request or an answer breaks it. The Bot
//! API itself passes over what it does not know; here that is a fault, because a client that sends it has misread
//! something.

use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

/// The description: methods with their parameters, types with their fields.
#[derive(Debug)]
pub(super) struct Spec(Value);

/// What a client has sent.
pub(super) struct Sent<'a> {
    pub parameters: &'a Map<String, Value>,
    /// The names of its files.
    pub files: Vec<&'a str>,
    /// In a form everything is text; what is no text there is JSON.
    pub is_form: bool,
}

impl Spec {
    /// Reads it.
    pub(super) fn read(file: &Path) -> Self {
        let text = std::fs::read_to_string(file).expect("the description can be read");
        Self(serde_json::from_str(&text).expect("the description is JSON"))
    }

    /// Whether there is such a method.
    pub(super) fn knows(&self, method: &str) -> bool {
        self.0["methods"][method].is_object()
    }

    /// What is wrong with the parameters and files of a call.
    pub(super) fn request(&self, method: &str, sent: &Sent<'_>) -> Vec<String> {
        let fields = list(&self.0["methods"][method]["fields"]);
        let mut faults = Vec::new();
        for (name, value) in sent.parameters {
            let at = format!("{method}.{name}");
            match field(fields, name) {
                None => faults.push(format!("{at}: there is no such parameter")),
                Some(field) => {
                    let kinds = kinds(field);
                    let value = if sent.is_form {
                        read(&kinds, value)
                    } else {
                        value.clone()
                    };
                    faults.extend(self.any_of(&kinds, &value, &at));
                }
            }
        }
        for field in fields.iter().filter(|it| it["required"] == true) {
            let name = text(&field["name"]);
            if !sent.parameters.contains_key(name) && !sent.files.contains(&name) {
                faults.push(format!("{method}.{name}: is missing"));
            }
        }
        faults.extend(files(method, fields, sent));
        faults
    }

    /// What is wrong with a result.
    pub(super) fn answer(&self, method: &str, result: &Value) -> Vec<String> {
        let returns: Vec<_> = list(&self.0["methods"][method]["returns"])
            .iter()
            .map(text)
            .collect();
        self.any_of(&returns, result, &format!("the answer to {method}"))
    }

    /// A value is one of several types. Lists of several types are lists of any of them.
    fn any_of(&self, kinds: &[&str], value: &Value, at: &str) -> Vec<String> {
        let items: Vec<_> = kinds
            .iter()
            .filter_map(|it| it.strip_prefix("Array of "))
            .collect();
        if items.len() == kinds.len()
            && items.len() > 1
            && let Some(all) = value.as_array()
        {
            return numbered(all, at)
                .flat_map(|(item, at)| self.any_of(&items, item, &at))
                .collect();
        }
        let judged: Vec<_> = kinds.iter().map(|it| self.is(it, value, at)).collect();
        match judged.as_slice() {
            [only] => only.clone(),
            all if all.iter().any(Vec::is_empty) => Vec::new(),
            all => vec![format!("{at}: is none of {kinds:?}: {all:?}")],
        }
    }

    fn is(&self, kind: &str, value: &Value, at: &str) -> Vec<String> {
        if let Some(item) = kind.strip_prefix("Array of ") {
            return match value.as_array() {
                Some(all) => numbered(all, at)
                    .flat_map(|(value, at)| self.is(item, value, &at))
                    .collect(),
                None => vec![format!("{at}: is no list")],
            };
        }
        let fits = match kind {
            "Integer" => value.is_i64() || value.is_u64(),
            "Float" => value.is_number(),
            "String" => value.is_string(),
            "Boolean" => value.is_boolean(),
            _ => return self.is_object(kind, value, at),
        };
        if fits {
            Vec::new()
        } else {
            vec![format!("{at}: is {value}, no {kind}")]
        }
    }

    fn is_object(&self, kind: &str, value: &Value, at: &str) -> Vec<String> {
        let described = &self.0["types"][kind];
        let subtypes: Vec<_> = list(&described["subtypes"]).iter().map(text).collect();
        if !subtypes.is_empty() {
            return self.any_of(&subtypes, value, at);
        }
        let Some(object) = value.as_object() else {
            return vec![format!("{at}: is {value}, no {kind}")];
        };
        let fields = list(&described["fields"]);
        let mut faults = Vec::new();
        for (name, value) in object {
            let at = format!("{at}.{name}");
            match field(fields, name) {
                None => faults.push(format!("{at}: {kind} has no such field")),
                Some(field) => {
                    faults.extend(self.any_of(&kinds(field), value, &at));
                    faults.extend(fixed(field, value, &at));
                }
            }
        }
        for field in fields.iter().filter(|it| it["required"] == true) {
            let name = text(&field["name"]);
            if !object.contains_key(name) {
                faults.push(format!("{at}.{name}: is missing"));
            }
        }
        faults
    }
}

/// Every file is a parameter of its own or named by one, and every name leads to a file.
fn files(method: &str, fields: &[Value], sent: &Sent<'_>) -> Vec<String> {
    static NAMED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"attach://([\w.-]+)").expect("a valid pattern"));
    let all = Value::Object(sent.parameters.clone()).to_string();
    let named: Vec<_> = NAMED
        .captures_iter(&all)
        .filter_map(|it| it.get(1))
        .map(|it| it.as_str())
        .collect();
    let takes_file =
        |name: &str| field(fields, name).is_some_and(|it| kinds(it).contains(&"InputFile"));
    let idle = sent
        .files
        .iter()
        .filter(|it| !takes_file(it) && !named.contains(*it))
        .map(|it| format!("{method}: nothing takes the file {it}"));
    let missing = named
        .iter()
        .filter(|it| !sent.files.contains(*it))
        .map(|it| format!("{method}: there is no file {it}"));
    idle.chain(missing).collect()
}

/// Some fields can say one word only, and their description names it.
fn fixed(field: &Value, value: &Value, at: &str) -> Option<String> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?:must be|always) "?([a-z_]+)"?$"#).expect("a valid pattern")
    });
    let word = WORD.captures(text(&field["description"]))?.get(1)?.as_str();
    (value.is_string() && value != word).then(|| format!("{at}: is {value}, not {word}"))
}

/// A parameter of a form as its types want it.
fn read(kinds: &[&str], value: &Value) -> Value {
    let Some(text) = value.as_str() else {
        return value.clone();
    };
    let parsed: Option<Value> = serde_json::from_str(text).ok();
    let is_meant =
        |it: &Value| !kinds.contains(&"String") || kinds.contains(&"Integer") && it.is_i64();
    parsed.filter(is_meant).unwrap_or_else(|| value.clone())
}

fn field<'a>(fields: &'a [Value], name: &str) -> Option<&'a Value> {
    fields.iter().find(|it| it["name"] == name)
}

fn kinds(field: &Value) -> Vec<&str> {
    list(&field["types"]).iter().map(text).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn numbered<'a>(all: &'a [Value], at: &'a str) -> impl Iterator<Item = (&'a Value, String)> {
    all.iter()
        .enumerate()
        .map(move |(index, it)| (it, format!("{at}[{index}]")))
}

//! What WordPress sends, only the fields read here; everything else is ignored, everything optional may be absent.

use serde::Deserialize;
use serde_json::Value;

/// An error: `{"code":"rest_cannot_create","message":"…","data":{"status":403}}`.
#[derive(Debug, Default, Deserialize)]
pub struct Error {
    #[serde(default)]
    pub code: String,
    #[serde(default)]
    pub message: String,
    #[serde(default)]
    pub data: Value,
}

/// The index of the REST API.
#[derive(Debug, Deserialize)]
pub struct Index {
    #[serde(default)]
    pub namespaces: Vec<String>,
    /// Ways to sign in: an object by name, or an empty list where there is none.
    #[serde(default)]
    pub authentication: Value,
}

/// The account itself.
#[derive(Debug, Deserialize)]
pub struct User {
    pub id: i64,
    #[serde(default)]
    pub name: String,
    /// What it may do, `{"publish_posts":true}`; an empty list where it may do nothing.
    #[serde(default)]
    pub capabilities: Value,
}

impl User {
    /// Whether it may do this.
    pub fn may(&self, what: &str) -> bool {
        match self.capabilities.get(what) {
            Some(Value::Bool(it)) => *it,
            // Plugins that edit roles store what PHP calls true.
            Some(Value::Number(it)) => it.as_i64() == Some(1),
            Some(Value::String(it)) => it == "1",
            _ => false,
        }
    }
}

/// The fields of a [`Post`] that are asked for.
pub const POST_FIELDS: &str = "id,slug,status,link,date_gmt";

/// An article.
#[derive(Debug, Deserialize)]
pub struct Post {
    pub id: i64,
    #[serde(default)]
    pub slug: String,
    #[serde(default)]
    pub status: String,
    #[serde(default)]
    pub link: String,
    /// UTC without a suffix; null or all zero for a draft that never had a date.
    pub date_gmt: Option<String>,
}

/// An uploaded picture.
#[derive(Debug, Deserialize)]
pub struct File {
    pub id: i64,
    #[serde(default)]
    pub source_url: String,
    #[serde(default)]
    pub alt_text: String,
}

/// Anything with a number.
#[derive(Debug, Deserialize)]
pub struct Numbered {
    pub id: i64,
}

/// A comment.
#[derive(Debug, Deserialize)]
pub struct Comment {
    pub id: i64,
    #[serde(default)]
    pub post: i64,
    /// The account that wrote it; 0 = somebody without one.
    #[serde(default)]
    pub author: i64,
    #[serde(default)]
    pub author_name: String,
    #[serde(default)]
    pub content: Rendered,
    #[serde(default)]
    pub status: String,
    #[serde(default)]
    pub link: String,
    pub date_gmt: Option<String>,
}

/// A text as a page shows it.
#[derive(Debug, Default, Deserialize)]
pub struct Rendered {
    #[serde(default)]
    pub rendered: String,
}

/// The post a comment belongs to.
#[derive(Debug, Deserialize)]
pub struct Belongs {
    pub post: i64,
}

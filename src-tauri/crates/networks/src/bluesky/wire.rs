//! What Bluesky sends, only the fields read here; everything else is ignored, everything optional may be absent.

use serde::Deserialize;
use serde_json::Value;

/// An error: `{"error":"ExpiredToken","message":"…"}`.
#[derive(Debug, Default, Deserialize)]
pub struct Error {
    #[serde(default)]
    pub error: String,
    #[serde(default)]
    pub message: String,
}

/// createSession, refreshSession.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tokens {
    pub access_jwt: String,
    pub refresh_jwt: String,
    pub did: String,
    pub handle: String,
    pub active: Option<bool>,
    pub status: Option<String>,
}

/// getSession.
#[derive(Debug, Deserialize)]
pub struct Current {
    pub did: String,
    pub handle: String,
    pub active: Option<bool>,
    pub status: Option<String>,
}

/// uploadBlob; the reference goes into the record as it came.
#[derive(Debug, Deserialize)]
pub struct Uploaded {
    pub blob: Value,
}

/// putRecord, getRecord.
#[derive(Debug, Deserialize)]
pub struct Stored {
    pub uri: String,
}

/// resolveHandle.
#[derive(Debug, Deserialize)]
pub struct Resolved {
    pub did: String,
}

/// getPosts.
#[derive(Debug, Deserialize)]
pub struct Posts {
    pub posts: Vec<PostView>,
}

/// A post with its counts.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PostView {
    pub uri: String,
    pub like_count: Option<i64>,
    pub reply_count: Option<i64>,
    pub repost_count: Option<i64>,
    pub quote_count: Option<i64>,
    pub bookmark_count: Option<i64>,
}

/// getProfile.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProfileView {
    pub followers_count: Option<i64>,
}

/// listNotifications.
#[derive(Debug, Deserialize)]
pub struct Notifications {
    pub cursor: Option<String>,
    /// Each is read on its own, so that one odd entry does not hide the others.
    pub notifications: Vec<Value>,
}

/// One notification.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Notification {
    pub uri: String,
    pub author: Author,
    pub reason: String,
    pub reason_subject: Option<String>,
    #[serde(default)]
    pub record: Value,
    pub indexed_at: String,
}

/// Who caused it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Author {
    pub did: String,
    pub handle: String,
    pub display_name: Option<String>,
}

/// The post inside a notification.
#[derive(Debug, Default, Deserialize)]
pub struct PostRecord {
    #[serde(default)]
    pub text: String,
    pub reply: Option<Reply>,
}

/// What a post answers.
#[derive(Debug, Deserialize)]
pub struct Reply {
    pub root: Reference,
    pub parent: Reference,
}

/// A reference to a record.
#[derive(Debug, Deserialize)]
pub struct Reference {
    pub uri: String,
}

//! What servers of the family send, only the fields read here; everything else is ignored, everything optional may
//! be absent.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use zeroize::Zeroizing;

/// An error: `{"error":"…","error_description":"…"}`.
#[derive(Debug, Default, Deserialize)]
pub struct Error {
    #[serde(default)]
    pub error: Value,
    #[serde(default)]
    pub error_description: Option<String>,
}

/// POST /api/v1/apps.
#[derive(Deserialize)]
pub struct Application {
    pub client_id: Zeroizing<String>,
    pub client_secret: Zeroizing<String>,
}

/// GET /api/v1/apps/verify_credentials.
#[derive(Debug, Default, Deserialize)]
pub struct App {
    pub scopes: Option<Vec<String>>,
}

/// GET /.well-known/oauth-authorization-server.
#[derive(Debug, Default, Deserialize)]
pub struct Discovery {
    #[serde(default)]
    pub scopes_supported: Vec<String>,
}

/// POST /oauth/token.
#[derive(Deserialize)]
pub struct Token {
    pub access_token: Zeroizing<String>,
    #[serde(default)]
    pub scope: String,
}

/// An account.
#[derive(Debug, Deserialize)]
pub struct Account {
    pub id: String,
    pub acct: String,
    #[serde(default)]
    pub display_name: String,
    pub followers_count: Option<i64>,
    #[serde(default)]
    pub suspended: Option<bool>,
    #[serde(default)]
    pub moved: Option<Value>,
}

/// Some servers write identifiers as numbers.
fn id<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(text) if !text.is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// A status.
#[derive(Debug, Deserialize)]
pub struct Status {
    pub id: String,
    pub created_at: String,
    pub url: Option<String>,
    #[serde(default)]
    pub content: String,
    #[serde(default, deserialize_with = "id")]
    pub in_reply_to_id: Option<String>,
    #[serde(default, deserialize_with = "id")]
    pub in_reply_to_account_id: Option<String>,
    pub replies_count: Option<i64>,
    pub reblogs_count: Option<i64>,
    pub favourites_count: Option<i64>,
    pub quotes_count: Option<i64>,
    #[serde(default)]
    pub media_attachments: Vec<Media>,
    pub account: Option<Account>,
    #[serde(default)]
    pub quote: Value,
}

/// A scheduled status.
#[derive(Debug, Deserialize)]
pub struct Scheduled {
    pub id: String,
    pub scheduled_at: String,
    pub params: ScheduledParams,
    #[serde(default)]
    pub media_attachments: Vec<Media>,
}

/// What a scheduled status will say.
#[derive(Debug, Deserialize)]
pub struct ScheduledParams {
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default, deserialize_with = "id")]
    pub in_reply_to_id: Option<String>,
}

/// What POST /api/v1/statuses answers: with `scheduled_at` a scheduled status, else a status.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Posted {
    Scheduled(Box<Scheduled>),
    Out(Box<Status>),
}

/// A picture or video of a status.
#[derive(Debug, Deserialize)]
pub struct Media {
    pub id: String,
    #[serde(default)]
    pub url: Option<String>,
}

/// A notification.
#[derive(Debug, Deserialize)]
pub struct Notification {
    #[serde(rename = "type")]
    pub kind: String,
    pub account: Account,
    pub status: Option<Status>,
}

/// GET /.well-known/nodeinfo.
#[derive(Debug, Deserialize)]
pub struct NodeInfoLinks {
    #[serde(default)]
    pub links: Vec<NodeInfoLink>,
}

/// Where a nodeinfo document is.
#[derive(Debug, Deserialize)]
pub struct NodeInfoLink {
    pub href: String,
}

/// A nodeinfo document.
#[derive(Debug, Deserialize)]
pub struct NodeInfo {
    pub software: Software,
}

/// Which software a server runs.
#[derive(Debug, Deserialize)]
pub struct Software {
    pub name: String,
    #[serde(default)]
    pub version: String,
}

/// GET /api/v2/instance, /api/v1/instance.
#[derive(Debug, Default, Deserialize)]
pub struct Instance {
    /// Version 2.
    #[serde(default)]
    pub domain: Option<String>,
    /// Version 1: the domain, on some servers an address.
    #[serde(default)]
    pub uri: Option<String>,
    #[serde(default)]
    pub configuration: Configuration,
    /// Pleroma and older GoToSocial.
    #[serde(default)]
    pub max_toot_chars: Option<u32>,
}

/// What a server allows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Configuration {
    pub statuses: StatusLimits,
    pub media_attachments: MediaLimits,
}

/// Limits of a status.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct StatusLimits {
    pub max_characters: Option<u32>,
    pub max_media_attachments: Option<u32>,
    pub characters_reserved_per_url: Option<u32>,
}

/// Limits of attached media.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MediaLimits {
    pub supported_mime_types: Option<Vec<String>>,
    pub image_size_limit: Option<u64>,
    pub image_matrix_limit: Option<u64>,
    pub video_size_limit: Option<u64>,
    pub description_limit: Option<u32>,
}

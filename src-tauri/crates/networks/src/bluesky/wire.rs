//! What Bluesky sends, only the fields read here; everything else is ignored, everything optional may be absent.

use serde::Deserialize;
use serde_json::Value;
use url::Url;

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
    #[serde(default, rename = "didDoc")]
    pub did_doc: Value,
}

impl Current {
    /// The server the account lives on, from its DID document.
    pub fn home(&self) -> Option<Url> {
        let services = self.did_doc.get("service")?.as_array()?;
        let own = services.iter().find(|it| {
            it.get("type").and_then(Value::as_str) == Some("AtprotoPersonalDataServer")
        })?;
        let address = own.get("serviceEndpoint")?.as_str()?;
        crate::http::server(address).ok()
    }
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

/// A reference that also fixes the version of what it names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize)]
pub struct Strong {
    pub uri: String,
    pub cid: String,
}

/// deleteRecord: nothing of its answer is needed.
#[derive(Debug, Deserialize)]
pub struct Deleted {}

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

/// getServiceAuth.
#[derive(Deserialize)]
pub struct ServiceToken {
    pub token: String,
}

/// startUpload.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Started {
    pub job_id: String,
    pub part_size_bytes: i64,
}

/// getUploadStatus.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadStatus {
    pub state: String,
    #[serde(default)]
    pub received_parts: Vec<u64>,
}

/// uploadPart: nothing of its answer is needed.
#[derive(Debug, Deserialize)]
pub struct Part {}

/// finishUpload.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Finished {
    pub completed_job_id: String,
    pub job_status: JobStatus,
}

/// getJobStatus.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    pub job_status: JobStatus,
}

/// How a video is getting on.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JobStatus {
    pub state: String,
    pub blob: Option<Value>,
    pub error: Option<String>,
    pub failure_code: Option<String>,
}

/// getUploadLimits.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadLimits {
    pub can_upload: bool,
    pub remaining_daily_videos: Option<i64>,
    pub remaining_daily_bytes: Option<i64>,
    pub message: Option<String>,
    pub error: Option<String>,
}

/// _health.
#[derive(Debug, Deserialize)]
pub struct Health {
    pub version: String,
}

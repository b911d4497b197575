//! What the Bot API sends, only the fields read here; everything else is ignored, everything optional may be absent.

use serde::Deserialize;
use serde_json::Value;

/// Every answer: `{"ok":true,"result":…}` or `{"ok":false,"error_code":400,"description":"…"}`.
#[derive(Deserialize)]
pub struct Answer<T> {
    pub ok: bool,
    pub result: Option<T>,
    pub error_code: Option<u16>,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub parameters: Parameters,
}

/// Why a request failed.
#[derive(Default, Deserialize)]
pub struct Parameters {
    pub retry_after: Option<u64>,
}

/// getMe, and the author of a message.
#[derive(Debug, Deserialize)]
pub struct User {
    pub id: i64,
    #[serde(default)]
    pub first_name: String,
    #[serde(default)]
    pub last_name: String,
    pub username: Option<String>,
    /// Whether it sees everything in the groups it is in; getMe alone says so.
    pub can_read_all_group_messages: Option<bool>,
}

/// A channel or group.
#[derive(Debug, Deserialize)]
pub struct Chat {
    pub id: i64,
    #[serde(rename = "type")]
    pub kind: String,
    pub title: Option<String>,
    pub username: Option<String>,
    /// The discussion group of a channel; getChat alone says so.
    pub linked_chat_id: Option<i64>,
}

/// getChatMember.
#[derive(Debug, Deserialize)]
pub struct Member {
    pub status: String,
    #[serde(default)]
    pub can_post_messages: bool,
    /// Of somebody restricted: whether he is in the chat at all.
    pub is_member: Option<bool>,
}

/// A message.
#[derive(Debug, Deserialize)]
pub struct Message {
    pub message_id: i64,
    pub date: i64,
    pub chat: Chat,
    pub from: Option<User>,
    pub sender_chat: Option<Chat>,
    pub message_thread_id: Option<i64>,
    #[serde(default)]
    pub is_automatic_forward: bool,
    pub forward_origin: Option<Origin>,
    pub media_group_id: Option<String>,
    pub reply_to_message: Option<Box<Message>>,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub caption: String,
}

/// Where a forwarded message came from; of a channel post its place.
#[derive(Debug, Deserialize)]
pub struct Origin {
    pub chat: Option<Chat>,
    pub message_id: Option<i64>,
}

/// An entry of getUpdates; the message is read on its own, so that an odd one does not hide the others.
#[derive(Debug, Deserialize)]
pub struct Update {
    pub update_id: i64,
    pub message: Option<Value>,
}

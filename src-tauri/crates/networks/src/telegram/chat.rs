//! Which chat a channel is: by its public name until its number is known, by its number from then on.

use super::{
    bot::{Bot, Call},
    wire,
};
use crate::{
    account::Account,
    error::{Kind, NetworkError},
};
use serde_json::Value;

/// How the Bot API names the channel.
pub fn name_of(who: &Account<'_>) -> Value {
    let number = who
        .remote_id
        .and_then(|it| it.parse::<i64>().ok())
        .or_else(|| who.handle.parse().ok());
    number.map_or_else(|| format!("@{}", who.handle).into(), Value::from)
}

/// Asks who the bot is.
pub async fn me(bot: &Bot<'_>) -> Result<wire::User, NetworkError> {
    bot.call(Call::repeatable("getMe")).await
}

/// Asks for the channel.
pub async fn channel(bot: &Bot<'_>, who: &Account<'_>) -> Result<wire::Chat, NetworkError> {
    let call = Call::repeatable("getChat").with("chat_id", name_of(who));
    let chat: wire::Chat = bot.call(call).await?;
    if chat.kind == "channel" {
        Ok(chat)
    } else {
        Err(NetworkError::coded(
            Kind::MissingPermission,
            "telegram_not_a_channel",
        ))
    }
}

/// Asks what the bot is in a chat.
pub async fn member(bot: &Bot<'_>, chat: i64) -> Result<wire::Member, NetworkError> {
    let call = Call::repeatable("getChatMember")
        .with("chat_id", chat)
        .with("user_id", bot.id());
    bot.call(call).await
}

impl wire::Member {
    /// Whether it runs the chat.
    pub fn is_admin(&self) -> bool {
        matches!(self.status.as_str(), "administrator" | "creator")
    }

    /// Whether it is in the chat.
    pub fn is_in(&self) -> bool {
        self.is_admin() || self.status == "member" || self.is_member == Some(true)
    }

    /// Whether it may post in a channel.
    pub fn may_post(&self) -> bool {
        self.status == "creator" || self.is_admin() && self.can_post_messages
    }
}

/// The address of a message; private chats have one that only members can open.
pub fn address(username: Option<&str>, chat: i64, message: i64) -> Option<String> {
    if let Some(name) = username.filter(|it| is_username(it)) {
        return Some(format!("https://t.me/{name}/{message}"));
    }
    let inner = chat.to_string();
    let inner = inner.strip_prefix("-100")?;
    Some(format!("https://t.me/c/{inner}/{message}"))
}

fn is_username(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_made_of_sound_names_only() {
        let of = |name, chat| address(name, chat, 7);
        assert_eq!(
            of(Some("kopisenja"), -1_001_234),
            Some("https://t.me/kopisenja/7".into())
        );
        assert_eq!(of(None, -1_001_234), Some("https://t.me/c/1234/7".into()));
        assert_eq!(
            of(Some("../evil"), -1_001_234),
            Some("https://t.me/c/1234/7".into())
        );
        assert_eq!(of(None, 1234), None);
    }
}

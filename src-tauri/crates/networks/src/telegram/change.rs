//! Changing and taking down what is public. Both may be repeated: Telegram says "it is so already", and that is fine.

use super::{
    Telegram,
    bot::{Bot, Call},
    chat, client, failure, message,
    place::Place,
    wire,
};
use crate::{
    account::Account,
    contract::{Edit, Outgoing, Published, Remove},
    error::{Kind, NetworkError},
};
use async_trait::async_trait;
use kelola_domain::delivery::{DeliveryState, Role};
use serde_json::Value;

#[async_trait]
impl Edit for Telegram {
    async fn edit(
        &self,
        who: &Account<'_>,
        remote_id: &str,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        let words = message::words(what);
        message::check(what, &words)?;
        let place = place(remote_id)?;
        let bot = self.bot(who)?;
        let chat = chat_of(who, &place);
        let edits = edits(&chat, &place, what, &words)?;
        let mut said = None;
        for call in edits {
            match bot.call::<wire::Message>(call).await {
                Ok(message) => said = said.or(Some(message)),
                Err(error) if failure::is_unchanged(&error) => {}
                Err(error) => return Err(error),
            }
        }
        match said {
            Some(message) => Ok(Published {
                remote_id: remote_id.to_owned(),
                ..client::published(&[message])?
            }),
            None => unchanged(&bot, who, remote_id, &place).await,
        }
    }
}

/// One call for a text, one for each picture of an album. Which pictures stand there a bot cannot read, so they go
/// out anew with the words: only then is it certain that the post says `what`.
fn edits(
    chat: &Value,
    place: &Place,
    what: &Outgoing<'_>,
    words: &str,
) -> Result<Vec<Call>, NetworkError> {
    let call = |method, id: i64| {
        Call::repeatable(method)
            .with("chat_id", chat.clone())
            .with("message_id", id)
    };
    let ids: Vec<_> = place.ids().collect();
    if what.media.is_empty() && ids.len() == 1 {
        return Ok(vec![
            call("editMessageText", place.first)
                .with("text", words)
                .with_some("link_preview_options", message::card(what)),
        ]);
    }
    if what.media.len() != ids.len() {
        return Err(NetworkError::coded(Kind::Rejected, "telegram_album_fixed"));
    }
    let edits = ids.into_iter().zip(&what.media).enumerate();
    Ok(edits
        .map(|(at, (id, media))| {
            call("editMessageMedia", id)
                .with("media", message::item(at, media, words))
                .file(message::attached(at), media.clone())
        })
        .collect())
}

/// Everything stood there already.
async fn unchanged(
    bot: &Bot<'_>,
    who: &Account<'_>,
    remote_id: &str,
    place: &Place,
) -> Result<Published, NetworkError> {
    let channel = chat::channel(bot, who).await?;
    let url = place
        .group
        .is_none()
        .then(|| chat::address(channel.username.as_deref(), channel.id, place.first))
        .flatten();
    Ok(Published {
        remote_id: remote_id.to_owned(),
        url,
        at: None,
        state: DeliveryState::Live,
    })
}

#[async_trait]
impl Remove for Telegram {
    async fn remove(
        &self,
        who: &Account<'_>,
        remote_id: &str,
        _role: Role,
    ) -> Result<(), NetworkError> {
        let place = place(remote_id)?;
        // Messages that are gone already are skipped, which is what makes a repeat harmless.
        let call = Call::repeatable("deleteMessages")
            .with("chat_id", chat_of(who, &place))
            .with("message_ids", place.ids().collect::<Vec<_>>());
        self.bot(who)?.call::<bool>(call).await.map(|_| ())
    }
}

fn place(remote_id: &str) -> Result<Place, NetworkError> {
    remote_id
        .parse()
        .map_err(|()| NetworkError::new(Kind::Rejected).raw(remote_id))
}

fn chat_of(who: &Account<'_>, place: &Place) -> Value {
    place.group.map_or_else(|| chat::name_of(who), Value::from)
}

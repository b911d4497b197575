//! Signing in and publishing.

use super::{Telegram, chat, comments, message, place::Place, wire};
use crate::{
    account::Account,
    contract::{
        AccountInfo, Client, Edit, Examination, Outgoing, Published, ReadCounts, ReadInbox, Remove,
    },
    error::{Kind, NetworkError},
};
use async_trait::async_trait;
use chrono::DateTime;
use kelola_domain::delivery::{DeliveryState, Role};

#[async_trait]
impl Client for Telegram {
    async fn test(&self, who: &Account<'_>) -> Result<AccountInfo, NetworkError> {
        let bot = self.bot(who)?;
        chat::me(&bot).await?;
        Ok(account(chat::channel(&bot, who).await?))
    }

    async fn examine(&self, who: &Account<'_>) -> Examination {
        self.try_everything(who).await
    }

    async fn publish(
        &self,
        who: &Account<'_>,
        what: &Outgoing<'_>,
    ) -> Result<Published, NetworkError> {
        let words = message::words(what);
        message::check(what, &words)?;
        let bot = self.bot(who)?;
        // Asked before anything is made, for a lost answer cannot be settled here: is the server there, the token
        // good, the clock right?
        chat::me(&bot).await?;
        self.http.check_clock()?;
        match what.role {
            Role::Post => {}
            Role::FirstComment => return comments::publish(self, &bot, who, what, &words).await,
            Role::Part => return Err(NetworkError::new(Kind::Rejected).raw("no threads here")),
        }
        let call = message::publishing(&chat::name_of(who), what, &words);
        let sent: Vec<wire::Message> = if what.media.len() > 1 {
            bot.call(call).await?
        } else {
            vec![bot.call(call).await?]
        };
        published(&sent)
    }

    fn counts(&self) -> Option<&dyn ReadCounts> {
        Some(self)
    }

    fn inbox(&self) -> Option<&dyn ReadInbox> {
        Some(self)
    }

    fn edit(&self) -> Option<&dyn Edit> {
        Some(self)
    }

    fn remove(&self) -> Option<&dyn Remove> {
        Some(self)
    }

    fn clock_difference(&self) -> Option<chrono::Duration> {
        self.http.difference()
    }
}

/// Who the channel is; a private one is called by its number.
pub fn account(chat: wire::Chat) -> AccountInfo {
    let number = chat.id.to_string();
    AccountInfo {
        name: chat.title,
        ..AccountInfo::named(number.clone(), chat.username.unwrap_or(number))
    }
}

/// What was published, from the messages Telegram made of it.
pub fn published(sent: &[wire::Message]) -> Result<Published, NetworkError> {
    let ids: Vec<_> = sent.iter().map(|it| it.message_id).collect();
    let (Some(place), Some(first)) = (Place::of(&ids), sent.first()) else {
        // Telegram said yes and named nothing: something may stand in the channel.
        return Err(NetworkError::new(Kind::UnknownOutcome).raw("no message"));
    };
    Ok(Published {
        url: chat::address(first.chat.username.as_deref(), first.chat.id, place.first),
        at: DateTime::from_timestamp(first.date, 0),
        remote_id: place.to_string(),
        state: DeliveryState::Live,
    })
}

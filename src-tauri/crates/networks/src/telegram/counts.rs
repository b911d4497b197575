//! What a bot may count: the members of the channel. Views, forwards and reactions of a post it is not told; they
//! stay missing, which is not zero.

use super::{Telegram, bot::Call, chat};
use crate::{
    account::Account,
    contract::{Counts, ReadCounts},
    error::NetworkError,
};
use async_trait::async_trait;

#[async_trait]
impl ReadCounts for Telegram {
    async fn counts(
        &self,
        _who: &Account<'_>,
        _remote_ids: &[String],
    ) -> Result<Vec<Counts>, NetworkError> {
        Ok(Vec::new())
    }

    async fn followers(&self, who: &Account<'_>) -> Result<Option<i64>, NetworkError> {
        let call = Call::repeatable("getChatMemberCount").with("chat_id", chat::name_of(who));
        let count: i64 = self.bot(who)?.call(call).await?;
        Ok(Some(count).filter(|it| *it >= 0))
    }
}

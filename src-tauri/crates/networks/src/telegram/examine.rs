//! The self-test of a channel, line by line: each says what is missing and where it can be mended.

use super::{
    Telegram,
    bot::{Bot, Call},
    chat, client, wire,
};
use crate::{
    account::Account,
    contract::{AccountInfo, Examination},
    error::{Kind, NetworkError},
};
use kelola_domain::channel::{CheckLine, CheckWhat};

impl Telegram {
    /// Tries everything the channel needs; stops where nothing further could be tried.
    pub async fn try_everything(&self, who: &Account<'_>) -> Examination {
        let mut lines = Vec::new();
        let account = self.lines(who, &mut lines).await;
        Examination { lines, account }
    }

    async fn lines(
        &self,
        who: &Account<'_>,
        lines: &mut Vec<CheckLine>,
    ) -> Result<AccountInfo, NetworkError> {
        let bot = noted(lines, CheckWhat::SignedIn, self.bot(who))?;
        let me = match chat::me(&bot).await {
            Ok(me) => me,
            Err(error) if error.kind == Kind::SignInExpired => {
                lines.push(passed(CheckWhat::ServerAnswers));
                return noted(lines, CheckWhat::SignedIn, Err(error));
            }
            Err(error) => return noted(lines, CheckWhat::ServerAnswers, Err(error)),
        };
        lines.push(passed(CheckWhat::ServerAnswers));
        noted(lines, CheckWhat::ClockAgrees, self.http.check_clock())?;
        lines.push(passed(CheckWhat::ClockAgrees));
        lines.push(passed(CheckWhat::SignedIn));
        let channel = noted(lines, CheckWhat::MayPublish, may_publish(&bot, who).await)?;
        lines.push(passed(CheckWhat::MayPublish));
        // Whoever may post in a channel may post pictures there.
        lines.push(passed(CheckWhat::MayUpload));
        let read = self.may_read(&bot, who, &me, channel.linked_chat_id).await;
        if noted(lines, CheckWhat::MayRead, read).is_ok() {
            lines.push(passed(CheckWhat::MayRead));
        }
        Ok(client::account(channel))
    }

    /// The members can be counted; comments come only where there is a group, the bot sees everything in it, and
    /// nobody else empties its queue.
    async fn may_read(
        &self,
        bot: &Bot<'_>,
        who: &Account<'_>,
        me: &wire::User,
        group: Option<i64>,
    ) -> Result<(), NetworkError> {
        let count = Call::repeatable("getChatMemberCount").with("chat_id", chat::name_of(who));
        bot.call::<i64>(count).await?;
        let Some(group) = group else {
            return Ok(());
        };
        let missing = |code| NetworkError::coded(Kind::MissingPermission, code);
        match chat::member(bot, group).await {
            Ok(member) if member.is_admin() => {}
            Ok(member) if member.is_in() => {
                if me.can_read_all_group_messages != Some(true) {
                    return Err(missing("telegram_group_closed"));
                }
            }
            Ok(_) => return Err(missing("telegram_no_group")),
            Err(error) if error.kind == Kind::MissingPermission => {
                return Err(missing("telegram_no_group"));
            }
            Err(error) => return Err(error),
        }
        self.queues.peek(bot).await.map(|_| ())
    }
}

/// The channel, where the bot may post in it.
async fn may_publish(bot: &Bot<'_>, who: &Account<'_>) -> Result<wire::Chat, NetworkError> {
    let channel = chat::channel(bot, who).await?;
    if chat::member(bot, channel.id).await?.may_post() {
        Ok(channel)
    } else {
        Err(NetworkError::coded(
            Kind::MissingPermission,
            "telegram_no_right",
        ))
    }
}

const fn passed(what: CheckWhat) -> CheckLine {
    CheckLine {
        what,
        passed: true,
        code: None,
        raw: None,
    }
}

/// Writes a failure down as the line it stops at.
fn noted<T>(
    lines: &mut Vec<CheckLine>,
    what: CheckWhat,
    tried: Result<T, NetworkError>,
) -> Result<T, NetworkError> {
    if let Err(error) = &tried {
        lines.push(error.as_check(what));
    }
    tried
}

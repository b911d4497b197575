//! The strict Telegram of our own. A bot cannot read its channel, so where an answer was lost the person is asked.

use crate::harness::proxy::{Proxy, Words};
use crate::harness::telegram_fake::{Bot, Standing, TelegramFake};
use serde_json::{Value, json};

use super::Counterpart;

/// Telegram takes a message a second and twenty a minute in a channel, and Kelola keeps to that.
const CHANNELS: [&str; 4] = ["kopi1", "kopi2", "kopi3", "kopi4"];

/// The strict Telegram of our own: a bot that runs several channels.
#[derive(Debug)]
pub struct Telegram {
    fake: TelegramFake,
    bot: Bot,
    chats: Vec<i64>,
    proxy: Proxy,
}

impl Telegram {
    /// Starts it.
    pub fn start() -> Self {
        let fake = TelegramFake::start();
        let bot = fake.bot("kopisenja_bot");
        let chats: Vec<_> = CHANNELS
            .iter()
            .map(|it| fake.channel(Some(it), "Kopi Senja"))
            .collect();
        for chat in &chats {
            fake.set(*chat, &bot, Some(Standing::Admin));
        }
        let proxy = Proxy::in_front_of(&fake.url());
        Self {
            fake,
            bot,
            chats,
            proxy,
        }
    }
}

impl Counterpart for Telegram {
    fn name(&self) -> &'static str {
        "telegram"
    }

    fn proxy(&self) -> &Proxy {
        &self.proxy
    }

    fn channels(&self) -> Vec<Value> {
        CHANNELS
            .iter()
            .map(|it| json!({ "network": "telegram", "handle": it, "secret": self.bot.token }))
            .collect()
    }

    fn is_central(&self) -> bool {
        true
    }

    fn creating(&self) -> &'static str {
        "/sendMessage"
    }

    fn uploading(&self) -> &'static str {
        "/sendPhoto"
    }

    fn expired(&self) -> Words {
        Words::new(
            401,
            r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#,
        )
    }

    fn too_many(&self) -> Words {
        Words::new(
            429,
            r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}"#,
        )
    }

    fn secrets(&self) -> Vec<String> {
        // The half behind the colon would give the bot away just the same.
        let half = self.bot.token.split(':').nth(1).unwrap_or_default();
        vec![self.bot.token.clone(), half.to_owned()]
    }

    fn revoke(&self) {
        self.fake.revoke(&self.bot);
    }

    fn found(&self, text: &str) -> usize {
        self.fake.assert_clean();
        let all = self.chats.iter().flat_map(|it| self.fake.shown(*it));
        all.filter(|it| it.words == text).count()
    }

    fn reads_back(&self) -> bool {
        false
    }
}

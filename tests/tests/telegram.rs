//! Publishing to Telegram's channels by a bot, against a strict Telegram of our own: what arrives there, what a person
//! is told when the bot may not, what comes back, and that a lost answer is asked about, never sent again.
#![cfg(target_os = "linux")]

#[path = "telegram/changing.rs"]
mod changing;
#[path = "telegram/comments.rs"]
mod comments;
#[path = "telegram/connecting.rs"]
mod connecting;
#[path = "telegram/lost.rs"]
mod lost;
#[path = "telegram/publishing.rs"]
mod publishing;
#[path = "telegram/strict.rs"]
mod strict;

use kelola_tests::harness::child::wait_until;
use kelola_tests::harness::kelolactl::Outcome;
use kelola_tests::harness::keychain::Keychain;
use kelola_tests::harness::proxy::Proxy;
use kelola_tests::harness::telegram_fake::{Bot, Shown, Standing, TelegramFake};
use kelola_tests::journeys::{Photo, Shop, arg, wall_in};
use serde_json::{Value, json};
use std::time::Duration;

/// A public channel a bot runs, its discussion group, and a shop whose channel it is.
struct Scene {
    fake: TelegramFake,
    proxy: Proxy,
    bot: Bot,
    chat: i64,
    group: i64,
    shop: Shop,
    id: String,
    _keychain: Keychain,
}

impl Scene {
    fn new() -> Self {
        let (fake, keychain) = (TelegramFake::start(), Keychain::unlocked());
        let bot = fake.bot("kopisenja_bot");
        let chat = fake.channel(Some("kopisenja"), "Kopi Senja");
        let group = fake.discussion(chat);
        for it in [chat, group] {
            fake.set(it, &bot, Some(Standing::Admin));
        }
        let proxy = Proxy::in_front_of(&fake.url());
        let shop = Shop::on(&keychain).with_stand_in("telegram", &proxy.url());
        let id = channel(&shop, "@kopisenja", &bot.token);
        Self {
            fake,
            proxy,
            bot,
            chat,
            group,
            shop,
            id,
            _keychain: keychain,
        }
    }

    fn test(&self) -> Value {
        let tested = self.shop.ctl.run(["channel", "test", &self.id]);
        tested.json_lines().first().cloned().unwrap_or_default()
    }

    /// The channel as it stands now.
    fn stands(&self) -> Value {
        let all = self.shop.ctl.json(["channel", "list"]);
        let all = all.as_array().cloned().unwrap_or_default();
        all.into_iter()
            .find(|it| it["id"] == self.id.as_str())
            .expect("the channel is listed")
    }

    fn new_secret(&self, secret: &str) -> Outcome {
        let given = json!({ "secret": secret }).to_string();
        self.shop
            .ctl
            .run_with_input(["channel", "secret", &self.id], given.as_bytes())
    }

    fn post_now(&self, text: &str) -> String {
        self.shop.post_now(&[&self.id], text)
    }

    /// A post with so many pictures, due now.
    fn pictures_now(&self, text: &str, pictures: u32) -> String {
        let files: Vec<_> = (0..pictures)
            .map(|at| {
                let photo = Photo::plain(600 + at * 20, 600).0;
                arg(&self.shop.file(&format!("{at}.jpg"), photo))
            })
            .collect();
        let post = json!({
            "text": text, "media": files, "channels": [self.id], "at": wall_in(chrono::Duration::zero()),
        });
        self.shop.ctl.add("post", &post)
    }

    /// Syncs until the post has this state.
    #[track_caller]
    fn until(&self, post: &str, state: &str) {
        wait_until(state, Duration::from_secs(60), || {
            let _ = self.shop.sync();
            (self.shop.state(post) == state).then_some(())
        });
    }

    /// Syncs until the first comment of the post is live.
    fn until_commented(&self, post: &str) {
        wait_until("the first comment", Duration::from_secs(60), || {
            let _ = self.shop.sync();
            (self.comment(post)["state"] == "live").then_some(())
        });
    }

    /// The delivery of a post's first comment.
    fn comment(&self, post: &str) -> Value {
        self.shop.show(post)["deliveries"][0]["pieces"][0]["delivery"].clone()
    }

    /// What readers of the channel see.
    fn shown(&self) -> Vec<Shown> {
        self.fake.shown(self.chat)
    }
}

/// Adds a channel with a bot's token, and returns the channel's id.
fn channel(shop: &Shop, handle: &str, token: &str) -> String {
    let channel = json!({ "network": "telegram", "handle": handle, "secret": token });
    shop.ctl.add("channel", &channel)
}

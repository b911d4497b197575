//! One call of the Bot API. The token is part of the address, so it is checked before it becomes one, and nothing
//! this file gives away holds it.

use super::{Telegram, failure, wire};
use crate::{
    account::{Account, Secret, Slot},
    error::{Kind, NetworkError},
    http::{self, Auth, Body, Effect, FormPart, PartValue, Request, broken},
    media::OutgoingMedia,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use url::Url;

/// A bot that is signed in.
pub struct Bot<'a> {
    telegram: &'a Telegram,
    token: Secret,
}

/// A call: the method, what goes with it, and what happens when its answer is lost.
pub struct Call {
    method: &'static str,
    parameters: Map<String, Value>,
    files: Vec<(String, OutgoingMedia)>,
    effect: Effect,
}

impl Call {
    /// A call that reads, or whose repeat changes nothing.
    pub fn repeatable(method: &'static str) -> Self {
        Self {
            method,
            parameters: Map::new(),
            files: Vec::new(),
            effect: Effect::Repeatable,
        }
    }

    /// A call that makes something public.
    pub fn creating(method: &'static str) -> Self {
        Self {
            effect: Effect::Creates,
            ..Self::repeatable(method)
        }
    }

    /// With a parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.parameters.insert(name.to_owned(), value.into());
        self
    }

    /// With a parameter, where there is one.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With a file; other parameters name it `attach://<name>`.
    #[must_use]
    pub fn file(mut self, name: String, media: OutgoingMedia) -> Self {
        self.files.push((name, media));
        self
    }

    /// JSON, or a form where there are files; texts stand in a form as they are, everything else as JSON.
    fn body(self) -> Body {
        if self.files.is_empty() {
            return Body::Json(Value::Object(self.parameters));
        }
        let texts = self.parameters.into_iter().map(|(name, value)| FormPart {
            name,
            value: PartValue::Text(match value {
                Value::String(text) => text,
                other => other.to_string(),
            }),
        });
        let files = self.files.into_iter().map(|(name, media)| FormPart {
            name,
            value: PartValue::Media(media),
        });
        Body::Parts(texts.chain(files).collect())
    }
}

impl Telegram {
    /// The bot of a channel.
    pub fn bot(&self, who: &Account<'_>) -> Result<Bot<'_>, NetworkError> {
        let token = who
            .vault
            .read(who.channel, Slot::Password)?
            .ok_or_else(NetworkError::no_secret)?;
        if !is_token(token.reveal()) {
            return Err(NetworkError::coded(
                Kind::SignInExpired,
                "telegram_token_odd",
            ));
        }
        Ok(Bot {
            telegram: self,
            token,
        })
    }
}

/// `<number>:<letters>`, as @BotFather gives it; anything else must not become part of an address.
fn is_token(text: &str) -> bool {
    text.split_once(':').is_some_and(|(id, secret)| {
        (1..=20).contains(&id.len())
            && id.bytes().all(|it| it.is_ascii_digit())
            && (20..=100).contains(&secret.len())
            && secret
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || b"_-".contains(&it))
    })
}

impl Bot<'_> {
    /// The bot's own number: the public half of its token.
    pub fn id(&self) -> i64 {
        let id = self.token.reveal().split(':').next().unwrap_or_default();
        id.parse().unwrap_or_default()
    }

    /// Makes a call.
    ///
    /// # Errors
    /// Whatever follows from Telegram's answer; never with the token in it.
    pub async fn call<T: DeserializeOwned>(&self, call: Call) -> Result<T, NetworkError> {
        let (method, effect) = (call.method, call.effect);
        let url = self.address(method)?;
        let request = Request::post(url, Auth::None, call.body(), effect);
        let answer = self.telegram.http.send(request).await?;
        let unreadable = || {
            let raw = format!("{method}: HTTP {}, no usable answer", answer.status);
            failure::of_no_answer(answer.status, effect)
                .raw(raw)
                .after(answer.retry_after)
        };
        let read: wire::Answer<T> =
            serde_json::from_slice(&answer.body).map_err(|_| unreadable())?;
        if !read.ok {
            return Err(failure::of(
                &read,
                &answer,
                effect,
                &self.without_token(&read.description),
            ));
        }
        read.result
            .ok_or_else(|| broken(effect).raw(format!("{method}: no result")))
    }

    fn address(&self, method: &str) -> Result<Url, NetworkError> {
        let mut url = http::server(&self.telegram.home)?;
        url.set_path(&format!("/bot{}/{method}", self.token.reveal()));
        Ok(url)
    }

    // A server may repeat what it was told, and its words are kept with the delivery. The half behind the colon is
    // looked for as well: alone, or with the colon written as %3A, it would give the bot away just the same.
    fn without_token(&self, words: &str) -> String {
        let whole = self.token.reveal();
        let secret = whole.split(':').nth(1).unwrap_or(whole);
        words.replace(whole, "…").replace(secret, "…")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_looks_like_a_token_becomes_part_of_an_address() {
        assert!(is_token("1234567890:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_"));
        for bad in [
            "",
            "1234567890",
            "1234567890:short",
            "bot1234567890:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
            "1234567890:AAHdqTcvCH1vGWJxfSeof/../PALDsaw",
            "1234567890:AAHdqTcvCH1vGWJxfSeof?a=PALDsaw",
            "1234567890:AAHdqTcvCH1vGWJxfSeof PALDsaw",
            "١٢٣:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        ] {
            assert!(!is_token(bad), "{bad}");
        }
    }
}

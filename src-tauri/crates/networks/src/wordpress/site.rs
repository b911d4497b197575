//! One call at a site, signed with the application password.

use super::{
    WordPress, address,
    errors::{self, Hidden, Refusal},
    rest::{self, Root},
    wire,
};
use crate::{
    account::{Account, Secret, Slot},
    error::{Kind, NetworkError},
    http::{Auth, Body, Effect, Http, Method, Request, broken},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

/// A site as one account sees it.
pub struct Site<'a> {
    http: &'a Http,
    /// Where the site lives.
    pub home: Url,
    root: Root,
    user: String,
    password: Secret,
}

/// A call at a site.
pub struct Call {
    method: Method,
    path: String,
    query: Vec<(&'static str, String)>,
    headers: Vec<(&'static str, String)>,
    body: Body,
    effect: Effect,
}

impl Call {
    /// A question.
    pub fn get(path: impl Into<String>, query: Vec<(&'static str, String)>) -> Self {
        Self {
            method: Method::GET,
            path: path.into(),
            query,
            headers: Vec::new(),
            body: Body::None,
            effect: Effect::Repeatable,
        }
    }

    /// A change that is harmless twice.
    pub fn post(path: impl Into<String>, body: Value) -> Self {
        Self {
            method: Method::POST,
            body: Body::Json(body),
            ..Self::get(path, Vec::new())
        }
    }

    /// A change that makes something public.
    pub fn creating(path: impl Into<String>, body: Value) -> Self {
        Self {
            effect: Effect::Creates,
            ..Self::post(path, body)
        }
    }

    /// A file; an upload nobody refers to is invisible but in the library.
    pub fn upload(
        path: impl Into<String>,
        bytes: Vec<u8>,
        mime: String,
        disposition: String,
    ) -> Self {
        Self {
            method: Method::POST,
            body: Body::File(bytes, mime),
            headers: vec![("content-disposition", disposition)],
            ..Self::get(path, Vec::new())
        }
    }

    /// Away with it.
    pub fn delete(path: impl Into<String>, query: Vec<(&'static str, String)>) -> Self {
        Self {
            method: Method::DELETE,
            ..Self::get(path, query)
        }
    }

    /// With more to ask.
    #[must_use]
    pub fn asking(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.query.push((key, value.into()));
        self
    }
}

/// Why a call failed.
pub enum Failure {
    /// The site answered, and it is a no.
    Refused(Box<Refusal>),
    /// Anything else.
    Other(NetworkError),
}

impl From<Failure> for NetworkError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => refusal.error,
            Failure::Other(error) => error,
        }
    }
}

impl Failure {
    /// Whether the site refused with this code of its own.
    pub fn says(&self, code: &str) -> bool {
        matches!(self, Self::Refused(it) if it.code == code)
    }

    /// Whether what was asked for is not there any more.
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Refused(it) if it.is_gone())
    }
}

/// An answer with what its headers say about all pages of it.
pub struct Page<T> {
    /// What was asked for.
    pub found: T,
    /// How many there are in all (`X-WP-Total`).
    pub total: Option<i64>,
    /// On how many pages (`X-WP-TotalPages`).
    pub pages: Option<u32>,
}

impl WordPress {
    /// Where the channel's site lives.
    pub(super) fn home(&self, who: &Account<'_>) -> Result<Url, NetworkError> {
        let typed = self.stand_in.as_deref().or(who.server).unwrap_or_default();
        address::site(typed)
    }

    /// The channel's site, with what is needed to sign in there.
    pub(super) async fn site(&self, who: &Account<'_>) -> Result<Site<'_>, NetworkError> {
        let home = self.home(who)?;
        let password = who
            .vault
            .read(who.channel, Slot::Password)?
            .ok_or_else(NetworkError::no_secret)?;
        let root = self.root(&home).await?;
        Ok(Site {
            http: &self.http,
            home,
            root,
            user: who.handle.to_owned(),
            password,
        })
    }
}

impl Site<'_> {
    /// Makes a call and reads its answer.
    pub async fn call<T: DeserializeOwned>(&self, call: Call) -> Result<T, Failure> {
        Ok(self.page(call).await?.found)
    }

    /// Makes a call and reads its answer, with what its headers say.
    pub async fn page<T: DeserializeOwned>(&self, call: Call) -> Result<Page<T>, Failure> {
        let url = self.root.route(&call.path, &call.query);
        let auth = Auth::Basic(&self.user, &self.password);
        let mut request =
            Request::post(url.clone(), auth, call.body, call.effect).method(call.method);
        request.headers = call.headers;
        let answer = self.http.send(request).await.map_err(Failure::Other)?;
        let refusal = || {
            let hidden = Hidden::of(&self.user, &self.password);
            let refusal = Refusal::of(&answer, &url, call.effect, &hidden);
            Failure::Refused(Box::new(refusal))
        };
        if !(200..300).contains(&answer.status) {
            return Err(refusal());
        }
        let number = |name| {
            answer
                .header(name)
                .and_then(|it| it.trim().parse::<i64>().ok())
        };
        match rest::json(&answer.body) {
            Some(found) => Ok(Page {
                found,
                total: number("x-wp-total"),
                pages: number("x-wp-totalpages").and_then(|it| u32::try_from(it).ok()),
            }),
            None if errors::is_page(&answer) => Err(refusal()),
            None => Err(Failure::Other(
                broken(call.effect).raw(format!("{}: no JSON", call.path)),
            )),
        }
    }

    /// Who the account is; the one question no site answers to a stranger.
    pub async fn me(&self, who: &Account<'_>) -> Result<wire::User, NetworkError> {
        let query = vec![
            ("context", "edit".to_owned()),
            ("_fields", "id,name,capabilities".to_owned()),
        ];
        let user: wire::User = self.call(Call::get("/wp/v2/users/me", query)).await?;
        if who.remote_id.is_some_and(|it| it != user.id.to_string()) {
            return Err(
                NetworkError::new(Kind::SignInExpired).raw("another account answered to this name")
            );
        }
        Ok(user)
    }

    /// Reads an address that needs no sign-in, without caring for what it answers.
    pub async fn knock(&self, path: &str) {
        if let Ok(url) = self.home.join(path) {
            let answer = self.http.send(Request::get(url, Auth::None)).await;
            if let Err(error) = answer {
                tracing::debug!(code = error.code, "a site's own clockwork was not reached");
            }
        }
    }
}

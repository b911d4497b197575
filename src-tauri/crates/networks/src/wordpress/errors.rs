//! The catalogue of failures: what WordPress, its plugins and the servers in front of it say, and what follows.
//! Codes from WordPress 6.1 wp-includes/rest-api (2026-11) and the REST API handbook (2025-06-04).

use super::{address, wire};
use crate::{
    account::Secret,
    error::{Kind, NetworkError},
    http::{Answer, Effect, broken},
};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use serde_json::Value;
use url::Url;

/// The codes of its own; `words.json` has their words.
pub const CODES: &[&str] = &[
    "wordpress_moved",
    "wordpress_not_found",
    "wordpress_rest_off",
    "wordpress_wall",
    "wordpress_not_signed_in",
    NO_APP_PASSWORDS,
    "wordpress_may_not_publish",
    "wordpress_may_not_upload",
    "wordpress_upload_too_large",
    "wordpress_upload_refused",
    "wordpress_comments_closed",
    "wordpress_gone",
];

/// The site offers no application passwords.
pub const NO_APP_PASSWORDS: &str = "wordpress_no_app_passwords";

/// An answer that is not what was asked for.
pub struct Refusal {
    /// WordPress's own code; empty where something else answered.
    pub code: String,
    /// What stands beside it.
    pub data: Value,
    /// What it means.
    pub error: NetworkError,
}

impl Refusal {
    /// Reads an answer that holds no usable result.
    pub fn of(answer: &Answer, asked: &Url, effect: Effect, hidden: &Hidden) -> Self {
        let said = super::rest::json::<wire::Error>(&answer.body).filter(|it| !it.code.is_empty());
        let error = match &said {
            Some(said) => spoken(answer, said, asked, effect),
            None => silent(answer, asked, effect),
        };
        let raw = match &said {
            Some(said) => format!("{}: {}", said.code, said.message),
            None => format!("HTTP {}", answer.status),
        };
        let error = match error.raw {
            Some(_) => error,
            None => error.raw(hidden.left_out_of(raw)),
        };
        let said = said.unwrap_or_default();
        Self {
            code: said.code,
            data: said.data,
            error: error.after(answer.retry_after),
        }
    }

    /// Whether the thing asked for is not there any more.
    pub fn is_gone(&self) -> bool {
        matches!(
            self.code.as_str(),
            "rest_post_invalid_id" | "rest_comment_invalid_id" | "rest_already_trashed"
        )
    }
}

/// What WordPress itself says.
fn spoken(answer: &Answer, said: &wire::Error, asked: &Url, effect: Effect) -> NetworkError {
    use NetworkError as E;
    let for_upload = asked.as_str().contains("/wp/v2/media") || asked.as_str().contains("%2Fmedia");
    match (answer.status, said.code.as_str()) {
        (429, _) => E::new(Kind::RateLimited),
        (_, "rest_cannot_access" | "rest_disabled" | "rest_login_required" | "rest_no_route") => {
            E::coded(Kind::QuotaOrPolicy, "wordpress_rest_off")
        }
        (_, it) if it.starts_with("application_passwords_disabled") => {
            E::coded(Kind::SignInExpired, NO_APP_PASSWORDS)
        }
        (_, "incorrect_password" | "invalid_username" | "invalid_email") | (401, _) => {
            E::coded(Kind::SignInExpired, "wordpress_not_signed_in")
        }
        // Asking for drafts as nobody is, to WordPress, a wrong question.
        (400, "rest_invalid_param") if is_forbidden_status(&said.data, 401) => {
            E::coded(Kind::SignInExpired, "wordpress_not_signed_in")
        }
        (400, "rest_invalid_param") if is_forbidden_status(&said.data, 403) => {
            E::coded(Kind::MissingPermission, "wordpress_may_not_publish")
        }
        (_, "rest_cannot_create" | "rest_cannot_edit") if for_upload => {
            E::coded(Kind::MissingPermission, "wordpress_may_not_upload")
        }
        (_, "rest_cannot_publish" | "rest_cannot_create") => {
            E::coded(Kind::MissingPermission, "wordpress_may_not_publish")
        }
        (413, _) | (_, "rest_upload_file_too_big" | "rest_upload_limited_space") => {
            E::coded(Kind::Rejected, "wordpress_upload_too_large")
        }
        (_, it) if it.starts_with("rest_upload_") => {
            E::coded(Kind::Rejected, "wordpress_upload_refused")
        }
        (_, "rest_comment_closed" | "rest_comment_login_required") => {
            E::coded(Kind::Rejected, "wordpress_comments_closed")
        }
        (_, "rest_post_invalid_id" | "rest_comment_invalid_id" | "rest_already_trashed") => {
            E::coded(Kind::Rejected, "wordpress_gone")
        }
        (403, _) => E::new(Kind::MissingPermission),
        (400..500, _) => E::new(Kind::Rejected),
        (503, _) if answer.retry_after.is_some() && effect == Effect::Repeatable => {
            E::new(Kind::RateLimited)
        }
        _ => broken(effect),
    }
}

/// What something in front of WordPress says: a web server, a firewall, a security plugin.
fn silent(answer: &Answer, asked: &Url, effect: Effect) -> NetworkError {
    use NetworkError as E;
    if let 300..400 = answer.status {
        let location = answer.header("location").unwrap_or_default();
        return match address::elsewhere(asked, location) {
            Some(to) if effect == Effect::Repeatable => address::moved(&to),
            _ => broken(effect).raw(format!("HTTP {} → {location}", answer.status)),
        };
    }
    match answer.status {
        429 => E::new(Kind::RateLimited),
        503 if answer.retry_after.is_some() && effect == Effect::Repeatable => {
            E::new(Kind::RateLimited)
        }
        413 => E::coded(Kind::Rejected, "wordpress_upload_too_large"),
        401 => E::coded(Kind::SignInExpired, "wordpress_not_signed_in"),
        404 | 405 => E::coded(Kind::QuotaOrPolicy, "wordpress_rest_off"),
        400..500 => E::coded(Kind::QuotaOrPolicy, "wordpress_wall"),
        // A web page where data should be: nobody knows what became of a request that makes something.
        200..300 if effect == Effect::Repeatable && is_page(answer) => {
            E::coded(Kind::QuotaOrPolicy, "wordpress_wall")
        }
        _ => broken(effect),
    }
}

/// Whether the answer is a web page.
pub fn is_page(answer: &Answer) -> bool {
    let says = answer
        .header("content-type")
        .is_some_and(|it| it.starts_with("text/html"));
    let looks = answer.body.trim_ascii_start().starts_with(b"<");
    says || looks
}

fn is_forbidden_status(data: &Value, status: i64) -> bool {
    let detail = data.pointer("/details/status");
    detail.and_then(|it| it.get("code")).and_then(Value::as_str) == Some("rest_forbidden_status")
        && detail
            .and_then(|it| it.pointer("/data/status"))
            .and_then(Value::as_i64)
            == Some(status)
}

/// What of the sign-in must not stand in an error: a server may repeat what it was told, and its words are kept with the
/// delivery.
pub struct Hidden(Vec<Secret>);

impl Hidden {
    /// Nobody has signed in.
    pub const fn nothing() -> Self {
        Self(Vec::new())
    }

    /// The password as typed and without its spaces, alone and as HTTP Basic sends it.
    pub fn of(user: &str, password: &Secret) -> Self {
        let whole = password.reveal();
        let joined: String = whole.split_whitespace().collect();
        let forms = [whole, whole.trim(), joined.as_str()];
        let alone = forms.iter().map(|it| Secret::new(*it));
        let sent = forms
            .iter()
            .map(|it| Secret::new(STANDARD_NO_PAD.encode(format!("{user}:{it}"))));
        Self(alone.chain(sent).collect())
    }

    fn left_out_of(&self, words: String) -> String {
        self.0
            .iter()
            .map(Secret::reveal)
            .filter(|it| !it.is_empty())
            .fold(words, |words, secret| words.replace(secret, "…"))
    }
}

//! What a refusal of the Bot API means.
//!
//! The kind follows from the number alone. Telegram gives every refusal of one number the same code and tells them
//! apart by words only, so this file, and no other, looks at those words: to choose a narrower sentence for the
//! person, and for the two refusals that say "it is so already". Unknown words lose nothing but the narrower sentence.

use super::wire;
use crate::{
    error::{Kind, NetworkError},
    http::{Answer, Effect, broken},
};
use std::time::Duration;

/// Every code of this network; `words.json` has their words.
pub const CODES: &[&str] = &[
    "telegram_token_odd",
    "telegram_chat_not_found",
    "telegram_not_a_channel",
    "telegram_no_right",
    "telegram_text_too_long",
    "telegram_picture_shape",
    "telegram_file_refused",
    "telegram_other_reader",
    "telegram_no_group",
    "telegram_group_closed",
    "telegram_comment_waits",
    "telegram_cannot_delete",
    "telegram_cannot_edit",
    "telegram_album_fixed",
];

/// Words of refusals (tdlib/telegram-bot-api Client.cpp and td, 2026-05-07), lower case, and the code they get.
const KNOWN: &[(&str, &str)] = &[
    ("chat not found", "telegram_chat_not_found"),
    ("chat_id is empty", "telegram_chat_not_found"),
    ("bot was kicked", "telegram_no_right"),
    ("bot is not a member", "telegram_no_right"),
    ("not enough rights", "telegram_no_right"),
    ("need administrator rights", "telegram_no_right"),
    ("chat_admin_required", "telegram_no_right"),
    ("chat_write_forbidden", "telegram_no_right"),
    ("message is too long", "telegram_text_too_long"),
    ("caption is too long", "telegram_text_too_long"),
    ("media_caption_too_long", "telegram_text_too_long"),
    ("photo_invalid_dimensions", "telegram_picture_shape"),
    ("photo_save_file_invalid", "telegram_file_refused"),
    ("image_process_failed", "telegram_file_refused"),
    ("file is too big", "telegram_file_refused"),
    ("wrong file", "telegram_file_refused"),
    ("wrong type of the web page", "telegram_file_refused"),
    ("message can't be deleted", "telegram_cannot_delete"),
    ("message can't be edited", "telegram_cannot_edit"),
    ("message to edit not found", "telegram_cannot_edit"),
    ("no text in the message to edit", "telegram_album_fixed"),
    ("no caption in the message to edit", "telegram_album_fixed"),
    ("message to be replied not found", "telegram_comment_waits"),
];

/// The refusal of an edit that changes nothing.
const UNCHANGED: &str = "message is not modified";

/// What a refusal means; `words` are its description without secrets.
pub fn of<T>(
    refusal: &wire::Answer<T>,
    answer: &Answer,
    effect: Effect,
    words: &str,
) -> NetworkError {
    let status = refusal.error_code.unwrap_or(answer.status);
    let mut error = of_status(status, effect);
    let lower = words.to_lowercase();
    if let Some((_, code)) = KNOWN.iter().find(|(known, _)| lower.contains(known))
        && matches!(error.kind, Kind::Rejected | Kind::MissingPermission)
    {
        error.kind = kind_of(code);
        error.code = code;
    }
    let asked = refusal.parameters.retry_after.map(Duration::from_secs);
    error
        .raw(format!("{status}: {words}"))
        .after(asked.or(answer.retry_after))
}

/// What a status means whose answer is not the Bot API's: it came from a server in front of it.
pub fn of_no_answer(status: u16, effect: Effect) -> NetworkError {
    match status {
        413 | 429 => of_status(status, effect),
        _ => broken(effect),
    }
}

/// What a number alone means.
fn of_status(status: u16, effect: Effect) -> NetworkError {
    match status {
        // A token nobody knows is answered with 401, one that never can be with 404.
        401 | 404 => NetworkError::new(Kind::SignInExpired),
        403 => NetworkError::coded(Kind::MissingPermission, "telegram_no_right"),
        409 => NetworkError::coded(Kind::QuotaOrPolicy, "telegram_other_reader"),
        413 => NetworkError::coded(Kind::Rejected, "telegram_file_refused"),
        429 => NetworkError::new(Kind::RateLimited),
        400..=499 => NetworkError::new(Kind::Rejected),
        _ => broken(effect),
    }
}

fn kind_of(code: &str) -> Kind {
    match code {
        "telegram_chat_not_found" | "telegram_no_right" | "telegram_cannot_delete" => {
            Kind::MissingPermission
        }
        _ => Kind::Rejected,
    }
}

/// Whether a refused edit found the message saying so already.
pub fn is_unchanged(error: &NetworkError) -> bool {
    error.kind == Kind::Rejected
        && error
            .raw
            .as_ref()
            .is_some_and(|it| it.to_lowercase().contains(UNCHANGED))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(status: u16, words: &str, effect: Effect) -> NetworkError {
        let body = serde_json::json!({ "ok": false, "error_code": status, "description": words });
        let refusal: wire::Answer<bool> = serde_json::from_value(body).unwrap();
        let answer = Answer {
            status,
            retry_after: None,
            headers: Default::default(),
            body: Vec::new(),
        };
        of(&refusal, &answer, effect, words)
    }

    #[test]
    fn refusals_are_told_apart() {
        for (status, words, kind, code) in [
            (401, "Unauthorized", Kind::SignInExpired, "sign_in_expired"),
            (404, "Not Found", Kind::SignInExpired, "sign_in_expired"),
            (
                403,
                "Forbidden: bot was kicked from the channel chat",
                Kind::MissingPermission,
                "telegram_no_right",
            ),
            (
                400,
                "Bad Request: chat not found",
                Kind::MissingPermission,
                "telegram_chat_not_found",
            ),
            (
                400,
                "Bad Request: not enough rights to send text messages to the chat",
                Kind::MissingPermission,
                "telegram_no_right",
            ),
            (
                400,
                "Bad Request: need administrator rights in the channel chat",
                Kind::MissingPermission,
                "telegram_no_right",
            ),
            (
                400,
                "Bad Request: message is too long",
                Kind::Rejected,
                "telegram_text_too_long",
            ),
            (
                400,
                "Bad Request: message caption is too long",
                Kind::Rejected,
                "telegram_text_too_long",
            ),
            (
                400,
                "Bad Request: PHOTO_INVALID_DIMENSIONS",
                Kind::Rejected,
                "telegram_picture_shape",
            ),
            (
                400,
                "Bad Request: something new",
                Kind::Rejected,
                "rejected",
            ),
            (
                409,
                "Conflict: terminated by other getUpdates request",
                Kind::QuotaOrPolicy,
                "telegram_other_reader",
            ),
            (
                413,
                "Request Entity Too Large",
                Kind::Rejected,
                "telegram_file_refused",
            ),
            (
                429,
                "Too Many Requests: retry after 7",
                Kind::RateLimited,
                "rate_limited",
            ),
            (
                500,
                "Internal Server Error",
                Kind::UnknownOutcome,
                "outcome_unknown",
            ),
            (502, "Bad Gateway", Kind::UnknownOutcome, "outcome_unknown"),
        ] {
            let error = told(status, words, Effect::Creates);
            assert_eq!((error.kind, error.code), (kind, code), "{status} {words}");
        }
        assert_eq!(
            told(502, "Bad Gateway", Effect::Repeatable).kind,
            Kind::Unexpected
        );
    }

    #[test]
    fn words_never_turn_a_broken_server_into_a_refusal() {
        let error = told(500, "chat not found", Effect::Creates);
        assert_eq!(error.kind, Kind::UnknownOutcome);
        assert!(!is_unchanged(&told(
            500,
            "message is not modified",
            Effect::Repeatable
        )));
        assert!(is_unchanged(&told(
            400,
            "Bad Request: message is not modified: …",
            Effect::Repeatable
        )));
    }

    #[test]
    fn every_known_refusal_has_words() {
        for (_, code) in KNOWN {
            assert!(CODES.contains(code), "{code}");
        }
    }
}

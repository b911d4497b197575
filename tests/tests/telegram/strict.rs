//! The stand-in itself: what the Bot API does not know is refused and remembered.

use super::*;
use kelola_tests::harness::{background, http, paths};

fn ask(fake: &TelegramFake, token: &str, method: &str, body: &Value) -> Value {
    let request = http::client()
        .post(format!("{}/bot{token}/{method}", fake.url()))
        .json(body);
    background::wait(async move {
        let answer = request.send().await.expect("the stand-in answers");
        answer.json().await.expect("it answers in JSON")
    })
}

#[test]
fn what_the_bot_api_does_not_know_is_refused() {
    if paths::shared("specs/telegram/api.json").is_none() {
        return;
    }
    for (method, body, words) in [
        ("sendMesage", json!({}), "method not found"),
        (
            "getMe",
            json!({ "verbose": true }),
            "getMe.verbose: there is no such parameter",
        ),
        ("getChat", json!({}), "getChat.chat_id: is missing"),
        (
            "sendMessage",
            json!({ "chat_id": "@kopisenja", "text": 5 }),
            "sendMessage.text: is 5, no String",
        ),
        (
            "sendMessage",
            json!({ "chat_id": "@kopisenja", "text": "a", "link_preview_options": { "uri": "x" } }),
            "LinkPreviewOptions has no such field",
        ),
        (
            "sendMediaGroup",
            json!({ "chat_id": "@kopisenja", "media": [{ "type": "photo", "media": "attach://nowhere" }] }),
            "there is no file nowhere",
        ),
        (
            "sendMediaGroup",
            json!({ "chat_id": "@kopisenja", "media": [{ "type": "picture", "media": "x" }] }),
            "not photo",
        ),
    ] {
        let fake = TelegramFake::start();
        let bot = fake.bot("kopisenja_bot");
        let said = ask(&fake, &bot.token, method, &body);
        assert_eq!(said["ok"], false, "{method} {body}: {said}");
        assert!(said["error_code"].is_number());
        let description = said["description"].as_str().unwrap();
        assert!(description.contains(words), "{words}: {description}");
        let clean = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| fake.assert_clean()));
        assert!(clean.is_err(), "{method} {body} is remembered");
    }
}

#[test]
fn nobody_without_a_token_is_answered() {
    let fake = TelegramFake::start();
    let bot = fake.bot("kopisenja_bot");
    assert_eq!(ask(&fake, &bot.token, "getMe", &json!({}))["ok"], true);
    let renewed = fake.revoke(&bot);
    let said = ask(&fake, &bot.token, "getMe", &json!({}));
    assert_eq!(
        said,
        json!({ "ok": false, "error_code": 401, "description": "Unauthorized" })
    );
    assert_eq!(ask(&fake, &renewed.token, "getMe", &json!({}))["ok"], true);
    fake.assert_clean();
}

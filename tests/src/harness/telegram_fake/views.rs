//! What Telegram shows, in the shapes of the published description.

use serde_json::{Value, json};

use super::state::{Bot, By, Chat, Media, Message, Standing, State, Update};

/// The account that copies posts into discussion groups.
const SERVICE: i64 = 777_000;

pub(super) fn bot(it: &Bot) -> Value {
    json!({ "id": it.id, "is_bot": true, "first_name": it.name, "username": it.name })
}

pub(super) fn me(it: &Bot) -> Value {
    let mut view = bot(it);
    view["can_join_groups"] = true.into();
    view["can_read_all_group_messages"] = it.sees_all.into();
    view["supports_inline_queries"] = false.into();
    view
}

pub(super) fn chat(it: &Chat) -> Value {
    let kind = if it.is_channel {
        "channel"
    } else {
        "supergroup"
    };
    let mut view = json!({ "id": it.id, "type": kind, "title": it.title });
    if let Some(name) = &it.username {
        view["username"] = name.as_str().into();
    }
    view
}

pub(super) fn whole_chat(it: &Chat) -> Value {
    let mut view = chat(it);
    view["accent_color_id"] = 3.into();
    view["max_reaction_count"] = 11.into();
    view["accepted_gift_types"] = json!({
        "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false,
        "gifts_from_channels": false,
    });
    if let Some(linked) = it.linked {
        view["linked_chat_id"] = linked.into();
    }
    view
}

pub(super) fn member(of: &Chat, it: &Bot) -> Value {
    let user = bot(it);
    let standing = of.bots.get(&it.id).copied();
    let posts = standing == Some(Standing::Admin);
    match standing {
        None => json!({ "status": "left", "user": user }),
        Some(Standing::Kicked) => json!({ "status": "kicked", "user": user, "until_date": 0 }),
        Some(Standing::Member) => json!({ "status": "member", "user": user }),
        Some(Standing::Admin | Standing::SilentAdmin) => {
            let mut view = json!({
                "status": "administrator", "user": user, "can_be_edited": false, "is_anonymous": false,
                "can_manage_chat": true, "can_delete_messages": posts, "can_manage_video_chats": false,
                "can_restrict_members": true, "can_promote_members": false, "can_change_info": false,
                "can_invite_users": true, "can_post_stories": false, "can_edit_stories": false,
                "can_delete_stories": false,
            });
            if of.is_channel {
                view["can_post_messages"] = posts.into();
                view["can_edit_messages"] = posts.into();
            }
            view
        }
    }
}

pub(super) fn update(state: &State, it: &Update) -> Value {
    let kind = if state.chat(it.message.chat).is_channel {
        "channel_post"
    } else {
        "message"
    };
    json!({ "update_id": it.id, kind: message(state, &it.message) })
}

pub(super) fn message(state: &State, it: &Message) -> Value {
    let mut view = alone(state, it);
    let answered = it.reply_to.and_then(|id| state.message(it.chat, id));
    if let Some(answered) = answered {
        // What that one answers is not shown a second time.
        view["reply_to_message"] = alone(state, answered);
    }
    view
}

fn alone(state: &State, it: &Message) -> Value {
    let chat = chat(state.chat(it.chat));
    let mut view = json!({ "message_id": it.id, "date": it.at, "chat": chat });
    from(state, it, &mut view);
    match &it.media {
        Some(media) => shown(it, media, &mut view),
        None => view["text"] = it.words.as_str().into(),
    }
    for (name, number) in [
        ("message_thread_id", it.thread),
        ("edit_date", it.edited_at),
    ] {
        if let Some(number) = number {
            view[name] = number.into();
        }
    }
    if let Some(album) = &it.album {
        view["media_group_id"] = album.as_str().into();
    }
    view
}

/// Who it is from.
fn from(state: &State, it: &Message, view: &mut Value) {
    match it.by {
        By::Channel(_) => view["sender_chat"] = chat(state.chat(it.chat)),
        By::Bot(id) => view["from"] = bot(state.bot(id)),
        By::Person(id) => {
            let name = state
                .people
                .iter()
                .find(|it| it.id == id)
                .map_or("", |it| it.name.as_str());
            view["from"] =
                json!({ "id": id, "is_bot": false, "first_name": name, "language_code": "id" });
        }
        By::Copy(post) => {
            let channel = state.chat(it.chat).linked.map(|id| chat(state.chat(id)));
            view["from"] = json!({ "id": SERVICE, "is_bot": false, "first_name": "Telegram" });
            view["sender_chat"] = channel.clone().into();
            view["is_automatic_forward"] = true.into();
            view["forward_origin"] =
                json!({ "type": "channel", "date": it.at, "chat": channel, "message_id": post });
        }
    }
}

fn shown(it: &Message, media: &Media, view: &mut Value) {
    let file = |what: &str| format!("{what}-{}-{}", it.chat.unsigned_abs(), it.id);
    let mut size = json!({
        "file_id": file("file"), "file_unique_id": file("unique"), "width": media.width, "height": media.height,
        "file_size": media.bytes.len(),
    });
    if media.is_video {
        size["duration"] = 1.into();
        size["mime_type"] = "video/mp4".into();
        view["video"] = size;
    } else {
        view["photo"] = json!([size]);
    }
    if !it.words.is_empty() {
        view["caption"] = it.words.as_str().into();
    }
}

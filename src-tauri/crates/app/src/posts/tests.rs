//! Lists, changes to many posts, history and copies, as the window asks for them.

use super::{
    ChangePosts, HistoryField, ListPosts, OnePost, PostPatch, PostsChange, RestoreField, SavePost,
    SaveVariant, change_posts, duplicate_post, get_post, list_labels, list_posts, post_history,
    restore_field, save_post, save_variant,
};
use crate::{
    channels::list_channels,
    commands::Nothing,
    script::{NewPost, add_post},
    testing::Shop,
    undo::undo,
};
use kelola_domain::{
    ids::{ChannelId, PostId},
    post::{Content, Editorial, Overrides, Progress},
};
use serde_json::json;

fn shop() -> Shop {
    Shop::at("2026-11-23T05:15:00Z", &["kompasiana", "whatsapp"])
}

fn channels(shop: &Shop) -> Vec<ChannelId> {
    let all = list_channels(&shop.kelola, Nothing {}).unwrap();
    all.iter().map(|it| it.id).collect()
}

fn a_post(shop: &Shop, text: &str, at: Option<&str>) -> PostId {
    let wanted = json!({ "title": "", "text": text, "channels": channels(shop), "at": at });
    let wanted: NewPost = serde_json::from_value(wanted).unwrap();
    add_post(&shop.kelola, wanted).unwrap()
}

fn listed(shop: &Shop, args: ListPosts) -> Vec<PostId> {
    let args = ListPosts { limit: 50, ..args };
    let page = list_posts(&shop.kelola, args).unwrap();
    assert_eq!(page.total, page.rows.len() as u64);
    page.rows.iter().map(|it| it.id).collect()
}

fn change(shop: &Shop, ids: &[PostId], change: PostsChange) -> (u32, Vec<String>) {
    let args = ChangePosts {
        ids: ids.to_vec(),
        change,
    };
    let done = change_posts(&shop.kelola, args).unwrap();
    let refused = done.refused.iter().map(|it| it.failure.code.to_string());
    (done.done, refused.collect())
}

fn save(shop: &Shop, id: PostId, patch: PostPatch) {
    let detail = get_post(&shop.kelola, OnePost { id }).unwrap();
    let revision = detail.post.revision;
    save_post(
        &shop.kelola,
        SavePost {
            id,
            revision,
            patch,
        },
    )
    .unwrap();
    // What is typed much later is an act of its own.
    shop.clock.advance(chrono::Duration::minutes(5));
}

#[test]
fn a_list_is_kept_to_what_was_asked_for() {
    let shop = shop();
    let (first, second) = (
        a_post(&shop, "Kopi susu gula aren", None),
        a_post(&shop, "Resep rendang", Some("2026-11-25T12:15")),
    );
    let tag = |tag: &str| PostsChange::AddTag { tag: tag.into() };
    assert_eq!(change(&shop, &[first, second], tag("#promo")), (2, vec![]));
    assert_eq!(change(&shop, &[first], tag("menu")), (1, vec![]));
    let campaign = PostsChange::SetCampaign {
        campaign: "Akhir tahun".into(),
    };
    change(&shop, &[second], campaign);
    let by_tag = |tag: &str| ListPosts {
        tags: vec![tag.into()],
        ..ListPosts::default()
    };
    assert_eq!(listed(&shop, by_tag("promo")), [second, first]);
    assert_eq!(listed(&shop, by_tag("menu")), [first]);
    let by_campaign = ListPosts {
        campaigns: vec!["Akhir tahun".into()],
        ..ListPosts::default()
    };
    assert_eq!(listed(&shop, by_campaign), [second]);
    let by_progress = |progress| ListPosts {
        states: vec![progress],
        ..ListPosts::default()
    };
    assert_eq!(listed(&shop, by_progress(Progress::Scheduled)), [second]);
    assert_eq!(listed(&shop, by_progress(Progress::Unscheduled)), [first]);
    let by_channel = |channel| ListPosts {
        channels: vec![channel],
        ..ListPosts::default()
    };
    assert_eq!(
        listed(&shop, by_channel(channels(&shop)[0])),
        [second, first]
    );
    let elsewhere = ChannelId::from_uuid(shop.kelola.store().uuid());
    assert!(listed(&shop, by_channel(elsewhere)).is_empty());

    let labels = list_labels(&shop.kelola, Nothing {}).unwrap();
    let tags: Vec<_> = labels
        .tags
        .iter()
        .map(|it| (it.name.as_str(), it.posts))
        .collect();
    assert_eq!(tags, [("promo", 2), ("menu", 1)]);
    assert_eq!(labels.campaigns[0].name, "Akhir tahun");

    let found = ListPosts {
        query: "susu".into(),
        limit: 10,
        ..ListPosts::default()
    };
    let page = list_posts(&shop.kelola, found).unwrap();
    let stretch = page.rows[0].found.as_ref().unwrap();
    assert_eq!(
        (stretch.text.as_str(), stretch.marks.as_slice()),
        ("Kopi susu gula aren", &[(5, 9)][..])
    );
}

#[test]
fn many_posts_change_in_one_act_and_those_that_cannot_are_named() {
    let shop = shop();
    let planned = a_post(&shop, "satu", Some("2026-11-25T12:15"));
    let loose = a_post(&shop, "dua", None);
    let days = |days| PostsChange::MoveDays { days };
    assert_eq!(
        change(&shop, &[planned, loose], days(2)),
        (1, vec!["post_without_time".into()])
    );
    let wall = |id| {
        let post = get_post(&shop.kelola, OnePost { id }).unwrap().post;
        post.planned.unwrap().wall.to_string()
    };
    assert_eq!(wall(planned), "2026-11-27 12:15:00");
    assert_eq!(
        change(&shop, &[planned], days(-30)),
        (0, vec!["time_passed".into()])
    );

    let archive = || PostsChange::SetEditorial {
        editorial: Editorial::Archived,
    };
    assert_eq!(
        change(&shop, &[planned, loose], archive()),
        (1, vec!["post_still_planned".into()])
    );
    assert_eq!(
        listed(&shop, ListPosts::default()),
        [planned],
        "archived ones are put away"
    );
    undo(&shop.kelola, Nothing {}).unwrap();

    assert_eq!(
        change(&shop, &[planned, loose], PostsChange::Remove),
        (2, vec![])
    );
    let trash = || ListPosts {
        in_trash: true,
        ..ListPosts::default()
    };
    assert_eq!(listed(&shop, trash()).len(), 2);
    assert_eq!(change(&shop, &[loose], PostsChange::Restore), (1, vec![]));
    assert_eq!(
        change(&shop, &[loose], PostsChange::Restore),
        (0, vec!["not_found".into()])
    );
    assert_eq!(listed(&shop, trash()), [planned]);
    undo(&shop.kelola, Nothing {}).unwrap();
    undo(&shop.kelola, Nothing {}).unwrap();
    assert_eq!(
        listed(&shop, ListPosts::default()),
        [loose, planned],
        "one act, taken back as one"
    );
}

#[test]
fn a_field_goes_back_to_what_it_was() {
    let shop = shop();
    let id = a_post(&shop, "Kopi pagi", None);
    let text = |text: &str| PostPatch {
        shared: Some(Content {
            text: text.into(),
            ..Content::default()
        }),
        ..PostPatch::default()
    };
    shop.clock.advance(chrono::Duration::minutes(5));
    save(&shop, id, text("Kopi siang"));
    save(&shop, id, text("Kopi malam"));
    let history = post_history(&shop.kelola, OnePost { id }).unwrap();
    let texts: Vec<_> = history
        .iter()
        .filter(|it| it.field == HistoryField::Text)
        .map(|it| (it.after.clone().unwrap(), it.can_restore))
        .collect();
    assert_eq!(
        texts,
        [
            ("Kopi malam".to_owned(), false),
            ("Kopi siang".to_owned(), true),
            ("Kopi pagi".to_owned(), true)
        ]
    );
    let back = |operation, channel, field| {
        let revision = get_post(&shop.kelola, OnePost { id })
            .unwrap()
            .post
            .revision;
        let args = RestoreField {
            post: id,
            operation,
            channel,
            field,
            revision,
        };
        restore_field(&shop.kelola, args).unwrap()
    };
    let first = history
        .iter()
        .rfind(|it| it.field == HistoryField::Text)
        .unwrap();
    let saved = back(first.operation, None, HistoryField::Text);
    assert_eq!(saved.shared.text, "Kopi pagi");

    // What one channel says differently has a history of its own.
    let channel = channels(&shop)[0];
    let own = |text: Option<&str>| {
        let revision = get_post(&shop.kelola, OnePost { id })
            .unwrap()
            .post
            .revision;
        let overrides = Overrides {
            text: text.map(str::to_owned),
            ..Overrides::default()
        };
        let args = SaveVariant {
            post: id,
            channel,
            overrides,
            revision,
        };
        save_variant(&shop.kelola, args).unwrap();
        shop.clock.advance(chrono::Duration::minutes(5));
    };
    own(Some("Khusus"));
    own(None);
    let history = post_history(&shop.kelola, OnePost { id }).unwrap();
    let versions: Vec<_> = history
        .iter()
        .filter(|it| it.channel == Some(channel))
        .collect();
    assert_eq!(versions[0].after, None, "it follows what all share again");
    assert_eq!(versions[1].after.as_deref(), Some("Khusus"));
    back(versions[1].operation, Some(channel), HistoryField::Text);
    let detail = get_post(&shop.kelola, OnePost { id }).unwrap();
    let check = detail
        .checks
        .iter()
        .find(|it| it.channel == channel)
        .unwrap();
    assert_eq!(check.content.text, "Khusus");
}

#[test]
fn a_copy_has_everything_but_the_time() {
    let shop = shop();
    let id = a_post(&shop, "Kopi pagi", Some("2026-11-25T12:15"));
    change(&shop, &[id], PostsChange::AddTag { tag: "pagi".into() });
    let copy = duplicate_post(&shop.kelola, OnePost { id }).unwrap();
    assert_ne!(copy.post.id, id);
    assert_eq!(copy.post.shared.text, "Kopi pagi");
    assert_eq!(copy.post.tags, ["pagi"]);
    assert_eq!(copy.post.planned, None);
    assert!(copy.deliveries.is_empty());
    assert_eq!(copy.post.editorial, Editorial::Draft);
    let by_tag = ListPosts {
        tags: vec!["pagi".into()],
        ..ListPosts::default()
    };
    assert_eq!(listed(&shop, by_tag).len(), 2);
}

#[test]
fn a_text_pasted_over_leaves_what_stood_there_in_the_history() {
    let shop = shop();
    let id = a_post(&shop, "Kopi susu gula aren untuk semua tamu", None);
    let write = |text: &str| {
        let revision = get_post(&shop.kelola, OnePost { id })
            .unwrap()
            .post
            .revision;
        let patch = PostPatch {
            shared: Some(Content {
                text: text.into(),
                ..Content::default()
            }),
            ..PostPatch::default()
        };
        save_post(
            &shop.kelola,
            SavePost {
                id,
                revision,
                patch,
            },
        )
        .unwrap();
        shop.clock.advance(chrono::Duration::seconds(1));
    };
    write("Kopi susu gula aren untuk semua tamu!");
    write("Kopi susu gula aren untuk semua tamu!!");
    write("S");
    write("Salah tempel");
    let history = post_history(&shop.kelola, OnePost { id }).unwrap();
    let texts: Vec<_> = history
        .iter()
        .filter(|it| it.field == HistoryField::Text)
        .map(|it| (it.label.as_str(), it.after.clone().unwrap()))
        .collect();
    assert_eq!(texts[0], ("edit_post", "Salah tempel".to_owned()));
    assert_eq!(texts[1], ("replace_text", "S".to_owned()));
    assert_eq!(
        texts[2],
        (
            "edit_post",
            "Kopi susu gula aren untuk semua tamu!!".to_owned()
        )
    );
    undo(&shop.kelola, Nothing {}).unwrap();
    undo(&shop.kelola, Nothing {}).unwrap();
    let post = get_post(&shop.kelola, OnePost { id }).unwrap().post;
    assert_eq!(post.shared.text, "Kopi susu gula aren untuk semua tamu!!");
}

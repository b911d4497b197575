//! Defining a network, posting to it, and reading newer rules.

use super::*;
use crate::{
    channels::{AddChannel, OneChannel, add_channel, remove_channel},
    desk::get_desk,
    script::{NewPost, add_post},
    testing::Shop,
    undo::undo,
};
use serde_json::json;

fn shop() -> Shop {
    Shop::at("2026-11-23T05:15:00Z", &["kompasiana"])
}

fn forum() -> OwnNetwork {
    serde_json::from_value(json!({
        "id": "", "name": "Forum Warga", "composer_url": "https://forum.example/new", "kinds": [], "fields": ["title"],
        "limits": [{ "field": "text", "unit": "code_points", "limit": 20 }], "max_images": 1, "alt_text": false,
        "links_clickable": true, "hashtags": false, "formats": ["bbcode", "plain"], "picture": { "width": 800, "height": 600 }
    }))
    .unwrap()
}

#[test]
fn an_own_network_is_posted_to_like_any_other() {
    let shop = shop();
    let kelola = &shop.kelola;
    let session = save_own_network(kelola, SaveOwnNetwork { network: forum() }).unwrap();
    let id = session.networks.last().unwrap().id.clone();
    assert!(id.as_str().starts_with(OWN_PREFIX));
    let channel = add_channel(
        kelola,
        AddChannel {
            network: id.clone(),
            handle: "warga".into(),
            server: None,
            kind: None,
        },
    )
    .unwrap();
    let post = json!({ "title": "Kerja bakti", "text": "Minggu pagi, pukul tujuh, di lapangan.", "channels": [channel.id], "at": "2026-11-25T12:15" });
    let post: NewPost = serde_json::from_value(post).unwrap();
    let post = add_post(kelola, post);
    assert!(post.is_err(), "38 of 20 characters");
    let post = json!({ "title": "Kerja bakti", "text": "Minggu pagi", "channels": [channel.id], "at": "2026-11-25T12:15" });
    let post: NewPost = serde_json::from_value(post).unwrap();
    let post = add_post(kelola, post).unwrap();
    let detail = crate::posts::get_post(kelola, crate::posts::OnePost { id: post }).unwrap();
    let delivery = detail.deliveries[0].delivery.id;
    let desk = get_desk(kelola, crate::desk::OneDelivery { delivery }).unwrap();
    assert_eq!(
        desk.composer_url.as_deref(),
        Some("https://forum.example/new")
    );

    let refused = remove_own_network(kelola, OneNetwork { id: id.clone() }).unwrap_err();
    assert_eq!(refused.code, errors::OWN_NETWORK_IN_USE);
    remove_channel(kelola, OneChannel { id: channel.id }).unwrap();
    let session = remove_own_network(kelola, OneNetwork { id: id.clone() }).unwrap();
    assert!(session.networks.iter().all(|it| it.id != id));
    let detail = crate::posts::get_post(kelola, crate::posts::OnePost { id: post }).unwrap();
    assert_eq!(
        detail.deliveries[0].network, id,
        "its old posts still name it"
    );
    undo(kelola, Nothing {}).unwrap();
    assert_eq!(list_own_networks(kelola, Nothing {}).unwrap().len(), 1);
    assert!(kelola.registry().all().any(|it| it.profile().id == id));
}

#[test]
fn a_definition_survives_the_program() {
    let shop = shop();
    let id = add_own_network(&shop.kelola, forum()).unwrap();
    let changed = OwnNetwork {
        id: id.clone(),
        name: "Forum RW 5".into(),
        ..forum()
    };
    assert_eq!(add_own_network(&shop.kelola, changed).unwrap(), id);
    let name = |registry: &kelola_networks::Registry| {
        registry.get(&id).map(|it| it.profile().name.clone())
    };
    assert_eq!(name(shop.kelola.registry()).as_deref(), Some("Forum RW 5"));
    let wrong = OwnNetwork {
        name: String::new(),
        ..forum()
    };
    let refused = add_own_network(&shop.kelola, wrong).unwrap_err();
    assert_eq!(refused.code, errors::OWN_NETWORK_WRONG);
    let presets = own_network_presets(&shop.kelola, Nothing {}).unwrap();
    assert!(
        presets
            .iter()
            .take(2)
            .all(|it| ["Kompasiana", "Kaskus"].contains(&it.name.as_str()))
    );
}

#[test]
fn newer_rules_hold_until_they_are_forgotten() {
    let shop = shop();
    let kelola = &shop.kelola;
    let file = shop.folder.path().join("rules.json");
    let rules = |day: &str, limit: u32| {
        json!({ "kelola_rules": 1, "networks": [{ "network": "kompasiana", "as_of": day, "limits":
            [{ "field": "text", "unit": "items", "limit": limit, "kinds": [], "with_media": null, "firm": true, "source": "help page, 2027-01" }] }] })
        .to_string()
    };
    let limit = || {
        let profile = kelola
            .registry()
            .get(&"kompasiana".into())
            .unwrap()
            .profile();
        profile.main_limit("article").map(|it| it.limit)
    };
    let before = limit();
    std::fs::write(&file, rules("2001-01-01", 5)).unwrap();
    assert_eq!(
        import_rules(kelola, &file).unwrap_err().code,
        errors::RULES_OLDER
    );
    std::fs::write(&file, "{}").unwrap();
    assert_eq!(
        import_rules(kelola, &file).unwrap_err().code,
        errors::RULES_WRONG
    );
    assert_eq!(limit(), before, "a refused file changes nothing");
    std::fs::write(&file, rules("2027-01-01", 900)).unwrap();
    assert_eq!(
        import_rules(kelola, &file).unwrap().networks,
        ["Kompasiana"]
    );
    assert_eq!(limit(), Some(900));
    let state = list_rules(kelola, Nothing {}).unwrap();
    let of = state
        .iter()
        .find(|it| it.network == "kompasiana".into())
        .unwrap();
    assert!(of.imported && !of.is_old);
    forget_rules(
        kelola,
        OneNetwork {
            id: "kompasiana".into(),
        },
    )
    .unwrap();
    assert_eq!(limit(), before);
}

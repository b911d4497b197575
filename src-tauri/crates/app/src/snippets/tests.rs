//! Snippets as the composer uses them.

use super::*;
use crate::{
    script::{NewPost, add_post},
    testing::Shop,
    undo::undo,
};
use serde_json::json;

#[test]
fn a_template_is_filled_with_what_is_known_and_what_is_given() {
    let shop = Shop::at("2026-11-23T05:15:00Z", &["instagram"]);
    let kelola = &shop.kelola;
    let channel = crate::channels::list_channels(kelola, Nothing {}).unwrap()[0].id;
    let post = json!({ "text": "kopi", "channels": [channel] });
    let post: NewPost = serde_json::from_value(post).unwrap();
    let post = add_post(kelola, post).unwrap();
    let at = serde_json::from_value(
        json!({ "id": post, "at": { "wall": "2026-11-26T19:05", "zone": "Asia/Jakarta" } }),
    );
    crate::calendar::plan_post(kelola, at.unwrap()).unwrap();
    let saved = save_snippet(
        kelola,
        SaveSnippet {
            id: None,
            kind: SnippetKind::Template,
            name: "  Promo   harian ".into(),
            content: SnippetContent {
                text: "{hari}, {tanggal} pukul {jam}: {menu} {harga} di {merek}, {channel}".into(),
                ..SnippetContent::default()
            },
        },
    )
    .unwrap();
    assert_eq!(saved.name, "Promo harian");
    let fill = |values: &[(&str, &str)]| {
        let given = values
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        fill_snippet(
            kelola,
            FillSnippet {
                id: saved.id,
                post,
                channel: Some(channel),
                values: given.collect(),
            },
        )
        .unwrap()
    };
    let open = fill(&[]);
    assert_eq!(open.missing, ["menu", "price"]);
    let done = fill(&[("menu", "Kopi susu"), ("harga", "Rp 18.000")]);
    assert!(done.missing.is_empty());
    assert_eq!(
        done.content.text,
        "Kamis, 26 November 2026 pukul 19.05: Kopi susu Rp 18.000 di Kopi Senja, Instagram"
    );
    remove_snippet(kelola, OneSnippet { id: saved.id }).unwrap();
    assert!(list_snippets(kelola, Nothing {}).unwrap().is_empty());
    undo(kelola, Nothing {}).unwrap();
    assert_eq!(list_snippets(kelola, Nothing {}).unwrap(), [saved]);
}

//! `pack`: what is needed to post by hand, as folder and as ZIP, before and after its time.

use crate::{keys, only_the_owner_may_read, refused};
use kelola_tests::journeys::{Photo, Shop, arg};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const TEXT: &str = "# Menu\n**Dua** cangkir <b>";

/// A post with two pictures on one network, and its delivery.
fn delivery(shop: &Shop, network: &str) -> String {
    let channel = shop.manual_channel(network);
    let photos = [("Foto Toko.jpg", 1200), ("b.jpg", 1000)]
        .map(|(name, width)| arg(&shop.file(name, Photo::plain(width, 1500).0)));
    let post = shop.ctl.add(
        "post",
        &json!({
            "title": "Kopi", "text": TEXT, "media": photos, "alt": ["Toko kami", ""], "channels": [channel],
            "at": kelola_tests::journeys::wall_in(chrono::Duration::zero()),
        }),
    );
    let id = shop.delivery(&post)["id"].clone();
    id.as_str().expect("an id is a word").to_owned()
}

fn pack(shop: &Shop, delivery: &str, out: &Path) -> Value {
    shop.ctl.json([
        "--lang",
        "id",
        "pack",
        "--delivery",
        delivery,
        "--out",
        &arg(out),
    ])
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn a_folder_holds_files_in_order_and_every_form_of_the_text() {
    let shop = Shop::without_keychain();
    let delivery = delivery(&shop, "kompasiana");
    let out = shop.path("paket");
    let answer = pack(&shop, &delivery, &out);
    assert_eq!(keys(&answer), ["files", "id", "path"]);
    assert_eq!(
        (&answer["id"], &answer["path"]),
        (&json!(delivery), &json!(out))
    );
    let told: BTreeSet<_> = answer["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap().to_owned())
        .collect();
    let there: BTreeSet<_> = fs::read_dir(&out)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(told, there);
    let expected = [
        "01-foto-toko.alt.txt",
        "01-foto-toko.jpg",
        "02-b.jpg",
        "index.html",
        "text.html.txt",
        "text.txt",
    ];
    assert_eq!(there, expected.map(str::to_owned).into());
    only_the_owner_may_read(&out);

    assert_eq!(read(&out, "text.txt"), TEXT);
    assert_eq!(
        read(&out, "text.html.txt"),
        "<h2>Menu</h2>\n<p><strong>Dua</strong> cangkir &lt;b&gt;</p>"
    );
    assert_eq!(read(&out, "01-foto-toko.alt.txt"), "Toko kami");
    let picture = image::open(out.join("01-foto-toko.jpg")).unwrap();
    assert_eq!(
        (picture.width(), picture.height()),
        (1200, 675),
        "as the site shows it"
    );
    let page = read(&out, "index.html");
    assert!(page.contains("Untuk Kompasiana") && page.contains("src=\"02-b.jpg\""));
    assert!(
        !page.contains("http://") && !page.contains("https://"),
        "nothing from elsewhere"
    );
}

#[test]
fn the_language_is_the_one_asked_for_and_a_forum_gets_bbcode() {
    let shop = Shop::without_keychain();
    let delivery = delivery(&shop, "kaskus");
    let out = shop.path("pack");
    let _ = shop
        .ctl
        .run([
            "--lang",
            "en",
            "pack",
            "--delivery",
            &delivery,
            "--out",
            &arg(&out),
        ])
        .expect_code(0);
    assert!(read(&out, "index.html").contains("For Kaskus"));
    assert_eq!(
        read(&out, "text.bbcode.txt"),
        "[b]Menu[/b]\n\n[b]Dua[/b] cangkir <b>"
    );
}

#[test]
fn a_zip_is_one_file_and_replaces_what_was_there() {
    let shop = Shop::without_keychain();
    let delivery = delivery(&shop, "instagram");
    let _ = shop.sync().expect_code(0);
    let out = shop.file("paket.ZIP", b"old");
    let answer = pack(&shop, &delivery, &out);
    assert_eq!(answer["files"].as_array().unwrap().len(), 5);
    let bytes = fs::read(&out).unwrap();
    assert!(bytes.starts_with(b"PK\x03\x04"), "a ZIP");
    for name in answer["files"].as_array().unwrap() {
        let name = name.as_str().unwrap().as_bytes();
        assert!(bytes.windows(name.len()).any(|it| it == name));
    }
}

#[test]
fn what_cannot_be_packed_is_refused_and_leaves_nothing() {
    let shop = Shop::without_keychain();
    let delivery = delivery(&shop, "x");
    let out = shop.path("paket");
    let nobody = "0198c0de-0000-7000-8000-000000000000";
    let run = |delivery: &str, out: &Path| {
        shop.ctl
            .run(["pack", "--delivery", delivery, "--out", &arg(out)])
    };
    refused(&run(nobody, &out), 2, "not_found");
    assert!(!out.exists());
    let blocked = shop.file("berkas", b"not a folder");
    refused(&run(&delivery, &blocked), 3, "file_unwritable");
    assert_eq!(fs::read(&blocked).unwrap(), b"not a folder");
    refused(
        &run(&delivery, &shop.path("tidak/ada/paket.zip")),
        3,
        "file_unwritable",
    );
    let _ = run("bukan-id", &out).expect_code(2);
}

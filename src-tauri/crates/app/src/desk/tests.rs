//! Posting by hand through the feature's own doors, on a real data folder with a clock set by hand.

use super::*;
use crate::{
    channels::list_channels,
    commands::Nothing,
    engine,
    pack::{desk_folder, write_pack},
    posts,
    script::{NewPost, add_post},
    targets::{SaveTarget, save_target},
    testing::Shop,
    today::get_today,
    undo,
    words::errors,
};
use chrono::{Duration, NaiveDate};
use kelola_domain::{
    brand::Lang,
    ids::PostId,
    metric::Metric,
    network::{Field, Format},
    time::{Planned, parse_wall},
};
use kelola_media::sample::{Theme, draw};
use serde_json::json;
use std::{collections::BTreeSet, fs, io::Read as _, path::Path};

/// A quarter past twelve on a Monday.
const NOON: &str = "2026-11-23T05:15:00Z";

fn wall(text: &str) -> Planned {
    Planned {
        wall: parse_wall(text).unwrap(),
        zone: chrono_tz::Asia::Jakarta,
    }
}

impl Shop {
    /// A shop that is on some networks without API.
    fn on(networks: &[&str]) -> Self {
        Self::at(NOON, networks)
    }

    /// A picture as a file.
    fn picture(&self, name: &str) -> std::path::PathBuf {
        let file = self.folder.path().join(name);
        fs::write(&file, draw(name.len() as u64, Theme::Quote)).unwrap();
        file
    }

    /// A post planned for now; its one delivery.
    fn due(&self, mut wanted: serde_json::Value) -> DeliveryId {
        let channels: Vec<_> = list_channels(&self.kelola, Nothing {})
            .unwrap()
            .into_iter()
            .map(|it| it.id)
            .collect();
        wanted["channels"] = serde_json::to_value(channels).unwrap();
        wanted["at"] = "2026-11-23T12:15".into();
        let wanted: NewPost = serde_json::from_value(wanted).unwrap();
        let post = add_post(&self.kelola, wanted).unwrap();
        self.of(post)
    }

    fn of(&self, post: PostId) -> DeliveryId {
        let detail = posts::get_post(&self.kelola, posts::OnePost { id: post }).unwrap();
        detail.deliveries[0].delivery.id
    }

    /// Lets the engine look once.
    fn sync(&self) {
        engine::sync_now(&self.kelola, Nothing {}).unwrap();
    }

    fn reminded(&self, wanted: serde_json::Value) -> DeliveryId {
        let delivery = self.due(wanted);
        self.sync();
        assert_eq!(
            self.desk(delivery).delivery.delivery.state,
            DeliveryState::Reminded
        );
        delivery
    }

    fn desk(&self, delivery: DeliveryId) -> Desk {
        get_desk(&self.kelola, OneDelivery { delivery }).unwrap()
    }

    fn state(&self, delivery: DeliveryId) -> DeliveryState {
        self.desk(delivery).delivery.delivery.state
    }

    fn undo(&self) {
        undo::undo(&self.kelola, Nothing {}).unwrap();
    }
}

fn live(shop: &Shop, delivery: DeliveryId, url: Option<&str>) {
    let url = url.map(str::to_owned);
    mark_live(&shop.kelola, MarkLive { delivery, url }).unwrap();
}

fn postpone(shop: &Shop, delivery: DeliveryId, to: Later) -> Result<DeliveryView, Failure> {
    postpone_delivery(&shop.kelola, Postpone { delivery, to })
}

fn give_up(shop: &Shop, delivery: DeliveryId) -> DeliveryView {
    let wanted = GiveUp {
        delivery,
        why: WhyNot::Refused,
        note: "fotonya\nditolak".to_owned(),
    };
    give_up_delivery(&shop.kelola, wanted).unwrap()
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn each_site_is_offered_the_forms_it_takes() {
    for (network, forms) in [
        ("kompasiana", vec![Format::Html, Format::Plain]),
        ("kaskus", vec![Format::Bbcode, Format::Plain]),
        ("whatsapp", vec![Format::Plain]),
    ] {
        let shop = Shop::on(&[network]);
        let delivery = shop.reminded(json!({ "text": "**Dua** cangkir" }));
        let desk = shop.desk(delivery);
        let text = desk.fields.iter().find(|it| it.field == Field::Text);
        let offered: Vec<_> = text.unwrap().forms.iter().map(|it| it.format).collect();
        assert_eq!(offered, forms, "{network}");
        assert!(desk.composer_url.is_some());
    }
}

#[test]
fn what_was_posted_by_hand_counts_like_everything_else() {
    let shop = Shop::on(&["kompasiana"]);
    save_target(
        &shop.kelola,
        SaveTarget {
            channel: None,
            metric: Metric::Posts,
            month: NaiveDate::from_ymd_opt(2026, 11, 1).unwrap(),
            value: 4,
        },
    )
    .unwrap();
    let delivery = shop.reminded(json!({ "text": "Satu" }));
    let today = get_today(&shop.kelola, Nothing {}).unwrap();
    assert_eq!(today.decide.len(), 1, "it waits for the person");
    shop.clock.advance(Duration::minutes(5));
    live(&shop, delivery, Some(" https://www.kompasiana.com/a/1 "));
    let known = shop.desk(delivery).delivery.delivery;
    assert_eq!(known.url.as_deref(), Some("https://www.kompasiana.com/a/1"));
    let at = NOON.parse::<kelola_domain::time::Instant>().unwrap() + Duration::minutes(5);
    assert_eq!(known.live_at, Some(at));
    let today = get_today(&shop.kelola, Nothing {}).unwrap();
    assert!(today.decide.is_empty() && today.due.is_empty());
    assert_eq!(today.targets[0].actual, Some(1));
    assert_eq!(today.week[1].states, [DeliveryState::Live]);
}

#[test]
fn every_answer_can_be_taken_back() {
    let shop = Shop::on(&["kompasiana"]);
    let delivery = shop.reminded(json!({ "text": "Satu" }));
    live(&shop, delivery, None);
    assert_eq!(shop.state(delivery), DeliveryState::Live);
    shop.undo();
    assert_eq!(shop.state(delivery), DeliveryState::Reminded);
    let known = shop.desk(delivery).delivery.delivery;
    assert_eq!((known.live_at, known.url), (None, None));
    undo::redo(&shop.kelola, Nothing {}).unwrap();
    assert_eq!(shop.state(delivery), DeliveryState::Live);
    shop.undo();

    postpone(&shop, delivery, Later::Tomorrow).unwrap();
    assert_eq!(shop.state(delivery), DeliveryState::Planned);
    shop.undo();
    assert_eq!(shop.state(delivery), DeliveryState::Reminded);

    give_up(&shop, delivery);
    assert_eq!(shop.state(delivery), DeliveryState::Failed);
    shop.undo();
    assert_eq!(shop.state(delivery), DeliveryState::Reminded);

    drop_delivery(&shop.kelola, OneDelivery { delivery }).unwrap();
    assert_eq!(shop.state(delivery), DeliveryState::Cancelled);
    shop.undo();
    assert_eq!(shop.state(delivery), DeliveryState::Reminded);
}

#[test]
fn later_means_a_new_time_and_a_new_reminder() {
    let shop = Shop::on(&["kompasiana"]);
    let delivery = shop.reminded(json!({ "text": "Satu" }));
    let view = postpone(&shop, delivery, Later::InAnHour).unwrap();
    assert_eq!(view.delivery.planned, wall("2026-11-23T13:15"));
    shop.sync();
    assert_eq!(shop.state(delivery), DeliveryState::Planned);
    shop.clock.advance(Duration::hours(1));
    shop.sync();
    assert_eq!(shop.state(delivery), DeliveryState::Reminded);
    let passed = Later::At {
        at: wall("2026-11-23T13:00"),
    };
    let refused = postpone(&shop, delivery, passed).unwrap_err();
    assert_eq!(refused.code, errors::TIME_PASSED);
    assert_eq!(shop.state(delivery), DeliveryState::Reminded);
}

#[test]
fn a_reason_stays_in_the_timeline_and_the_post_can_be_tried_again() {
    let shop = Shop::on(&["kompasiana"]);
    let delivery = shop.reminded(json!({ "text": "Satu" }));
    let view = give_up(&shop, delivery);
    assert_eq!(view.delivery.code.as_deref(), Some(errors::BY_HAND_REFUSED));
    let last = view.steps.last().unwrap();
    assert_eq!(
        (last.to, last.code.as_deref(), last.raw.as_deref()),
        (
            DeliveryState::Failed,
            Some(errors::BY_HAND_REFUSED),
            Some("fotonya ditolak")
        )
    );
    assert_eq!(
        shop.desk(delivery).answers,
        [DeskAnswer::Live, DeskAnswer::Later, DeskAnswer::Drop]
    );
    retry_delivery(&shop.kelola, OneDelivery { delivery }).unwrap();
    shop.sync();
    assert_eq!(shop.state(delivery), DeliveryState::Reminded);
}

#[test]
fn what_was_missed_can_still_be_answered_and_what_is_live_cannot() {
    let shop = Shop::on(&["kompasiana"]);
    let delivery = shop.due(json!({ "text": "Satu" }));
    shop.clock.advance(Duration::hours(3));
    shop.sync();
    assert_eq!(shop.state(delivery), DeliveryState::Missed);
    assert_eq!(shop.desk(delivery).answers.len(), 4);
    give_up(&shop, delivery);
    live(&shop, delivery, None);
    assert!(shop.desk(delivery).answers.is_empty());
    let refused = postpone(&shop, delivery, Later::Tomorrow).unwrap_err();
    assert_eq!(refused.code, errors::DELIVERY_FIXED);
}

#[test]
fn the_folder_holds_the_files_in_order_and_nothing_of_yesterday() {
    let shop = Shop::on(&["kompasiana"]);
    let delivery = shop.reminded(json!({
        "title": "Kopi", "text": "**Dua** cangkir",
        "media": [shop.picture("Foto Toko.jpg"), shop.picture("b.jpg")], "alt": ["Toko kami", ""],
    }));
    let folder = desk_folder(&shop.kelola, OneDelivery { delivery }).unwrap();
    fs::write(folder.join("03-lama.jpg"), "x").unwrap();
    let folder = desk_folder(&shop.kelola, OneDelivery { delivery }).unwrap();
    let expected = [
        "01-foto-toko.alt.txt",
        "01-foto-toko.jpg",
        "02-b.jpg",
        "index.html",
        "text.html.txt",
        "text.txt",
    ];
    assert_eq!(names(&folder), expected.map(str::to_owned).into());
    let page = fs::read_to_string(folder.join("index.html")).unwrap();
    assert!(page.contains("src=\"01-foto-toko.jpg\" alt=\"Toko kami\""));
    let html = fs::read_to_string(folder.join("text.html.txt")).unwrap();
    assert_eq!(html, "<p><strong>Dua</strong> cangkir</p>");
    live(&shop, delivery, None);
    assert!(!folder.exists(), "nobody needs it any more");
}

#[test]
fn a_zip_holds_the_same_and_opens_anywhere() {
    let shop = Shop::on(&["instagram"]);
    let wanted = json!({ "text": "Satu", "media": [shop.picture("a.jpg")] });
    let delivery = shop.reminded(wanted);
    let out = shop.folder.path().join("paket.zip");
    let packed = write_pack(&shop.kelola, OneDelivery { delivery }, Lang::En, &out).unwrap();
    assert_eq!(packed.files, ["01-a.jpg", "index.html", "text.txt"]);
    let mut zip = zip::ZipArchive::new(fs::File::open(&packed.path).unwrap()).unwrap();
    let mut inside = |name: &str| {
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    assert_eq!(inside("text.txt"), b"Satu");
    assert!(inside("01-a.jpg").starts_with(&[0xff, 0xd8, 0xff]));
    assert!(
        String::from_utf8(inside("index.html"))
            .unwrap()
            .contains("For Instagram")
    );
}

/// What a plain HTTP client gets, and says about itself.
fn fetch(address: &str, accept: &str) -> std::io::Result<Vec<u8>> {
    use std::io::Write as _;
    let (authority, path) = address["http://".len()..].split_once('/').unwrap();
    let mut stream = std::net::TcpStream::connect(authority)?;
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: {authority}\r\nAccept: {accept}\r\n\r\n"
    )?;
    let mut said = Vec::new();
    stream.read_to_end(&mut said)?;
    Ok(said)
}

#[test]
fn a_phone_fetches_a_pack_once_where_the_person_allowed_it() {
    use crate::{
        events::Event,
        pack::{OfferEnd, offer_at, withdraw_pack},
        settings::{self, SaveSettings, save_settings},
    };
    let shop = Shop::on(&["whatsapp"]);
    let wanted = json!({ "text": "Buka sampai malam", "media": [shop.picture("a.jpg")] });
    let delivery = shop.reminded(wanted);
    let (told, heard) = std::sync::mpsc::channel();
    shop.kelola.events().listen(move |event| {
        if let Event::PackOfferEnded { how, .. } = event {
            let _ = told.send(*how);
        }
    });
    let offer = || {
        offer_at(
            &shop.kelola,
            OneDelivery { delivery },
            [127, 0, 0, 1].into(),
        )
    };
    assert_eq!(offer().unwrap_err().code, errors::PHONE_PACK_OFF);

    let settings = settings::Settings {
        phone_pack: true,
        ..settings::current(&shop.kelola).unwrap()
    };
    save_settings(&shop.kelola, SaveSettings { settings }).unwrap();
    let open = offer().unwrap();
    assert_eq!((open.secs, open.as_page), (600, true));
    let page = String::from_utf8(fetch(&open.address, "text/html").unwrap()).unwrap();
    assert!(page.contains("Buka sampai malam") && page.contains("src=\"data:image/jpeg;base64,"));
    assert_eq!(heard.recv().unwrap(), OfferEnd::Fetched);
    assert!(fetch(&open.address, "text/html").is_err(), "once");

    let open = offer().unwrap();
    let zip = fetch(&open.address, "*/*").unwrap();
    let body = zip.windows(4).position(|it| it == b"\r\n\r\n").unwrap() + 4;
    let zip = zip::ZipArchive::new(std::io::Cursor::new(&zip[body..])).unwrap();
    assert_eq!(zip.file_names().count(), 3);
    assert_eq!(heard.recv().unwrap(), OfferEnd::Fetched);

    let open = offer().unwrap();
    withdraw_pack(&shop.kelola, OneDelivery { delivery }).unwrap();
    assert_eq!(heard.recv().unwrap(), OfferEnd::Withdrawn);
    assert!(fetch(&open.address, "*/*").is_err());
    let left = names(&shop.folder.path().join("data"));
    assert!(!left.iter().any(|it| it.starts_with("phone-")), "{left:?}");
}

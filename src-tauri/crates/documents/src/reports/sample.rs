//! A coffee shop that does not exist, for tests and for looking at a report. The example shares this file.

use super::data::{
    Amount, Brand, Channel, Completeness, Count, Delivery, Engagement, Figure, Lang, Missing,
    Outcome, Period, PeriodKind, Post, RateBasis, Ratio, ReportData, Source, Span, Target, Unit,
};
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;

type Captions = [(&'static str, &'static str, &'static str, &'static str); 8];

/// Title and text, Indonesian and English.
const CAPTIONS: Captions = [
    (
        "Suara hujan di teras Senja",
        "Nyalain suaranya 🔊🌧️ Sore tadi, teras belakang, nggak ada yang buru-buru. #menuhujan #asmr",
        "The sound of rain on our terrace",
        "Sound on 🔊🌧️ This afternoon, back terrace, nobody in a hurry. #rainymenu #asmr",
    ),
    (
        "Seduh V60 di kamar kos",
        "Nggak punya timbangan? Pakai sendok makan aja dulu 😅☕ Rasio 1:15, air jangan mendidih. Simpan dulu, praktik nanti malam! #kopisenja #v60",
        "V60 in a rented room",
        "No scale? Use a tablespoon for now 😅☕ Ratio 1:15, water off the boil. Save this and try it tonight! #kopisenja #v60",
    ),
    (
        "Wedang Kopi Jahe: resep rumah",
        "Resep yang paling sering ditanya di kasir 🫚🔥 Jahe dibakar dulu, *bukan* direbus. Gula arennya 2 sdm. @kopisenja.bdg #let",
        "Ginger coffee: the house recipe",
        "The recipe people ask for most at the till 🫚🔥 Roast the ginger, do *not* boil it. Two spoons of palm sugar. @kopisenja.bdg #let",
    ),
    (
        "Tiga cara ngopi saat hujan",
        "Geser → ada yang pakai selimut 🌧️🧣 Cara ke-3 khusus yang WFH & belum mandi. $5 buat yang tahu lagunya.",
        "Three ways to drink coffee in the rain",
        "Swipe → one of them has a blanket 🌧️🧣 Number three is for those working from home. $5 if you know the song.",
    ),
    (
        "Arabika atau robusta?",
        "Tebak dulu, jawabannya di detik 16 👀☕ Yang salah traktir teman sebelah ya! 👨‍👩‍👧‍👦 1️⃣ 2️⃣ #edukopi",
        "Arabica or robusta?",
        "Guess first, the answer is at second 16 👀☕ Losers buy their neighbour a cup! 👨‍👩‍👧‍👦 1️⃣ 2️⃣ #coffee101",
    ),
    (
        "Barista bulan ini: Dimas 🇮🇩",
        "Tiga tahun di balik bar, 𝟭𝟮.𝟬𝟬𝟬 cangkir, satu celemek. Terima kasih, Dimas! ❤️",
        "Barista of the month: Dimas 🇮🇩",
        "Three years behind the bar, 𝟭𝟮,𝟬𝟬𝟬 cups, one apron. Thank you, Dimas! ❤️",
    ),
    (
        "Panen di Pangalengan",
        "Kami ikut memetik. Tangan merah, kaki pegal, hati senang. Ceritanya di Kompasiana. ようこそ!",
        "Harvest in Pangalengan",
        "We picked along. Red hands, sore feet, happy hearts. The story is on Kompasiana. ようこそ!",
    ),
    (
        "Paket lembur: 2 kopi + roti",
        "Kode LEMBUR, sampai jam 22.00, minimal dua cangkir. Satu untukmu, satu untuk revisi.",
        "Overtime deal: 2 coffees + toast",
        "Code LEMBUR, until 22:00, two cups or more. One for you, one for the revision.",
    ),
];

const fn pick(lang: Lang, id: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Id => id,
        Lang::En => en,
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the sample")
}

fn at(date: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    date.and_hms_opt(hour, minute, 0)
        .expect("a time of the sample")
}

const fn figure(now: i64, before: i64) -> Figure {
    Figure {
        now: Count::Known(now),
        before: Count::Known(before),
    }
}

/// October 2026, four channels, two of them without some numbers.
pub fn month(lang: Lang) -> ReportData {
    let span = Span {
        first: day(2026, 10, 1),
        last: day(2026, 10, 31),
    };
    let deliveries = deliveries(lang, span.first);
    let posts = posts(lang, &deliveries);
    ReportData {
        lang,
        brand: Brand {
            name: "Kopi Senja".to_owned(),
            accent: "#d4683a".to_owned(),
            logo: None,
            prepared_by: "Rani Puspita".to_owned(),
            prepared_for: Some(pick(lang, "Bapak Hendra Wijaya", "Mr Hendra Wijaya").to_owned()),
        },
        period: Period {
            kind: PeriodKind::Month,
            span,
            zone: "WIB".to_owned(),
        },
        comparison: Some(Span {
            first: day(2026, 9, 1),
            last: day(2026, 9, 30),
        }),
        created: at(day(2026, 11, 3), 9, 12),
        captured: Some(at(day(2026, 11, 2), 9, 0)),
        provisional: false,
        number: Some("KS-2026-10".to_owned()),
        channels: channels(lang, &deliveries, &posts),
        deliveries,
        posts,
        targets: targets(lang),
        comments: comments(lang),
        claims: BTreeMap::new(),
    }
}

fn channels(lang: Lang, deliveries: &[Delivery], posts: &[Post]) -> Vec<Channel> {
    let none = Figure::missing;
    let sum = |id: &str, of: fn(&Post) -> Count| {
        posts
            .iter()
            .filter(|it| it.channel == id)
            .filter_map(|it| of(it).known())
            .sum::<i64>()
    };
    let live = |id: &str| {
        deliveries
            .iter()
            .filter(|it| it.channel == id && matches!(it.outcome, Outcome::Live { .. }))
            .count() as i64
    };
    let until = Some(at(day(2026, 10, 31), 23, 59));
    let base = |id: &str, network: &str, handle: &str| Channel {
        id: id.to_owned(),
        network: network.to_owned(),
        handle: handle.to_owned(),
        completeness: Completeness::Complete,
        complete_until: until,
        source: Source::Hand,
        note: None,
        followers: none(Missing::NotEntered),
        net_growth_before: Count::Missing(Missing::NotEntered),
        posts: figure(live(id), live(id) - 2),
        views: none(Missing::NotEntered),
        reach: none(Missing::NotEntered),
        likes: none(Missing::NotEntered),
        comments: none(Missing::NotEntered),
        shares: none(Missing::NotEntered),
        saves: none(Missing::NotEntered),
        clicks: none(Missing::NotEntered),
        engagement: None,
    };
    let bluesky = Channel {
        source: Source::Api,
        followers: figure(7118, 6204),
        net_growth_before: Count::Known(322),
        views: none(Missing::NotProvided),
        reach: none(Missing::NotProvided),
        likes: figure(sum("bluesky", |it| it.likes), 1490),
        comments: figure(sum("bluesky", |it| it.comments), 214),
        shares: figure(sum("bluesky", |it| it.shares), 260),
        saves: none(Missing::NotProvided),
        clicks: none(Missing::NotProvided),
        ..base("bluesky", "Bluesky", "@kopisenja.id")
    };
    let instagram_sum = |of: fn(&Post) -> Count| sum("instagram", of);
    let all = instagram_sum(|it| it.likes)
        + instagram_sum(|it| it.comments)
        + instagram_sum(|it| it.shares)
        + instagram_sum(|it| it.saves);
    let instagram = Channel {
        completeness: Completeness::Partial,
        note: Some(pick(lang, "Stories tidak dicatat", "stories not recorded").to_owned()),
        followers: figure(19_046, 18_420),
        net_growth_before: Count::Known(530),
        views: figure(250_494, 201_300),
        reach: figure(38_640, 29_870),
        likes: figure(instagram_sum(|it| it.likes), 3600),
        comments: figure(instagram_sum(|it| it.comments), 310),
        shares: figure(instagram_sum(|it| it.shares), 420),
        saves: figure(instagram_sum(|it| it.saves), 640),
        clicks: figure(612, 566),
        engagement: Some(Engagement {
            basis: RateBasis::Reach,
            now: Some(Ratio {
                interactions: all,
                seen: instagram_sum(|it| it.reach),
            }),
            before: Some(Ratio {
                interactions: 4970,
                seen: 99_000,
            }),
        }),
        ..base("instagram", "Instagram", "@kopisenja.bdg")
    };
    let x = Channel {
        followers: figure(2309, 2318),
        net_growth_before: Count::Known(-14),
        reach: none(Missing::NotProvided),
        likes: figure(sum("x", |it| it.likes), 88),
        comments: figure(sum("x", |it| it.comments), 19),
        shares: figure(sum("x", |it| it.shares), 31),
        ..base("x", "X", "@kopisenja_bdg")
    };
    let kompasiana = Channel {
        completeness: Completeness::None,
        complete_until: None,
        note: Some(
            pick(
                lang,
                "isi di halaman posting",
                "enter them on the post's page",
            )
            .to_owned(),
        ),
        reach: none(Missing::NotProvided),
        saves: none(Missing::NotProvided),
        ..base("kompasiana", "Kompasiana", "kopisenja")
    };
    vec![instagram, bluesky, x, kompasiana]
}

fn deliveries(lang: Lang, first: NaiveDate) -> Vec<Delivery> {
    let plans: [(&str, &[u32], u32); 4] = [
        (
            "instagram",
            &[
                1, 3, 5, 6, 8, 10, 12, 13, 15, 17, 19, 20, 22, 24, 26, 27, 29, 31,
            ],
            19,
        ),
        (
            "bluesky",
            &[
                1, 1, 3, 5, 8, 10, 12, 13, 15, 17, 19, 20, 22, 24, 26, 29, 31,
            ],
            12,
        ),
        ("x", &[1, 7, 10, 14, 16, 21, 23, 26, 30], 12),
        ("kompasiana", &[4, 18, 25], 8),
    ];
    let mut all = Vec::new();
    for (channel, days, hour) in plans {
        for (index, date) in days.iter().enumerate() {
            let planned = at(first.with_day(*date).expect("a day of the sample"), hour, 0);
            let (id_title, _, en_title, _) = CAPTIONS[(*date as usize) % CAPTIONS.len()];
            let late = |minutes: i64, id: &'static str, en: &'static str| Outcome::Live {
                at: planned + Duration::minutes(minutes),
                cause: Some(pick(lang, id, en).to_owned()),
            };
            let outcome = match (channel, *date) {
                ("bluesky", 8) => late(94, "Laptop tanpa jaringan di kereta; masih dalam masa tenggang.", "Laptop offline on the train; still within the grace period."),
                ("instagram", 29) => late(18, "Ditandai terbit sesudah rapat pagi.", "Marked live after the morning meeting."),
                ("x", 10) => Outcome::Missed { cause: Some(pick(lang, "Laptop tidur sampai lewat masa tenggang; tidak diterbitkan tanpa izin.", "Laptop slept past the grace period; not published without consent.").to_owned()) },
                ("bluesky", 22) => Outcome::Failed { cause: Some(pick(lang, "Ditolak jaringan: foto melebihi batas ukuran. Ukuran diperbaiki untuk posting berikutnya.", "Refused by the network: photo over the size limit. Sizes were fixed for the following posts.").to_owned()) },
                ("x", 30) | ("kompasiana", 25) => Outcome::Reminded,
                _ => Outcome::Live { at: planned + Duration::minutes((index as i64 * 3) % 9), cause: None },
            };
            all.push(Delivery {
                channel: channel.to_owned(),
                title: pick(lang, id_title, en_title).to_owned(),
                planned,
                outcome,
            });
        }
    }
    all
}

fn posts(lang: Lang, deliveries: &[Delivery]) -> Vec<Post> {
    let mut all = Vec::new();
    for (index, delivery) in deliveries.iter().enumerate() {
        let Outcome::Live { at: published, .. } = delivery.outcome else {
            continue;
        };
        let caption = (delivery.planned
            - delivery
                .planned
                .date()
                .and_hms_opt(0, 0, 0)
                .expect("midnight"))
        .num_hours() as usize;
        let number = CAPTIONS
            .iter()
            .position(|it| it.0 == delivery.title || it.2 == delivery.title)
            .unwrap_or_default();
        let (_, id_text, _, en_text) = CAPTIONS[number];
        // Any fixed numbers will do, as long as posts differ.
        let seed = (index * 7919 + caption * 31 + number * 613) % 997;
        let strength = 40 + (seed * seed / 997) as i64;
        let part = |per_cent: i64| Count::Known(strength * per_cent / 100);
        let (missing, unknown) = (
            Count::Missing(Missing::NotProvided),
            Count::Missing(Missing::NotEntered),
        );
        let base = Post {
            channel: delivery.channel.clone(),
            title: delivery.title.clone(),
            text: pick(lang, id_text, en_text).to_owned(),
            published,
            thumbnail: None,
            address: None,
            views: unknown,
            reach: unknown,
            likes: unknown,
            comments: unknown,
            shares: unknown,
            saves: unknown,
            why: None,
        };
        all.push(match delivery.channel.as_str() {
            "instagram" => Post {
                views: part(1900 + (seed as i64 * 7) % 900),
                reach: part(1500 + (seed as i64 * 11) % 800),
                likes: part(72),
                comments: part(7),
                shares: part(9),
                saves: part(16),
                ..base
            },
            "bluesky" => Post {
                views: missing,
                reach: missing,
                saves: missing,
                likes: part(44),
                comments: part(9),
                shares: part(12),
                address: Some(format!(
                    "https://bsky.app/profile/kopisenja.id/post/{index}"
                )),
                ..base
            },
            "x" => Post {
                reach: missing,
                saves: missing,
                likes: part(3),
                comments: part(1),
                shares: part(1),
                ..base
            },
            _ => base,
        });
    }
    let why = [
        (
            0,
            pick(
                lang,
                "Suasana tanpa ajakan beli; terbit pada sore hujan pertama.",
                "Mood without a pitch; published on the first rainy afternoon.",
            ),
        ),
        (
            1,
            pick(
                lang,
                "Langkah pendek yang bisa langsung ditiru; banyak disimpan.",
                "Short steps anyone can copy at once; saved a lot.",
            ),
        ),
        (
            7,
            pick(
                lang,
                "Satu-satunya promo bulan ini; tenggat jelas dan kode mudah diingat.",
                "The only promotion this month; a clear deadline and an easy code.",
            ),
        ),
    ];
    for index in super::top_posts(&all) {
        let Some(post) = all.get_mut(index) else {
            continue;
        };
        post.why = why
            .iter()
            .find(|(caption, _)| {
                CAPTIONS[*caption].0 == post.title || CAPTIONS[*caption].2 == post.title
            })
            .map(|(_, it)| (*it).to_owned());
    }
    all
}

fn targets(lang: Lang) -> Vec<Target> {
    let accounts = || Unit::Count {
        noun: pick(lang, "akun", "accounts").to_owned(),
    };
    let make = |name: &str, unit, goal, actual, before| Target {
        name: name.to_owned(),
        unit,
        baseline: None,
        goal,
        actual,
        before,
        lower_is_better: false,
    };
    vec![
        make(
            pick(
                lang,
                "Pengikut bersih, semua kanal",
                "Net followers, all channels",
            ),
            accounts(),
            1500.0,
            Amount::Known(1531.0),
            Some(838.0),
        ),
        make(
            pick(lang, "ER Instagram", "Instagram ER"),
            Unit::Percent,
            5.0,
            Amount::Known(5.47),
            Some(5.02),
        ),
        make(
            pick(lang, "Klik tautan bio", "Bio link clicks"),
            Unit::Count {
                noun: pick(lang, "klik", "clicks").to_owned(),
            },
            700.0,
            Amount::Known(612.0),
            Some(566.0),
        ),
        Target {
            lower_is_better: true,
            ..make(
                pick(lang, "Respons pertama", "First response"),
                Unit::Minutes,
                45.0,
                Amount::Known(41.0),
                Some(58.0),
            )
        },
        make(
            pick(lang, "Pembaca Kompasiana", "Kompasiana readers"),
            Unit::Count {
                noun: pick(lang, "pembaca", "readers").to_owned(),
            },
            400.0,
            Amount::Missing(Missing::NotEntered),
            None,
        ),
    ]
}

fn comments(lang: Lang) -> BTreeMap<String, String> {
    [
        ("summary", pick(lang, "Hujan pertama datang 13 Oktober dan mengangkat semua yang berbau hujan. November kita buat lebih banyak video suasana, dan promo cukup dua kali. 🌧️☕", "The first rain came on 13 October and lifted everything that smelled of it. In November we make more mood videos, and two promotions are enough. 🌧️☕")),
        ("targets", pick(lang, "Sasaran klik terlalu bergantung pada tautan bio. Mulai November tautan menu saya pasang juga di Bluesky.", "The click target leans too much on the bio link. From November I also put the menu link on Bluesky.")),
        ("channels", pick(lang, "X menyusut perlahan dan memakan waktu. Saran saya: kita putuskan bulan depan, lanjut atau berhenti.", "X is shrinking slowly and takes time. I suggest we decide next month whether to go on.")),
        ("operations", pick(lang, "Dua kegagalan punya sebab yang jelas dan sudah diperbaiki.", "Both failures had a clear cause and are fixed.")),
    ]
    .into_iter()
    .map(|(section, text)| (section.to_owned(), text.to_owned()))
    .collect()
}

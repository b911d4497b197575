//! Whole reports: both languages, nothing to say, hostile text, same bytes, readable text.

use super::{data::*, *};
use std::{fs, path::Path, process::Command, sync::OnceLock};

/// The fonts of the product, loaded once for all tests.
pub(crate) fn fonts() -> Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    FONTS
        .get_or_init(|| Fonts::load(&folder).expect("the fonts are part of the repository"))
        .clone()
}

pub(crate) fn rendered(data: &ReportData) -> Pdf {
    render(data, &fonts()).unwrap_or_else(|error| panic!("{error}"))
}

/// A small picture in the format of photos.
fn photo() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(32, 40, |x, y| image::Rgb([x as u8 * 7, y as u8 * 6, 120]))
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// The text of a PDF as another program reads it, or nothing where that program is not installed.
fn text(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.pdf");
    fs::write(&file, pdf).unwrap();
    match Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(&file)
        .arg("-")
        .output()
    {
        Ok(output) => {
            assert!(output.status.success(), "pdftotext refuses the file");
            Some(
                String::from_utf8(output.stdout)
                    .unwrap()
                    .replace('\u{a0}', " "),
            )
        }
        Err(_) => {
            eprintln!(
                "skipped: pdftotext (poppler-utils) is not installed, so the text is not read back"
            );
            None
        }
    }
}

fn empty(lang: Lang) -> ReportData {
    let mut data = sample::month(lang);
    data.channels.clear();
    data.deliveries.clear();
    data.posts.clear();
    data.targets.clear();
    data.comments.clear();
    data.comparison = None;
    data.captured = None;
    data.provisional = true;
    data
}

#[test]
fn a_report_in_either_language_says_its_numbers() {
    for (lang, expected) in [
        (
            Lang::Id,
            [
                "Laporan",
                "3 dari 5 sasaran tercapai",
                "Catatan Rani Puspita",
                "dijumlahkan",
                "19.046",
                "2 November 2026 09.00 WIB",
                "belum diisi",
            ],
        ),
        (
            Lang::En,
            [
                "Social media",
                "3 of 5 targets reached",
                "Note from Rani",
                "added up",
                "19,046",
                "2 November 2026 09:00 WIB",
                "not entered yet",
            ],
        ),
    ] {
        let pdf = rendered(&sample::month(lang));
        assert!(pdf.pages >= 8, "{} pages", pdf.pages);
        let Some(text) = text(&pdf.bytes) else {
            continue;
        };
        for words in expected {
            assert!(
                text.contains(words),
                "{lang:?}: “{words}” is not in\n{text}"
            );
        }
    }
}

#[test]
fn the_same_data_give_the_same_bytes() {
    let mut data = sample::month(Lang::Id);
    if let Some(post) = top_posts(&data.posts)
        .first()
        .and_then(|it| data.posts.get_mut(*it))
    {
        post.thumbnail = Some(Picture {
            bytes: photo(),
            alt: "Teras".to_owned(),
        });
    }
    let first = rendered(&data);
    comemo::evict(0);
    assert_eq!(first.bytes, rendered(&data).bytes);
    data.comments
        .insert("summary".to_owned(), "Lain.".to_owned());
    assert_ne!(first.bytes, rendered(&data).bytes);
}

#[test]
fn the_file_is_tagged_has_a_language_and_embeds_its_fonts() {
    let bytes = rendered(&sample::month(Lang::En)).bytes;
    let has = |wanted: &[u8]| bytes.windows(wanted.len()).any(|it| it == wanted);
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert!(has(b"pdfuaid") && has(b"/Lang") && has(b"PlusJakartaSans") && has(b"/FontFile"));
}

#[test]
fn nothing_to_say_still_makes_an_honest_report() {
    for lang in [Lang::Id, Lang::En] {
        let pdf = rendered(&empty(lang));
        let Some(text) = text(&pdf.bytes) else {
            continue;
        };
        let (empty, kept) = match lang {
            Lang::Id => ("Belum ada kiriman atau angka", "SEMENTARA"),
            Lang::En => ("No deliveries and no numbers", "PROVISIONAL"),
        };
        assert!(text.contains(empty) && text.contains(kept), "{text}");
    }
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "*x* #let $x$ _y_ `z` <a> @b \\u{41} \"q\" // ] [ } { #panic() = H";
    let mut data = sample::month(Lang::En);
    data.brand.name = format!("{hostile} 日本 \u{202e}");
    data.brand.prepared_by = hostile.to_owned();
    data.brand.accent = "#ffff00".to_owned();
    data.brand.logo = Some(Picture {
        bytes: b"\x89PNG\r\n\x1a\nbroken".to_vec(),
        alt: String::new(),
    });
    data.number = Some(hostile.to_owned());
    for post in &mut data.posts {
        post.title = hostile.to_owned();
        post.text = format!("{} {hostile}", "ꦲꦏ꧀ꦱꦫ".repeat(60));
        post.address = Some("javascript:alert(1)".to_owned());
        post.thumbnail = Some(Picture {
            bytes: b"\xff\xd8\xff broken".to_vec(),
            alt: "\u{0}".to_owned(),
        });
    }
    for channel in &mut data.channels {
        channel.network = hostile.to_owned();
        channel.handle = "\u{fffe}\u{e000}".to_owned();
    }
    for name in section_names() {
        data.comments
            .insert(name.to_owned(), format!("{hostile}\n\n\t{hostile} 👩🏽‍🚀"));
        data.claims.insert(name.to_owned(), hostile.to_owned());
    }
    for target in &mut data.targets {
        (target.goal, target.actual) = (0.0, Amount::Known(f64::MAX));
    }
    let pdf = rendered(&data);
    if let Some(text) = text(&pdf.bytes) {
        assert!(
            text.contains("#let $x$") && text.contains("#panic()"),
            "{text}"
        );
    }
    let uri = b"javascript:";
    assert!(!pdf.bytes.windows(uri.len()).any(|it| it == uri));
}

#[test]
fn a_week_and_a_long_range_are_set_too() {
    let mut data = sample::month(Lang::Id);
    data.period.kind = PeriodKind::Week;
    data.period.span = Span {
        first: "2026-10-12".parse().unwrap(),
        last: "2026-10-18".parse().unwrap(),
    };
    data.comparison = Some(Span {
        first: "2026-10-05".parse().unwrap(),
        last: "2026-10-11".parse().unwrap(),
    });
    let week = rendered(&data);
    if let Some(text) = text(&week.bytes) {
        assert!(text.contains("Minggu 42"), "{text}");
    }
    data.period.kind = PeriodKind::Range;
    data.period.span.last = "2027-02-01".parse().unwrap();
    assert!(rendered(&data).pages > 4);
}

#[test]
fn many_posts_and_channels_fit() {
    let mut data = sample::month(Lang::Id);
    let (posts, deliveries) = (data.posts.clone(), data.deliveries.clone());
    let channels = data.channels.clone();
    for round in 0..3 {
        data.channels
            .extend(channels.iter().cloned().map(|it| Channel {
                id: format!("{}{round}", it.id),
                ..it
            }));
        data.deliveries.extend(deliveries.iter().cloned());
    }
    while data.posts.len() < 410 {
        data.posts.extend(posts.iter().cloned());
    }
    let pdf = rendered(&data);
    assert!(pdf.pages > 16, "{} pages", pdf.pages);
}

#[test]
fn top_posts_are_ranked_by_interactions_and_skip_what_nobody_counted() {
    let mut data = sample::month(Lang::Id);
    data.posts.truncate(4);
    let known = [
        Count::Known(5),
        Count::Missing(Missing::NotEntered),
        Count::Known(9),
        Count::Known(5),
    ];
    for (post, likes) in data.posts.iter_mut().zip(known) {
        let none = Count::Missing(Missing::NotProvided);
        (post.likes, post.comments, post.shares, post.saves) = (likes, none, none, none);
    }
    data.posts[3].published = data.posts[0].published - chrono::Duration::days(1);
    assert_eq!(top_posts(&data.posts), [2, 3, 0]);
}

#[test]
fn the_data_survive_storage() {
    let data = sample::month(Lang::En);
    let json = serde_json::to_string(&data).unwrap();
    assert_eq!(serde_json::from_str::<ReportData>(&json).unwrap(), data);
}

#[test]
fn every_section_says_on_which_page_it_begins() {
    let pdf = rendered(&sample::month(Lang::Id));
    let names: Vec<&str> = pdf.sections.iter().map(|it| it.name.as_str()).collect();
    let all: Vec<&str> = SECTIONS.iter().map(|it| it.name).collect();
    assert_eq!(names, all);
    let pages: Vec<usize> = pdf.sections.iter().map(|it| it.page).collect();
    assert!(
        pages.first() == Some(&1) && pages.is_sorted_by(|a, b| a < b),
        "{pages:?}"
    );
    assert!(pages.last().is_some_and(|it| *it <= pdf.pages), "{pages:?}");
}

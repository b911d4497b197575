use super::*;
use crate::{
    finding::{Remedy, Severity},
    network::{Abilities, Limit, MediaRules, Ratios},
    text::Detection,
};

fn limit(field: Field, unit: Unit, limit: u32, firm: bool) -> Limit {
    Limit {
        field,
        unit,
        limit,
        kinds: Vec::new(),
        with_media: None,
        firm,
        source: String::new(),
    }
}

pub(super) fn profile() -> Profile {
    Profile {
        id: "contoh".into(),
        name: "Contoh".into(),
        kinds: vec!["text".into()],
        limits: vec![
            limit(Field::Text, Unit::Graphemes, 20, true),
            limit(Field::Text, Unit::Mentions, 1, true),
            limit(Field::Hashtags, Unit::Items, 2, true),
            limit(Field::Title, Unit::CodePoints, 5, false),
        ],
        media: MediaRules {
            max_images: 1,
            max_is_doubtful: false,
            required: true,
            alt_text: true,
            alt_limit: Some(10),
            video: None,
            ratio: Some(Ratios {
                narrowest: 0.8,
                widest: 1.91,
                kinds: Vec::new(),
            }),
            min_width: 320,
        },
        abilities: Abilities {
            hashtags: true,
            ..Abilities::default()
        },
        refused: "<>".into(),
        mention_first_hides: true,
        ..Profile::default()
    }
}

fn codes(of: &Check) -> Vec<&str> {
    of.findings.iter().map(|it| it.code.as_str()).collect()
}

fn subject(text: &str) -> Subject<'_> {
    Subject {
        text,
        ..Subject::default()
    }
}

#[test]
fn a_text_too_long_says_where_it_ends() {
    let check = check(&profile(), &subject("satu dua tiga empat lima"));
    assert_eq!(
        (check.length, check.limit, check.fits),
        (24, Some(20), false)
    );
    let finding = &check.findings[0];
    assert_eq!(
        (finding.code.as_str(), finding.start, finding.end),
        ("text_too_long", Some(20), Some(24))
    );
    assert_eq!(finding.values["over"], "4");
}

#[test]
fn hashtags_kept_apart_are_counted_with_the_text() {
    let check = check(
        &profile(),
        &Subject {
            hashtags: "#satu #dua #tiga",
            ..subject("Halo")
        },
    );
    assert_eq!(check.length, 22);
    assert_eq!(
        codes(&check),
        ["text_too_long", "too_many_hashtags", "picture_required"]
    );
}

#[test]
fn an_uncertain_limit_warns_and_never_stops() {
    let check = check(
        &profile(),
        &Subject {
            title: "Judul panjang",
            ..subject("Halo")
        },
    );
    assert!(check.fits);
    assert_eq!(check.findings[0].severity, Severity::Warning);
    assert_eq!(check.findings[0].code, "title_too_long");
}

#[test]
fn pictures_are_counted_and_their_descriptions_asked_for() {
    let media = [
        MediaFacts {
            has_alt: true,
            alt_length: 11,
            ..MediaFacts::default()
        },
        MediaFacts::default(),
    ];
    let check = check(
        &profile(),
        &Subject {
            media: &media,
            ..subject("Halo")
        },
    );
    assert!(!check.fits);
    assert_eq!(
        codes(&check),
        ["too_many_pictures", "alt_text_missing", "alt_text_too_long"]
    );
}

#[test]
fn links_nobody_can_click_and_words_left_to_fill_in_are_told() {
    let check = check(&profile(), &subject("kopi.id {{nama}}"));
    assert_eq!(
        codes(&check),
        ["picture_required", "link_not_clickable", "placeholder_left"]
    );
    assert_eq!(
        (check.findings[2].start, check.findings[2].end),
        (Some(8), Some(16))
    );
    assert!(check.fits);
}

#[test]
fn nothing_at_all_is_no_post() {
    assert!(codes(&check(&profile(), &subject(" \n"))).contains(&"text_empty"));
}

#[test]
fn a_picture_alone_is_not_enough_where_a_text_is_needed() {
    let mut wordy = profile();
    wordy.required.push(Field::Text);
    let media = [MediaFacts {
        has_alt: true,
        ..MediaFacts::default()
    }];
    let silent = Subject {
        media: &media,
        ..subject("")
    };
    assert_eq!(codes(&check(&wordy, &silent)), ["text_missing"]);
    assert!(codes(&check(&profile(), &silent)).is_empty());
}

#[test]
fn a_limit_may_hold_only_with_pictures() {
    let mut profile = profile();
    let mut caption = limit(Field::Text, Unit::Utf16, 10, true);
    caption.with_media = Some(true);
    profile.limits.insert(0, caption);
    let media = [MediaFacts {
        has_alt: true,
        ..MediaFacts::default()
    }];
    let without = check(&profile, &subject("Kopi senja"));
    let with = check(
        &profile,
        &Subject {
            media: &media,
            ..subject("Kopi senja hari ini")
        },
    );
    assert_eq!((without.limit, with.limit), (Some(20), Some(10)));
    assert_eq!(codes(&with), ["text_too_long"]);
}

#[test]
fn every_finding_says_what_clears_it() {
    let avoided = ["murah".to_owned()];
    let check = check(
        &profile(),
        &Subject {
            title: "Judul <b>",
            around: Around {
                goes_out: "2026-06-13T19:00:00".parse().ok(),
                campaign: true,
                avoided: &avoided,
                ..Around::default()
            },
            ..subject("@budi (murah a.id kopi#a #b-c #d, Jumat 12/6 sampai 1/6")
        },
    );
    let codes = codes(&check);
    for code in [
        "text_too_long",
        "title_too_long",
        "picture_required",
        "character_refused",
        "link_not_clickable",
        "utm_missing",
        "mention_first",
        "hashtag_glued",
        "hashtag_cut",
        "bracket_open",
        "word_avoided",
        "day_over",
    ] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    for it in &check.findings {
        assert!(it.remedy.is_some(), "{}", it.code);
        assert!(
            crate::text::CODES.contains(&it.code.as_str()),
            "{}",
            it.code
        );
    }
    let mention = check
        .findings
        .iter()
        .find(|it| it.code == "mention_first")
        .unwrap();
    assert_eq!(
        mention.remedy,
        Some(Remedy::Replace {
            with: ".@budi".into()
        })
    );
}

#[test]
fn a_picture_is_checked_as_it_is() {
    let media = [MediaFacts {
        has_alt: true,
        bytes: 100,
        width: 100,
        height: 400,
        mime: "image/bmp".into(),
        ..MediaFacts::default()
    }];
    let mut profile = profile();
    profile.placements = vec![crate::network::Placement {
        id: "feed".into(),
        width: 1080,
        height: 1080,
        exact: true,
        formats: vec![crate::media::ImageFormat::Jpeg],
        max_bytes: 50,
    }];
    let check = check(
        &profile,
        &Subject {
            media: &media,
            ..subject("Halo")
        },
    );
    assert_eq!(
        codes(&check),
        [
            "picture_format_refused",
            "picture_too_heavy",
            "picture_ratio",
            "picture_too_small"
        ]
    );
    assert_eq!(check.findings[2].values["narrowest"], "4:5");
    assert!(
        check.fits
            && check
                .findings
                .iter()
                .all(|it| it.severity == Severity::Warning)
    );
}

#[test]
fn parts_of_a_thread_have_the_limit_of_the_text() {
    let check = check(
        &profile(),
        &Subject {
            parts: &["pagi yang hangat", "dan bagian yang jauh terlalu panjang"],
            media: &[MediaFacts {
                has_alt: true,
                ..MediaFacts::default()
            }],
            ..subject("Kopi di")
        },
    );
    let told: Vec<_> = check
        .findings
        .iter()
        .map(|it| (it.code.as_str(), it.part, it.start))
        .collect();
    assert_eq!(
        told,
        [
            ("text_too_long", 2, Some(20)),
            ("part_ends_in_word", 0, Some(6)),
            ("part_ends_in_word", 1, Some(15))
        ]
    );
    assert!(!check.fits);
}

#[test]
fn one_reading_serves_every_network() {
    let text = "Kopi (@budi https://kompas.id/a #senja 👍🏽";
    let reading = Reading::new(text);
    for detection in [
        Detection::Common,
        Detection::TwitterText,
        Detection::Facets,
        Detection::Fediverse,
    ] {
        let profile = Profile {
            detection,
            ..profile()
        };
        assert_eq!(
            check_reading(&profile, &subject(text), &reading),
            check(&profile, &subject(text))
        );
    }
}

#[test]
fn rules_older_than_half_a_year_say_so() {
    let mut profile = profile();
    profile.as_of = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let on = |day: &str| {
        let around = Around {
            today: day.parse().ok(),
            ..Around::default()
        };
        codes(&check(
            &profile,
            &Subject {
                around,
                ..subject("Halo")
            },
        ))
        .contains(&"rules_old")
    };
    assert!(!on("2026-06-30") && on("2026-07-01"));
}

#[test]
fn a_link_counts_what_its_server_says() {
    let profile = |link_length| Profile {
        limits: vec![limit(Field::Text, Unit::Fediverse, 30, true)],
        detection: Detection::Fediverse,
        link_length,
        ..profile()
    };
    let told = |link| {
        let found = check(&profile(link), &subject("Ya https://kompas.id/berita ya"));
        let cut = found.findings.iter().find(|it| it.code == "text_too_long");
        (found.length, found.fits, cut.and_then(|it| it.start))
    };
    assert_eq!(told(None), (29, true, None));
    assert_eq!(told(Some(40)), (46, false, Some(3)), "the link is not cut");
}

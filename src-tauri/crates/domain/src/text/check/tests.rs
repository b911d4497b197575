use super::*;
use crate::network::{Abilities, MediaRules};
use chrono::NaiveDate;

fn limit(field: Field, unit: Unit, limit: u32, firm: bool) -> Limit {
    Limit {
        field,
        unit,
        limit,
        kinds: Vec::new(),
        firm,
        source: String::new(),
    }
}

pub(super) fn profile() -> Profile {
    Profile {
        id: "contoh".into(),
        name: "Contoh".into(),
        as_of: NaiveDate::default(),
        kinds: vec!["text".into()],
        placements: Vec::new(),
        limits: vec![
            limit(Field::Text, Unit::Graphemes, 20, true),
            limit(Field::Text, Unit::Mentions, 1, true),
            limit(Field::Hashtags, Unit::Items, 2, true),
            limit(Field::Title, Unit::CodePoints, 5, false),
        ],
        media: MediaRules {
            max_images: 1,
            required: true,
            alt_text: true,
            alt_limit: Some(10),
            video: None,
        },
        abilities: Abilities::default(),
        sign_in: Vec::new(),
        composer_url: None,
        fields: Vec::new(),
        detection: Detection::Common,
        pace: Vec::new(),
    }
}

fn codes(of: &Check) -> Vec<&str> {
    of.findings.iter().map(|it| it.code.as_str()).collect()
}

fn subject(text: &str) -> Subject<'_> {
    Subject {
        kind: "",
        title: "",
        text,
        hashtags: "",
        media: &[],
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

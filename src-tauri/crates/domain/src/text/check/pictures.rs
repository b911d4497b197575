//! Attached pictures: how many, how described, and whether the network takes them as they are.

use super::{Found, Measure, MediaFacts, Subject};
use crate::{
    finding::{Finding, Remedy, Severity},
    network::{Field, MediaRules, Profile},
    text::{Unit, units::small},
};

/// Checks the pictures of a post.
pub fn check(profile: &Profile, kind: &str, subject: &Subject<'_>, found: &mut Found) {
    let rules = &profile.media;
    count(rules, subject, found);
    described(rules, subject, found);
    let pictures = (1_u32..).zip(subject.media);
    for (place, picture) in pictures.filter(|(_, it)| it.video.is_none()) {
        shape(profile, kind, picture, place, found);
    }
}

fn count(rules: &MediaRules, subject: &Subject<'_>, found: &mut Found) {
    let length = small(subject.media.len());
    if rules.max_images > 0 || length > 0 {
        found.measures.push(Measure {
            field: Field::Media,
            unit: Unit::Items,
            length,
            limit: rules.max_images,
        });
    }
    if length > rules.max_images {
        found.fits &= rules.max_is_doubtful;
        let severity = if rules.max_is_doubtful {
            Severity::Warning
        } else {
            Severity::Error
        };
        found.findings.push(
            Finding::new("too_many_pictures", severity, Field::Media)
                .with("length", length)
                .with("limit", rules.max_images)
                .with("over", length - rules.max_images)
                .remedy(Remedy::Edit),
        );
    }
    if rules.required && length == 0 {
        found.findings.push(
            Finding::new("picture_required", Severity::Error, Field::Media).remedy(Remedy::Edit),
        );
    }
}

fn described(rules: &MediaRules, subject: &Subject<'_>, found: &mut Found) {
    if !rules.alt_text {
        return;
    }
    let missing = subject.media.iter().filter(|it| !it.has_alt).count();
    if missing > 0 {
        found.findings.push(
            Finding::new("alt_text_missing", Severity::Warning, Field::AltText)
                .with("count", missing)
                .remedy(Remedy::Edit),
        );
    }
    let longest = subject.media.iter().map(|it| it.alt_length).max();
    if let (Some(limit), Some(longest)) = (rules.alt_limit, longest)
        && longest > limit
    {
        found.fits = false;
        found.findings.push(
            Finding::new("alt_text_too_long", Severity::Error, Field::AltText)
                .with("length", longest)
                .with("limit", limit)
                .with("over", longest - limit)
                .remedy(Remedy::Edit),
        );
    }
}

/// Format, weight and proportions of one picture. Kelola prepares a fitting version of each, so these only matter
/// where a file is checked as it is.
fn shape(profile: &Profile, kind: &str, picture: &MediaFacts, place: u32, found: &mut Found) {
    let finding = |code: &str| {
        Finding::new(code, Severity::Warning, Field::Media)
            .with("place", place)
            .remedy(Remedy::Prepare)
    };
    let taken = || profile.placements.iter().flat_map(|it| &it.formats);
    let is_taken = taken().any(|it| it.mime() == picture.mime);
    if !picture.mime.is_empty() && taken().next().is_some() && !is_taken {
        let kind = picture.mime.rsplit('/').next().unwrap_or_default();
        found
            .findings
            .push(finding("picture_format_refused").with("format", kind));
    }
    let heaviest = profile.placements.iter().map(|it| it.max_bytes).max();
    if let Some(limit) = heaviest
        && picture.bytes > limit
    {
        found
            .findings
            .push(finding("picture_too_heavy").with("limit", limit / 1024));
    }
    let size = (picture.width, picture.height);
    found
        .findings
        .extend(proportions(profile, kind, size, place));
}

/// What a network says to the size of one picture, in pixels; `place` is where it stands among others, from 1.
#[must_use]
pub fn proportions(profile: &Profile, kind: &str, size: (u32, u32), place: u32) -> Vec<Finding> {
    if size.0 == 0 || size.1 == 0 {
        return Vec::new();
    }
    let finding = |code: &str| {
        Finding::new(code, Severity::Warning, Field::Media)
            .with("place", place)
            .remedy(Remedy::Prepare)
    };
    let (width, height) = (f64::from(size.0), f64::from(size.1));
    let mut findings = Vec::new();
    if let Some(ratio) = &profile.media.ratio
        && (ratio.kinds.is_empty() || ratio.kinds.iter().any(|it| it == kind))
        && !(ratio.narrowest * 0.999..=ratio.widest * 1.001).contains(&(width / height))
    {
        findings.push(
            finding("picture_ratio")
                .with("narrowest", plain(ratio.narrowest))
                .with("widest", plain(ratio.widest)),
        );
    }
    if size.0 < profile.media.min_width {
        findings.push(
            finding("picture_too_small")
                .with("width", size.0)
                .with("limit", profile.media.min_width),
        );
    }
    findings
}

/// A proportion as people write it: `4:5`, `1.91:1`.
fn plain(ratio: f64) -> String {
    for (width, height) in [
        (1, 1),
        (4, 5),
        (9, 16),
        (16, 9),
        (2, 3),
        (3, 4),
        (1, 3),
        (3, 1),
        (1, 10),
        (10, 1),
        (1, 20),
        (20, 1),
    ] {
        if (f64::from(width) / f64::from(height) - ratio).abs() < 0.005 {
            return format!("{width}:{height}");
        }
    }
    format!("{ratio:.2}:1")
}

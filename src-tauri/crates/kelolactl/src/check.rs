//! `kelolactl check`: counts and checks texts as a network does.

use crate::{
    arguments::Check as Arguments,
    batch, output,
    workplace::{Workplace, read_text},
};
use kelola_app::{failure::Failure, networks, words};
use kelola_domain::{
    brand::Lang,
    finding::{Finding, Severity},
    network::{Field, NetworkId, Profile},
    text::{Around, Check, Measure, MediaFacts, Range, Subject, Unit, check},
};
use serde::Serialize;
use serde_json::value::RawValue;
use std::path::Path;

/// Checks one text, or a batch of them.
///
/// # Errors
/// Fails when nothing could be read, or a network is unknown.
pub fn run(place: &Workplace, args: &Arguments) -> Result<bool, Failure> {
    if let Some(file) = &args.batch {
        return batch::run(file, place.lang());
    }
    let network = NetworkId::from(args.network.as_deref().unwrap_or_default());
    let profile = networks::profile(&network)?;
    let kind = checked_kind(profile, args.kind.as_deref())?;
    let text = read_text(args.text.as_deref().unwrap_or(Path::new("-")))?;
    // A text file ends with a line feed that nobody typed.
    let text = text
        .strip_suffix('\n')
        .map_or(text.as_str(), |it| it.strip_suffix('\r').unwrap_or(it));
    let media = args
        .media
        .iter()
        .map(|it| facts(it))
        .collect::<Result<Vec<_>, _>>()?;
    let done = check(
        profile,
        &Subject {
            kind,
            title: args.title.as_deref().unwrap_or_default(),
            text,
            media: &media,
            around: around(),
            ..Subject::default()
        },
    );
    if place.json {
        output::document(&View::of(None, &done, place.lang()))?;
    } else {
        print(place, &done)?;
    }
    Ok(is_clean(&done))
}

/// What is known where no post is stored: today's date, for rules that have grown old.
pub fn around() -> Around<'static> {
    Around {
        today: Some(chrono::Utc::now().date_naive()),
        ..Around::default()
    }
}

/// The kind asked for, else the profile's first.
///
/// # Errors
/// Fails when the network has no such kind.
pub fn checked_kind<'a>(profile: &'a Profile, kind: Option<&'a str>) -> Result<&'a str, Failure> {
    match kind {
        None => Ok(profile.default_kind()),
        Some(kind) if profile.kinds.iter().any(|it| it == kind) => Ok(kind),
        Some(kind) => Err(Failure::bad_input(kind)),
    }
}

fn facts(file: &Path) -> Result<MediaFacts, Failure> {
    kelola_app::media::facts_of(file)
}

/// Whether nothing stands in the way of publishing.
pub fn is_clean(done: &Check) -> bool {
    done.fits
        && done
            .findings
            .iter()
            .all(|it| it.severity != Severity::Error)
}

/// A check as the contract prints it.
#[derive(Serialize)]
pub struct View<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    network: &'a NetworkId,
    length: u32,
    limit: Option<u32>,
    unit: Option<Unit>,
    fits: bool,
    measures: &'a [Measure],
    ranges: &'a [Range],
    findings: Vec<FindingView<'a>>,
}

impl<'a> View<'a> {
    /// A check with its sentences, and its id where it is a line of a batch.
    pub fn of(id: Option<&'a RawValue>, done: &'a Check, lang: Lang) -> Self {
        Self {
            id,
            network: &done.network,
            length: done.length,
            limit: done.limit,
            unit: done.unit,
            fits: done.fits,
            measures: &done.measures,
            ranges: &done.ranges,
            findings: done.findings.iter().map(|it| finding(it, lang)).collect(),
        }
    }
}

/// A finding as the contract prints it.
#[derive(Serialize)]
pub struct FindingView<'a> {
    code: &'a str,
    severity: Severity,
    field: Field,
    message: String,
    start: Option<u32>,
    end: Option<u32>,
}

/// A finding with its sentence.
pub fn finding(finding: &Finding, lang: Lang) -> FindingView<'_> {
    FindingView {
        code: &finding.code,
        severity: finding.severity,
        field: finding.field,
        message: words::say(lang, &finding.code, &finding.values),
        start: finding.start,
        end: finding.end,
    }
}

fn print(place: &Workplace, done: &Check) -> Result<(), Failure> {
    match done.limit {
        Some(limit) => output::line(&format!("{}: {} / {limit}", done.network, done.length))?,
        None => output::line(&format!("{}: {}", done.network, done.length))?,
    }
    for it in &done.findings {
        output::line(&format!(
            "  {}",
            words::say(place.lang(), &it.code, &it.values)
        ))?;
    }
    Ok(())
}

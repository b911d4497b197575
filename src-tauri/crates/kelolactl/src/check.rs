//! `kelolactl check`: counts and checks texts as a network does.

use crate::{
    arguments::Check as Arguments,
    output,
    workplace::{Workplace, read_text},
};
use kelola_app::{failure::Failure, networks, words};
use kelola_domain::{
    brand::Lang,
    finding::{Finding, Severity},
    network::{NetworkId, Profile},
    text::{Check, MediaFacts, Subject, check},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;

/// One line of a batch.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: Value,
    network: NetworkId,
    #[serde(default)]
    kind: Option<String>,
    text: String,
}

/// Checks one text, or a batch of them.
///
/// # Errors
/// Fails when nothing could be read, or a network is unknown.
pub fn run(place: &Workplace, args: &Arguments) -> Result<bool, Failure> {
    if let Some(batch) = &args.batch {
        return run_batch(place, batch);
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
            kind: &kind,
            title: args.title.as_deref().unwrap_or_default(),
            text,
            hashtags: "",
            media: &media,
        },
    );
    if place.json {
        output::document(&result(&done, place.lang()))?;
    } else {
        print(place, &done)?;
    }
    Ok(is_clean(&done))
}

fn run_batch(place: &Workplace, file: &Path) -> Result<bool, Failure> {
    let text = read_text(file)?;
    let lang = place.lang();
    let mut clean = true;
    let mut read_any = false;
    let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    for line in text.lines().filter(|it| !it.trim().is_empty()) {
        let answer = match one(line) {
            Ok((id, done)) => {
                read_any = true;
                clean &= is_clean(&done);
                with_id(result(&done, lang), &id)
            }
            Err((id, failure)) => {
                clean = false;
                read_any |= !id.is_null();
                with_id(output::of(&failure, lang), &id)
            }
        };
        let written = serde_json::to_writer(&mut out, &answer)
            .map_err(std::io::Error::from)
            .and_then(|()| std::io::Write::write_all(&mut out, b"\n"));
        written.map_err(|error| {
            Failure::new(words::errors::FILE_UNWRITABLE).with("what", error.kind())
        })?;
    }
    std::io::Write::flush(&mut out)
        .map_err(|error| Failure::new(words::errors::FILE_UNWRITABLE).with("what", error.kind()))?;
    if read_any || text.trim().is_empty() {
        Ok(clean)
    } else {
        Err(Failure::bad_input("JSON lines"))
    }
}

fn one(line: &str) -> Result<(Value, Check), (Value, Failure)> {
    let known_id = || {
        serde_json::from_str::<Value>(line)
            .ok()
            .and_then(|it| it.get("id").cloned())
            .unwrap_or(Value::Null)
    };
    let parsed: Line =
        serde_json::from_str(line).map_err(|error| (known_id(), Failure::bad_input(error)))?;
    let profile =
        networks::profile(&parsed.network).map_err(|failure| (parsed.id.clone(), failure))?;
    let kind = checked_kind(profile, parsed.kind.as_deref())
        .map_err(|failure| (parsed.id.clone(), failure))?;
    let done = check(
        profile,
        &Subject {
            kind: &kind,
            title: "",
            text: &parsed.text,
            hashtags: "",
            media: &[],
        },
    );
    Ok((parsed.id, done))
}

fn checked_kind(profile: &Profile, kind: Option<&str>) -> Result<String, Failure> {
    match kind {
        None => Ok(profile.default_kind().to_owned()),
        Some(kind) if profile.kinds.iter().any(|it| it == kind) => Ok(kind.to_owned()),
        Some(kind) => Err(Failure::bad_input(kind)),
    }
}

fn facts(file: &Path) -> Result<MediaFacts, Failure> {
    kelola_app::media::facts_of(file)
}

fn is_clean(done: &Check) -> bool {
    done.fits
        && done
            .findings
            .iter()
            .all(|it| it.severity != Severity::Error)
}

fn with_id(mut answer: Value, id: &Value) -> Value {
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("id".to_owned(), id.clone());
    }
    answer
}

fn result(done: &Check, lang: Lang) -> Value {
    json!({
        "network": done.network,
        "length": done.length,
        "limit": done.limit,
        "unit": done.unit,
        "fits": done.fits,
        "measures": done.measures,
        "ranges": done.ranges,
        "findings": done.findings.iter().map(|it| finding(it, lang)).collect::<Vec<_>>(),
    })
}

/// A finding as the contract prints it.
pub fn finding(finding: &Finding, lang: Lang) -> Value {
    json!({
        "code": finding.code,
        "severity": finding.severity,
        "field": finding.field,
        "message": words::say(lang, &finding.code, &finding.values),
        "start": finding.start,
        "end": finding.end,
    })
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

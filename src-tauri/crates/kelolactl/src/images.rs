//! `kelolactl images`: cuts pictures for networks.

use crate::{arguments::Images as Arguments, check::finding, output, workplace::Workplace};
use kelola_app::{
    cut::{self, Cut, Wanted},
    failure::Failure,
};
use kelola_domain::media::Focus;
use serde_json::json;
use std::path::Path;

/// Writes the renditions; a JSON line each. A bad picture gives its own line and the rest goes on.
///
/// # Errors
/// Fails when a network, placement, size or number is none, or no picture could be read.
pub fn run(place: &Workplace, args: &Arguments) -> Result<bool, Failure> {
    let wanted = cut::wanted(&args.networks, &args.size)?;
    let focus = args
        .focus
        .as_deref()
        .map(focus)
        .transpose()?
        .unwrap_or_default();
    let quality = quality(&args.quality)?;
    let lang = place.lang();
    let mut failures = Vec::new();
    for file in &args.files {
        match one(file, &wanted, focus, quality, &args.out) {
            Ok(made) => {
                for it in &made {
                    output::document(&line(it, lang))?;
                }
            }
            Err(failure) => {
                let mut answer = output::of(&failure, lang);
                answer["source"] = json!(file);
                output::document(&answer)?;
                failures.push(failure);
            }
        }
    }
    match failures.pop() {
        Some(last) if failures.len() + 1 == args.files.len() => Err(last),
        Some(_) => Ok(false),
        None => Ok(true),
    }
}

fn one(
    file: &Path,
    wanted: &[Wanted],
    focus: Focus,
    quality: Option<u8>,
    out: &Path,
) -> Result<Vec<Cut>, Failure> {
    cut::cut(file, wanted, focus, quality, out)
}

fn line(cut: &Cut, lang: kelola_domain::brand::Lang) -> serde_json::Value {
    json!({
        "source": cut.source,
        "network": cut.network,
        "placement": cut.placement,
        "path": cut.path,
        "width": cut.width,
        "height": cut.height,
        "bytes": cut.bytes,
        "format": cut.format,
        "quality": cut.quality,
        "ms": cut.ms,
        "findings": cut.findings.iter().map(|it| finding(it, lang)).collect::<Vec<_>>(),
    })
}

fn focus(text: &str) -> Result<Focus, Failure> {
    let bad = || Failure::bad_input(text);
    let (x, y) = text.split_once(',').ok_or_else(bad)?;
    let share = |it: &str| {
        it.trim()
            .parse::<f32>()
            .ok()
            .filter(|it| (0.0..=1.0).contains(it))
            .ok_or_else(bad)
    };
    Ok(Focus {
        x: share(x)?,
        y: share(y)?,
    })
}

fn quality(text: &str) -> Result<Option<u8>, Failure> {
    if text == "auto" {
        return Ok(None);
    }
    text.parse()
        .ok()
        .filter(|it| (1..=100).contains(it))
        .map(Some)
        .ok_or_else(|| Failure::bad_input(text))
}

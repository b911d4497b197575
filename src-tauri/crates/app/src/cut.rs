//! Cutting pictures straight from files, without a data folder.

use crate::{
    failure::Failure,
    media::{picture_failure, read_bounded},
    networks::{profile, profiles},
    words::errors,
};
use kelola_domain::{
    finding::Finding,
    media::{Focus, ImageFormat},
    network::{NetworkId, Placement},
};
use kelola_media::{Job, Quality, Rendition, render};
use std::path::{Path, PathBuf};

/// A placement to cut for.
#[derive(Debug, Clone)]
pub struct Wanted {
    network: String,
    placement: Placement,
}

/// A picture that was cut.
#[derive(Debug, Clone)]
pub struct Cut {
    /// The file it came from.
    pub source: PathBuf,
    /// The network; empty for a free size.
    pub network: String,
    /// The placement, or the free size.
    pub placement: String,
    /// Where it was written, absolute.
    pub path: PathBuf,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Size in bytes.
    pub bytes: usize,
    /// Its format.
    pub format: ImageFormat,
    /// JPEG quality, 1 to 100.
    pub quality: Option<u8>,
    /// How long it took, in milliseconds.
    pub ms: u64,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Reads `instagram:story`, `bluesky`, `all` and free sizes `1080x1350`.
///
/// # Errors
/// Fails when a network, a placement or a size is none, or nothing is wanted.
pub fn wanted(networks: &[String], sizes: &[String]) -> Result<Vec<Wanted>, Failure> {
    let mut all = Vec::new();
    for name in networks {
        match name.split_once(':') {
            None if name == "all" => {
                for profile in profiles() {
                    all.extend(profile.placements.iter().map(|it| Wanted {
                        network: profile.id.to_string(),
                        placement: it.clone(),
                    }));
                }
            }
            None => {
                let profile = profile(&NetworkId::from(name.as_str()))?;
                all.extend(profile.default_placement().map(|it| Wanted {
                    network: name.clone(),
                    placement: it.clone(),
                }));
            }
            Some((network, placement)) => {
                let profile = profile(&NetworkId::from(network))?;
                let known = profile
                    .placements
                    .iter()
                    .find(|it| it.id == placement)
                    .ok_or_else(|| Failure::bad_input(name))?;
                all.push(Wanted {
                    network: network.to_owned(),
                    placement: known.clone(),
                });
            }
        }
    }
    for size in sizes {
        all.push(Wanted {
            network: String::new(),
            placement: free_size(size)?,
        });
    }
    if all.is_empty() {
        Err(Failure::bad_input("--for"))
    } else {
        Ok(all)
    }
}

/// Cuts one picture for all placements and writes the files, named stem-hash8-placement.
///
/// # Errors
/// Fails when the picture cannot be read or the folder cannot be written.
pub fn cut(
    file: &Path,
    wanted: &[Wanted],
    focus: Focus,
    quality: Option<u8>,
    out: &Path,
) -> Result<Vec<Cut>, Failure> {
    let bytes = read_bounded(file)?;
    let quality = quality.map_or(Quality::Auto, Quality::Fixed);
    let jobs: Vec<_> = wanted
        .iter()
        .map(|it| Job {
            focus,
            quality,
            ..Job::new(&it.placement)
        })
        .collect();
    let made = render(&bytes, &jobs).map_err(|error| picture_failure(&error))?;
    let out = std::path::absolute(out).map_err(|error| unwritable(out, &error))?;
    let stem = stem(&file.to_string_lossy(), &kelola_store::sha256(&bytes));
    wanted
        .iter()
        .zip(made)
        .map(|(wanted, made)| written(file, wanted, made, &out, &stem))
        .collect()
}

fn written(
    source: &Path,
    wanted: &Wanted,
    made: Rendition,
    out: &Path,
    stem: &str,
) -> Result<Cut, Failure> {
    let name = file_name(stem, &wanted.network, &wanted.placement.id, made.format);
    let path = out.join(name);
    kelola_store::write_whole(&path, &made.bytes).map_err(|error| unwritable(&path, &error))?;
    Ok(Cut {
        source: source.to_owned(),
        network: wanted.network.clone(),
        placement: wanted.placement.id.clone(),
        path,
        width: made.width,
        height: made.height,
        bytes: made.bytes.len(),
        format: made.format,
        quality: made.quality,
        ms: made.ms,
        findings: made.findings,
    })
}

/// A file's name without its ending, made safe for every system, and the first letters of its fingerprint.
pub(crate) fn stem(file_name: &str, hash: &str) -> String {
    let name = Path::new(file_name)
        .file_stem()
        .map(|it| it.to_string_lossy().into_owned())
        .unwrap_or_default();
    let safe: String = name
        .chars()
        .map(|it| {
            if it.is_alphanumeric() || it == '_' {
                it
            } else {
                '-'
            }
        })
        .take(80)
        .collect();
    format!("{safe}-{}", hash.get(..8).unwrap_or(hash))
}

/// What a cut picture's file is called: stem, network (empty for a free size), placement, the format's ending.
pub(crate) fn file_name(stem: &str, network: &str, placement: &str, format: ImageFormat) -> String {
    let network = if network.is_empty() {
        String::new()
    } else {
        format!("{network}-")
    };
    format!("{stem}-{network}{placement}.{}", format.extension())
}

fn free_size(text: &str) -> Result<Placement, Failure> {
    let bad = || Failure::bad_input(text);
    let (width, height) = text.split_once('x').ok_or_else(bad)?;
    let side = |it: &str| {
        it.parse::<u32>()
            .ok()
            .filter(|it| (1..=10_000).contains(it))
            .ok_or_else(bad)
    };
    Ok(Placement {
        id: text.to_owned(),
        width: side(width)?,
        height: side(height)?,
        exact: true,
        formats: vec![ImageFormat::Jpeg],
        max_bytes: u64::MAX,
    })
}

/// That a file could not be written.
pub(crate) fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(errors::FILE_UNWRITABLE)
        .with("what", format!("{} ({})", path.display(), error.kind()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_sizes_are_read() {
        let strings = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let all = wanted(
            &strings(&["instagram:story", "bluesky"]),
            &strings(&["400x400"]),
        )
        .expect("all known");
        assert_eq!(
            all.iter()
                .map(|it| it.placement.id.as_str())
                .collect::<Vec<_>>(),
            ["story", "picture", "400x400"]
        );
        for bad in ["instagram:nowhere", "nowhere", ""] {
            assert!(wanted(&strings(&[bad]), &[]).is_err(), "{bad}");
        }
        for bad in ["400", "0x400", "99999x1", "x"] {
            assert!(wanted(&[], &strings(&[bad])).is_err(), "{bad}");
        }
    }
}

//! Renditions: one decoding, then every placement from the same pixels, on two threads.

use crate::{
    MediaError,
    colour::ToSrgb,
    crop::{crop_rect, output_size},
    decode::{Decoded, decode, guarded},
    encode::{Picture, Written, write},
    limits::check_pixels,
    resize::resize,
};
use fast_image_resize::Resizer;
use kelola_domain::{
    finding::{Finding, Severity},
    media::{Focus, ImageFormat},
    network::{Field, Placement},
};
use std::{
    num::NonZero,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Instant,
};

/// Raised whenever the same original and placement give other pixels, so that stored renditions are remade.
pub const RULES_VERSION: u32 = 1;

/// Where the search for a JPEG's quality starts when nobody chose one.
const AUTO: u8 = 85;

/// Each thread holds a band of the picture in memory; more than this pays only on large machines.
const MOST_THREADS: usize = 4;

/// How good a JPEG should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quality {
    /// 85, or the best below it that fits the placement's byte limit.
    #[default]
    Auto,
    /// This one, 1 to 100, or the best below it that fits the placement's byte limit.
    Fixed(u8),
}

/// One rendition to make.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// Where it goes: size, formats and byte limit.
    pub placement: &'a Placement,
    /// The point that must stay visible.
    pub focus: Focus,
    /// How good a JPEG should be.
    pub quality: Quality,
    /// What shines through transparent parts where the format has no transparency: red, green, blue.
    pub background: [u8; 3],
}

impl<'a> Job<'a> {
    /// A rendition around the middle, of automatic quality, on white.
    #[must_use]
    pub const fn new(placement: &'a Placement) -> Self {
        Self {
            placement,
            focus: Focus::CENTRE,
            quality: Quality::Auto,
            background: [255; 3],
        }
    }
}

/// A finished file for one placement: upright, sRGB, without metadata.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendition {
    /// The file.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The format it is written in.
    pub format: ImageFormat,
    /// The JPEG quality it was written with; none for lossless formats.
    pub quality: Option<u8>,
    /// Milliseconds it took, without the decoding it shares with others.
    pub ms: u64,
    /// What a person should know: `picture_upscaled`, `picture_shrunk`, `picture_quality_lowered`,
    /// `picture_over_limit`, `transparency_flattened`, `animation_first_frame`.
    pub findings: Vec<Finding>,
}

/// Makes all renditions of one original, in the order of the jobs, from one decoding.
///
/// # Errors
/// When the original cannot be read (see [`MediaError`]) or a placement asks for a format Kelola does not write.
pub fn render(bytes: &[u8], jobs: &[Job<'_>]) -> Result<Vec<Rendition>, MediaError> {
    let source = decode(bytes)?;
    let colour = ToSrgb::new(source.layout, source.icc.as_deref());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut resizer = Resizer::new();
        let mut done = Vec::new();
        while let Some((index, job)) = take(&next, jobs) {
            done.push((
                index,
                guarded(|| render_one(&mut resizer, &source, &colour, job)),
            ));
        }
        done
    };
    let threads = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(MOST_THREADS)
        .min(jobs.len().max(1));
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            // The work itself is guarded, so a thread has nothing left to trip over.
            done.extend(other.join().unwrap_or_default());
        }
        done
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn take<'a, 'b>(next: &AtomicUsize, jobs: &'b [Job<'a>]) -> Option<(usize, &'b Job<'a>)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, jobs.get(index)?))
}

fn render_one(
    resizer: &mut Resizer,
    source: &Decoded,
    colour: &ToSrgb,
    job: &Job<'_>,
) -> Result<Rendition, MediaError> {
    let started = Instant::now();
    let (width, height) = source.upright();
    let crop = crop_rect(width, height, job.placement, job.focus);
    let target = output_size(width, height, job.placement);
    check_pixels(target.0, target.1)?;

    let picture = picture(resizer, source, colour, crop, target)?;
    let mut findings = Vec::new();
    if source.animated {
        findings.push(Finding::new(
            "animation_first_frame",
            Severity::Hint,
            Field::Media,
        ));
    }
    if f64::from(target.0) > crop.width.ceil() || f64::from(target.1) > crop.height.ceil() {
        findings.push(
            Finding::new("picture_upscaled", Severity::Warning, Field::Media)
                .with("width", crop.width.round())
                .with("height", crop.height.round()),
        );
    }
    let wanted = match job.quality {
        Quality::Auto => AUTO,
        Quality::Fixed(quality) => quality.clamp(1, 100),
    };
    let formats = formats(&job.placement.formats, picture.alpha);
    let written = write(
        picture,
        &formats,
        wanted,
        job.placement.max_bytes,
        job.background,
    )?;
    findings.extend(consequences(
        &written,
        target,
        wanted,
        job.placement.max_bytes,
    ));
    let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let Written {
        bytes,
        width,
        height,
        format,
        quality,
        ..
    } = written;
    Ok(Rendition {
        bytes,
        width,
        height,
        format,
        quality,
        ms,
        findings,
    })
}

/// Cuts, shrinks, converts and turns; alpha only where something really is transparent.
pub(crate) fn picture(
    resizer: &mut Resizer,
    source: &Decoded,
    colour: &ToSrgb,
    crop: crate::Rect,
    target: (u32, u32),
) -> Result<Picture, MediaError> {
    let (width, height) = source.orientation.turned(target.0, target.1);
    let part = source
        .orientation
        .stored_rect(crop, source.width, source.height);
    let stored = resize(resizer, source, part, width, height)?;
    let mut srgb = colour.convert(stored);
    if srgb.alpha && srgb.pixels.as_chunks::<4>().0.iter().all(|it| it[3] == 255) {
        srgb.pixels = srgb
            .pixels
            .as_chunks()
            .0
            .iter()
            .flat_map(|&[r, g, b, _]| [r, g, b])
            .collect();
        srgb.alpha = false;
    }
    let turned = if srgb.alpha {
        source.orientation.turn::<4>(srgb.pixels, width, height)
    } else {
        source.orientation.turn::<3>(srgb.pixels, width, height)
    };
    Ok(Picture {
        pixels: turned,
        width: target.0,
        height: target.1,
        alpha: srgb.alpha,
    })
}

/// The formats to try: photos are smallest as JPEG, transparency survives only in the others.
fn formats(allowed: &[ImageFormat], alpha: bool) -> Vec<ImageFormat> {
    let order = if alpha {
        [ImageFormat::Png, ImageFormat::Webp, ImageFormat::Jpeg]
    } else {
        [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp]
    };
    let mut formats: Vec<_> = order
        .into_iter()
        .filter(|it| allowed.contains(it))
        .collect();
    if !alpha {
        // Lossless files are only larger: where JPEG is taken, nothing else is tried.
        formats.truncate(1);
    }
    formats
}

/// What fitting the limits has cost.
fn consequences(written: &Written, target: (u32, u32), wanted: u8, max_bytes: u64) -> Vec<Finding> {
    let found = |code, severity| Finding::new(code, severity, Field::Media);
    let flattened = written
        .flattened
        .then(|| found("transparency_flattened", Severity::Hint));
    let lowered = written.quality.filter(|it| *it < wanted).map(|quality| {
        found("picture_quality_lowered", Severity::Hint)
            .with("quality", quality)
            .with("wanted", wanted)
    });
    let shrunk = ((written.width, written.height) != target).then(|| {
        found("picture_shrunk", Severity::Warning)
            .with("width", written.width)
            .with("height", written.height)
    });
    let over = (written.bytes.len() as u64 > max_bytes).then(|| {
        found("picture_over_limit", Severity::Error)
            .with("bytes", written.bytes.len())
            .with("limit", max_bytes)
    });
    [flattened, lowered, shrunk, over]
        .into_iter()
        .flatten()
        .collect()
}

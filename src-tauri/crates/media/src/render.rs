//! Renditions: one decoding, then every placement from the same pixels, on two threads.

use crate::{
    MediaError,
    colour::ToSrgb,
    crop::{Place, place},
    decode::{Decoded, decode, guarded},
    encode::{Paper, Picture, Written, flatten, write},
    gif,
    kind::Kind,
    limits::check_pixels,
    mark::{Mark, stamp},
    resize::resize,
};
use fast_image_resize::Resizer;
use kelola_domain::{
    finding::{Finding, Severity},
    media::{Fit, Focus, ImageFormat},
    network::{Field, Placement},
};
use std::{
    num::NonZero,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Instant,
};

/// Raised whenever the same original and placement give other pixels, so that stored renditions are remade.
pub const RULES_VERSION: u32 = 5;

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
    /// How the picture meets the placement's shape.
    pub fit: Fit,
    /// How good a JPEG should be.
    pub quality: Quality,
    /// The colour of bars, and of what shines through transparent parts where the format has no transparency: red,
    /// green, blue.
    pub background: [u8; 3],
    /// A logo to put on it.
    pub mark: Option<Mark<'a>>,
    /// Who made it, to be written into the file; nothing else of the original's metadata ever is.
    pub credit: Option<&'a str>,
}

impl<'a> Job<'a> {
    /// A rendition that fills the shape around the middle, of automatic quality, on white.
    #[must_use]
    pub const fn new(placement: &'a Placement) -> Self {
        Self {
            placement,
            focus: Focus::CENTRE,
            fit: Fit::Fill,
            quality: Quality::Auto,
            background: [255; 3],
            mark: None,
            credit: None,
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

/// How many cores making renditions may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cores {
    /// As many as pay off: somebody waits for this picture.
    All,
    /// One: other pictures are made beside it, or nobody waits.
    One,
}

/// Makes all renditions of one original, in the order of the jobs, from one decoding, on all cores.
///
/// # Errors
/// When the original cannot be read (see [`MediaError`]) or a placement asks for a format Kelola does not write.
pub fn render(bytes: &[u8], jobs: &[Job<'_>]) -> Result<Vec<Rendition>, MediaError> {
    render_on(Cores::All, bytes, jobs)
}

/// Makes all renditions of one original, in the order of the jobs, from one decoding.
///
/// # Errors
/// When the original cannot be read (see [`MediaError`]) or a placement asks for a format Kelola does not write.
pub fn render_on(
    cores: Cores,
    bytes: &[u8],
    jobs: &[Job<'_>],
) -> Result<Vec<Rendition>, MediaError> {
    let source = decode(bytes)?;
    let colour = ToSrgb::new(source.layout, source.icc.as_deref());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut resizer = Resizer::new();
        let mut done = Vec::new();
        while let Some((index, job)) = take(&next, jobs) {
            done.push((
                index,
                guarded(|| render_one(&mut resizer, bytes, &source, &colour, job)),
            ));
        }
        done
    };
    let threads = match cores {
        Cores::One => 1,
        Cores::All => thread::available_parallelism()
            .map_or(1, NonZero::get)
            .min(MOST_THREADS)
            .min(jobs.len().max(1)),
    };
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
    bytes: &[u8],
    source: &Decoded,
    colour: &ToSrgb,
    job: &Job<'_>,
) -> Result<Rendition, MediaError> {
    let started = Instant::now();
    let (width, height) = source.upright();
    let place = place(width, height, job.placement, job.focus, job.fit);
    check_pixels(place.canvas.0, place.canvas.1)?;
    if let Some(kept) = kept_animation(bytes, source, &place, job) {
        return Ok(finished(kept, started, Vec::new()));
    }
    let mut findings = of_source(source, &place);
    let mut picture = picture(resizer, source, colour, place.part, place.picture)?;
    if place.canvas != place.picture {
        picture = with_bars(&picture, place.canvas, job.background);
    }
    if let Some(mark) = &job.mark {
        stamp(&mut picture, mark)?;
    }
    let wanted = match job.quality {
        Quality::Auto => AUTO,
        Quality::Fixed(quality) => quality.clamp(1, 100),
    };
    let formats = formats(&job.placement.formats, picture.alpha);
    let paper = Paper {
        quality: wanted,
        max_bytes: job.placement.max_bytes,
        background: job.background,
        credit: job.credit,
    };
    let written = write(picture, &formats, &paper)?;
    findings.extend(consequences(&written, place.canvas, &paper));
    Ok(finished(written, started, findings))
}

fn finished(written: Written, started: Instant, findings: Vec<Finding>) -> Rendition {
    Rendition {
        bytes: written.bytes,
        width: written.width,
        height: written.height,
        format: written.format,
        quality: written.quality,
        ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        findings,
    }
}

/// An animation as it is, where the network takes it and nothing would be changed on it.
fn kept_animation(bytes: &[u8], source: &Decoded, place: &Place, job: &Job<'_>) -> Option<Written> {
    let own = (source.width, source.height);
    let untouched = place.canvas == own
        && place.picture == own
        && place.part.width.round() == f64::from(own.0)
        && place.part.height.round() == f64::from(own.1)
        && job.mark.is_none();
    let taken = job.placement.formats.contains(&ImageFormat::Gif);
    if !source.animated || !untouched || !taken || Kind::of(bytes) != Ok(Kind::Gif) {
        return None;
    }
    let bytes = gif::kept(bytes).filter(|it| it.len() as u64 <= job.placement.max_bytes)?;
    Some(Written {
        bytes,
        width: own.0,
        height: own.1,
        format: ImageFormat::Gif,
        quality: None,
        flattened: false,
    })
}

/// What is known before anything is written.
fn of_source(source: &Decoded, place: &Place) -> Vec<Finding> {
    let first_frame = source
        .animated
        .then(|| Finding::new("animation_first_frame", Severity::Hint, Field::Media));
    first_frame.into_iter().chain(place.upscaled()).collect()
}

/// The picture in the middle of a plain ground.
fn with_bars(picture: &Picture, canvas: (u32, u32), ground: [u8; 3]) -> Picture {
    let flat = if picture.alpha {
        flatten(&picture.pixels, ground)
    } else {
        picture.pixels.clone()
    };
    let mut pixels = ground.repeat(canvas.0 as usize * canvas.1 as usize);
    let left = ((canvas.0 - picture.width) / 2) as usize * 3;
    let top = ((canvas.1 - picture.height) / 2) as usize;
    let length = picture.width as usize * 3;
    let rows = pixels.chunks_exact_mut(canvas.0 as usize * 3).skip(top);
    for (row, own) in rows.zip(flat.chunks_exact(length)) {
        if let Some(middle) = row.get_mut(left..left + length) {
            middle.copy_from_slice(own);
        }
    }
    Picture {
        pixels,
        width: canvas.0,
        height: canvas.1,
        alpha: false,
    }
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
fn consequences(written: &Written, target: (u32, u32), paper: &Paper<'_>) -> Vec<Finding> {
    let found = |code, severity| Finding::new(code, severity, Field::Media);
    let flattened = written
        .flattened
        .then(|| found("transparency_flattened", Severity::Hint));
    let lowered = written.quality.filter(|it| *it < paper.quality);
    let lowered = lowered.map(|quality| {
        found("picture_quality_lowered", Severity::Hint)
            .with("quality", quality)
            .with("wanted", paper.quality)
    });
    let shrunk = ((written.width, written.height) != target).then(|| {
        found("picture_shrunk", Severity::Warning)
            .with("width", written.width)
            .with("height", written.height)
    });
    let over = (written.bytes.len() as u64 > paper.max_bytes).then(|| {
        found("picture_over_limit", Severity::Error)
            .with("bytes", written.bytes.len())
            .with("limit", paper.max_bytes)
    });
    [flattened, lowered, shrunk, over]
        .into_iter()
        .flatten()
        .collect()
}

//! Short ways to write a profile's rules down.

use chrono::NaiveDate;
use kelola_domain::{
    media::ImageFormat,
    network::{Field, Limit, Placement},
    text::Unit,
};

/// The day the rules of every profile were read from their sources: 2026-11-22.
pub fn read_on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default()
}

/// A firm limit for every kind of post.
pub fn limit(field: Field, unit: Unit, limit: u32, source: &str) -> Limit {
    Limit {
        field,
        unit,
        limit,
        kinds: Vec::new(),
        with_media: None,
        firm: true,
        source: source.to_owned(),
    }
}

/// A limit whose source is not firm: it warns.
pub fn doubtful(field: Field, unit: Unit, limit: u32, source: &str) -> Limit {
    Limit {
        firm: false,
        ..self::limit(field, unit, limit, source)
    }
}

/// A firm limit for one kind of post.
pub fn limit_for(kind: &str, field: Field, unit: Unit, limit: u32, source: &str) -> Limit {
    Limit {
        kinds: vec![kind.to_owned()],
        ..self::limit(field, unit, limit, source)
    }
}

/// A limit for one kind of post whose source is not firm: it warns.
pub fn doubtful_for(kind: &str, field: Field, unit: Unit, limit: u32, source: &str) -> Limit {
    Limit {
        firm: false,
        ..limit_for(kind, field, unit, limit, source)
    }
}

/// A placement cropped to exactly its size.
pub fn exact(
    id: &str,
    width: u32,
    height: u32,
    formats: &[ImageFormat],
    max_bytes: u64,
) -> Placement {
    Placement {
        id: id.to_owned(),
        width,
        height,
        exact: true,
        formats: formats.to_vec(),
        max_bytes,
    }
}

/// A placement pictures are only shrunk into.
pub fn within(
    id: &str,
    width: u32,
    height: u32,
    formats: &[ImageFormat],
    max_bytes: u64,
) -> Placement {
    Placement {
        exact: false,
        ..exact(id, width, height, formats, max_bytes)
    }
}

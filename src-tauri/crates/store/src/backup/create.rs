//! Writes a backup.

use super::{DATABASE, FORMAT, MANIFEST, Manifest};
use crate::{
    blobs::Kind,
    error::StoreError,
    schema,
    store::{Store, connect, database},
};
use rusqlite::Connection;
use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Size of the file.
    pub bytes: u64,
    /// How many pictures and reports are in it.
    pub files: u32,
    /// Those the data name that are not there, as `folder/name`.
    pub missing: Vec<String>,
}

/// Writes a backup to `file`, which is replaced if it exists, only when all went well. The store stays usable.
///
/// # Errors
/// The disk's or SQLite's.
pub fn create(store: &Store, file: &Path) -> Result<Made, StoreError> {
    let scratch = tempfile::Builder::new()
        .prefix("backup-")
        .tempdir_in(store.dir())?;
    let copy = scratch.path().join(DATABASE);
    let source = connect(&database(store.dir()))?;
    source.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    drop(source);
    let db = Connection::open(&copy)?;
    let (wanted, schema) = (wanted(&db)?, schema::version(&db)?);
    drop(db);

    let folder = file
        .parent()
        .filter(|it| !it.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let target = tempfile::Builder::new()
        .prefix(".kelola-backup-")
        .tempfile_in(folder)?;
    let mut zip = ZipWriter::new(BufWriter::new(target.as_file()));
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        version: 1,
        schema,
        made_at: store.now(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
    };
    zip.start_file(MANIFEST, options(CompressionMethod::Deflated))
        .map_err(zip_error)?;
    zip.write_all(&serde_json::to_vec_pretty(&manifest).map_err(io::Error::from)?)?;
    zip.start_file(DATABASE, options(CompressionMethod::Deflated))
        .map_err(zip_error)?;
    io::copy(&mut File::open(&copy)?, &mut zip)?;
    let (mut files, mut missing) = (0, Vec::new());
    for (kind, hash) in wanted {
        let Ok(mut blob) = File::open(store.blobs().path(kind, &hash)?) else {
            missing.push(format!("{}/{hash}", kind.folder()));
            continue;
        };
        // Pictures and PDFs are compressed already.
        zip.start_file(kind.place(&hash), options(CompressionMethod::Stored))
            .map_err(zip_error)?;
        io::copy(&mut blob, &mut zip)?;
        files += 1;
    }
    zip.finish()
        .map_err(zip_error)?
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    target.as_file().sync_all()?;
    let bytes = target.as_file().metadata()?.len();
    target.persist(file).map_err(|error| error.error)?;
    Ok(Made {
        bytes,
        files,
        missing,
    })
}

/// The blobs a copy of the database needs: all originals and reports, and the frozen pictures of what may yet be sent
/// again.
fn wanted(db: &Connection) -> Result<BTreeSet<(Kind, String)>, StoreError> {
    let mut wanted = BTreeSet::new();
    for (kind, sql) in [
        (Kind::Media, "SELECT hash FROM assets"),
        (Kind::Report, "SELECT pdf_hash FROM reports WHERE pdf_hash IS NOT NULL"),
        (
            Kind::Rendition,
            "SELECT json_extract(picture.value, '$.hash') FROM deliveries, json_each(deliveries.frozen, '$.media') AS picture
             WHERE deliveries.frozen IS NOT NULL AND deliveries.state NOT IN ('live', 'removed', 'cancelled')",
        ),
    ] {
        let mut query = db.prepare(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            wanted.insert((kind, row.get(0)?));
        }
    }
    Ok(wanted)
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .unix_permissions(0o600)
        .large_file(true)
}

fn zip_error(error: zip::result::ZipError) -> StoreError {
    io::Error::from(error).into()
}

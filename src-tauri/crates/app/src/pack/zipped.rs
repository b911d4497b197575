//! A pack as one ZIP file.

use super::{
    contents::{Contents, Entry, open},
    unwritable,
};
use crate::{Kelola, failure::Failure};
use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Writes a pack to `file`, readable by its owner only; it is replaced if it exists, only when all went well.
pub(super) fn write(kelola: &Kelola, contents: &Contents, file: &Path) -> Result<(), Failure> {
    let folder = file
        .parent()
        .ok_or_else(|| unwritable(io::ErrorKind::InvalidInput.into()))?;
    let target = tempfile::Builder::new()
        .prefix(".kelola-pack-")
        .tempfile_in(folder)
        .map_err(unwritable)?;
    fill(kelola, contents, target.as_file())?;
    target.as_file().sync_all().map_err(unwritable)?;
    target
        .persist(file)
        .map_err(|error| unwritable(error.error))?;
    Ok(())
}

fn fill(kelola: &Kelola, contents: &Contents, file: &File) -> Result<(), Failure> {
    let mut zip = ZipWriter::new(BufWriter::new(file));
    for (name, entry) in contents.entries() {
        match entry {
            Entry::Text(text) => {
                zip.start_file(name, options(CompressionMethod::Deflated))
                    .map_err(unzippable)?;
                zip.write_all(text.as_bytes()).map_err(unwritable)?;
            }
            Entry::File(file) => {
                let mut from = open(kelola, file)?;
                // Pictures and videos are compressed already.
                zip.start_file(name, options(CompressionMethod::Stored))
                    .map_err(unzippable)?;
                io::copy(&mut from, &mut zip).map_err(unwritable)?;
            }
        }
    }
    zip.finish()
        .map_err(unzippable)?
        .flush()
        .map_err(unwritable)
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .unix_permissions(0o600)
        .large_file(true)
}

fn unzippable(error: zip::result::ZipError) -> Failure {
    unwritable(error.into())
}

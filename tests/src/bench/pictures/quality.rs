//! How much a tool's renditions look like the original, by SSIMULACRA 2: 100 is the same, 90 cannot be told apart
//! side by side, 70 is good.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::thread;

use ssimulacra2::compute_frame_ssimulacra2;

use super::reference::{Cut, Photo};

/// The scores of a tool's renditions.
#[derive(Clone, Copy)]
pub struct Quality {
    /// Of all of them.
    pub mean: f64,
    /// Of the worst one.
    pub worst: f64,
}

impl Quality {
    /// Of all renditions in a folder, each against the reference cut where the tool cuts.
    ///
    /// # Errors
    /// Fails when there is none, or one cannot be read.
    pub fn of(photo: &Photo, folder: &Path, cut: Cut) -> Result<Self, Box<dyn Error>> {
        let entries = std::fs::read_dir(folder)?;
        let files: Vec<_> = entries
            .map(|it| it.map(|it| it.path()))
            .collect::<Result<_, _>>()?;
        let threads = thread::available_parallelism()?.get();
        let share = files.len().div_ceil(threads).max(1);
        let scores = thread::scope(|scope| {
            let works: Vec<_> = files
                .chunks(share)
                .map(|files| scope.spawn(|| of_files(photo, files, cut)))
                .collect();
            let mut scores = Vec::new();
            for work in works {
                scores.extend(work.join().map_err(|_| "scoring broke off")??);
            }
            Ok::<_, String>(scores)
        })?;
        let worst = scores.iter().copied().reduce(f64::min);
        let worst = worst.ok_or("there is nothing to score")?;
        Ok(Self {
            mean: scores.iter().sum::<f64>() / scores.len() as f64,
            worst,
        })
    }
}

impl std::fmt::Display for Quality {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "SSIMULACRA 2 mean {:.2}, worst {:.2}",
            self.mean, self.worst
        )
    }
}

fn of_files(photo: &Photo, files: &[PathBuf], cut: Cut) -> Result<Vec<f64>, String> {
    let scores = files.iter().map(|file| of_file(photo, file, cut));
    let scores: Result<_, Box<dyn Error>> = scores.collect();
    scores.map_err(|error| error.to_string())
}

fn of_file(photo: &Photo, file: &Path, cut: Cut) -> Result<f64, Box<dyn Error>> {
    let rendition = Photo::open(file)?;
    let (width, height) = rendition.size();
    let reference = photo.scaled(width, height, cut)?;
    Ok(compute_frame_ssimulacra2(reference, rendition.linear()?)?)
}

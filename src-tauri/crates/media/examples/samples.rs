//! Writes every sample picture for some seeds into a folder, to be looked at: `samples OUT [SEEDS]`.

use kelola_media::sample::{Theme, draw};
use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("usage: samples OUT [SEEDS]")?);
    let seeds: u64 = arguments.next().map_or(Ok(1), |it| it.parse())?;
    fs::create_dir_all(&folder)?;
    for theme in Theme::ALL {
        for seed in 1..=seeds {
            fs::write(
                folder.join(format!("{theme:?}-{seed}.jpg")),
                draw(seed, theme),
            )?;
        }
    }
    Ok(())
}

//! The task pictures are measured by: one JPEG, ten sizes, quality 82, in one process.
//! `ten FILE [OUT]` writes the files into OUT and prints what the steps took; measure CPU and memory from
//! outside, `/usr/bin/time -v target/release/examples/ten FILE`.

use kelola_domain::{
    media::{Focus, ImageFormat},
    network::Placement,
};
use kelola_media::{Job, Quality, render};
use std::{env, error::Error, fs, path::PathBuf, time::Instant};

const SIZES: [(u32, u32); 10] = [
    (1080, 1080),
    (1080, 1350),
    (1080, 1920),
    (1200, 630),
    (1600, 900),
    (1280, 720),
    (1000, 1500),
    (1200, 1200),
    (1200, 675),
    (400, 400),
];

#[expect(clippy::print_stdout, reason = "a program for the terminal")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let file = arguments.next().ok_or("usage: ten FILE [OUT]")?;
    let folder = arguments.next().map(PathBuf::from);
    let placements = SIZES.map(|(width, height)| Placement {
        id: format!("{width}x{height}"),
        width,
        height,
        exact: true,
        formats: vec![ImageFormat::Jpeg],
        max_bytes: u64::MAX,
    });
    let jobs: Vec<Job<'_>> = placements
        .iter()
        .map(|placement| Job {
            focus: Focus::CENTRE,
            quality: Quality::Fixed(82),
            ..Job::new(placement)
        })
        .collect();
    let started = Instant::now();
    let made = render(&fs::read(file)?, &jobs)?;
    let wall = started.elapsed();
    let total: usize = made.iter().map(|it| it.bytes.len()).sum();
    for (placement, rendition) in placements.iter().zip(&made) {
        println!(
            "{:>9}  {:>7} bytes  {:>4} ms",
            placement.id,
            rendition.bytes.len(),
            rendition.ms
        );
        if let Some(folder) = &folder {
            fs::create_dir_all(folder)?;
            fs::write(
                folder.join(format!("{}.jpg", placement.id)),
                &rendition.bytes,
            )?;
        }
    }
    println!("{total} bytes, {} ms", wall.as_millis());
    Ok(())
}

//! One frame of a video by the system's ffmpeg, where it is installed. Nothing depends on it: Kelola neither ships nor
//! asks for it. It runs with fixed arguments, without a shell, and no longer than a few seconds.

use kelola_domain::media::{Container, VideoFacts};
use std::{
    env,
    ffi::OsString,
    io::Read,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Longest time a frame may take.
const TIME: Duration = Duration::from_secs(20);

/// Largest picture that is read from it, in bytes; a frame of at most 1280 pixels a side stays far below.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Largest piece of memory ffmpeg may ask for at once, in bytes.
const MAX_MEMORY: &str = "536870912";

/// The first moment that is likely to show something, at most this far in.
const LATEST_MS: u64 = 3000;

/// A frame as a PNG, or nothing when ffmpeg is missing, fails or takes too long.
pub(super) fn frame(file: &Path, video: &VideoFacts) -> Option<Vec<u8>> {
    let program = find(&program_folders())?;
    let mut command = Command::new(program);
    command
        .args(arguments(file, video))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        // CREATE_NO_WINDOW: no console flashes up.
        command.creation_flags(0x0800_0000);
    }
    let mut child = command.spawn().ok()?;
    let stdout = child.stdout.take();
    let reader = thread::spawn(move || {
        let mut bytes = Vec::new();
        // What is too long fails to be a picture, and the closed pipe ends ffmpeg.
        let read = stdout.map(|it| it.take(MAX_BYTES).read_to_end(&mut bytes));
        read.and_then(Result::ok).map(|_| bytes)
    });
    let ended_well = wait(&mut child);
    let bytes = reader.join().ok().flatten()?;
    (ended_well && !bytes.is_empty()).then_some(bytes)
}

/// The container is given, never guessed, and no protocol but files is open: a crafted file cannot become a playlist
/// that reads others.
fn arguments(file: &Path, video: &VideoFacts) -> Vec<OsString> {
    let container = match video.container {
        Container::Mp4 | Container::Mov => "mov",
        Container::Webm => "matroska",
    };
    let at = (video.duration_ms / 10).min(LATEST_MS);
    let mut input = OsString::from("file:");
    input.push(file);
    let seek = format!("{}.{:03}", at / 1000, at % 1000);
    let before = [
        "-nostdin",
        "-hide_banner",
        "-v",
        "error",
        "-threads",
        "1",
        "-max_alloc",
        MAX_MEMORY,
        "-protocol_whitelist",
        "file",
        "-f",
        container,
        "-ss",
        &seek,
        "-i",
    ];
    let after = [
        "-map",
        "0:v:0",
        "-frames:v",
        "1",
        "-vf",
        "scale=w='min(1280,iw)':h='min(1280,ih)':force_original_aspect_ratio=decrease",
        "-f",
        "image2pipe",
        "-c:v",
        "png",
        "pipe:1",
    ];
    let words = |it: &[&str]| it.iter().map(OsString::from).collect::<Vec<_>>();
    [words(&before), vec![input], words(&after)].concat()
}

/// Whether it ended by itself, in time and well.
fn wait(child: &mut Child) -> bool {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if started.elapsed() < TIME => thread::sleep(Duration::from_millis(15)),
            _ => break,
        }
    }
    // Already ended is as good as killed.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// The folders of the search path, and those a program started from the desktop of a Mac does not hear of.
fn program_folders() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let more = ["/opt/homebrew/bin", "/usr/local/bin"].map(PathBuf::from);
    env::split_paths(&path).chain(more).collect()
}

/// ffmpeg in the first of these folders that has it. A relative folder would depend on where Kelola was started.
fn find(folders: &[PathBuf]) -> Option<PathBuf> {
    let name = format!("ffmpeg{}", env::consts::EXE_SUFFIX);
    folders
        .iter()
        .filter(|it| it.is_absolute())
        .map(|it| it.join(&name))
        .find(|it| it.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kelola_domain::media::VideoCodec;

    const TURNED: &[u8] = include_bytes!("../../../media/tests/videos/turned.mp4");

    fn video() -> VideoFacts {
        kelola_media::probe(TURNED)
            .expect("a video")
            .video
            .expect("told as one")
    }

    #[test]
    fn only_absolute_folders_are_searched() {
        let dir = tempfile::tempdir().expect("a folder");
        let name = format!("ffmpeg{}", env::consts::EXE_SUFFIX);
        std::fs::write(dir.path().join(&name), b"").expect("written");
        let folders = [PathBuf::from("."), dir.path().to_owned()];
        assert_eq!(find(&folders), Some(dir.path().join(&name)));
        assert_eq!(find(&[PathBuf::from("relative")]), None);
    }

    #[test]
    fn the_arguments_open_one_file_and_nothing_else() {
        let webm = VideoFacts {
            container: Container::Webm,
            codec: VideoCodec::Vp9,
            duration_ms: 125_000,
            ..video()
        };
        let given = arguments(Path::new("-rf concat:a|b"), &webm);
        let text: Vec<_> = given.iter().map(|it| it.to_string_lossy()).collect();
        let after = |name: &str| {
            let at = text.iter().position(|it| it == name).expect("given");
            text.get(at + 1)
                .map(|it| it.to_string())
                .unwrap_or_default()
        };
        assert_eq!(after("-i"), "file:-rf concat:a|b");
        assert_eq!(after("-protocol_whitelist"), "file");
        assert_eq!(
            (after("-f"), after("-ss")),
            ("matroska".into(), "3.000".into())
        );
    }

    #[test]
    fn the_installed_ffmpeg_gives_an_upright_frame() {
        if find(&program_folders()).is_none() {
            println!("skipped: no ffmpeg here");
            return;
        }
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("a: b.bin");
        std::fs::write(&file, TURNED).expect("written");
        let png = frame(&file, &video()).expect("a frame");
        let facts = kelola_media::probe(&png).expect("a picture");
        assert_eq!(
            (facts.mime, facts.width, facts.height),
            ("image/png", 64, 96)
        );
        std::fs::write(&file, b"no video").expect("written");
        assert_eq!(frame(&file, &video()), None);
    }
}

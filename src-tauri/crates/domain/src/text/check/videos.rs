//! Videos against a network's rules. Kelola does not convert them: what is wrong says what to change.

use super::MediaFacts;
use crate::{
    finding::{Finding, Severity},
    media::{VideoCodec, VideoFacts},
    network::{Field, Profile, VideoRules},
};

/// What is wrong with the videos among the attached files.
pub(super) fn check(profile: &Profile, media: &[MediaFacts]) -> Vec<Finding> {
    let videos: Vec<_> = media
        .iter()
        .filter_map(|it| it.video.as_ref().map(|video| (it, video)))
        .collect();
    if videos.is_empty() {
        return Vec::new();
    }
    let Some(rules) = &profile.media.video else {
        return vec![error("video_not_taken").with("network", &profile.name)];
    };
    let mut findings = Vec::new();
    if videos.len() > 1 {
        findings.push(error("too_many_videos").with("length", videos.len()));
    }
    if videos.len() < media.len() && !rules.with_pictures {
        findings.push(error("video_beside_pictures").with("network", &profile.name));
    }
    for (file, video) in videos {
        findings.extend(of_one(profile, rules, file, video));
    }
    findings
}

fn of_one(
    profile: &Profile,
    rules: &VideoRules,
    file: &MediaFacts,
    video: &VideoFacts,
) -> impl Iterator<Item = Finding> {
    let refused = (!rules.types.is_empty() && !rules.types.contains(&file.mime)).then(|| {
        error("video_type_not_taken")
            .with("network", &profile.name)
            .with("type", short(&file.mime))
            .with("wanted", wanted(rules))
    });
    let heavy = (file.bytes > rules.max_bytes).then(|| {
        error("video_too_heavy")
            .with("size", file.bytes.div_ceil(1_000_000))
            .with("limit", rules.max_bytes / 1_000_000)
    });
    let secs = video.duration_ms.div_ceil(1000);
    let long = rules.max_secs.filter(|it| secs > u64::from(*it)).map(|it| {
        error("video_too_long")
            .with("length", secs)
            .with("limit", it)
    });
    // A network that takes WebM takes what is in it.
    let unusual = (refused.is_none() && file.mime != "video/webm")
        .then(|| name(video.codec))
        .flatten()
        .map(|it| {
            Finding::new("video_codec_unusual", Severity::Warning, Field::Media).with("codec", it)
        });
    [refused, heavy, long, unusual].into_iter().flatten()
}

fn error(code: &str) -> Finding {
    Finding::new(code, Severity::Error, Field::Media)
}

fn wanted(rules: &VideoRules) -> String {
    let names: Vec<_> = rules.types.iter().map(|it| short(it)).collect();
    names.join(", ")
}

/// A MIME type as people call it.
fn short(mime: &str) -> &str {
    match mime {
        "video/mp4" => "MP4",
        "video/quicktime" => "MOV",
        "video/webm" => "WebM",
        other => other,
    }
}

/// A codec other than the one every network takes.
const fn name(codec: VideoCodec) -> Option<&'static str> {
    match codec {
        VideoCodec::H264 => None,
        VideoCodec::Hevc => Some("HEVC (H.265)"),
        VideoCodec::Av1 => Some("AV1"),
        VideoCodec::Vp8 => Some("VP8"),
        VideoCodec::Vp9 => Some("VP9"),
        VideoCodec::Mpeg4 => Some("MPEG-4"),
        VideoCodec::Prores => Some("ProRes"),
        VideoCodec::Other => Some("?"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::Container;

    fn profile(video: Option<VideoRules>) -> Profile {
        let mut profile = super::super::tests::profile();
        profile.media.video = video;
        profile
    }

    fn rules() -> VideoRules {
        VideoRules {
            max_bytes: 10_000_000,
            max_secs: Some(60),
            types: vec!["video/mp4".to_owned()],
            with_pictures: false,
        }
    }

    fn video() -> MediaFacts {
        MediaFacts {
            bytes: 1_000_000,
            width: 1080,
            height: 1920,
            mime: "video/mp4".to_owned(),
            video: Some(VideoFacts {
                container: Container::Mp4,
                duration_ms: 60_000,
                codec: VideoCodec::H264,
                frame_rate: Some(30.0),
                bit_rate: 133_333,
                rotation: 0,
                audio: None,
            }),
            ..MediaFacts::default()
        }
    }

    fn codes(rules: Option<VideoRules>, media: &[MediaFacts]) -> Vec<String> {
        let found = check(&profile(rules), media);
        found.into_iter().map(|it| it.code).collect()
    }

    #[test]
    fn a_video_within_the_rules_is_fine() {
        assert!(codes(Some(rules()), &[video()]).is_empty());
        assert!(
            codes(None, &[MediaFacts::default()]).is_empty(),
            "pictures have rules of their own"
        );
    }

    #[test]
    fn a_network_without_rules_for_videos_takes_none() {
        assert_eq!(codes(None, &[video()]), ["video_not_taken"]);
    }

    #[test]
    fn every_rule_is_looked_at() {
        let with = |change: fn(&mut MediaFacts, &mut VideoFacts)| {
            let mut file = video();
            let mut facts = file.video.expect("a video");
            change(&mut file, &mut facts);
            file.video = Some(facts);
            file
        };
        let cases = [
            (with(|file, _| file.bytes = 10_000_001), "video_too_heavy"),
            (
                with(|_, video| video.duration_ms = 60_001),
                "video_too_long",
            ),
            (
                with(|file, _| file.mime = "video/webm".to_owned()),
                "video_type_not_taken",
            ),
            (
                with(|_, video| video.codec = VideoCodec::Hevc),
                "video_codec_unusual",
            ),
        ];
        for (file, code) in cases {
            assert_eq!(codes(Some(rules()), &[file]), [code]);
        }
        assert_eq!(
            codes(Some(rules()), &[video(), video()]),
            ["too_many_videos"]
        );
        let picture = MediaFacts::default();
        assert_eq!(
            codes(Some(rules()), &[video(), picture]),
            ["video_beside_pictures"]
        );
    }
}

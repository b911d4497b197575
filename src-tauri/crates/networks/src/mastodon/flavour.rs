//! In which flavour of the family a server is, and what differs (sources in `profile.rs`).

/// A flavour; its name is one of the profile's kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// Mastodon, its forks, and servers nobody knows.
    Mastodon,
    /// GoToSocial.
    GoToSocial,
    /// Pleroma and Akkoma.
    Pleroma,
    /// Pixelfed.
    Pixelfed,
}

impl Flavour {
    /// Every flavour, the default first.
    pub const ALL: [Self; 4] = [
        Self::Mastodon,
        Self::GoToSocial,
        Self::Pleroma,
        Self::Pixelfed,
    ];

    /// The kind of channels in this flavour.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Mastodon => "mastodon",
            Self::GoToSocial => "gotosocial",
            Self::Pleroma => "pleroma",
            Self::Pixelfed => "pixelfed",
        }
    }

    /// The flavour of a channel's kind.
    pub fn of_kind(kind: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|it| it.kind() == kind)
            .unwrap_or(Self::Mastodon)
    }

    /// The flavour of a server by the name its software has in nodeinfo.
    pub fn of_software(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "gotosocial" => Self::GoToSocial,
            "pleroma" | "akkoma" => Self::Pleroma,
            "pixelfed" => Self::Pixelfed,
            _ => Self::Mastodon,
        }
    }

    /// Whether the request id goes along as `Idempotency-Key`.
    pub const fn takes_key(self) -> bool {
        !matches!(self, Self::Pixelfed)
    }

    /// Whether a post needs a picture.
    pub const fn needs_picture(self) -> bool {
        matches!(self, Self::Pixelfed)
    }

    /// What a sign-in asks for, the least that serves. Pixelfed knows broad scopes only; `profile` came with
    /// Mastodon 4.3, older servers call it `read:accounts`.
    pub const fn scopes(self, knows_profile: bool) -> &'static str {
        match self {
            Self::Pixelfed => "read write",
            _ if knows_profile => {
                "profile read:statuses read:notifications write:statuses write:media"
            }
            _ => "read:accounts read:statuses read:notifications write:statuses write:media",
        }
    }
}

/// Software known to keep scheduled statuses. Others may publish at once what is meant for later.
const HOLDS: [&str; 5] = ["mastodon", "hometown", "gotosocial", "pleroma", "akkoma"];

/// Whether a server with this software ("mastodon 4.5.0") keeps a post until its time.
pub fn holds(software: Option<&str>) -> bool {
    is_one_of(software, &HOLDS)
}

/// How many seconds a server surely remembers an idempotency key: Mastodon an hour, a little of which is lost on the
/// way. The others keep none, or in ways that do not serve (Pixelfed answers a repeat with 400, Pleroma repeats its
/// first answer whatever it was).
pub fn key_secs(software: Option<&str>) -> i64 {
    if is_one_of(software, &["mastodon", "hometown"]) {
        50 * 60
    } else {
        0
    }
}

/// Whether a server says how many followers an account has; snac says 0 whoever asks.
pub fn tells_followers(software: Option<&str>) -> bool {
    !is_one_of(software, &["snac"])
}

fn is_one_of(software: Option<&str>, names: &[&str]) -> bool {
    let name = software.and_then(|it| it.split(' ').next());
    name.is_some_and(|name| names.contains(&name.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_told_by_its_software() {
        for (name, flavour) in [
            ("mastodon", Flavour::Mastodon),
            ("GoToSocial", Flavour::GoToSocial),
            ("akkoma", Flavour::Pleroma),
            ("pixelfed", Flavour::Pixelfed),
            ("snac", Flavour::Mastodon),
            ("", Flavour::Mastodon),
        ] {
            assert_eq!(Flavour::of_software(name), flavour, "{name}");
            assert_eq!(Flavour::of_kind(flavour.kind()), flavour);
        }
    }

    #[test]
    fn only_known_software_is_trusted_to_wait() {
        assert!(holds(Some("mastodon 4.5.0")) && holds(Some("akkoma 3.15")));
        assert!(!holds(Some("snac 2.75")) && !holds(Some("pixelfed 0.12")) && !holds(None));
        assert!(key_secs(Some("mastodon 4.5.0")) > 0);
        assert_eq!((key_secs(Some("snac 2.75")), key_secs(None)), (0, 0));
    }
}

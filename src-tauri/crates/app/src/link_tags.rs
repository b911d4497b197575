//! Links that carry what their clicks are counted by (UTM).

use crate::{Kelola, channels::profile, failure::Failure};
use kelola_domain::{
    brand::UtmPreset,
    ids::{ChannelId, PostId},
    post::Post,
};
use kelola_store::{brands, channels, posts};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

/// A link to mark.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TagLink {
    /// The post it stands in.
    pub post: PostId,
    /// The channel whose version it is; none = what all share.
    pub channel: Option<ChannelId>,
    /// The link as it was typed.
    pub url: String,
    /// The brand's preset by name; none = its first, else the usual one.
    pub preset: Option<String>,
}

/// A marked link.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TaggedLink {
    /// Its address.
    pub url: String,
}

/// Adds what a link's clicks are counted by. What the link carries already stays.
///
/// # Errors
/// Fails when it is no web address, or the preset is not known.
pub fn tag_link(kelola: &Kelola, args: TagLink) -> Result<TaggedLink, Failure> {
    let post = kelola.read(|db| posts::get(db, args.post))?;
    let brand = kelola.read(|db| brands::get(db, post.brand))?;
    let preset = match &args.preset {
        Some(name) => brand
            .utm
            .iter()
            .find(|it| it.name == *name)
            .cloned()
            .ok_or_else(|| Failure::not_found("preset"))?,
        None => brand.utm.first().cloned().unwrap_or_else(UtmPreset::usual),
    };
    let network = match args.channel {
        Some(id) => {
            let channel = kelola.read(|db| channels::get(db, id))?;
            profile(kelola, &channel.network)?.id.to_string()
        }
        // One link for several networks says only that it was shared.
        None => "social".to_owned(),
    };
    tagged(&args.url, &preset, &Known::of(&post, network)).map(|url| TaggedLink { url })
}

/// What stands for the words in braces.
struct Known {
    network: String,
    campaign: String,
    post: String,
}

impl Known {
    fn of(post: &Post, network: String) -> Self {
        let title = if post.title.trim().is_empty() {
            post.shared.text.chars().take(40).collect()
        } else {
            post.title.clone()
        };
        Self {
            network,
            campaign: slug(&post.campaign),
            post: slug(&title),
        }
    }

    fn fill(&self, value: &str) -> String {
        value
            .replace("{network}", &self.network)
            .replace("{campaign}", &self.campaign)
            .replace("{post}", &self.post)
            .trim()
            .to_owned()
    }
}

fn tagged(typed: &str, preset: &UtmPreset, known: &Known) -> Result<String, Failure> {
    let wrong = || Failure::bad_input(typed.chars().take(200).collect::<String>());
    let typed = typed.trim();
    let whole = if typed.contains("://") {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    };
    let mut url = Url::parse(&whole).map_err(|_| wrong())?;
    if !["http", "https"].contains(&url.scheme())
        || url.host_str().is_none_or(|it| !it.contains('.'))
    {
        return Err(wrong());
    }
    let carried: Vec<String> = url.query_pairs().map(|(key, _)| key.into_owned()).collect();
    let wanted = [
        ("utm_source", &preset.source),
        ("utm_medium", &preset.medium),
        ("utm_campaign", &preset.campaign),
        ("utm_content", &preset.content),
        ("utm_term", &preset.term),
    ];
    for (key, value) in wanted {
        let value = known.fill(value);
        if !value.is_empty() && carried.iter().all(|it| it != key) {
            url.query_pairs_mut().append_pair(key, &value);
        }
    }
    Ok(url.into())
}

/// Words as they are usual in such a mark: small letters and digits, joined by hyphens.
fn slug(text: &str) -> String {
    let words: Vec<String> = text
        .to_lowercase()
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect();
    words.join("-").chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known {
            network: "instagram".into(),
            campaign: slug("Ramadan 2026: Berbagi"),
            post: slug("Kopi  susu!"),
        }
    }

    #[test]
    fn what_a_link_carries_already_stays() {
        let url = tagged(
            "https://kopi.id/menu?ref=1&utm_source=poster#es",
            &UtmPreset::usual(),
            &known(),
        );
        assert_eq!(
            url.expect("a link"),
            "https://kopi.id/menu?ref=1&utm_source=poster&utm_medium=social&utm_campaign=ramadan-2026-berbagi#es"
        );
        let own = UtmPreset {
            content: "{post}".into(),
            ..UtmPreset::usual()
        };
        let without = Known {
            campaign: String::new(),
            ..known()
        };
        assert_eq!(
            tagged("kopi.id", &own, &without).expect("a link"),
            "https://kopi.id/?utm_source=instagram&utm_medium=social&utm_content=kopi-susu"
        );
    }

    #[test]
    fn what_is_no_link_is_refused() {
        for wrong in ["javascript:alert(1)", "https://", "kopi", "ftp://kopi.id"] {
            assert!(
                tagged(wrong, &UtmPreset::usual(), &known()).is_err(),
                "{wrong}"
            );
        }
    }
}

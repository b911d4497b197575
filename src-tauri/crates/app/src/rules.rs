//! The rules that hold for one channel: its network's, with the limits its server told.

use crate::{Kelola, channels::profile, failure::Failure};
use kelola_domain::{
    channel::{Channel, ServerLimits},
    network::Profile,
};
use std::borrow::Cow;

/// The rules of a channel's network as they hold on its server.
pub(crate) fn rules_of<'a>(
    kelola: &'a Kelola,
    channel: &Channel,
) -> Result<Cow<'a, Profile>, Failure> {
    let profile = profile(kelola, &channel.network)?;
    let told = channel.facts.as_ref().map(|it| &it.limits);
    Ok(match told {
        Some(told) if *told != ServerLimits::default() => Cow::Owned(profile.on_server(told)),
        _ => Cow::Borrowed(profile),
    })
}

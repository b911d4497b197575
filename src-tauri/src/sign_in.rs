//! The door for signing in on a network's own page: it opens an address, so it has a permission of its own.

use crate::{core::Core, outside};
use kelola_app::{
    channels::{OneChannel, TestResult},
    failure::Failure,
    sign_in,
};
use kelola_domain::ids::ChannelId;
use tauri::{AppHandle, Runtime, State};

/// Opens the network's page and waits, up to five minutes, for what the person does there. How far it is comes as
/// events; `cancel_sign_in` ends it.
#[tauri::command]
pub async fn sign_in_channel<R: Runtime>(
    app: AppHandle<R>,
    core: State<'_, Core>,
    channel: ChannelId,
) -> Result<TestResult, Failure> {
    core.beside_the_lanes(move |kelola| {
        sign_in::sign_in_channel(kelola, OneChannel { id: channel }, &|page| {
            outside::open_page(&app, page)
        })
    })
    .await
}

//! The one door for the core's commands, and the few doors that need a permission of their own.

use crate::{core::Core, outside};
use kelola_app::{
    commands::{Command, Lane},
    desk::OneDelivery,
    failure::Failure,
    media::{
        Imported,
        batch::{Batch, PicturesWritten, write_pictures},
        import_as_job, import_picture,
        library::{self, MissingFound},
    },
    own_networks::{self, RulesImported},
    pack::{self, PackOffer},
    reports, safety,
    secrets::store_secret as keep_secret,
    settings,
};
use kelola_domain::{
    ids::{AssetId, ChannelId, DeliveryId, JobId, ReportId},
    media::Asset,
};
use serde::Serialize;
use std::path::PathBuf;
use tauri::{AppHandle, Runtime, State, ipc};

/// The names of the doors; a test compares them with the permissions.
pub const HANDLERS: &[&str] = &[
    "call",
    "store_secret",
    "sign_in_channel",
    "import_pictures",
    "import_pasted",
    "import_clipboard",
    "prepare_pictures",
    "find_missing",
    "find_missing_in",
    "import_rules",
    "export_report",
    "back_up",
    "restore_backup",
    "open_address",
    "open_desk_folder",
    "save_pack",
    "offer_pack",
    "starts_with_system",
    "start_with_system",
    "quit",
    "mark_start",
    "page_listens",
];

/// A file the person chose.
#[derive(Debug, Serialize)]
pub struct Chosen {
    /// Its path, to show.
    path: String,
}

/// All doors.
pub fn handler<R: Runtime>() -> impl Fn(ipc::Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        call,
        store_secret,
        crate::sign_in::sign_in_channel,
        import_pictures,
        import_pasted,
        crate::clipboard::import_clipboard,
        prepare_pictures,
        find_missing,
        find_missing_in,
        import_rules,
        export_report,
        back_up,
        crate::restore::restore_backup,
        open_address,
        open_desk_folder,
        save_pack,
        offer_pack,
        crate::autostart::starts_with_system,
        crate::autostart::start_with_system,
        quit,
        crate::start::mark_start,
        crate::page::page_listens
    ]
}

#[tauri::command]
async fn call(core: State<'_, Core>, command: Command) -> Result<serde_json::Value, Failure> {
    core.call(command).await
}

#[tauri::command]
async fn store_secret(
    core: State<'_, Core>,
    channel: ChannelId,
    secret: String,
) -> Result<(), Failure> {
    core.on_lane(Lane::Long, move |kelola| {
        keep_secret(kelola, channel, &secret)
    })
    .await
}

#[tauri::command]
async fn import_pictures<R: Runtime>(
    app: AppHandle<R>,
    core: State<'_, Core>,
    job: Option<JobId>,
) -> Result<Imported, Failure> {
    let files = outside::choose_pictures(&app).await;
    core.as_job(move |kelola| import_as_job(kelola, job, &files))
        .await
}

/// Asks for a folder, then cuts originals into it; none = the person chose none.
#[tauri::command]
async fn prepare_pictures<R: Runtime>(
    app: AppHandle<R>,
    core: State<'_, Core>,
    batch: Batch,
) -> Result<Option<PicturesWritten>, Failure> {
    let Some(folder) = outside::choose_folder(&app).await else {
        return Ok(None);
    };
    core.as_job(move |kelola| write_pictures(kelola, &batch, &folder).map(Some))
        .await
}

/// None = the person chose no file.
#[tauri::command]
async fn import_rules<R: Runtime>(
    app: AppHandle<R>,
    core: State<'_, Core>,
) -> Result<Option<RulesImported>, Failure> {
    let Some(file) = outside::choose_rules(&app).await else {
        return Ok(None);
    };
    core.on_lane(Lane::Long, move |kelola| {
        own_networks::import_rules(kelola, &file).map(Some)
    })
    .await
}

/// The bytes come as the raw body, the name as a header: a picture must not travel as a list of numbers.
#[tauri::command]
async fn import_pasted(
    core: State<'_, Core>,
    request: ipc::Request<'_>,
) -> Result<Imported, Failure> {
    let ipc::InvokeBody::Raw(bytes) = request.body() else {
        return Err(Failure::bad_input("body"));
    };
    let bytes = bytes.clone();
    core.on_lane(Lane::Long, move |kelola| {
        import_picture(kelola, "pasted.png", &bytes)
    })
    .await
}

/// Asks for the file of an original whose own is gone; none = the person chose no file.
#[tauri::command]
async fn find_missing<R: Runtime>(
    app: AppHandle<R>,
    core: State<'_, Core>,
    id: AssetId,
) -> Result<Option<Asset>, Failure> {
    let Some(file) = outside::choose_original(&app).await else {
        return Ok(None);
    };
    core.on_lane(Lane::Long, move |kelola| {
        library::find_missing(kelola, id, &file).map(Some)
    })
    .await
}

/// Asks for a folder and searches it for the files of all originals without one; none = the person chose no folder.
#[tauri::command]
async fn find_missing_in<R: Runtime>(
    app: AppHandle<R>,
    core: State<'_, Core>,
) -> Result<Option<MissingFound>, Failure> {
    let Some(folder) = outside::choose_folder(&app).await else {
        return Ok(None);
    };
    core.on_lane(Lane::Long, move |kelola| {
        library::find_missing_in(kelola, &folder).map(Some)
    })
    .await
}

#[tauri::command]
async fn export_report<R: Runtime>(
    app: AppHandle<R>,
    core: State<'_, Core>,
    report: ReportId,
) -> Result<Option<Chosen>, Failure> {
    let Some(file) = outside::choose_new_file(&app, "laporan.pdf", "pdf").await else {
        return Ok(None);
    };
    core.on_lane(Lane::Long, move |kelola| {
        reports::export(kelola, report, &file)?;
        Ok(Some(Chosen {
            path: file.display().to_string(),
        }))
    })
    .await
}

#[tauri::command]
async fn back_up<R: Runtime>(
    app: AppHandle<R>,
    core: State<'_, Core>,
) -> Result<Option<Chosen>, Failure> {
    let Some(file) = outside::choose_new_file(&app, "kelola.kelola-backup", "kelola-backup").await
    else {
        return Ok(None);
    };
    core.on_lane(Lane::Long, move |kelola| {
        safety::back_up(kelola, &file)?;
        Ok(Some(Chosen {
            path: file.display().to_string(),
        }))
    })
    .await
}

#[tauri::command]
fn open_address<R: Runtime>(app: AppHandle<R>, url: String) -> Result<(), Failure> {
    outside::open_address(&app, &url)
}

#[tauri::command]
async fn open_desk_folder<R: Runtime>(
    app: AppHandle<R>,
    core: State<'_, Core>,
    delivery: DeliveryId,
) -> Result<Chosen, Failure> {
    let folder = core
        .on_lane(Lane::Long, move |kelola| {
            pack::desk_folder(kelola, OneDelivery { delivery })
        })
        .await?;
    outside::open_folder(&app, &folder)?;
    Ok(Chosen {
        path: folder.display().to_string(),
    })
}

/// Asks where to, then writes the pack of a delivery there as a ZIP.
#[tauri::command]
async fn save_pack<R: Runtime>(
    app: AppHandle<R>,
    core: State<'_, Core>,
    delivery: DeliveryId,
) -> Result<Option<Chosen>, Failure> {
    let Some(file) = outside::choose_new_file(&app, "kelola.zip", "zip").await else {
        return Ok(None);
    };
    core.on_lane(Lane::Long, move |kelola| {
        let lang = settings::current(kelola)?.lang;
        let packed = pack::write_pack(kelola, OneDelivery { delivery }, lang, &zip_name(file))?;
        Ok(Some(Chosen {
            path: packed.path.display().to_string(),
        }))
    })
    .await
}

/// A name without its ending would be taken for a folder.
fn zip_name(mut file: PathBuf) -> PathBuf {
    if !file
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("zip"))
    {
        file.as_mut_os_string().push(".zip");
    }
    file
}

/// Lets a phone on the local network fetch the pack of a delivery, once; `withdraw_pack` ends it.
#[tauri::command]
async fn offer_pack(core: State<'_, Core>, delivery: DeliveryId) -> Result<PackOffer, Failure> {
    core.on_lane(Lane::Long, move |kelola| {
        pack::offer_pack(kelola, OneDelivery { delivery })
    })
    .await
}

/// Ends the program, the engine included.
#[tauri::command]
fn quit<R: Runtime>(app: AppHandle<R>) {
    app.exit(0);
}

#[cfg(test)]
mod tests {
    use super::HANDLERS;
    use std::collections::BTreeSet;

    #[test]
    fn a_pack_saved_under_any_name_is_a_zip() {
        for (typed, name) in [
            ("paket", "paket.zip"),
            ("paket.ZIP", "paket.ZIP"),
            ("v1.2", "v1.2.zip"),
        ] {
            assert_eq!(super::zip_name(typed.into()), std::path::Path::new(name));
        }
    }

    const PERMISSIONS: &str = include_str!("../permissions/app.toml");
    const CAPABILITIES: &str = include_str!("../capabilities/main.json");

    /// The quoted words of every line that starts with this key.
    fn words_of<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
        text.lines()
            .filter_map(|line| line.trim().strip_prefix(key))
            .flat_map(|line| line.split('"').skip(1).step_by(2))
            .collect()
    }

    #[test]
    fn every_door_has_exactly_one_permission() {
        let mut allowed = words_of(PERMISSIONS, "commands.allow");
        allowed.sort_unstable();
        let mut doors = HANDLERS.to_vec();
        doors.sort_unstable();
        assert_eq!(allowed, doors);
    }

    #[test]
    fn every_door_is_open_in_the_handler() {
        let source = include_str!("door.rs");
        let list = source
            .split("generate_handler![")
            .nth(1)
            .and_then(|it| it.split(']').next());
        let open: BTreeSet<_> = list
            .expect("a list of handlers")
            .split(',')
            .map(|it| it.trim().rsplit("::").next().unwrap_or_default())
            .filter(|it| !it.is_empty())
            .collect();
        assert_eq!(open, HANDLERS.iter().copied().collect());
    }

    #[test]
    fn the_main_window_has_our_permissions_and_only_tauris_events() {
        let named: BTreeSet<_> = words_of(PERMISSIONS, "identifier").into_iter().collect();
        let capability: serde_json::Value = serde_json::from_str(CAPABILITIES).unwrap();
        let granted: Vec<_> = capability["permissions"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|it| it.as_str())
            .collect();
        let ours: BTreeSet<_> = granted
            .iter()
            .copied()
            .filter(|it| !it.starts_with("core:"))
            .collect();
        assert_eq!(ours, named);
        assert_eq!(
            granted
                .iter()
                .filter(|it| it.starts_with("core:"))
                .collect::<Vec<_>>(),
            [&"core:event:default"]
        );
    }
}

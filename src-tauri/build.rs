//! Tells Tauri where its capabilities and permissions are, and which commit this is.

use std::{fs, path::Path, process::Command};

fn main() {
    for watched in [
        "src-tauri/capabilities",
        "src-tauri/permissions",
        "ui/dist",
        "tauri.conf.json",
        ".git/HEAD",
        ".git/logs/HEAD",
    ] {
        println!("cargo::rerun-if-changed={watched}");
    }
    // The shell embeds the built window; without one yet, a plain build still has to work.
    if !Path::new("ui/dist/index.html").exists() {
        let placeholder = "<!doctype html><title>Kelola</title><p>The window is not built: npm --prefix ui run build</p>";
        fs::create_dir_all("ui/dist")
            .and_then(|()| fs::write("ui/dist/index.html", placeholder))
            .expect("ui/dist can be written");
    }
    let commit = Command::new("git")
        .args(["rev-parse", "--short=12", "HEAD"])
        .output()
        .ok()
        .filter(|it| it.status.success());
    let commit = commit.map_or_else(
        || "unknown".to_owned(),
        |it| String::from_utf8_lossy(&it.stdout).trim().to_owned(),
    );
    println!("cargo::rustc-env=KELOLA_COMMIT={commit}");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(
            tauri_build::AppManifest::new()
                .permissions_path_pattern("./src-tauri/permissions/**/*.toml"),
        );
    tauri_build::try_build(attributes).expect("the configuration of the shell is complete");
}

//! Secrets live in the keychain and nowhere else: not in the data, not in logs, outputs, backups, arguments or
//! environments, and they go to nobody but the server they are for. Without a keychain everything that needs no secret
//! works.
#![cfg(target_os = "linux")]

#[path = "secrets/browser.rs"]
mod browser;
#[path = "secrets/echo.rs"]
mod echo;
#[path = "secrets/every_kind.rs"]
mod every_kind;
#[path = "secrets/hunt.rs"]
mod hunt;
#[path = "secrets/traces.rs"]
mod traces;
#[path = "secrets/without.rs"]
mod without;

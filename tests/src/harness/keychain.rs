//! A real Secret Service (gnome-keyring) on a private message bus, so that no test touches the person's own keychain.

use std::io::Write;
use std::process::{Command, Output};
use std::time::Duration;

use super::child::{Running, wait_until};
use super::temp::Temp;

const PASSWORD: &str = "keychain-of-a-test";
const STARTING: Duration = Duration::from_secs(20);

/// A private bus, with or without a keychain on it. Everything ends when it is dropped.
#[derive(Debug)]
pub struct Keychain {
    daemon: Option<Running>,
    address: String,
    _bus: Running,
    home: Temp,
}

impl Keychain {
    /// A bus on which no program keeps secrets.
    pub fn absent() -> Self {
        let home = Temp::new();
        let socket = home.folder("run").join("bus");
        let config = home.file("bus.conf", bus_config(&socket.to_string_lossy()));
        let mut command = Command::new("dbus-daemon");
        command
            .arg("--nofork")
            .arg("--print-address=1")
            .arg(format!("--config-file={}", config.display()));
        let bus = Running::start("dbus-daemon", private(&mut command, &home));
        let address = bus.wait_for_line(STARTING, |line| {
            line.starts_with("unix:").then(|| line.trim().to_owned())
        });
        Self {
            daemon: None,
            address,
            _bus: bus,
            home,
        }
    }

    /// A keychain that is open.
    pub fn unlocked() -> Self {
        let mut keychain = Self::absent();
        keychain.start();
        keychain
    }

    /// A keychain that is locked, and nobody there to open it.
    pub fn locked() -> Self {
        let keychain = Self::unlocked();
        keychain.lock();
        keychain
    }

    /// Starts the keychain program on this bus, and opens the keychain, as *Retry* should find it.
    pub fn start(&mut self) {
        self.stop();
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        let mut daemon = Running::start("gnome-keyring-daemon", private(&mut command, &self.home));
        let mut stdin = daemon.take_stdin().expect("standard input is piped");
        stdin
            .write_all(PASSWORD.as_bytes())
            .expect("gnome-keyring reads the password");
        // It reads until the end of the input.
        drop(stdin);
        self.daemon = Some(daemon);
        wait_until("the keychain opens", STARTING, || {
            let default =
                self.call(&["org.freedesktop.Secret.Service.ReadAlias", "string:default"]);
            String::from_utf8_lossy(&default.stdout)
                .contains("/collection/")
                .then_some(())
        });
    }

    /// Ends the keychain program; the bus stays.
    pub fn stop(&mut self) {
        self.daemon = None;
    }

    /// Locks the keychain; [`Self::start`] opens it again.
    ///
    /// Panics when there is none.
    pub fn lock(&self) {
        let done = self.call(&[
            "org.freedesktop.Secret.Service.Lock",
            "array:objpath:/org/freedesktop/secrets/collection/login",
        ]);
        assert!(
            done.status.success(),
            "locking failed: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    }

    /// What a program must have in its environment to meet this bus and keychain.
    pub fn env(&self) -> Vec<(String, String)> {
        vec![("DBUS_SESSION_BUS_ADDRESS".to_owned(), self.address.clone())]
    }

    /// Stores a secret with `secret-tool`, which is not part of the product. Says whether it could.
    pub fn store(&self, attribute: (&str, &str), secret: &str) -> bool {
        let mut command = self.secret_tool();
        command.args(["store", "--label=test", attribute.0, attribute.1]);
        command
            .stdin(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null());
        let mut child = command.spawn().expect("secret-tool is present");
        // A tool that finds no keychain may end before it reads.
        let _ = child
            .stdin
            .take()
            .expect("standard input is piped")
            .write_all(secret.as_bytes());
        child.wait().is_ok_and(|status| status.success())
    }

    /// Reads a secret back with `secret-tool`; `None` when there is none, or it is out of reach.
    pub fn lookup(&self, attribute: (&str, &str)) -> Option<String> {
        let output = self
            .secret_tool()
            .args(["lookup", attribute.0, attribute.1])
            .output()
            .expect("secret-tool is present");
        (output.status.success() && !output.stdout.is_empty())
            .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Everything `secret-tool` shows of the secrets with this attribute, secrets included.
    pub fn search(&self, attribute: (&str, &str)) -> String {
        let output = self
            .secret_tool()
            .args(["search", "--all", "--unlock", attribute.0, attribute.1])
            .output()
            .expect("secret-tool is present");
        format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )
    }

    fn secret_tool(&self) -> Command {
        let mut command = Command::new("secret-tool");
        private(&mut command, &self.home).env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        command
    }

    fn call(&self, method: &[&str]) -> Output {
        let mut command = Command::new("dbus-send");
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        command.args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.secrets",
            "/org/freedesktop/secrets",
        ]);
        command.args(method).output().expect("dbus-send is present")
    }
}

/// Home and runtime folders of the test's own, and no screen: a prompt must fail, not wait.
fn private<'c>(command: &'c mut Command, home: &Temp) -> &'c mut Command {
    command
        .env("HOME", home.folder("home"))
        .env("XDG_RUNTIME_DIR", home.folder("run"))
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("GNOME_KEYRING_CONTROL")
}

/// A session bus that starts no program by itself: what is on it, a test has put there.
fn bus_config(socket: &str) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#
    )
}

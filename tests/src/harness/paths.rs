//! Where the built programs, the test servers and the shared reference data lie.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's root folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent()
        .expect("the tests crate lies in the repository")
        .to_path_buf()
}

/// The folder cargo builds into, read from this test program's own place in it.
pub fn target() -> PathBuf {
    let me = std::env::current_exe().expect("a running program has a path");
    // <target>/<profile>/deps/<test>, or <target>/<profile>/<program>
    let parent = me.parent().expect("a program lies in a folder");
    let profile = if parent.ends_with("deps") {
        parent.parent().expect("deps lies in a profile")
    } else {
        parent
    };
    profile.to_path_buf()
}

/// A program of ours: the path in the variable when it is set, else where cargo has built it.
///
/// Panics with the command to build it when it is missing.
pub fn program(variable: &str, name: &str) -> PathBuf {
    let path = std::env::var_os(variable).map_or_else(
        || target().join(format!("{name}{}", std::env::consts::EXE_SUFFIX)),
        PathBuf::from,
    );
    assert!(
        path.is_file(),
        "{} is not built; run `make build` first (or set {variable})",
        path.display()
    );
    path
}

/// The desktop program (`KELOLA_BIN`, else the one built beside this test).
pub fn kelola() -> PathBuf {
    program("KELOLA_BIN", "kelola")
}

/// The command-line program (`KELOLACTL_BIN`, else the one built beside this test).
pub fn kelolactl() -> PathBuf {
    program("KELOLACTL_BIN", "kelolactl")
}

/// A folder or file of the reference data kept outside the repository (`KELOLA_SHARED`, else `../shared`).
///
/// `None`, with a line that says so, when it is not there: the caller then returns.
pub fn shared(name: &str) -> Option<PathBuf> {
    let folder =
        std::env::var_os("KELOLA_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let path = folder.join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!(
        "SKIPPED: {} is not here; set KELOLA_SHARED to the folder that holds {name}",
        path.display()
    );
    None
}

/// A port of loopback nobody listens on at this moment.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener
        .local_addr()
        .expect("a listener has an address")
        .port()
}

/// What a real test server needs to start.
#[derive(Debug, Clone)]
pub struct ServerParts {
    /// The program that runs it: Node, or PHP for WordPress.
    pub program: PathBuf,
    /// The folder prepared for it: `node_modules`, or a whole site.
    pub prepared: PathBuf,
    /// The folder of our start script.
    pub scripts: PathBuf,
}

/// Finds the parts of a server under `tests/servers`, installing its packages the first time (minutes).
///
/// Panics when they cannot be installed.
pub fn server_parts(name: &str) -> ServerParts {
    let script = root().join(".ci/test-server");
    let output = Command::new("bash")
        .arg(&script)
        .arg(name)
        .output()
        .expect("bash is present");
    assert!(
        output.status.success(),
        "{} {name} failed:\n{}",
        script.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("paths are UTF-8 here");
    let mut lines = text.lines();
    let (Some(program), Some(prepared)) = (lines.next(), lines.next()) else {
        panic!(
            "{} {name} printed {text:?} instead of two paths",
            script.display()
        );
    };
    ServerParts {
        program: program.into(),
        prepared: prepared.into(),
        scripts: root().join("tests/servers").join(name),
    }
}

//! Writes the TypeScript view of the commands to `ui/src/ipc/bindings/index.ts`; `make bindings` runs it.

use std::{fs, path::Path};

fn main() -> std::io::Result<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/ipc/bindings/index.ts");
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, kelola_app::bindings::typescript())
}

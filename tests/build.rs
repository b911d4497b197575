//! The macro that embeds the page of the empty window wants the folder that only a build script gets.

fn main() {
    println!("cargo::rerun-if-changed=src/empty_window");
}

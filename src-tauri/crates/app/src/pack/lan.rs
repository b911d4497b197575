//! The address of this computer on its local network.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

/// Where a route is asked for: first the way out of here, then routers and hotspots as they are usually numbered, for a
/// local network that leads nowhere.
const TOWARDS: [Ipv4Addr; 6] = [
    // Reserved for documents; hardly anybody has it.
    Ipv4Addr::new(192, 0, 2, 1),
    Ipv4Addr::new(192, 168, 1, 1),
    Ipv4Addr::new(192, 168, 0, 1),
    Ipv4Addr::new(192, 168, 43, 1),
    Ipv4Addr::new(172, 20, 10, 1),
    Ipv4Addr::new(10, 0, 0, 1),
];

/// The address other devices nearby reach this computer by; none when it is on no local network. A public address is
/// never given.
pub(super) fn address() -> Option<Ipv4Addr> {
    TOWARDS.into_iter().find_map(own_address_towards)
}

/// Choosing a route sends nothing.
fn own_address_towards(to: Ipv4Addr) -> Option<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((to, 9)).ok()?;
    match socket.local_addr().ok()?.ip() {
        IpAddr::V4(own) if is_local(own) => Some(own),
        _ => None,
    }
}

/// Addresses no router of the internet passes on; those of documents number laboratories.
const fn is_local(address: Ipv4Addr) -> bool {
    address.is_private() || address.is_link_local() || address.is_documentation()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_local_address_is_given() {
        for (address, local) in [
            ("192.168.1.7", true),
            ("10.20.0.3", true),
            ("172.20.10.4", true),
            ("169.254.9.9", true),
            ("127.0.0.1", false),
            ("0.0.0.0", false),
            ("192.0.2.7", true),
            ("8.8.4.4", false),
            ("100.64.0.1", false),
        ] {
            assert_eq!(is_local(address.parse().unwrap()), local, "{address}");
        }
        assert!(address().is_none_or(is_local));
    }
}

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.picture_download.public_addresses import is_public


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "93.184.216.34",
        "192.88.99.1",
        "2606:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::",
    ],
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0",
        "fd00::1", "fec0::1", "ff02::1", "ff0e::1", "2001:db8::1", "2001:0:7f00:1::", "100::1",
    ],
)  # fmt: skip
def test_addresses_of_this_machine_of_private_networks_and_of_many_machines_are_not(address: str) -> None:
    assert not is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_in_disguise_is_judged_by_what_it_means(address: IPv4Address) -> None:
    disguises = ("::ffff:", "64:ff9b::", "2002:")
    number = int(address)
    pair = f"{number >> 16:x}:{number & 0xFFFF:x}"
    for disguise in disguises:
        disguised = IPv6Address(f"{disguise}{pair}" + ("::" if disguise == "2002:" else ""))
        assert is_public(disguised) is is_public(address)

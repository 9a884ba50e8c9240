"""Hosts and schemes as browsers read them (the URL Standard of the WHATWG, 4.4)."""

from __future__ import annotations

import pytest

from locmem.values.web_addresses import host_of, scheme_of


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://a.example/x", "a.example"),
        ("HTTPS://A.Example:8443/x", "a.example"),
        ("  https://a.example\n", "a.example"),
        ("ht\ttps:\n//a.example/", "a.example"),
        ("https:a.example/x", "a.example"),
        ("https:/a.example/x", "a.example"),
        (r"https:\\a.example\x", "a.example"),
        (r"http:/\a.example", "a.example"),
        ("https:////a.example", "a.example"),
        ("//a.example/x", "a.example"),
        (r"\\a.example", "a.example"),
        (r"/\a.example", "a.example"),
        ("///a.example", "a.example"),
        ("https://good.example@a.example/", "a.example"),
        ("https://u:p@a.example:1/", "a.example"),
        (r"https://good.example\@a.example/", "good.example"),
        ("https://good.example?@a.example/", "good.example"),
        ("https://good.example#@a.example/", "good.example"),
        ("https://a.example./", "a.example"),
        ("https://a%2eexample/", "a.example"),
        ("https://ａ。example/", "a.example"),
        ("https://a\u00ad.example/", "a.example"),
        ("https://2130706433/", "2130706433"),
        ("https://0x7f.1/", "0x7f.1"),
        ("https://[::1]:80/", "[::1]"),
        ("ftp://a.example/", "a.example"),
        ("wss:a.example", "a.example"),
        ("mailto:me@a.example?subject=x", "a.example"),
        ("file://a.example/share", "a.example"),
        ("blob://a.example", "a.example"),
        ("img/a.png", ""),
        ("/a.example", ""),
        ("../a.example", ""),
        ("#a", ""),
        ("", ""),
        ("tel:+34910000000", ""),
        ("javascript:alert(1)", ""),
        ("mailto:", ""),
    ],
)
def test_the_host_is_the_one_a_browser_opens(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("JavaScript:x", "javascript"),
        ("\x01java\nscript:x", "javascript"),
        ("a/b:c", ""),
        ("1a:b", ""),
        ("data:text/html,x", "data"),
        ("x.md#a:b", ""),
    ],
)
def test_the_scheme_is_the_one_a_browser_reads(address: str, scheme: str) -> None:
    assert scheme_of(address) == scheme

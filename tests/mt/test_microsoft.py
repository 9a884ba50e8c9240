"""Microsoft: key and region in headers, languages in the address, a list of ways for each text."""

from __future__ import annotations

import pytest

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.engines import engine_status
from tests.mt.fault_server import Fault, serving
from tests.mt.sentences import answers_of
from tests.mt.services import ENGLISH, KEY, microsoft, opened

NAME = "microsoft"


@pytest.mark.parametrize(
    ("locale", "target"), [("es-MX", "es"), ("sr", "sr-Cyrl"), ("sr-Latn", "sr-Latn"), ("zh", "zh-Hans"), ("no", "nb")]
)
def test_texts_go_with_languages_in_the_address(locale: str, target: str) -> None:
    with serving(microsoft) as server:
        engine = opened(NAME, server.url, locale=locale, region="westeurope")
        assert answers_of(engine, ["One.", "Two."]) == ("«One.»", "«Two.»")
    (request,) = server.received
    assert request.path == f"/translate?api-version=3.0&from=en&to={target}&textType=plain"
    assert request.body == [{"Text": "One."}, {"Text": "Two."}]
    assert request.headers["ocp-apim-subscription-key"] == KEY
    assert request.headers["ocp-apim-subscription-region"] == "westeurope"
    assert target in engine.version


def test_a_region_is_sent_only_where_one_is_named() -> None:
    with serving(microsoft) as server:
        answers_of(opened(NAME, server.url), ["One."])
    assert "ocp-apim-subscription-region" not in server.received[0].headers


@pytest.mark.parametrize(
    ("options", "host"),
    [
        ({"url": "https://shop.cognitiveservices.azure.com"}, "shop.cognitiveservices.azure.com"),
        ({"url": "https://api-eur.cognitive.microsofttranslator.com"}, "api-eur.cognitive.microsofttranslator.com"),
    ],
)
def test_a_resource_of_ones_own_and_an_area_need_no_word(
    options: dict[str, str], host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCMEM_MICROSOFT_KEY", KEY)
    status = engine_status(EngineSetting(locale=LanguageTag("es"), engine=NAME, options=options), ENGLISH)
    assert (status.is_ready, status.host) == (True, host)


def test_a_region_is_a_name() -> None:
    setting = EngineSetting(locale=LanguageTag("es"), engine=NAME, options={"region": "West Europe\r\n"})
    assert "such as westeurope" in engine_status(setting, ENGLISH).why


@pytest.mark.parametrize("body", [b'[{"translations": []}]', b'[{"translations": "a"}]', b"[{}]", b'{"error": {}}'])
def test_an_answer_in_another_form_is_no_answer(body: bytes) -> None:
    with serving(microsoft, [Fault(body=body)]) as server, pytest.raises(EngineError, match="another form"):
        answers_of(opened(NAME, server.url), ["One."])

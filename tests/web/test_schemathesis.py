"""What is generated from the description of the API meets no answer that the description does not foresee."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from maas_cli.web.openapi import document
from maas_cli.web.settings import WebSettings
from tests.web.face import Face
from tests.web.serving import serving

EXAMPLES = 10

config = schemathesis.Config.from_dict({"generation": {"mode": "all"}})
schema = schemathesis.openapi.from_dict(document(WebSettings()), config=config)


@pytest.fixture
def server(face: Face) -> Iterator[str]:
    with serving(face.app) as address:
        yield address


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_answers_are_as_described(case: schemathesis.Case[Any], server: str) -> None:
    answer = case.call(base_url=server, headers={"X-Token": "secret1"})
    case.validate_response(
        answer,
        checks=[
            not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
            response_schema_conformance, unsupported_method,
        ],
    )  # fmt: skip

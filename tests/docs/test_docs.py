"""The documentation says what the program does: examples parse, flags exist, nothing is left out."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.main import get_command

import riskcore
from riskcore.cli.main import app
from riskcore.distributions import FAMILIES
from riskcore.formats import read_plan_text, read_register
from riskcore.plan import Plan
from riskcore.plan.model import Record
from riskcore.simulation import with_spending

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("scenarios/*/README.md")])
BLOCK = re.compile(r"(?:<!-- (?P<mark>[\w ]+) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)```", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def blocks(language: str, mark: str | None = None) -> list[Any]:
    """Every block of `language`, each named by its page and number."""
    return [
        pytest.param(found["text"], id=f"{page.relative_to(ROOT)}-{number}")
        for page in PAGES
        for number, found in enumerate(BLOCK.finditer(page.read_text("utf-8")))
        if found["language"] == language and (mark is None or found["mark"] == mark)
    ]


def calls() -> list[Any]:
    """Every line of a shell block that calls riskcore."""
    return [
        pytest.param(line, id=line.split("#")[0].strip())
        for block in blocks("sh")
        for line in block.values[0].splitlines()
        if line.startswith("riskcore ")
    ]


def records(model: type[Record], found: dict[str, type[Record]] | None = None) -> dict[str, type[Record]]:
    """`model` and every record within it, by name."""
    found = {} if found is None else found
    if model.__name__ not in found:
        found[model.__name__] = model
        for field in model.model_fields.values():
            for inner in _records_in(field.annotation):
                records(inner, found)
    return found


def _records_in(annotation: Any) -> list[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [record for part in get_args(annotation) for record in _records_in(part)]


def slugs(page: Path) -> set[str]:
    """What a link to a heading of `page` may name."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def keys(value: Any) -> set[str]:
    """Every key at any depth."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys(inner)}
    return {key for inner in value for key in keys(inner)} if isinstance(value, list) else set()


@pytest.mark.parametrize("text", blocks("yaml", "plan"))
def test_every_plan_can_be_read(text: str) -> None:
    """A reader may copy any plan from the pages."""
    assert read_plan_text(text).activities


@pytest.mark.parametrize("text", blocks("yaml", "register"))
def test_every_register_can_be_read(text: str, tmp_path: Path) -> None:
    """The same of the registers."""
    path = tmp_path / "risks.yaml"
    path.write_text(text, "utf-8")

    assert read_register(path).uncertainty


def test_every_yaml_block_is_tried() -> None:
    """A block without a mark would be a plan that nobody has read."""
    assert len(blocks("yaml")) == sum(len(blocks("yaml", mark)) for mark in ("plan", "register", "scenarios"))


def test_the_register_of_the_readme_fits_its_plan(tmp_path: Path) -> None:
    """The tour works as it stands there."""
    readme = [found for found in BLOCK.finditer((ROOT / "README.md").read_text("utf-8")) if found["mark"]]
    plan, register = (next(one["text"] for one in readme if one["mark"] == mark) for mark in ("plan", "register"))
    (tmp_path / "risks.yaml").write_text(register, "utf-8")
    both = riskcore.parse_plan(
        riskcore.plan.document_of(read_plan_text(plan).with_register(read_register(tmp_path / "risks.yaml")))
    )

    assert len(both.risks) == 2


@pytest.mark.parametrize("line", calls())
def test_every_call_has_a_known_verb_and_known_flags(line: str) -> None:
    """Verbs and flags are those of the program; words in brackets are optional, VERB stands for any."""
    words = shlex.split(line, comments=True)[1:]
    verbs = get_command(app).commands  # type: ignore[attr-defined]
    if words[0] == "VERB":
        return

    assert words[0] in verbs

    known = {flag for parameter in verbs[words[0]].params for flag in parameter.opts} | {"--help", "-h"}
    used = {word.strip("[]").split("=")[0] for word in words[1:] if re.match(r"\[?--?[a-z]", word)}

    assert used <= known


def test_every_verb_and_flag_is_in_the_reference() -> None:
    """The page of the command line is whole."""
    page = (REFERENCE / "command-line.md").read_text("utf-8")
    sections = {part.split("\n", 1)[0]: part for part in page.split("\n## ")}
    for verb, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        missing = {
            flag
            for parameter in command.params
            for flag in parameter.opts
            if flag.startswith("-") and f"`{flag}`" not in sections[verb]
        }

        assert missing == set(), verb


@pytest.mark.parametrize("name", records(Plan))
def test_every_key_of_a_plan_is_in_the_reference(name: str) -> None:
    """Each field, by the name that it has in a document."""
    page = (REFERENCE / "plan-document.md").read_text("utf-8")
    fields = {field.alias or key for key, field in records(Plan)[name].model_fields.items()}

    assert {key for key in fields if f"`{key}`" not in page} == set()


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_is_in_the_reference(family: str) -> None:
    """Each with all of its parameters in its row of the table."""
    rows = (REFERENCE / "distributions.md").read_text("utf-8").splitlines()
    row = next(row for row in rows if row.startswith(f"| `{family}` |")).split("|")[2]

    assert {key for key in FAMILIES[family].parameters() if not re.search(rf"\b{key}\b", row)} == set()


def test_every_key_of_the_answer_is_in_the_reference() -> None:
    """A plan that fills every part of the answer."""
    page = (REFERENCE / "answer-json.md").read_text("utf-8")
    text = (REFERENCE / "plan-document.md").read_text("utf-8")
    plan = next(found["text"] for found in BLOCK.finditer(text) if found["mark"] == "plan")
    small = read_plan_text(plan)
    answer = riskcore.summary(with_spending(riskcore.simulate(small, 128, threads=1), small))

    assert answer["target"]
    assert answer["milestones"][0]["deadline"]
    assert answer["cost"]["parts"]
    assert answer["cost"]["flow"]
    assert answer["joint_confidence"]["target_and_budget"]
    assert answer["worth"]["lost_per_week"]
    assert {key for key in keys(answer) if f"`{key}`" not in page} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    """Files exist, and so do the headings that links name."""
    broken = []
    for link in LINK.findall(page.read_text("utf-8")):
        if link.startswith(("http://", "https://")):
            continue
        path, _, heading = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (heading and heading not in slugs(target)):
            broken.append(link)

    assert broken == []

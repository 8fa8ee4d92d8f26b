"""The page: whole, closed in itself, safe to open."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from riskcore.charts import pictures
from riskcore.report import page
from riskcore.results import WeekLost
from tests.charts import make

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Outline(HTMLParser):
    """Tags that open and close in order, and the text between them."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.words, self.attributes = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def outline(text):
    parser = Outline()
    parser.feed(text)
    parser.close()
    return parser


@pytest.fixture(scope="module")
def usual():
    parts = (make.outcome(make.skewed(2.1e6, 3e5), 2.2e6, "civils", "Civils"),)
    return page(make.result(cost_parts=parts), make.usual_pictures())


@pytest.mark.parametrize(
    "result",
    [
        make.result(),
        make.certain(),
        make.result(target=None, status=None, activities=None, cost=None, milestones=(), notes=()),
    ],
)
def test_every_tag_is_closed(result):
    found = outline(page(result, make.usual_pictures()))

    assert [] == found.open
    assert "script" not in found.tags


def test_nothing_is_fetched(usual):
    found = outline(usual)
    addresses = [value for _, name, value in found.attributes if name in {"href", "src", "xlink:href", "srcset"}]

    assert all(value.startswith("#") for value in addresses)
    assert {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"} == set(
        re.findall(r"https?://[^\"<> ]*", usual)
    )
    assert "@import" not in usual
    assert not re.search(r"url\((?!#)", usual)


def test_ids_are_unique_and_references_resolve(usual):
    """Four drawings share one page: each has ids of its own."""
    ids = [value for _, name, value in outline(usual).attributes if name == "id"]
    used = set(re.findall(r"url\(#([^)]+)\)", usual)) | set(re.findall(r'href="#([^"]+)"', usual))

    assert len(ids) == len(set(ids))
    assert used <= set(ids)


def test_the_answer_comes_first(usual):
    words = " ".join(outline(usual).words)

    assert (
        words.index("40 % likely (37 to 44 %)") < words.index("Read this with the answer") < words.index("Certificate")
    )


def test_notes_are_shown_near_the_top(usual):
    assert "happened in 12 iterations only" in usual[: usual.index("<svg")]


def test_charts_speak_to_those_who_cannot_see_them(usual):
    labels = [value for tag, name, value in outline(usual).attributes if tag == "svg" and name == "aria-label"]

    assert 6 == len(labels)
    assert "How likely is each date? 40 % chance of meeting 30 Jun 2027; 80 % confidence is 6 Aug 2027." == labels[0]


def test_money_is_said_in_words():
    """Budget, contingency, both at once, the dearest month, and what a week of delay takes."""
    lost = (WeekLost("sales", "Opening", 12_000.0, for_good=True),)
    npv = make.outcome(np.linspace(-1e6, 9e6, make.N), 4e6, "npv", "npv")
    result = make.result(budget=6.3e6, lost=lost, npv=npv, benefit=make.outcome([1e7] * make.N, 1e7, "benefit"))
    text = page(result, ())

    for words in (
        "Can we commit to EUR 6.30 million?",
        "Contingency beyond the planned cost: EUR 521,700 for 50 % confidence (8 % of the budget)",
        "Finished by 30 June 2027 and within EUR 6.30 million: 40 % likely",
        "Most is spent in January 2027",
        "Net present value: EUR 4.00 million on average; that the plan pays off is 90 % likely",
        "Each week by which Opening is later loses EUR 12,000 of sales.",
        "<td>EUR 6.00 million</td>",
    ):
        assert words in text, words


def test_headings_of_tables_have_a_scope(usual):
    found = outline(usual)

    assert found.tags.count("th") == len([1 for tag, name, _ in found.attributes if (tag, name) == ("th", "scope")])


def test_names_from_a_file_run_nowhere():
    evil = '<script>alert("1")</script>'
    result = make.result(
        name=evil,
        notes=(evil,),
        activities=make.activities((evil, evil), (1.0, 0.2)),
        drivers=make.drivers(((evil, "risk", -1.0, 9.0, 0.1),)),
        milestones=(make.outcome([1.0, 2.0], 1.0, evil, evil),),
        currency=evil,
    )
    text = page(result, pictures(result))

    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "script" not in outline(text).tags


def test_the_certificate_is_printed(usual):
    for value in (make.CERTIFICATE.plan, "plain, blocks of 128", "riskcore 0.1.0, NumPy 2.4.0, Numba 0.68.1"):
        assert value in usual


def test_at_most_500_activities_are_listed():
    names = tuple(f"Activity {k}" for k in range(620))
    activities = make.activities(names, tuple(np.linspace(1, 0, 620)), length=2)
    text = page(make.result(activities=activities), ())

    assert 500 == text.count("<td>A")
    assert "The file activities.csv has the 120 others" in text


def test_a_certain_plan_is_said_to_be_one():
    text = page(make.certain(), ())

    assert "the same in every iteration" in text
    assert "Nothing here is uncertain: 2 June 2027 in every iteration." in text

"""The web application in a real browser. Run by `make test-browser`; without one it fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from webshelf import HOSTILE_TITLE, PAYLOAD, served

from assistant import Library

pytestmark = pytest.mark.browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
ANSWERED = 60_000
"""Milliseconds an answer may take on a busy machine."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, str]]:
    with served(tmp_path_factory.mktemp("browser")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, f"no browser found: install Chromium, or put one of {', '.join(NAMES)} on PATH"
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, site: tuple[Library, str]) -> Iterator[Page]:
    """The page opened; fails afterwards if it spoke to another machine or ran a payload."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: faults.append(dialog.message))
    opened.goto(site[1])
    expect(opened.locator(".ra-sample").first).to_be_visible(timeout=ANSWERED)
    yield opened
    assert opened.evaluate("window.hacked") is None
    context.close()
    hosts = {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
    assert faults == []


def ask(page: Page, question: str) -> None:
    turns = page.locator(".ra-turn").count()
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")
    expect(page.locator(".ra-turn")).to_have_count(turns + 1, timeout=ANSWERED)
    expect(page.locator(".ra-waiting")).to_have_count(0, timeout=ANSWERED)


def overflow(page: Page) -> int:
    """Returns by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def edges(part: Locator) -> tuple[float, float]:
    """Returns how far down its top and its bottom are, in pixels."""
    box = part.bounding_box()
    assert box is not None
    return box["y"], box["y"] + box["height"]


def test_a_sample_question_is_answered_at_a_click_with_its_quote_marked(page: Page) -> None:
    page.get_by_role("button", name="How many victims were rescued?").click()
    expect(page.locator(".ra-figure strong")).to_have_text("225", timeout=ANSWERED)
    expect(page.locator("#ra-evidence mark").first).to_have_text("225")
    expect(page.locator("#ra-evidence .ra-quote").first).to_be_visible()


def test_an_earlier_answer_and_a_source_are_selected_by_click_and_by_key(page: Page) -> None:
    ask(page, "Were 150 suspects arrested?")
    ask(page, "How many victims were rescued?")
    expect(page.locator("#ra-evidence .ra-for")).to_contain_text("victims")
    page.locator(".ra-turn").first.locator(".ra-open").click()
    expect(page.locator("#ra-evidence .ra-for")).to_contain_text("150 suspects")
    expect(page.locator("#ra-evidence .ra-conflict")).to_be_visible()
    second = page.locator(".ra-turn").first.get_by_role("button", name="Source 2").first
    second.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ra-source.ra-chosen .ra-badge")).to_have_text("2")
    expect(page.locator(".ra-source.ra-chosen")).to_be_in_viewport()


def test_a_figure_that_is_looked_up_has_a_link_that_opens_at_its_place(page: Page) -> None:
    page.get_by_role("tab", name="Figures").click()
    page.get_by_label("Words").fill("victims rescued")
    page.keyboard.press("Enter")
    page.locator("a.ra-permalink").first.click(timeout=ANSWERED)
    expect(page.locator("#ra-figures mark").first).to_have_text("225", timeout=ANSWERED)
    expect(page.locator(".ra-reference .ra-source")).to_be_visible()
    assert "?figure=" in page.url


def test_a_follow_up_and_a_new_chat(page: Page) -> None:
    ask(page, "How many victims were rescued?")
    ask(page, "and how many of them were under 15?")
    expect(page.locator(".ra-figure strong").last).to_have_text("124")
    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".ra-turn")).to_have_count(0)
    expect(page.locator(".ra-sample").first).to_be_visible()


def test_a_day_to_ask_as_of_is_shown_with_the_question_and_goes_with_a_new_chat(page: Page) -> None:
    day = page.get_by_label("As of")
    day.fill("2020-05")
    ask(page, "How many victims were rescued?")
    expect(page.locator(".ra-asked .ra-tag")).to_have_text("as of 2020-05")
    expect(page.locator(".ra-reply")).to_contain_text("no reports here on 2020-05")
    day.fill("")
    ask(page, "How many victims were rescued?")
    expect(page.locator(".ra-figure strong")).to_have_text("225")
    day.fill("2020-05")
    page.get_by_role("button", name="New chat").click()
    expect(day).to_have_value("")


def test_hostile_words_do_nothing_in_a_browser(page: Page) -> None:
    ask(page, f"How many boreholes {PAYLOAD} ${{window.hacked=1}} were drilled?")
    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".ra-turn")).to_have_count(0)
    ask(page, "How many boreholes did the fund drill?")
    expect(page.locator("#ra-evidence")).to_contain_text(PAYLOAD)
    assert page.locator("#ra-ask :is(img, script, a)").count() == 0
    page.get_by_role("tab", name="Reports").click()
    expect(page.locator("#ra-shelf")).to_contain_text(HOSTILE_TITLE[:20])
    assert page.locator("#ra-shelf :is(img, script)").count() == 0
    page.get_by_role("tab", name="Check a draft").click()
    page.get_by_label("Your draft").fill(f"225 victims were rescued {PAYLOAD}.")
    page.get_by_role("button", name="Check the figures").click()
    expect(page.locator(".ra-draft")).to_contain_text(PAYLOAD, timeout=ANSWERED)
    assert page.locator("#ra-check :is(img, script)").count() == 0


def test_an_address_that_is_refused_is_named_beside_its_field(page: Page) -> None:
    page.get_by_role("tab", name="Reports").click()
    field = page.get_by_label("Or from a web address")
    field.fill(f"http://localhost/{PAYLOAD}")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#ra-outcomes .ra-bad")).to_contain_text("no web address")
    field.fill("http://localhost/report")
    field.press("Enter")
    expect(page.locator("#ra-outcomes .ra-bad")).to_contain_text("public web server")
    assert field.input_value() == "http://localhost/report"


def test_reports_are_uploaded_asked_and_removed_after_a_question(
    page: Page, site: tuple[Library, str], tmp_path: Path
) -> None:
    good, bad = tmp_path / "ferries.md", tmp_path / "broken.pdf"
    good.write_text("# Ferries 2022\n\nThe ferries carried 5,417 cyclists in 2022.\n")
    bad.write_bytes(b"%PDF-1.7\nnothing that follows is a PDF")
    page.get_by_role("tab", name="Reports").click()
    page.locator("#ra-upload input[type=file]").set_input_files([bad, good])
    expect(page.locator(".ra-bad")).to_contain_text("broken.pdf: ", timeout=ANSWERED)
    expect(page.locator(".ra-good")).to_contain_text("Ferries 2022", timeout=ANSWERED)
    expect(page.locator("#ra-counts")).to_contain_text("4 reports")
    page.get_by_role("tab", name="Ask").click()
    ask(page, "How many cyclists did the ferries carry?")
    expect(page.locator(".ra-figure strong")).to_contain_text("5,417")
    page.get_by_role("tab", name="Reports").click()
    remove = page.get_by_role("button", name="Remove Ferries 2022")
    remove.click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#ra-confirm")).to_be_hidden()
    assert len(site[0].reports()) == 4
    remove.click()
    expect(page.locator("#ra-wanted")).to_contain_text("Ferries 2022")
    page.get_by_role("button", name="Remove it").click()
    expect(remove).to_have_count(0)
    assert len(site[0].reports()) == 3


def test_what_is_known_of_a_report_is_edited_shown_as_given_and_taken_back(
    page: Page, site: tuple[Library, str]
) -> None:
    library, _ = site
    title = "Counter-trafficking work in Cambodia: results for 2022"

    def known() -> tuple[str | None, str | None, bool]:
        report = next(s.report for s in library.reports() if s.report.title == title)
        return report.published, report.edition, report.primary

    before = known()
    page.get_by_role("tab", name="Reports").click()
    card = page.locator(".ra-shelf > li", has_text=title)
    card.get_by_role("button", name="Edit").click()
    expect(page.get_by_label("Title")).to_have_value(title)
    page.get_by_label("Published").fill("soon")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#ra-edit-said .ra-gaps")).to_contain_text("published takes a day")
    expect(page.locator("#ra-edit-heading")).to_contain_text(title)
    expect(page.locator("#ra-edit-said .ra-gaps")).to_be_in_viewport()
    said = edges(page.locator("#ra-edit-said .ra-gaps"))
    assert 0 <= edges(page.locator("#ra-edit-save"))[0] - said[1] < 40
    assert known() == before
    page.get_by_label("Published").fill("2023-05")
    page.get_by_label("Edition").fill(PAYLOAD)
    page.get_by_label("Repeats another's figures").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#ra-outcomes")).to_contain_text("Saved", timeout=ANSWERED)
    expect(page.locator("#ra-edit")).to_be_hidden()
    assert known() == ("2023-05", PAYLOAD, False)
    card.get_by_text("What is known").click()
    expect(card.locator("tr", has_text="edition")).to_contain_text(f"{PAYLOAD} given by you")
    expect(card.locator("tr", has_text="published")).to_contain_text("given by you (read: 2023")
    card.get_by_role("button", name="Edit").click()
    page.get_by_role("button", name="Back to what was read").click()
    expect(page.locator("#ra-edit")).to_be_hidden(timeout=ANSWERED)
    assert known() == before


@pytest.mark.parametrize("width", [420, 1280])
def test_the_label_of_the_upload_covers_nothing_and_add_lines_up_with_its_field(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.get_by_role("tab", name="Reports").click()
    label = edges(page.locator("#ra-upload label"))
    assert label[1] <= edges(page.get_by_test_id("upload-icon"))[0]
    field = edges(page.get_by_label("Or from a web address"))
    button = edges(page.get_by_role("button", name="Add", exact=True))
    assert field == pytest.approx(button, abs=2)


def test_removing_from_far_down_the_list_brings_its_question_into_view(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    page.get_by_role("tab", name="Reports").click()
    for known in page.locator(".ra-known summary").all():
        known.click()
    last = page.locator(".ra-shelf > li").last.get_by_role("button", name="Remove")
    last.scroll_into_view_if_needed()
    last.click()
    expect(page.locator("#ra-wanted")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Remove it")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Keep it").click()


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_its_window_and_its_words_stand_out(
    page: Page, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.reload()
    expect(page.locator(".ra-sample").first).to_be_visible(timeout=ANSWERED)
    ask(page, "Were 150 suspects arrested?")
    ask(page, "How many were convicted?")
    page.locator(".ra-turn").first.locator(".ra-open").click()
    expect(page.locator(".ra-conflict")).to_be_visible()
    assert overflow(page) <= 0
    assert page.evaluate(FAINT) == []
    for tab in ("Check a draft", "Figures", "Reports"):
        page.get_by_role("tab", name=tab).click()
        assert overflow(page) <= 0
        assert page.evaluate(FAINT) == []


# Words whose contrast with the ground they stand on is below WCAG's AA: 4.5, or 3 where large.
FAINT = """() => {
  const parse = (color) => {
    const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, under) => ({
    r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a),
    b: top.b * top.a + under.b * (1 - top.a), a: 1,
  });
  const light = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255)
      .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const isDark = document.body.classList.contains('dark');
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      layers.push(parse(getComputedStyle(e).backgroundColor));
    }
    const bare = isDark ? { r: 0, g: 0, b: 0, a: 1 } : { r: 255, g: 255, b: 255, a: 1 };
    return layers.reverse().reduce((under, top) => over(top, under), bare);
  };
  const isShown = (element) => element.getBoundingClientRect().width >= 2
    && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !element.closest('.visually-hidden, script, style');
  const found = [];
  const page = document.querySelector('.gradio-container');
  const words = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    const text = words.currentNode.textContent.trim();
    if (!text || !isShown(element)) continue;
    const style = getComputedStyle(element);
    const back = ground(element);
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) opacity *= Number(getComputedStyle(e).opacity);
    const ink = parse(style.color);
    const front = over({ ...ink, a: ink.a * opacity }, back);
    const [high, low] = [light(front), light(back)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push(`${text.slice(0, 40)}: ${ratio.toFixed(2)}`);
  }
  return found;
}"""

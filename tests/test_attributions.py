"""Who a sentence says its figures are from; nobody where it is not plain."""

import pytest
from growth import grows_in_step

from assistant.figures import read_figures


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Some 40 boats sank, the minister said.", "the minister"),
        ("Police said 40 boats sank.", "Police"),
        ("At night, police said, 40 boats sank.", "police"),
        ("According to the ministry 40 boats sank.", "the ministry"),
        ("According to the ministry there were 40 boats.", "the ministry"),
        ("According to Lee News the crew had 40 boats.", None),
        ("UNICEF estimates that 40 boats sank.", "UNICEF"),
        ("In 2021, the harbour office estimated 40 boats sank.", "the harbour office"),
        ("The harbour master of Port Ellis told the inquiry that 40 boats sank.", None),
        ("The mayor, who was there, told the inquiry that 40 boats sank.", "The mayor"),
        ("The mayor spoke at the inquiry of 40 boats.", "The mayor"),
        ("The Ministry of Fish said 40 boats sank.", "The Ministry of Fish"),
        ("“We lost 40 boats,” said Ann Lee.", "Ann Lee"),
        ("Lee said 40 boats sank.", "Lee"),
        # Nobody, or nobody who says it.
        ("She said 40 boats sank.", None),
        ("Nothing in the papers says how 40 boats sank.", None),
        ("What became of 40 boats was reported in two groups.", None),
        ("The crews police said were lost had 40 boats.", None),
        ("The authorities found 40 boats.", None),
        ("The committee estimated costs for 40 boats.", None),
        ("Half of the crews said 40 boats sank.", None),
        ("The 40 sailors said they were lost.", None),
        ("The company added 40 tonnes.", None),
    ],
)
def test_a_speaker_is_named_where_it_is_plain(text: str, who: str | None) -> None:
    assert {figure.attribution for figure in read_figures(text)} == {who}


@pytest.mark.parametrize("unit", ["word ", "a, said ", "the minister, who ", "said “", "x"])
def test_long_sentences_are_searched_in_linear_time(unit: str) -> None:
    assert grows_in_step(lambda text: read_figures("9 " + text), unit, 100_000)

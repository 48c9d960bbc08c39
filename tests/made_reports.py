"""Six small reports made up for the reader's tests: two editions, a press report, a rival, a table.

Every name and number is invented. `write_reports` puts them into a folder with their manifest.
"""

from __future__ import annotations

import json
from pathlib import Path

LANTERN = """# Operation Lantern: results for 2022

Operation Lantern against forced labour ran from 7 March to 2 June 2022. In 2022, the Velmar police
opened 61 cases of forced labour. They arrested 87 suspects, including 14 minors and nine
foreigners, and 143 victims were rescued. Twenty-six of the suspects were sent to court.

Of the 143 victims, 52 were under 15, 38 were aged 15 to 17 and 53 were 18 or older. Thirty-one
victims were taken to a shelter in Orre and 112 returned to their families. A dozen interpreters
worked on the operation. The operation cost $1.3 million and inspectors visited 418 workshops.

Bo Aldane, who led the operation, said that 70 per cent of the workshops had no licence.
"""

COURIER = """# 90 held in Velmar labour raids

The Velmar police arrested about 90 suspects in 2022 in cases of forced labour. The Courier counted
140 victims rescued in 2022. A protest in Orre drew 2,500 people.
"""

FLOOD = """# Tarn valley flood survey

In April 2021, the flood damaged 3,120 houses and destroyed 204 houses in the Tarn valley. It
displaced 5,400 people. The survey team interviewed 640 households.
"""

FLOOD_REVISED = """# Tarn valley flood survey, revised edition

In April 2021, the flood damaged 3,345 houses and destroyed 204 houses in the Tarn valley. It
displaced 5,400 people. The survey team interviewed 640 households.
"""

RELIEF = """# Tarn valley relief bulletin

In April 2021, the flood displaced 4,900 people in the Tarn valley. Volunteers handed out 760
blankets. The relief fund raised $88,000.
"""

FERRIES = """# Orre Harbour Authority: ferry traffic

Traffic on the harbour's two ferry lines, by year.

| Year | Passengers | Sailings | Fare income (US$) |
| --- | --- | --- | --- |
| 2019 | 48,200 | 1,460 | 310,500 |
| 2020 | 21,690 | 905 | 142,000 |
| 2021 | 33,740 | 1,188 | 236,400 |

The authority was founded in 1954 and employs 37 people. Work on the new pier began on 12 May 2021
and is due to end in October 2024.
"""

CLINICS = """Town,Doctors,Nurses,Patients
Orre,12,40,5100
Halden,7,22,2650
Skell,4,11,1480
Brim,5,15,1770
"""

_ABOUT: tuple[tuple[str, str, dict[str, object]], ...] = (
    (
        "lantern.md",
        LANTERN,
        {
            "title": "Operation Lantern: results for 2022",
            "publisher": "Velmar Police",
            "published": "2023",
        },
    ),
    (
        "courier.md",
        COURIER,
        {
            "title": "90 held in Velmar labour raids",
            "publisher": "The Courier",
            "published": "2023",
            "primary": False,
        },
    ),
    (
        "flood.md",
        FLOOD,
        {
            "title": "Tarn valley flood survey",
            "publisher": "Tarn Survey Office",
            "published": "2021-06",
        },
    ),
    (
        "flood-revised.md",
        FLOOD_REVISED,
        {
            "title": "Tarn valley flood survey, revised edition",
            "publisher": "Tarn Survey Office",
            "published": "2021-11",
            "edition": "revised",
        },
    ),
    (
        "relief.md",
        RELIEF,
        {
            "title": "Tarn valley relief bulletin",
            "publisher": "Upland Relief Fund",
            "published": "2021-07",
        },
    ),
    (
        "ferries.md",
        FERRIES,
        {
            "title": "Orre Harbour Authority: ferry traffic",
            "publisher": "Orre Harbour Authority",
            "published": "2022",
        },
    ),
    (
        "clinics.csv",
        CLINICS,
        {
            "title": "Clinics of the Velmar district in 2020",
            "publisher": "Velmar Health Board",
            "published": "2021",
        },
    ),
)

TEXTS = tuple(text for _, text, _ in _ABOUT)


def write_reports(folder: Path) -> Path:
    """Writes the reports and their manifest into a folder and returns it."""
    for name, text, _ in _ABOUT:
        (folder / name).write_text(text, encoding="utf-8")
    manifest = {"reports": [{"file": name, **about} for name, _, about in _ABOUT]}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder

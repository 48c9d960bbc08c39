"""The words that number a thing rather than count it: "Section", "Boeing", "Channel", "Big".

Knows nothing of the text around them.
"""

from __future__ import annotations

REFERENCES = frozenset(
    (
        "No No. Nos Nos. no. nos. Number Nr Nr. Section Sections Sec Sec. Sect. Chapter "
        "Chapters Ch. Article Articles Art Art. Annex Annexes Appendix Table Tables Figure "
        "Figures Fig Fig. Figs. Box Chart Exhibit Note Notes Part Parts Clause Clauses "
        "Paragraph Paragraphs Para Para. Paras Rule Rules Regulation Regulations Directive "
        "Resolution Resolutions Act Law Decree Form Item Items Step Phase Stage Level Tier "
        "Category Type Class Grade Scope Goal Goals SDG SDGs Target Indicator Objective "
        "Priority Strategy Page Pages pp. pp p. Vol Vol. Volume Issue Line Column Row Route "
        "Highway highway Flight flight Room Exit exit Building Unit Gate Terminal Platform "
        "Channel Version Release Mark Title Subpart Subtitle Docket Order Ref Ref. Reference "
        "ISBN ISSN DOI PMID ISO IFRS IAS ASC FAS ASU SFAS GRI IEC Topic Topics Question Q. "
        "Quarter Sheet Schedule Protocol Amendment Proposition Prop. Measure Bill Footnote "
        "footnote section sections chapter chapters annex appendix paragraph paragraphs page "
        "pages article articles clause clauses resolution resolutions Slide Module Lesson Zone "
        "District Ward Lot Block Bay Pier Dock Seed Opus Psalm Size category Suite Floor "
        "Apartment Apt. Precinct Interstate Expressway Autoroute Motorway Junction Group "
        "Publication Circular Notice Bulletin Memorandum Ordinance Chromosome H.R. S.I. EO "
        "Example Examples Code Codes"
    ).split()
)
"""Words before the number of a reference, as printed."""

NUMBERED = frozenset(
    (
        "Windows Python Boeing Airbus Formula Apollo Planet Big Model iPhone IPhone iPad iOS "
        "Galaxy Pixel PlayStation Xbox HIV Falcon War Bowl Force Radio Fox News Area Fallout "
        "FIFA Madden Android Ryzen Surface Series Generation Gen Season Episode Round Week Day "
        "Game Match Race Stage Heat Lap Test Camp Hall Studio Local Engine Pool Division League "
        "Class Battalion Regiment Maroon Motel Forever Catch Mate Nexus Kindle MacBook Firefox "
        "Chrome Cessna Mazda Peugeot Porsche Ferrari Tesla Kepler Voyager Soyuz Artemis Cyclone "
        "Typhoon U UFC WrestleMania Euro Agenda Vision Horizon COP Fantastic Final BBC ITV Pier "
        "Toyota Hyundai Cat Mach Reactor Platform Group Phase Tier Level Part Chapter Act "
        "Section Article Category Type Scope Number Fab"
    ).split()
)
"""Words before a number of one to four digits, or a number word, that is part of a name."""

INDICES = frozenset(
    (
        "S&P S&Ps S&P/ASX S&P/TSX P SP sp FTSE STOXX Stoxx Russell CAC DAX Nikkei Nasdaq NASDAQ "
        "Fortune Forbes ASX CSI TA Topix KOSPI Sensex Nifty Seng AIM Dow Hot Global Ibex IBEX "
        "MIB OMX TSX Composite"
    ).split()
)
"""Share indices and lists that are named after their length."""

INDEX_LENGTHS = frozenset(
    "20 25 30 35 40 50 60 100 200 225 250 300 350 400 500 600 1000 2000 3000 5000".split()
)

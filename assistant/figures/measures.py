"""The names and symbols of units of measure. Knows nothing of the text around them.

Symbols follow the SI brochure and common US usage; a unit without a symbol in general use goes by
its English name in the singular.
"""

from __future__ import annotations

from collections.abc import Iterator

_PREFIXES = {
    "pico": "p",
    "nano": "n",
    "micro": "µ",
    "milli": "m",
    "centi": "c",
    "deci": "d",
    "kilo": "k",
    "mega": "M",
    "giga": "G",
    "tera": "T",
    "peta": "P",
}
# Stem of the word, its symbol, the prefixes in use.
_PREFIXED = (
    ("metre", "m", "pico nano micro milli centi deci kilo"),
    ("meter", "m", "pico nano micro milli centi deci kilo"),
    ("gram", "g", "pico nano micro milli kilo"),
    ("gramme", "g", "milli kilo"),
    ("litre", "l", "micro milli centi deci kilo mega"),
    ("liter", "l", "micro milli centi deci kilo mega"),
    ("watt", "W", "micro milli kilo mega giga tera"),
    ("volt", "V", "micro milli kilo mega"),
    ("amp", "A", "micro milli kilo"),
    ("ampere", "A", "micro milli kilo"),
    ("joule", "J", "milli kilo mega giga tera peta"),
    ("pascal", "Pa", "kilo mega giga"),
    ("newton", "N", "micro milli kilo mega"),
    ("hertz", "Hz", "kilo mega giga tera"),
    ("ohm", "Ω", "milli kilo mega"),
    ("farad", "F", "pico nano micro"),
    ("sievert", "Sv", "micro milli"),
    ("becquerel", "Bq", "kilo mega giga tera peta"),
    ("byte", "B", "kilo mega giga tera peta"),
    ("electronvolt", "eV", "kilo mega giga tera"),
    ("pixel", "pixel", "mega giga"),
    ("calorie", "calorie", "kilo"),
)
_OWN_SYMBOLS = {"kl": "m3", "kcalorie": "calorie"}


def _prefixed() -> Iterator[tuple[str, str]]:
    for stem, symbol, prefixes in _PREFIXED:
        for prefix in prefixes.split():
            unit = _PREFIXES[prefix] + symbol
            unit = _OWN_SYMBOLS.get(unit, unit)
            plural = "" if stem == "hertz" else "s"
            yield f"{prefix}{stem}", unit
            yield f"{prefix}{stem}{plural}", unit
            if len(symbol) < 3:
                yield _PREFIXES[prefix] + symbol, unit
                if prefix == "micro":
                    yield "μ" + symbol, unit


_PLAIN = {
    "m": "m|metre|metres|meter|meters",
    "km": "kms",
    "µm": "micron|microns",
    "nm": "nm",
    "mile": "mile|miles|mi",
    "foot": "foot|feet|ft",
    "inch": "inch|inches",
    "nautical mile": "nautical miles|nautical mile|nmi",
    "yard": "yard|yards|yd|yds",
    "light-year": "light-year|light-years|light year|light years|lightyears",
    "parsec": "parsec|parsecs",
    "furlong": "furlong|furlongs",
    "fathom": "fathom|fathoms",
    "km2": "km2|km²|sq km|sq. km|square kilometres|square kilometers|square kilometre|"
    "square kilometer",
    "square mile": "square miles|square mile|sq mi|sq miles|sq mile",
    "m2": "m2|m²|sq m|sq. m|sqm|square metres|square meters|square metre|square meter",
    "cm2": "cm2|cm²|square centimetres|square centimeters|square centimetre",
    "mm2": "mm2|mm²|square millimetres|square millimeters",
    "square foot": "square feet|sq ft|sq. ft|sqft|square foot|ft²",
    "square inch": "square inches|sq in|square inch",
    "square yard": "square yards|sq yd|square yard",
    "hectare": "ha|hectare|hectares",
    "acre": "acre|acres",
    "m3": "m3|m³|cubic metres|cubic meters|cubic metre|cubic meter|cu m",
    "km3": "km3|km³|cubic kilometres|cubic kilometers|cubic kilometre",
    "cm3": "cm3|cm³|cc|cubic centimetres|cubic centimeters",
    "cubic foot": "cubic feet|cubic foot|cu ft|ft³",
    "cubic inch": "cubic inches|cubic inch|cu in",
    "cubic yard": "cubic yards|cubic yard",
    "acre-foot": "acre-feet|acre-foot|acre feet",
    "kg": "kgs|kilos|kilo",
    "g": "g|gram|grams|gramme|grammes",
    "µg": "mcg",
    "tonne": "tonne|tonnes|t|metric tons|metric ton|metric tonnes|MT",
    "ton": "ton|tons|short tons",
    "kt": "kt|kilotonne|kilotonnes|kiloton|kilotons",
    "Mt": "Mt|megatonne|megatonnes|megaton|megatons|Mtpa",
    "Gt": "Gt|gigatonne|gigatonnes|gigaton|gigatons",
    "lb": "lb|lbs|pound|pounds",
    "stone": "stone",
    "oz": "oz|ounce|ounces",
    "troy ounce": "troy ounce|troy ounces",
    "fluid ounce": "fl oz|fluid ounce|fluid ounces",
    "carat": "carat|carats",
    "dram": "dram|drams",
    "litre": "l|L|litre|litres|liter|liters",
    "ml": "mL",
    "gallon": "gallon|gallons",
    "pint": "pint|pints",
    "quart": "quart|quarts",
    "bushel": "bushel|bushels",
    "barrel": "barrel|barrels|bbl",
    "teaspoon": "teaspoon|teaspoons|tsp",
    "tablespoon": "tablespoon|tablespoons|tbsp",
    "V": "V|volt|volts",
    "A": "amp|amps|ampere|amperes",
    "mAh": "mAh|milliamp hours|milliampere hours|milliamp-hours",
    "Ah": "Ah|amp hours|amp-hours|ampere hours",
    "ohm": "ohm|ohms",
    "W": "W|watt|watts",
    "Wh": "Wh|watt-hour|watt-hours|watt hours",
    "kWh": "kWh|KWh|kwh|kilowatt-hour|kilowatt-hours|kilowatt hour|kilowatt hours",
    "MWh": "MWh|megawatt-hour|megawatt-hours|megawatt hour|megawatt hours",
    "GWh": "GWh|gigawatt-hour|gigawatt-hours|gigawatt hour|gigawatt hours",
    "TWh": "TWh|terawatt-hour|terawatt-hours|terawatt hour|terawatt hours",
    "hp": "hp|HP|horsepower",
    "bhp": "bhp|BHP|brake horsepower",
    "J": "joules|joule",
    "N": "newton|newtons",
    "N m": "Nm|N·m|newton metres|newton meters|newton-metres|newton-meters|newton metre",
    "lb ft": "lb-ft|lb ft|ft-lb|ft-lbs|ft lb|ft-lbf|pound-feet|pound-foot|pound feet|foot-pounds|"
    "foot-pound|foot pounds",
    "calorie": "calorie|calories|kcal|kcals",
    "Btu": "BTU|Btu|BTUs",
    "mmBtu": "mmBTU|mmBtu|MMBtu|mmbtu|MMBTU",
    "Pa": "Pa|pascal|pascals",
    "hPa": "hPa|hectopascals",
    "psi": "psi|PSI|pounds per square inch",
    "ksi": "ksi",
    "mbar": "mbar|millibar|millibars",
    "mmHg": "mmHg|mm Hg",
    "km/h": "km/h|kph|kmph|km/hr|KPH|kmh",
    "mph": "mph|MPH",
    "mpg": "mpg|MPG",
    "m/s": "m/s",
    "m/s2": "m/s2|m/s²",
    "knot": "knot|knots|kts",
    "rpm": "rpm|RPM",
    "°C": "celsius|centigrade|degrees celsius|degree celsius|degrees centigrade|deg celsius|"
    "deg c|degrees c|degree c|degc|celcius|degrees celcius|centigrate|degree centigrade",
    "°F": "fahrenheit|degrees fahrenheit|degree fahrenheit|deg f|degrees f|degree f|degf|"
    "deg fahrenheit|farenheit|degrees farenheit",
    "K": "kelvin|kelvins|degrees kelvin|degrees k",
    "°": "degree|degrees|deg",
    "radian": "rad|radian|radians",
    "Hz": "Hz|HZ|hertz",
    "dB": "dB|decibel|decibels|dBA",
    "lumen": "lumen|lumens",
    "nit": "nits",
    "B": "byte|bytes",
    "kB": "KB",
    "MB": "Mb",
    "GB": "Gb|gigs",
    "bit": "bit|bits",
    "Mbit/s": "Mbps|Mbit/s|Mb/s|megabits per second|megabit per second",
    "Gbit/s": "Gbps|Gbit/s|Gb/s|gigabits per second|gigabit per second",
    "kbit/s": "kbps|kbit/s|kilobits per second",
    "megapixel": "megapixel|megapixels",
    "dpi": "dpi",
    "ppi": "ppi",
    "fps": "fps",
    "ppm": "ppm|parts per million",
    "ppb": "ppb|parts per billion",
    "ppt": "parts per trillion",
    "CO2 tonne": "tCO2|tCO2e|tonnes CO2|tonnes of CO2",
}


def _all_names() -> Iterator[tuple[str, str]]:
    yield from _prefixed()
    for unit, words in _PLAIN.items():
        for word in words.split("|"):
            yield word, unit


MEASURES = dict(_all_names())
"""Names and symbols of units, as printed, to the unit's own name: "kilometres" and "km" to "km"."""

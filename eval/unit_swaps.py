"""Units and what each is changed to, to see whether it is told apart."""

from __future__ import annotations

# Each line holds units of one kind; a unit is changed to the next one that differs in size.
_UNITS = """
US$ | €
U.S.$ | €
$ | €
€ | £
£ | €
¥ | €
₹ | €
₩ | €
USD | EUR
EUR | USD
GBP | EUR
AUD | EUR
KRW | EUR
INR | USD
dollars | euros
dollar | euro
euros | dollars
euro | dollar
pounds | kilograms
percentage points | percent
percentage point | percent
basis points | percentage points
bps | percentage points
°C | °F
°F | °C
percentage | amount in basis points
percent | percentage points
per cent | percentage points
% | percentage points
kilometers | miles
kilometres | miles
km | miles
miles | kilometres
mile | kilometre
meters | feet
metres | feet
m | ft
feet | metres
foot | metre
ft | m
inches | centimetres
inch | centimetre
cm | inches
mm | inches
km2 | square miles
km² | square miles
m2 | square feet
m² | square feet
acres | hectares
hectares | acres
square feet | square metres
square miles | square kilometres
kg | lb
g | kg
mg | g
tonnes | kilograms
tons | kilograms
lb | kg
kWh | MWh
MWh | kWh
GWh | MWh
kW | MW
MW | kW
GW | MW
W | kW
years | months
year | month
months | weeks
month | week
weeks | days
week | day
days | hours
day | hour
hours | minutes
hour | minute
minutes | seconds
seconds | minutes
"""
SWAPS = dict(line.split(" | ") for line in _UNITS.strip().splitlines())

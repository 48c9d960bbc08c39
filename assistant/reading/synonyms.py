"""Groups of words that reports and readers use for one thing. Knows nothing of figures.

Written by hand and kept small on purpose: vectors of single words cannot do this job (all-
MiniLM-L6-v2 puts "convicted" nearer "arrested" than "freed" to "rescued"), and a wrong match here
is a wrong label. A word may stand in several groups; two words match when they share one.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from assistant.figures import stem

_GROUPS = """
rescue free liberate save release
arrest detain apprehend
convict sentence guilty
prosecute charge indict
repatriate return
kill die dead death fatality fatalities deceased
injure wound hurt injury injuries
spend spent expenditure expense cost outlay spending disburse disbursed paid pay
earn income revenue earnings receipts
revenue sales turnover
profit earnings
employ employee staff worker workforce headcount personnel employment
hire recruit
person people individual human
minor child children underage juvenile kid
adult grown-up
girl female woman women
boy male man men
foreigner foreign non-national
country countries nation
nationality nationalities country countries
help assist aid support serve
give gave given provide distribute donate deliver supply hand
get got receive
end finish run runs expire until
reach receive
relative relatives family families kin
exploit exploitation
speak spoke say said tell told
non-federal private
start begin began begun launch open commence started inaugurate
end finish close conclude ended
found establish set-up create founded established
rise rose risen increase grow grew grown climb growth gain
fall fell fallen decrease decline drop reduce reduction shrink
share percentage percent proportion portion fraction part
rate ratio
big large size
amount total sum overall
number count total many
average mean
maximum highest most peak top record
minimum lowest least
build built construct construction erect
buy bought purchase acquire acquisition
sell sold sale
home house housing dwelling
inhabitant resident population live
pupil student learner
teacher educator instructor
doctor physician
hospital clinic facility
clinic centre center facility
area surface extent
length long
height tall high
weight heavy weigh
depth deep
width wide broad
distance far
speed fast velocity
age old aged
price cost fee
budget appropriation funding allocation
fund funding money finance grant
donor contributor
donation contribution donate contribute gift
debt borrowing loan liability liabilities
flood flooding
fire blaze
election vote ballot poll
win won victory
lose lost loss
goal score
game match
visitor tourist
trip journey visit
grow harvest
water wells
vehicle car truck
plane aircraft airplane
ship vessel boat
crime offence offense
suspect accused
victim survivor
perpetrator offender
case incident
operation campaign crackdown raid
identify identified recognise recognize
train training trained
course class
meeting conference session
publish release issue publication
toilet sanitation plumbing sewage latrine
native indian tribal tribe indigenous
draw attract bring leverage
burst overflow overtop broke breach
truck lorry tanker
deliver carry bring supply trucked
fail exceed violate breach exceeded
limit standard threshold
crop class cohort
leaver graduate
mistake error accuracy accurate accurately
travel mobile travelling roving
visit consultation
beneath below under
join enrol enroll member
hand give given gave distribute
lodging accommodation shelter shelters
need require needed
tooth dental
diploma graduate graduation
sanction punish fine
find found discover detect come-across encounter
meet met
hold held
send sent refer transfer
bring brought
take took taken
tell told say said
see saw seen
lead led
write wrote written
run ran operate operation
go went gone return back
avoid avoidable prevent preventable
expect project projected projection forecast expected anticipate
target goal aim objective planned intended
actual result achieved
foreigner foreign non-national alien overseas
court judge tribunal judicial trial
prison jail imprison incarcerate
custody arrest arrested detain detained
suspect accused alleged defendant offender
traffic trafficking trafficker
smuggle smuggling smuggler
crackdown operation campaign sweep
save saved rescue rescued
destroy destroyed wipe wiped ruin ruined demolish
repair fix mend restore rebuild rebuilt reconstruct
charity fund foundation organisation organization ngo agency
beneficiary recipient
travel travelling mobile
consultation visit appointment treatment
drown drowned
flood deluge inundation
villager resident inhabitant
power electricity generation
coal oil gas fossil
burn burning combustion
pension retirement annuity
claim application
insurance policy
accurate accurately accuracy correct correctly error mistake
process processing handle handled deal
pupil student child schoolchild
graduate leaver graduation diploma
teacher educator
school academy
yearly annual annually year
vacancy vacant opening
hire recruit recruitment recruited appoint
veteran ex-soldier
woman women female
man men male
disabled disability
apply applicant candidate application
satisfied satisfaction happy content
reply respond response answer return
survey questionnaire poll
clean cleanup cleaned decontaminate
brownfield contaminated
pollution pollutant contamination
lead plumbing
drink drinking
pesticide
toxic hazardous dangerous
die died death deaths fatality lethal
cancer tumour tumor
asthma
wage salary pay earnings
town city village
country nation
border frontier
bridge crossing
road highway
boat vessel
tent shelter tarpaulin
blanket
well borehole
club group association
saving savings
girl girls
boy boys
teenager teenagers adolescent adolescents youth
household households family families
cholera diarrhoea diarrhea
measles
dose jab injection vaccination vaccinations
audit audited auditor
sign signed signature
board trustees
law legislation act
rule regulation
emission emit greenhouse
waste rubbish garbage
recycle recovered reuse
energy electricity power
consume consumption use usage
accident incident
complaint grievance
request application
approve grant authorise authorize
reject refuse deny
respond response answer reply
remain left outstanding
missing disappeared
plant planted
displaced uprooted displacement
shelter accommodation
meal food ration
cash money payment
vaccine vaccination vaccinated inoculate jab immunise immunize
ill sick disease infected
patient case
birth born
wed marry married marriage
quarter three-month
year annual yearly twelve-month
month monthly
debut premiere air first
river stream
volunteer unpaid
site location place
project scheme programme program
""".strip()


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(_GROUPS.splitlines()):
        for word in line.split():
            found[stem(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def means_same(one: str, other: str) -> bool:
    """Tells whether two stems are equal or stand in one group."""
    if one == other:
        return True
    groups = _groups()
    return bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))


def expand(stems: set[str]) -> dict[str, frozenset[int]]:
    """Returns each stem's groups, for matching many words against one question."""
    groups = _groups()
    return {word: groups.get(word, frozenset()) for word in stems}

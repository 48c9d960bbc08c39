"""Word classes for telling a clause's verb from its nouns. Knows no text around a word."""

from __future__ import annotations

DETERMINERS = frozenset(
    (
        "the a an these those its their his her our your my whose all both some any no each every "
        "another such many several few either neither half this"
    ).split()
)
PREPOSITIONS = frozenset(
    (
        "of in on at by for from to with without within into over under between among during until "
        "about against per through across along around above below beyond near despite via "
        "towards toward amid plus including excluding following compared versus vs like worth "
        "onto upon behind beside outside inside throughout regarding concerning out off up down "
        "pre post"
    ).split()
)
CONJUNCTIONS = frozenset("and or but nor".split())
SUBORDINATORS = frozenset(
    "as if while whereas because although though when since after before than unless once whether "
    "where so then thus however until".split()
)
RELATIVES = frozenset("who which that whom".split())
PRONOUNS = frozenset(
    "i he she it they we you him them us me there itself themselves what "
    "others he's she's it's they're".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being am has have had having isn't aren't wasn't weren't hasn't "
    "haven't hadn't".split()
)
MODALS = frozenset(
    "will would shall should can could may might must do does did don't doesn't didn't won't "
    "wouldn't can't cannot couldn't".split()
)
ADVERBS = frozenset(
    (
        "not also only just even already still now yet again ever never often once twice almost "
        "about ago here there today yesterday tomorrow meanwhile instead indeed perhaps maybe "
        "together apart alone respectively overall nonetheless nevertheless further more most less "
        "least very quite rather too as well ahead back away later earlier higher lower"
    ).split()
)
# Verbs in the forms a report uses, unless a determiner or a preposition stands before them.
VERBS = frozenset(
    (
        "say says tell tells told rise rises rose risen fall falls fell fallen grow grows grew "
        "grown climb climbs jump jumps surge surges soar soars slip slips slid slide slides sink "
        "sinks sank shed sheds plunge plunges drop drops dip dips decline declines decrease "
        "decreases increase increases gain gains lose loses lost add adds cost costs weigh weighs "
        "pay pays earn earns total totals average averages reach reaches hit hits cover covers "
        "contain contains include includes need needs require requires employ employs produce "
        "produces raise raises spend spends spent save saves sell sells sold buy buys bought own "
        "owns hold holds held expect expects receive receives provide provides lead leads led win "
        "wins won stand stands stood account accounts represent represents make makes made take "
        "takes took get gets got give gives gave see sees saw seen show shows use uses help helps "
        "go goes went come comes came become becomes became remain remains stay stays end ends "
        "start starts begin begins began close closes open opens trade trades range ranges vary "
        "varies last lasts run runs ran travel travels measure measures offer offers cut cuts "
        "find finds found keep keeps kept set sets put puts meet meets met build builds built "
        "serve serves lie lies lay live lives work works bring brings brought stretch stretches "
        "exceed exceeds equal equals comprise comprises consist consists fetch fetches boast "
        "boasts attract attracts host hosts suffer suffers believe believes think thinks thought "
        "want wants agree agrees allow allows seem seems mean means meant feel feels felt "
        "estimate estimates predict predicts forecast forecasts report reports stretch "
        "cross crosses cite cites"
    ).split()
)
NOUN_OR_VERB = frozenset(
    (
        "rise rises fall falls climb climbs jump jumps surge surges slip slips slide slides plunge "
        "plunges drop drops dip dips decline declines decrease decreases increase increases gain "
        "gains cost costs pay total totals average averages reach hit hits cover covers need needs "
        "raise raises own hold lead leads win wins stand stands account accounts use uses help end "
        "ends start starts close open trade trades range ranges last run runs travel measure "
        "measures offer offers cut cuts set sets host estimate estimates forecast forecasts report "
        "reports show shows lie live lives work works found lay made equal like share shares "
        "stretch cross sold spent lost built brought shed grown fallen kept"
    ).split()
)
NOUNS_IN_ING_OR_ED = frozenset(
    (
        "funding training housing building meeting hearing wedding bed seed feed weed shed need "
        "crossing drawing painting recording offering filing ruling killing shooting saving "
        "earning listing rating beginning swing ring king wing thing spring string ceiling "
        "evening morning farming trafficking smuggling spending lending borrowing banking mining "
        "trading manufacturing shipping nothing something anything everything during including "
        "excluding following speed breed indeed united hundred according advertising accounting "
        "engineering processing nursing parking opening closing holding pricing planning sing"
    ).split()
)
# Verbs that put their subject at a level, or move it to one: the number is the subject's.
LEVEL_NOUNS = frozenset(
    (
        "level levels high low record total average sum maximum minimum peak rate pace point "
        "value amount number mark figure figures all most least more"
    ).split()
)
SAYING = frozenset(
    (
        "say says said tell tells told report reports reported estimate estimates estimated state "
        "states stated add adds announce announced announces warn warned warns predict predicts "
        "predicted forecast forecasts believe believes believed think thinks thought note noted "
        "notes claim claimed claims argue argued argues show shows showed found finds suggest "
        "suggests suggested indicate indicates indicated expect expects expected reveal revealed"
    ).split()
)

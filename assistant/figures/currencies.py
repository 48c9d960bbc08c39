"""The signs, codes and names of currencies. Knows nothing of the text around them.

Codes follow ISO 4217.
"""

from __future__ import annotations

CURRENCY_SIGNS = {
    "US$": "USD",
    "US $": "USD",
    "U.S.$": "USD",
    "U.S. $": "USD",
    "$US": "USD",
    "USD": "USD",
    "A$": "AUD",
    "A $": "AUD",
    "AU$": "AUD",
    "AU $": "AUD",
    "$A": "AUD",
    "C$": "CAD",
    "C $": "CAD",
    "CA$": "CAD",
    "Can$": "CAD",
    "NZ$": "NZD",
    "NZ $": "NZD",
    "HK$": "HKD",
    "HK $": "HKD",
    "S$": "SGD",
    "S $": "SGD",
    "R$": "BRL",
    "Mex$": "MXN",
    "MX$": "MXN",
    "MXN$": "MXN",
    "NT$": "TWD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "฿": "THB",
    "₫": "VND",
    "៛": "KHR",
    "₦": "NGN",
    "₱": "PHP",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "₾": "GEL",
    "₿": "BTC",
    "¢": "cent",
    "Rs.": "INR",
    "Rs": "INR",
    "RM": "MYR",
    "Rp": "IDR",
    "RMB": "CNY",
}
CURRENCY_CODES = (
    "USD EUR GBP JPY CNY INR CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN RUB UAH TRY BRL "
    "MXN ARS CLP COP PEN ZAR KES NGN GHS EGP MAD UGX TZS RWF ETB XOF XAF KRW IDR THB VND KHR "
    "LAK MMK PHP MYR SGD HKD TWD PKR BDT LKR NPR AFN IQD IRR JOD LBP ILS SAR AED QAR KWD GEL "
    "BTC"
).split()
_PLAIN_NAMES = {
    "dollar dollars": "USD",
    "euro euros": "EUR",
    "sterling": "GBP",
    "yen": "JPY",
    "rupee rupees": "INR",
    "yuan renminbi rmb": "CNY",
    "riel riels": "KHR",
    "baht": "THB",
    "dong": "VND",
    "won": "KRW",
    "rand": "ZAR",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "shekel shekels": "ILS",
    "rouble roubles ruble rubles": "RUB",
    "shilling shillings": "KES",
    "naira": "NGN",
    "franc francs": "CHF",
    "cent cents": "cent",
    "penny pence": "penny",
    "bitcoin bitcoins": "BTC",
    "taka": "BDT",
    "birr": "ETB",
    "zloty": "PLN",
}
_ADJECTIVES = {
    "dollar dollars": {
        "us": "USD",
        "u.s.": "USD",
        "american": "USD",
        "australian": "AUD",
        "canadian": "CAD",
        "singapore": "SGD",
        "hong kong": "HKD",
        "new zealand": "NZD",
    },
    "pound pounds": {"british": "GBP", "egyptian": "EGP"},
    "rupee rupees": {"indian": "INR", "pakistani": "PKR", "sri lankan": "LKR", "nepalese": "NPR"},
    "peso pesos": {"mexican": "MXN", "philippine": "PHP", "chilean": "CLP", "argentine": "ARS"},
    "lira liras": {"turkish": "TRY"},
    "shilling shillings": {"kenyan": "KES", "ugandan": "UGX", "tanzanian": "TZS"},
    "krona kronor": {"swedish": "SEK"},
    "krone kroner": {"norwegian": "NOK", "danish": "DKK"},
    "franc francs": {"swiss": "CHF"},
    "yen": {"japanese": "JPY"},
    "yuan": {"chinese": "CNY"},
    "riel riels": {"cambodian": "KHR"},
}
CURRENCY_WORDS = {
    **{word: code for words, code in _PLAIN_NAMES.items() for word in words.split()},
    **{
        f"{adjective} {word}": code
        for words, codes in _ADJECTIVES.items()
        for adjective, code in codes.items()
        for word in words.split()
    },
    "pounds sterling": "GBP",
}
"""Names of currencies in lower case; a bare "pounds" is a weight unless a scale word says money."""

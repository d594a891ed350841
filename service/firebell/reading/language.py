"""Title and text → a language code: by script, then by function words; short texts by what is declared."""

import re

ENOUGH_WORDS = 8
"""Below this many words the declared language decides (DESIGN §7)."""

SAMPLE = 480
"""Characters that are looked at first: some 80 words, more than English needs to show itself."""

LONG_SAMPLE = 2000
"""Characters that are looked at where the first sample leaves a doubt."""

ENGLISH_SHARE = 0.09
"""Function words that only English has, as a share of all words. News has .15 to .30, headlines less."""

OWN_SHARE = 0.10
"""The share of function words from which another language is taken for certain."""

OWN_WORDS = 3
"""So many different function words must speak for a language: names bring in one or two ("El", "la")."""

SHORT = 25
"""Up to so many words a text without function words is a headline or telegram: English, until others show."""

UNKNOWN = "und"


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


SHARED = _words("a al an as at by de die el for i in is la on o so un us was do no da e se y")
"""Words of several languages, and particles of names: they tell nothing where English stands beside them."""

ONLY_ENGLISH = _words(
    "the of and that from with were said have has after which their been this who they would "
    "being between during against when his its about than into over under while where at by an "
    "are will not or but"
)
ENGLISH = ONLY_ENGLISH | _words("in on to a is was as for he it be us had two i")

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "af": _words("die het en van nie is 'n wat met vir sy aan te by om op dat"),
    "az": _words("və bu ilə üçün bir ki edib olub görə da də sonra olan"),
    "cs": _words("a se na je v že s z do by ve které který jsou byl jako podle při po ale"),
    "da": _words("og i at det er en til på for af med den der som ikke har de blev fra efter"),
    "de": _words(
        "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch bei "
        "nach menschen getötet tote polizei verletzte"
    ),
    "es": _words(
        "de la el en y los que a del las por se con para una un su al no más fue tras según muertos "
        "heridos policía ataque"
    ),
    "fi": _words("ja on että ei se oli myös mutta kun hän ovat joka sekä jälkeen mukaan"),
    "fr": _words(
        "de la le les et des en un une du dans que pour est par qui au sur pas plus a été aux ont "
        "avec morts tués blessés attaque police"
    ),
    "ha": _words("da a ya ta na wani cewa sun an su don ba kuma wata daga ce ne mutane"),
    "ht": _words("nan yo ki ak pou li te nou sa gen yon la ou ap pa"),
    "hu": _words("a az és hogy nem is egy volt meg de csak van már szerint ki után ember halt rendőrség"),
    "id": _words(
        "yang di dan dari dengan untuk pada ini itu dalam tidak oleh akan telah ke juga adalah orang "
        "tewas polisi serangan luka"
    ),
    "it": _words(
        "di il la e che in un per è del della dei non una con sono al i gli da nel ha si morti feriti "
        "attacco polizia persone"
    ),
    "ku": _words("û ku ji li bi di de ye jî ev bo hat kir"),
    "nl": _words(
        "de het een van en in is dat op te zijn met voor niet aan er om ook door bij naar doden "
        "gewonden politie mensen"
    ),
    "no": _words("og i det er en til på for av med den som ikke har de ble fra etter ved"),
    "pl": _words(
        "w i na z się do że nie o jest po od za przez przy oraz dla który są osób zginęło zginęły "
        "rannych policja podała"
    ),
    "pt": _words(
        "de a o que e do da em um para com não uma os no se na por mais dos as foi ao das após "
        "pessoas mortos morreram feridos polícia ataque"
    ),
    "ro": _words(
        "de și în a la cu pe din că o un pentru este au fost nu care mai după morți răniți poliția persoane"
    ),
    "so": _words("oo ka ku in iyo ay uu waxaa soo la ee waa ayaa kale qof dhimatay qarax"),
    "sq": _words("të e në dhe që për me një nga ka është së si u"),
    "sv": _words(
        "och i att det är en som på för av med den till inte har de ett var från efter döda skadade "
        "polisen personer"
    ),
    "sw": _words(
        "na ya wa kwa ni za katika la kuwa cha hiyo huo wake baada alisema watu polisi waliuawa "
        "wameuawa shambulizi"
    ),
    "tl": _words("ang ng sa na mga at ay si ni may para kay ito hindi katao patay"),
    "tr": _words("ve bir bu da de için ile olarak olan çok daha sonra gibi en göre kişi öldü polis"),
    "uz": _words("va bu uchun bilan ham bir deb edi uning"),
    "vi": _words("và của là có trong được cho các với không một những người tại chết bị"),
}
"""Our own compilation: the commonest words of each language, and those of its reports of violence."""

TELLING = ENGLISH.union(*FUNCTION_WORDS.values())
"""Words that tell of some language."""

SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af\u1100-\u11ff"),
    ("zh", "\u4e00-\u9fff\u3400-\u4dbf"),
    ("ar", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"),
    ("he", "\u0590-\u05ff"),
    ("ru", "\u0400-\u04ff"),
    ("el", "\u0370-\u03ff"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("ml", "\u0d00-\u0d7f"),
    ("si", "\u0d80-\u0dff"),
    ("th", "\u0e00-\u0e7f"),
    ("lo", "\u0e80-\u0eff"),
    ("my", "\u1000-\u109f"),
    ("ka", "\u10a0-\u10ff"),
    ("am", "\u1200-\u137f"),
    ("km", "\u1780-\u17ff"),
    ("hy", "\u0530-\u058f"),
)
"""A script and the likeliest language in it; where several share one, letters below tell them apart."""

_SCRIPT_OF = tuple((code, re.compile(f"[{letters}]")) for code, letters in SCRIPTS)
_OTHER_SCRIPT = re.compile(f"[{''.join(letters for _, letters in SCRIPTS)}]")
_LETTERS_OF: dict[str, tuple[tuple[str, str], ...]] = {
    "ru": (("uk", "іїєґ"), ("be", "ў"), ("sr", "ђћџљњ"), ("mk", "ѓќѕ"), ("kk", "әғқңөұү"), ("bg", "")),
    "ar": (("ur", "ٹڈڑںےہ"), ("ps", "ټډړښځڅۍ"), ("ckb", "ڕڵۆێە"), ("fa", "پچژگ")),
}
SCRIPT_LETTERS = 3
"""So many letters of its own a language must show, since a name may carry one of a neighbour's."""

WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


def language_of(title: str, text: str, declared: str = "") -> str:
    """The BCP 47 primary code of what is written here, `und` where nothing shows.

    >>> language_of("", "The army said that two of its soldiers were killed by a mine.")
    'en'
    >>> language_of("Doce muertos en la capital", "El ejército dijo que doce soldados murieron por una mina.")
    'es'
    """
    sample = text[:SAMPLE] if len(text) > SAMPLE else f"{title} {text}"[:SAMPLE]
    words = sample.lower().split()
    if len(words) >= ENOUGH_WORDS and _count(words, ONLY_ENGLISH) / len(words) >= ENGLISH_SHARE:
        return "en"
    return _judged(f"{title} {text}"[:LONG_SAMPLE], _primary(declared))


def _judged(sample: str, declared: str) -> str:
    if _OTHER_SCRIPT.search(sample) and (script := _script(sample)):
        return script
    words = [word.replace("\u2019", "'") for word in WORD.findall(sample.lower())]
    if len(words) < ENOUGH_WORDS:
        return declared or ("en" if words else UNKNOWN)
    told = list(filter(TELLING.__contains__, words))
    shares = {code: _count(told, table) / len(words) for code, table in FUNCTION_WORDS.items()}
    best = max(shares, key=lambda code: shares[code])
    only, english = (_count(told, table) / len(words) for table in (ONLY_ENGLISH, ENGLISH))
    if only >= ENGLISH_SHARE and english >= shares[best]:
        return "en"
    different = set(told)
    own, ours = (FUNCTION_WORDS[best] - SHARED) & different, (ENGLISH - SHARED) & different
    if len(own) >= OWN_WORDS - (not ours) and len(own) > len(ours) and shares[best] >= OWN_SHARE:
        return best
    if len(words) <= SHORT or english or declared == "en":
        return "en"
    return declared or UNKNOWN


def _script(sample: str) -> str:
    """The language of a script other than Latin that most letters are of; kana tell Japanese from Chinese."""
    letters = sum(map(str.isalpha, sample))
    for code, pattern in _SCRIPT_OF:
        needed = letters // 8 if code == "ja" else letters // 2
        if letters and len(pattern.findall(sample)) > needed:
            return _neighbour(code, sample)
    return ""


def _neighbour(code: str, sample: str) -> str:
    lower = sample.lower()
    for neighbour, own in _LETTERS_OF.get(code, ()):
        if sum(lower.count(letter) for letter in own) >= SCRIPT_LETTERS:
            return neighbour
    return code


def _count(words: list[str], table: frozenset[str]) -> int:
    return sum(map(table.__contains__, words))


def _primary(declared: str) -> str:
    return declared.replace("_", "-").partition("-")[0].strip().lower()
